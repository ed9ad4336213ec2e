import { availableParallelism } from "node:os";
import { extname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { MessageChannel } from "node:worker_threads";
import { Piscina } from "piscina";
import {
  EngineError,
  type Alternatives,
  type GivenGrid,
  type Plan,
  type Progress,
  type ProposeInput,
} from "../engine";
import { CANCEL_FLAG_BYTES, type ThreadMessage, type ThreadResult, type ThreadTask } from "./task";

export interface PoolHooks {
  /** Aborting it ends the proposal with EngineError CANCELLED, whether it waits or runs. */
  readonly signal?: AbortSignal;
  /** Called in the calling thread, some hundred times at most for one proposal. */
  readonly onProgress?: (progress: Progress) => void;
}

/** Runs the engine beside the event loop, several proposals at a time. */
export interface EnginePool {
  readonly threads: number;
  /** The same plan as the engine's own `propose` gives; waits for a free thread. */
  propose(input: ProposeInput, hooks?: PoolHooks): Promise<Plan>;
  /** The same plans as the engine's own `proposeAlternatives` gives. */
  proposeAlternatives(input: ProposeInput, count: number, hooks?: PoolHooks): Promise<Alternatives>;
  /** The same plan as the engine's own `assess` gives. */
  assess(input: ProposeInput, division: readonly GivenGrid[], hooks?: PoolHooks): Promise<Plan>;
  /** Lets running proposals finish, then ends the threads. */
  close(): Promise<void>;
}

/** Long enough to reuse warm threads between two requests of one user. */
const IDLE_TIMEOUT_MS = 60_000;

/** A pool of engine threads; they are started when there is work, and do not keep a process alive. */
export function createEnginePool(options: { readonly threads?: number } = {}): EnginePool {
  const threads = Math.max(1, options.threads ?? availableParallelism());
  const source = extname(__filename);
  const piscina = new Piscina<ThreadTask, ThreadResult>({
    filename: join(__dirname, `thread${source}`),
    minThreads: 0,
    maxThreads: threads,
    idleTimeout: IDLE_TIMEOUT_MS,
    // Run from source (command line, tests), a thread has to compile for itself.
    execArgv: source === ".ts" ? ["--import", pathToFileURL(require.resolve("tsx")).href] : [],
  });
  // A thread that cannot even start takes no proposal down with it: those that wait have to be told.
  const waiting = new Set<(error: Error) => void>();
  piscina.on("error", (error: Error) => waiting.forEach((refuse) => refuse(error)));
  const run: Run = (task, signal) =>
    new Promise((resolve, reject) => {
      waiting.add(reject);
      const { port } = task;
      void piscina
        .run(task, { transferList: [port], signal })
        .then(resolve, reject)
        .finally(() => waiting.delete(reject));
    });
  return {
    threads,
    propose: async (input, hooks = {}) => {
      const result = await runTask(run, { input, work: { type: "PROPOSE", count: 1 } }, hooks);
      return alternativesIn(result).plans[0].plan;
    },
    proposeAlternatives: async (input, count, hooks = {}) =>
      alternativesIn(await runTask(run, { input, work: { type: "PROPOSE", count } }, hooks)),
    assess: async (input, division, hooks = {}) => {
      const result = await runTask(run, { input, work: { type: "ASSESS", division } }, hooks);
      if (result.type === "PLAN") return result.plan;
      throw new Error(`Expected a plan of the thread, got ${result.type}`);
    },
    close: () => piscina.close(),
  };
}

function alternativesIn(result: Done): Alternatives {
  if (result.type === "PLANS") return result.alternatives;
  throw new Error(`Expected plans of the thread, got ${result.type}`);
}

type Done = Exclude<ThreadResult, { readonly type: "REFUSED" }>;

type Run = (task: ThreadTask, signal: AbortSignal) => Promise<ThreadResult>;

async function runTask(
  run: Run,
  task: Pick<ThreadTask, "input" | "work">,
  { signal, onProgress }: PoolHooks,
): Promise<Done> {
  if (signal?.aborted) throw cancelled();
  const cancel = new Int32Array(new SharedArrayBuffer(CANCEL_FLAG_BYTES));
  const { port1, port2 } = new MessageChannel();
  // A waiting proposal leaves the queue; a running one is asked, since ending its thread costs a
  // fresh start for the next proposal.
  const leaveQueue = new AbortController();
  let started = false;
  const stop = (): void => {
    Atomics.store(cancel, 0, 1);
    if (!started) leaveQueue.abort();
  };
  port1.on("message", (message: ThreadMessage) => {
    if (message.type === "STARTED") started = true;
    else onProgress?.(message.progress);
  });
  signal?.addEventListener("abort", stop, { once: true });
  try {
    const result = await run({ ...task, cancel, port: port2 }, leaveQueue.signal);
    if (result.type !== "REFUSED") return result;
    throw new EngineError(result.code, result.message, result.faults);
  } catch (error) {
    if (leaveQueue.signal.aborted) throw cancelled();
    throw error;
  } finally {
    signal?.removeEventListener("abort", stop);
    port1.close();
  }
}

function cancelled(): EngineError {
  return new EngineError("CANCELLED", "The proposal was cancelled");
}
