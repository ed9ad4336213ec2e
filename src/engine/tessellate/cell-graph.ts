import type { CellGraph } from "../partition/cell-graph";
import { isOld } from "../rules/band";
import type { Building, Rules } from "../input-types";
import type { Tessellation } from "./tessellate";
import { createUnion } from "./union";

/** What the partition needs to know of a tessellation: sums per cell, and who borders whom. */
export function toCellGraph(
  tessellation: Tessellation,
  buildings: readonly Building[],
  rules: Rules,
): CellGraph {
  const n = tessellation.buildings.length;
  const sumOf = (value: (building: Building) => number) =>
    Int32Array.from(tessellation.buildings, (list) =>
      list.reduce((sum, i) => sum + value(buildings[i]), 0),
    );
  const households = sumOf((b) => b.households);
  return {
    n,
    households,
    oldHouseholds: sumOf((b) => (isOld(b, rules) ? b.households : 0)),
    specialHouseholds: sumOf((b) => b.specialHouseholds ?? 0),
    ...estatesOf(tessellation, buildings),
    block: tessellation.block,
    ...inSteps(shapesOf(tessellation), bordersOf(tessellation)),
  };
}

/** The estate with most of a cell's households; among equals the one that sorts first. */
function estatesOf(tessellation: Tessellation, buildings: readonly Building[]) {
  const names = [...new Set(buildings.flatMap((b) => b.estate ?? []))].sort();
  const number = new Map(names.map((name, i) => [name, i]));
  const estateHouseholds = new Int32Array(names.length);
  const estate = Int32Array.from(tessellation.buildings, (list) => {
    const share = new Map<number, number>();
    for (const i of list) {
      const id = number.get(buildings[i].estate ?? "");
      if (id === undefined) continue;
      estateHouseholds[id] += buildings[i].households;
      share.set(id, (share.get(id) ?? 0) + buildings[i].households);
    }
    let best = -1;
    for (const [id, all] of share) {
      const most = share.get(best) ?? -1;
      if (all > most || (all === most && id < best)) best = id;
    }
    return best;
  });
  return { estate, estateHouseholds };
}

/** Area, centre and outer border of each cell, summed over its arcs (no ring is needed). */
function shapesOf(tessellation: Tessellation) {
  const { frame, x, y, arcs } = tessellation;
  const n = tessellation.buildings.length;
  const areaM2 = new Float64Array(n);
  const momentX = new Float64Array(n);
  const momentY = new Float64Array(n);
  const outerM = new Float64Array(n);
  for (const arc of arcs) {
    for (let i = 1; i < arc.vertices.length; i++) {
      const [p, q] = [arc.vertices[i - 1], arc.vertices[i]];
      const [px, py] = [x[p] * frame.metresX, y[p] * frame.metresY];
      const [qx, qy] = [x[q] * frame.metresX, y[q] * frame.metresY];
      const cross = (px * qy - qx * py) / 2;
      for (const [cell, sign] of [
        [arc.left, 1],
        [arc.right, -1],
      ]) {
        if (cell < 0) continue;
        areaM2[cell] += sign * cross;
        momentX[cell] += (sign * cross * (px + qx)) / 3;
        momentY[cell] += (sign * cross * (py + qy)) / 3;
      }
    }
    if (arc.left < 0 && arc.right >= 0) outerM[arc.right] += lengthM(tessellation, arc.vertices);
    if (arc.right < 0 && arc.left >= 0) outerM[arc.left] += lengthM(tessellation, arc.vertices);
  }
  const centre = (moment: Float64Array) =>
    moment.map((m, cell) => (areaM2[cell] > 0 ? m / areaM2[cell] : 0));
  return { areaM2, outerM, x: centre(momentX), y: centre(momentY) };
}

/** Length of a chain of vertices in metres. */
export function lengthM(
  { frame, x, y }: Pick<Tessellation, "frame" | "x" | "y">,
  vertices: readonly number[],
): number {
  let sum = 0;
  for (let i = 1; i < vertices.length; i++) {
    const [p, q] = [vertices[i - 1], vertices[i]];
    sum += Math.hypot((x[q] - x[p]) * frame.metresX, (y[q] - y[p]) * frame.metresY);
  }
  return sum;
}

