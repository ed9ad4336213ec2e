import type { CancelSignal } from "../input-types";
import type { Random } from "../random";
import type { NewKey } from "./redivide";

/** What each way of helping is given. */
export interface HelpOptions {
  readonly random: Random;
  /** Multiple of the usual number of steps. */
  readonly effort: number;
  readonly newKey: NewKey;
  readonly signal?: CancelSignal;
  /** 0 to 1. */
  readonly onProgress: (done: number) => void;
}
