import type { MessagePort } from "node:worker_threads";
import type {
  Alternatives,
  Draft,
  EngineErrorCode,
  GivenGrid,
  Help,
  InputFault,
  OutOfBand,
  Plan,
  Progress,
  ProposeInput,
  Suggestion,
} from "../engine";

/** One 32-bit word, in shared memory: 0 go on, 1 stop. */
export const CANCEL_FLAG_BYTES = 4;

/** What is to be made of the input. */
export type ThreadWork =
  /** So many plans, at most. */
  | { readonly type: "PROPOSE"; readonly count: number }
  /** The plan that a given division is. */
  | { readonly type: "ASSESS"; readonly division: readonly GivenGrid[] }
  /** What the engine makes of a draft. */
  | {
      readonly type: "IMPROVE";
      readonly draft: Draft;
      readonly help: Help;
      readonly seed: number;
      readonly effort: number;
    }
  /** The next moves that are best, so many at most. */
  | { readonly type: "SUGGEST"; readonly draft: Draft; readonly count: number }
  /** Why the grid with this key is out of its band. */
  | { readonly type: "EXPLAIN"; readonly draft: Draft; readonly key: string };

/** What the pool gives a thread. */
export interface ThreadTask {
  readonly input: ProposeInput;
  readonly work: ThreadWork;
  readonly cancel: Int32Array<SharedArrayBuffer>;
  readonly port: MessagePort;
}

/** What a thread says while it works. */
export type ThreadMessage =
  { readonly type: "STARTED" } | { readonly type: "PROGRESS"; readonly progress: Progress };

/** What a thread gives back. Errors lose their class and fields between threads, hence the shape. */
export type ThreadResult =
  | { readonly type: "PLANS"; readonly alternatives: Alternatives }
  | { readonly type: "PLAN"; readonly plan: Plan }
  /** null: nothing better was found. */
  | { readonly type: "DRAFT"; readonly draft: Draft | null }
  | { readonly type: "SUGGESTIONS"; readonly suggestions: readonly Suggestion[] }
  | { readonly type: "REASON"; readonly reason: OutOfBand }
  | {
      readonly type: "REFUSED";
      readonly code: EngineErrorCode;
      readonly message: string;
      readonly faults: readonly InputFault[];
    };
