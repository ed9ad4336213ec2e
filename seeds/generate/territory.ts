import type { MultiPolygon, Polygon, Position as LonLat } from "geojson";
import { toLonLat } from "./plane";
import type { Lot, StreetPlan } from "./street-plan";

type Step = readonly [fromI: number, fromJ: number, toI: number, toJ: number];

/**
 * The polygon of a community made of whole lattice squares: lots taken in, less lots left out.
 * Each square gives its four sides, counter-clockwise; sides that meet their twin cancel, and what
 * is left is the outline, holes clockwise. Neighbours keep the same lattice points by construction.
 */
export function territoryPolygon(
  plan: StreetPlan,
  taken: readonly Lot[],
  leftOut: readonly Lot[] = [],
): Polygon | MultiPolygon {
  const rings = joinSteps(outlineSteps(taken, leftOut));
  const shells = rings.filter((ring) => twiceArea(ring) > 0);
  const holes = rings.filter((ring) => twiceArea(ring) < 0);
  const polygons = shells.map((shell) => [
    toRing(plan, shell),
    // A hole belongs to the shell that surrounds it; the lots of one part never nest deeper.
    ...holes.filter((hole) => surrounds(shell, hole)).map((hole) => toRing(plan, hole)),
  ]);
  return polygons.length === 1
    ? { type: "Polygon", coordinates: polygons[0] }
    : { type: "MultiPolygon", coordinates: polygons };
}

function outlineSteps(taken: readonly Lot[], leftOut: readonly Lot[]): Map<string, Step> {
  const squares = new Set<string>();
  for (const lot of taken) forEachSquare(lot, (i, j) => squares.add(`${i},${j}`));
  for (const lot of leftOut) forEachSquare(lot, (i, j) => squares.delete(`${i},${j}`));

  const steps = new Map<string, Step>();
  for (const square of squares) {
    const [i, j] = square.split(",").map(Number);
    const sides: readonly [Step, string][] = [
      [[i, j, i + 1, j], `${i},${j - 1}`],
      [[i + 1, j, i + 1, j + 1], `${i + 1},${j}`],
      [[i + 1, j + 1, i, j + 1], `${i},${j + 1}`],
      [[i, j + 1, i, j], `${i - 1},${j}`],
    ];
    // Territories never touch themselves at a bare corner, so one step starts at each position.
    for (const [step, across] of sides) {
      if (!squares.has(across)) steps.set(`${step[0]},${step[1]}`, step);
    }
  }
  return steps;
}

function joinSteps(steps: Map<string, Step>): Step[][] {
  const rings: Step[][] = [];
  for (const first of steps.values()) {
    if (!steps.has(`${first[0]},${first[1]}`)) continue;
    const ring: Step[] = [];
    let step: Step | undefined = first;
    while (step !== undefined) {
      ring.push(step);
      steps.delete(`${step[0]},${step[1]}`);
      step = steps.get(`${step[2]},${step[3]}`);
    }
    rings.push(ring);
  }
  return rings;
}

function forEachSquare([west, south, east, north]: Lot, visit: (i: number, j: number) => void) {
  for (let j = south; j < north; j++) {
    for (let i = west; i < east; i++) visit(i, j);
  }
}

function twiceArea(ring: readonly Step[]): number {
  return ring.reduce((sum, [i0, j0, i1, j1]) => sum + i0 * j1 - i1 * j0, 0);
}

function surrounds(shell: readonly Step[], hole: readonly Step[]): boolean {
  const within = (k: 0 | 1) =>
    Math.min(...shell.map((s) => s[k])) <= Math.min(...hole.map((s) => s[k])) &&
    Math.max(...shell.map((s) => s[k])) >= Math.max(...hole.map((s) => s[k]));
  return within(0) && within(1);
}

function toRing(plan: StreetPlan, steps: readonly Step[]): LonLat[] {
  const ring = steps.map(([i, j]) => toLonLat(plan.at(i, j)));
  return [...ring, ring[0]];
}
