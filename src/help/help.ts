import type { Help } from "../engine";
import { RefusedError } from "../refusal";
import { refuseOutside } from "../rule-set/rules-wish";

export type { Help } from "../engine";

/** How the engine is to help with which draft. */
export interface HelpWish {
  readonly planId: string;
  /** The version that was seen; what the engine makes of another one is not taken. */
  readonly expectedVersion: number;
  readonly help: Help;
  /** 0 or more: the same seed gives the same division. */
  readonly seed: number;
  /** Multiple of the usual effort. */
  readonly effort: number;
}

/** A wish with its defaults; refused with every number that makes no sense. */
export function toHelpWish(
  given: Pick<HelpWish, "planId" | "expectedVersion" | "help"> & {
    readonly seed?: number | null;
    readonly effort?: number | null;
  },
): HelpWish {
  const { seed, effort } = given;
  const faults = [
    ...refuseOutside(["seed"], seed, [0, 2 ** 31 - 1]),
    ...refuseOutside(["effort"], effort, [0.1, 10]),
  ];
  if (faults.length > 0) throw new RefusedError("BAD_INPUT", faults);
  return { ...given, seed: seed ?? 1, effort: effort ?? 1 };
}
