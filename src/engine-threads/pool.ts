import { availableParallelism } from "node:os";
import { extname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { MessageChannel } from "node:worker_threads";
import { Piscina } from "piscina";
import {
  EngineError,
  type Alternatives,
  type Draft,
  type GivenGrid,
  type Help,
  type OutOfBand,
  type Plan,
  type Progress,
  type ProposeInput,
  type Suggestion,
} from "../engine";
import { CANCEL_FLAG_BYTES, type ThreadMessage, type ThreadResult, type ThreadTask } from "./task";

export interface PoolHooks {
  /** Aborting it ends the proposal with EngineError CANCELLED, whether it waits or runs. */
  readonly signal?: AbortSignal;
  /** Called in the calling thread, some hundred times at most for one proposal. */
  readonly onProgress?: (progress: Progress) => void;
}

/** How the engine is to help with a draft. */
export interface HelpOfEngine {
  readonly help: Help;
  readonly seed: number;
  readonly effort: number;
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
  /** What the engine's own `improve` makes of a draft on this ground; null: nothing better was found. */
  improve(
    input: ProposeInput,
    draft: Draft,
    wish: HelpOfEngine,
    hooks?: PoolHooks,
  ): Promise<Draft | null>;
  /** The same moves as the engine's own `suggest` gives. */
  suggest(input: ProposeInput, draft: Draft, count: number): Promise<readonly Suggestion[]>;
  /** The same answer as the engine's own `explain` gives. */
  explain(input: ProposeInput, draft: Draft, key: string): Promise<OutOfBand>;
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
      return result.type === "PLAN" ? result.plan : unlike("a plan", result);
    },
    improve: async (input, draft, { help, seed, effort }, hooks = {}) => {
      const work = { type: "IMPROVE", draft, help, seed, effort } as const;
      const result = await runTask(run, { input, work }, hooks);
      return result.type === "DRAFT" ? result.draft : unlike("a draft", result);
    },
    suggest: async (input, draft, count) => {
      const result = await runTask(run, { input, work: { type: "SUGGEST", draft, count } }, {});
      return result.type === "SUGGESTIONS" ? result.suggestions : unlike("suggestions", result);
    },
    explain: async (input, draft, key) => {
      const result = await runTask(run, { input, work: { type: "EXPLAIN", draft, key } }, {});
      return result.type === "REASON" ? result.reason : unlike("a reason", result);
    },
    close: () => piscina.close(),
  };
}

function alternativesIn(result: Done): Alternatives {
  return result.type === "PLANS" ? result.alternatives : unlike("plans", result);
}

function unlike(expected: string, { type }: Done): never {
  throw new Error(`Expected ${expected} of the thread, got ${type}`);
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