interface Border {
  all: number;
  barrier: number;
}

/** Per cell: its borders with others in metres, and how much of them lies on barriers. */
function bordersOf(tessellation: Tessellation): Map<number, Border>[] {
  const rows = tessellation.buildings.map(() => new Map<number, Border>());
  for (const arc of tessellation.arcs) {
    if (arc.left < 0 || arc.right < 0) continue;
    const length = lengthM(tessellation, arc.vertices);
    for (const [from, to] of [
      [arc.left, arc.right],
      [arc.right, arc.left],
    ]) {
      const known = rows[from].get(to) ?? { all: 0, barrier: 0 };
      known.all += length;
      if (arc.barrier >= 0) known.barrier += length;
      rows[from].set(to, known);
    }
  }
  return rows;
}

/** So many steps make the side of a mean cell, about; a power of two. */
const STEPS_A_SIDE = 16;

/**
 * Lengths and areas in whole steps, powers of two: sums are exact, equals are equal, and ground
 * that is turned or mirrored, so that every point is rounded to another place, gives the same
 * figures. Cells that meet in hardly more than a point are no neighbours, unless one of them has no
 * other or ground would fall apart without.
 */
function inSteps(shapes: ReturnType<typeof shapesOf>, rows: readonly Map<number, Border>[]) {
  const total = shapes.areaM2.reduce((sum, m2) => sum + m2, 0);
  const side = total > 0 ? Math.sqrt(total / rows.length) : STEPS_A_SIDE;
  const stepM = 2 ** Math.round(Math.log2(side / STEPS_A_SIDE));
  const stepM2 = STEPS_A_SIDE * stepM * stepM;
  const whole = (value: number, step: number) => step * Math.round(value / step);

  const isKept = borderKept(rows, stepM / STEPS_A_SIDE);
  const entries = rows.map((row, cell) =>
    [...row]
      .filter(([to]) => isKept(cell, to))
      .sort(([p], [q]) => p - q)
      .map(([to, { all, barrier }]) => {
        const borderM = Math.max(stepM, whole(all, stepM));
        return { to, borderM, barrierM: Math.min(borderM, whole(barrier, stepM)) };
      }),
  );
  const offset = new Int32Array(rows.length + 1);
  entries.forEach((row, i) => (offset[i + 1] = offset[i] + row.length));
  const flat = entries.flat();
  return {
    ...shapes,
    areaM2: shapes.areaM2.map((m2) => whole(m2, stepM2)),
    outerM: shapes.outerM.map((metres) => whole(metres, stepM)),
    offset,
    neighbour: Int32Array.from(flat, ({ to }) => to),
    borderM: Float64Array.from(flat, ({ borderM }) => borderM),
    barrierM: Float64Array.from(flat, ({ barrierM }) => barrierM),
  };
}

/** Whether a border counts: it is as long as `leastM`, or the longest that holds something together. */
function borderKept(rows: readonly ReadonlyMap<number, Border>[], leastM: number) {
  const longest = rows.map((row) => Math.max(...Array.from(row.values(), ({ all }) => all)));
  const union = createUnion(rows.length);
  const short: { cell: number; to: number; all: number }[] = [];
  rows.forEach((row, cell) => {
    for (const [to, { all }] of row) {
      if (all >= Math.min(leastM, longest[cell], longest[to])) union.join(cell, to);
      else if (cell < to) short.push({ cell, to, all });
    }
  });
  short.sort((p, q) => q.all - p.all || p.cell - q.cell || p.to - q.to);
  const bridges = new Set<string>();
  for (const { cell, to } of short) {
    if (union.find(cell) === union.find(to)) continue;
    union.join(cell, to);
    bridges.add(`${cell} ${to}`);
  }
  return (cell: number, to: number): boolean =>
    (rows[cell].get(to)?.all ?? 0) >= Math.min(leastM, longest[cell], longest[to]) ||
    bridges.has(`${Math.min(cell, to)} ${Math.max(cell, to)}`);
}
