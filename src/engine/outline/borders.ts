import { length, lineString } from "@turf/turf";
import type { Arc } from "../tessellate/arcs";
import { toDegrees } from "../tessellate/frame";
import type { Barrier } from "../input-types";
import type { BorderFollows } from "../plan-types";
import type { Drawing } from "./rings";

/** Lengths of the borders between the grids of a plan. */
export interface InnerBorders {
  /** Each counted once, and how much of them lies on barriers. */
  readonly innerM: number;
  readonly innerOnBarrierM: number;
}

/** The length of each arc on the sphere, in metres. */
export function arcLengths(drawing: Drawing, arcs: readonly Arc[]): Float64Array {
  return Float64Array.from(arcs, (arc) => arcM(drawing, arc));
}

/** What the border that these arcs make up follows; its parts add up to its length. */
export function followedBy(
  outline: readonly number[],
  arcs: readonly Arc[],
  metres: Float64Array,
  barriers: readonly Barrier[],
): BorderFollows {
  const tally = new Map<string, number>();
  const names = new Map<string, number>();
  for (const number of outline) {
    const { left, right, barrier: line } = arcs[number];
    const barrier = line < 0 ? null : barriers[line];
    const outer = left < 0 || right < 0;
    add(tally, outer ? "BOUNDARY" : (barrier?.kind ?? "GROUND"), metres[number]);
    if (barrier?.name) add(names, barrier.name, metres[number]);
  }
  return {
    boundaryM: tally.get("BOUNDARY") ?? 0,
    roadM: tally.get("ROAD") ?? 0,
    riverM: tally.get("RIVER") ?? 0,
    railwayM: tally.get("RAILWAY") ?? 0,
    wallM: tally.get("WALL") ?? 0,
    groundM: tally.get("GROUND") ?? 0,
    names: [...names].sort(([p, a], [q, b]) => b - a || (p < q ? -1 : 1)).map(([name]) => name),
  };
}

/** Measures what lies between two grids; `gridOf` is -1 for ground in no grid. */
export function innerBorders(
  arcs: readonly Arc[],
  metres: Float64Array,
  gridOf: (cell: number) => number,
): InnerBorders {
  let innerM = 0;
  let innerOnBarrierM = 0;
  arcs.forEach(({ left, right, barrier }, number) => {
    if (left < 0 || right < 0) return;
    const [one, other] = [gridOf(left), gridOf(right)];
    if (one === other || one < 0 || other < 0) return;
    innerM += metres[number];
    if (barrier >= 0) innerOnBarrierM += metres[number];
  });
  return { innerM, innerOnBarrierM };
}

function arcM({ frame, x, y }: Drawing, arc: Arc): number {
  const positions = arc.vertices.map((v) => [
    toDegrees(frame.originX, x[v]),
    toDegrees(frame.originY, y[v]),
  ]);
  return length(lineString(positions), { units: "meters" });
}

function add(tally: Map<string, number>, key: string, metres: number): void {
  tally.set(key, (tally.get(key) ?? 0) + metres);
}
