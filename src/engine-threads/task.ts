import type { MessagePort } from "node:worker_threads";
import type { Alternatives, EngineErrorCode, InputFault, Progress, ProposeInput } from "../engine";

/** One 32-bit word, in shared memory: 0 go on, 1 stop. */
export const CANCEL_FLAG_BYTES = 4;

/** What the pool gives a thread. */
export interface ThreadTask {
  readonly input: ProposeInput;
  /** Plans that are wanted, at most. */
  readonly count: number;
  readonly cancel: Int32Array<SharedArrayBuffer>;
  readonly port: MessagePort;
}

/** What a thread says while it works. */
export type ThreadMessage =
  { readonly type: "STARTED" } | { readonly type: "PROGRESS"; readonly progress: Progress };

/** What a thread gives back. Errors lose their class and fields between threads, hence the shape. */
export type ThreadResult =
  | { readonly type: "PLANS"; readonly alternatives: Alternatives }
  | {
      readonly type: "REFUSED";
      readonly code: EngineErrorCode;
      readonly message: string;
      readonly faults: readonly InputFault[];
    };
