import { length, lineString } from "@turf/turf";
import type { Arc } from "../tessellate/arcs";
import { toDegrees } from "../tessellate/frame";
import type { Barrier } from "../input-types";
import type { BorderFollows } from "../plan-types";
import type { Drawing } from "./rings";

/** Lengths of the borders of a plan's grids. */
export interface Borders {
  /** By grid; its parts add up to the grid's perimeter. */
  readonly follows: readonly BorderFollows[];
  /** Borders between grids, each counted once, and how much of them lies on barriers. */
  readonly innerM: number;
  readonly innerOnBarrierM: number;
}

/** Measures what the border of every grid 0..count-1 follows, in metres on the sphere. */
export function measureBorders(
  drawing: Drawing,
  arcs: readonly Arc[],
  gridOf: (cell: number) => number,
  count: number,
  barriers: readonly Barrier[],
): Borders {
  const tallies = Array.from({ length: count }, () => new Map<string, number>());
  const names = Array.from({ length: count }, () => new Map<string, number>());
  let innerM = 0;
  let innerOnBarrierM = 0;
  for (const arc of arcs) {
    const left = arc.left < 0 ? -1 : gridOf(arc.left);
    const right = arc.right < 0 ? -1 : gridOf(arc.right);
    if (left === right) continue;
    const metres = arcM(drawing, arc);
    const barrier = arc.barrier < 0 ? null : barriers[arc.barrier];
    const outer = left < 0 || right < 0;
    if (!outer) innerM += metres;
    if (!outer && barrier) innerOnBarrierM += metres;
    for (const grid of [left, right]) {
      if (grid < 0) continue;
      add(tallies[grid], outer ? "BOUNDARY" : (barrier?.kind ?? "GROUND"), metres);
      if (barrier?.name) add(names[grid], barrier.name, metres);
    }
  }
  const follows = tallies.map((tally, grid) => ({
    boundaryM: tally.get("BOUNDARY") ?? 0,
    roadM: tally.get("ROAD") ?? 0,
    riverM: tally.get("RIVER") ?? 0,
    railwayM: tally.get("RAILWAY") ?? 0,
    wallM: tally.get("WALL") ?? 0,
    groundM: tally.get("GROUND") ?? 0,
    names: [...names[grid]]
      .sort(([p, a], [q, b]) => b - a || (p < q ? -1 : 1))
      .map(([name]) => name),
  }));
  return { follows, innerM, innerOnBarrierM };
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
