/** The codes a plan would get if it were put in force today: a preview, nothing is issued. */
import type { GridInForce, GridKind } from "../input-types";
import { decodeGridCode, encodeGridCode, formatSequence, SEQUENCE_RANGE } from "./grid-code";
import { inReadingOrder, numberGrids, refuseOverflow, type PlacedGrid } from "./number";

export interface NewGrid extends PlacedGrid {
  readonly buildingIds: readonly string[];
}

export interface CodePreviewInput {
  /** 12 digits; null where the community has none, and then grids get labels but no codes. */
  readonly communityCode: string | null;
  readonly grids: readonly NewGrid[];
  /** None at all, nor any retired code: first numbering. */
  readonly inForce: readonly GridInForce[];
  /** Of grids that were in force once. */
  readonly retiredCodes: readonly string[];
  /** Households by building id; a building that is gone has none. */
  readonly householdsOf: ReadonlyMap<string, number>;
  readonly codeKeepShare: number;
}

export interface CodePreview {
  /** Three-digit sequence. */
  readonly label: string;
  readonly code: string | null;
  /** The code in force that this grid would keep; null where it would get a new one. */
  readonly keptFrom: string | null;
}

/**
 * Codes in the order of `grids`. A grid keeps the sequence of a grid in force of its own kind when
 * both have at least `codeKeepShare` of their households in common; all others take the highest
 * sequence ever issued + 1 and up, in reading order. Of codes that were retired the preview knows
 * those it is told, which is why the code that is finally issued may be higher.
 */
export function previewCodes(input: CodePreviewInput): CodePreview[] {
  const { grids, communityCode } = input;
  const isFirst = input.inForce.length + input.retiredCodes.length === 0;
  const kept = matchKept(input);
  const sequences = isFirst ? numberGrids(grids) : renumber(input, kept);
  return grids.map((grid, i) => ({
    label: formatSequence(grid.kind, sequences[i]),
    code: communityCode === null ? null : encodeGridCode(communityCode, grid.kind, sequences[i]),
    keptFrom: kept.get(i)?.code ?? null,
  }));
}

function renumber(input: CodePreviewInput, kept: ReadonlyMap<number, GridInForce>): number[] {
  const { grids, inForce } = input;
  const next: Record<GridKind, number> = {
    STANDARD: SEQUENCE_RANGE.STANDARD[0],
    MICRO: SEQUENCE_RANGE.MICRO[0],
  };
  for (const code of [...inForce.map((old) => old.code), ...input.retiredCodes]) {
    const { kind, sequence } = sequenceOf(code);
    next[kind] = Math.max(next[kind], sequence + 1);
  }
  const sequences = new Array<number>(grids.length);
  for (const [i, old] of kept) sequences[i] = sequenceOf(old.code).sequence;
  for (const kind of ["STANDARD", "MICRO"] as const) {
    const ofKind = grids.map((_, i) => i).filter((i) => grids[i].kind === kind);
    for (const i of inReadingOrder(grids, ofKind)) {
      if (kept.has(i)) continue;
      refuseOverflow(kind, next[kind], SEQUENCE_RANGE[kind][1]);
      sequences[i] = next[kind]++;
    }
  }
  return sequences;
}

/** A community without a code has grids in force too: known by their labels alone. */
function sequenceOf(code: string): { kind: GridKind; sequence: number } {
  if (!/^\d{3}$/.test(code)) return decodeGridCode(code);
  const sequence = Number(code);
  return { kind: sequence < SEQUENCE_RANGE.MICRO[0] ? "STANDARD" : "MICRO", sequence };
}

/**
 * Which new grid keeps which old code. With a share above one half a match is unique by itself;
 * below, the pair with more in common goes first, then the lower code, then the lower building id.
 */
function matchKept(input: CodePreviewInput): Map<number, GridInForce> {
  const oldOf = new Map<string, GridInForce>();
  for (const old of input.inForce) for (const id of old.buildingIds) oldOf.set(id, old);
  const pairs: { i: number; old: GridInForce; common: number }[] = [];
  input.grids.forEach((grid, i) => {
    const candidates = new Set(grid.buildingIds.map((id) => oldOf.get(id)));
    for (const old of candidates) {
      if (old === undefined || old.kind !== grid.kind) continue;
      const common = commonShare(grid.buildingIds, old.buildingIds, input.householdsOf);
      if (common >= input.codeKeepShare) pairs.push({ i, old, common });
    }
  });
  const byId = (i: number) => input.grids[i].smallestBuildingId;
  pairs.sort(
    (a, b) =>
      b.common - a.common ||
      compareText(a.old.code, b.old.code) ||
      compareText(byId(a.i), byId(b.i)),
  );
  const kept = new Map<number, GridInForce>();
  const taken = new Set<GridInForce>();
  for (const { i, old } of pairs) {
    if (kept.has(i) || taken.has(old)) continue;
    kept.set(i, old);
    taken.add(old);
  }
  return kept;
}

/**
 * Common households as a share of the larger grid's. Where either grid has no households (most
 * micro-grids) buildings are counted instead, or no office tower could ever keep its code.
 */
function commonShare(
  current: readonly string[],
  old: readonly string[],
  householdsOf: ReadonlyMap<string, number>,
): number {
  const weigh = (ids: readonly string[]) =>
    ids.reduce((sum, id) => sum + (householdsOf.get(id) ?? 0), 0);
  const inOld = new Set(old);
  const common = current.filter((id) => inOld.has(id));
  const fewest = Math.min(weigh(current), weigh(old));
  return fewest > 0
    ? weigh(common) / Math.max(weigh(current), weigh(old))
    : common.length / Math.max(current.length, old.length);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
