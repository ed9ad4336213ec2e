import { decodeGridCode, encodeGridCode, type GridKind } from "../engine";

/** A code in force, and the one that takes its place. */
export interface RecodedGrid {
  readonly from: string;
  readonly to: string;
  readonly kind: GridKind;
}

const KINDS: readonly GridKind[] = ["STANDARD", "MICRO"];

/**
 * The codes that the grids in force get when their community gets another code. In each range grids
 * keep their sequence where none was ever issued in it under the new code; else they go on, in their
 * order, behind the highest that was. Throws EngineError where the range is used up.
 */
export function recodeGrids(
  inForce: readonly string[],
  communityCode: string,
  issuedUnderIt: readonly string[],
): RecodedGrid[] {
  const issued = issuedUnderIt.map(decodeGridCode);
  return KINDS.flatMap((kind) => {
    const highest = Math.max(
      0,
      ...issued.filter((code) => code.kind === kind).map(({ sequence }) => sequence),
    );
    return [...inForce]
      .sort()
      .map((code) => ({ code, ...decodeGridCode(code) }))
      .filter((one) => one.kind === kind)
      .map(({ code, sequence }, i) => ({
        from: code,
        to: encodeGridCode(communityCode, kind, highest === 0 ? sequence : highest + 1 + i),
        kind,
      }));
  });
}
