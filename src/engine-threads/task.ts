import type { MessagePort } from "node:worker_threads";
import type {
  Alternatives,
  EngineErrorCode,
  GivenGrid,
  InputFault,
  Plan,
  Progress,
  ProposeInput,
} from "../engine";

/** One 32-bit word, in shared memory: 0 go on, 1 stop. */
export const CANCEL_FLAG_BYTES = 4;

/** What is to be made of the input. */
export type ThreadWork =
  /** So many plans, at most. */
  | { readonly type: "PROPOSE"; readonly count: number }
  /** The plan that a given division is. */
  | { readonly type: "ASSESS"; readonly division: readonly GivenGrid[] };

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
  | {
      readonly type: "REFUSED";
      readonly code: EngineErrorCode;
      readonly message: string;
      readonly faults: readonly InputFault[];
    };
