import { EventEmitter, setMaxListeners } from "node:events";

/**
 * What happens to jobs inside this process, told at once. Jobs that run in other processes are
 * seen by reading their rows; nobody may rely on a signal alone.
 */
export class JobSignals {
  private readonly events = new EventEmitter().setMaxListeners(0);
  private readonly closing = new AbortController();

  constructor() {
    setMaxListeners(0, this.closing.signal);
  }

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
    let ended = false;
    let wake: () => void = () => undefined;
    const notice = (): void => {
      changed = true;
      wake();
    };
    this.events.on(`changed:${id}`, notice);
    this.closing.signal.addEventListener("abort", notice);
    return {
      next: async (timeoutMs) => {
        if (!changed && !ended) {
          await new Promise<void>((resolve) => {
            const timer = setTimeout(resolve, timeoutMs);
            wake = () => {
              clearTimeout(timer);
              resolve();
            };
          });
        }
        changed = false;
        return ended || this.closing.signal.aborted ? "CLOSED" : "LOOK";
      },
      end: () => {
        ended = true;
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

/**
 * What a watch makes known, for somebody who may go away at any time. A generator alone hears of that
 * at its next event only, which may never come: it would go on reading rows for nobody.
 */
export function whileFollowed<Event>(
  watch: JobWatch,
  events: AsyncGenerator<Event, void, undefined>,
): AsyncIterableIterator<Event, void, undefined> {
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    next: () => events.next(),
    return: () => {
      watch.end();
      return events.return();
    },
  };
}

/** One follower of one job. */
export interface JobWatch {
  /** Waits for a change, or so long; LOOK: read the row. CLOSED: it ended, or the process stops. */
  next(timeoutMs: number): Promise<"LOOK" | "CLOSED">;
  end(): void;
}
