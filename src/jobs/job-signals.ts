import { EventEmitter } from "node:events";

/**
 * What happens to jobs inside this process, told at once. Jobs that run in other processes are
 * seen by reading their rows; nobody may rely on a signal alone.
 */
export class JobSignals {
  private readonly events = new EventEmitter().setMaxListeners(0);
  private readonly closing = new AbortController();

  /** Somebody changed the row of a job and committed. */
  changed(id: string): void {
    this.events.emit(`changed:${id}`);
  }

  /** Somebody asked a job to stop. */
  cancel(id: string): void {
    this.events.emit(`cancel:${id}`);
  }

  /** Calls back when somebody asks the job to stop; gives the way to end that. */
  onCancel(id: string, callback: () => void): () => void {
    this.events.on(`cancel:${id}`, callback);
    return () => this.events.off(`cancel:${id}`, callback);
  }

  /** Follows a job: remembers a change that comes while nobody waits. */
  watch(id: string): JobWatch {
    let changed = false;
    let wake: () => void = () => undefined;
    const notice = (): void => {
      changed = true;
      wake();
    };
    this.events.on(`changed:${id}`, notice);
    this.closing.signal.addEventListener("abort", notice);
    return {
      next: async (timeoutMs) => {
        if (!changed) {
          await new Promise<void>((resolve) => {
            const timer = setTimeout(resolve, timeoutMs);
            wake = () => {
              clearTimeout(timer);
              resolve();
            };
          });
        }
        changed = false;
        return this.closing.signal.aborted ? "CLOSED" : "LOOK";
      },
      end: () => {
        this.events.off(`changed:${id}`, notice);
        this.closing.signal.removeEventListener("abort", notice);
        wake();
      },
    };
  }

  /** Ends everybody's watch: the process stops. */
  close(): void {
    this.closing.abort();
  }
}

/** One follower of one job. */
export interface JobWatch {
  /** Waits for a change, or so long; LOOK: read the row. CLOSED: the process stops. */
  next(timeoutMs: number): Promise<"LOOK" | "CLOSED">;
  end(): void;
}
