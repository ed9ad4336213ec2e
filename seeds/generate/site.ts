import type { Category, Random } from "../../src/engine";
import type { DatasetBarrier, DatasetBuilding } from "../../src/exchange/dataset";
import { footprintAreaM2, footprintPolygon, type Footprint } from "./footprints";
import { distanceBetweenLines, distanceToLine, isInside, toLonLat, type Metre } from "./plane";
import { lineAlong, STEPS, type Position, type StreetPlan } from "./street-plan";

/** What is said about a building besides its outline; the rest follows from it. */
export interface BuildingFacts {
  readonly category: Category;
  readonly name?: string;
  readonly estateName?: string;
  readonly oldEstate?: boolean;
  readonly households?: number;
  readonly units?: number;
  readonly floors?: number;
  readonly builtYear?: number;
  readonly specialShare?: number;
  /** null leaves it to footprint x floors. */
  readonly floorAreaM2?: number | null;
  readonly microGrid?: boolean;
  /** Residents were never counted. */
  readonly residentsUnknown?: boolean;
}

/** Something no building may stand on, and how much room it needs. */
interface Obstacle {
  readonly line: readonly Metre[];
  readonly clearanceM: number;
  /** West, south, east, north of the line, to rule out most obstacles at a glance. */
  readonly box: Box;
}

type Box = readonly [west: number, south: number, east: number, north: number];

interface Standing {
  /** Closed outer ring. */
  readonly shell: readonly Metre[];
  readonly box: Box;
}

/** The drawing board of one town: barriers and buildings in the order they were drawn. */
export interface Site {
  readonly plan: StreetPlan;
  readonly random: Random;
  readonly buildings: DatasetBuilding[];
  readonly barriers: DatasetBarrier[];
  readonly obstacles: Obstacle[];
}

/** The community that is being drawn. */
export interface Ground {
  readonly site: Site;
  readonly communityId: string;
  /** What stands in this community so far: new buildings keep clear of it. */
  readonly standing: Standing[];
  readonly specialShare: number;
}

/** Buildings keep this far from the outline of their lot, which is the middle of a street. */
export const STREET_MARGIN_M = 13;
/** And this far from each other, unless they are meant to touch. */
const BUILDING_GAP_M = 5;

export function createSite(plan: StreetPlan, random: Random): Site {
  return { plan, random, buildings: [], barriers: [], obstacles: [] };
}

/** Draws a barrier along lattice positions; `clearanceM` keeps buildings off it. */
export function drawBarrier(
  site: Site,
  barrier: Pick<DatasetBarrier, "id" | "kind" | "class" | "name">,
  path: readonly Position[],
  clearanceM = 0,
): void {
  const line = lineAlong(site.plan, path);
  site.barriers.push({
    ...barrier,
    geometry: { type: "LineString", coordinates: line.map(toLonLat) },
  });
  if (clearanceM > 0) site.obstacles.push({ line, clearanceM, box: boxOf(line) });
}

/** Draws the avenues of the whole plan, one line between each pair of crossings. */
export function drawAvenues(
  site: Site,
  westEast: readonly string[],
  southNorth: readonly string[],
) {
  const { columns, rows } = site.plan;
  for (let row = 0; row <= rows; row++) {
    const name = westEast[row % westEast.length];
    for (let column = 0; column < columns; column++) {
      const [from, to] = [column * STEPS, (column + 1) * STEPS];
      const y = row * STEPS;
      const barrier = {
        id: `road-we${row}-${column}`,
        kind: "ROAD",
        class: "primary",
        name,
      } as const;
      drawBarrier(site, barrier, [
        [from, y],
        [to, y],
      ]);
    }
  }
  for (let column = 0; column <= columns; column++) {
    const name = southNorth[column % southNorth.length];
    for (let row = 0; row < rows; row++) {
      const [from, to] = [row * STEPS, (row + 1) * STEPS];
      const x = column * STEPS;
      const barrier = {
        id: `road-sn${column}-${row}`,
        kind: "ROAD",
        class: "secondary",
        name,
      } as const;
      drawBarrier(site, barrier, [
        [x, from],
        [x, to],
      ]);
    }
  }
}

/** Whether a footprint fits inside the outline of its lot, clear of all that has been drawn before. */
export function hasRoom(ground: Ground, outline: readonly Metre[], footprint: Footprint): boolean {
  const shell = closed(footprint);
  const box = boxOf(shell);
  return (
    shell.every((p) => isInside(p, outline) && distanceToLine(p, outline) >= STREET_MARGIN_M) &&
    ground.site.obstacles.every(
      (obstacle) =>
        areApart(box, obstacle.box, obstacle.clearanceM) ||
        distanceBetweenLines(shell, obstacle.line) >= obstacle.clearanceM,
    ) &&
    ground.standing.every((other) => keepsClear({ shell, box }, other))
  );
}

/** Adds the building wherever it is, even on top of another: real data has such places. */
export function build(ground: Ground, footprint: Footprint, facts: BuildingFacts): void {
  const { site, communityId } = ground;
  const { random } = site;
  const households = facts.households ?? 0;
  const specialShare = facts.specialShare ?? ground.specialShare;
  const number = ground.standing.length + 1;
  const peopleEach = 2.1 + random.next() * 0.9;
  const areaM2 = footprintAreaM2(footprint) * (facts.floors ?? 1);
  const shell = closed(footprint);
  ground.standing.push({ shell, box: boxOf(shell) });
  site.buildings.push({
    id: `${communityId}-b${String(number).padStart(3, "0")}`,
    communityId,
    name: facts.name ?? null,
    estateName: facts.estateName ?? null,
    oldEstate: facts.oldEstate ?? null,
    category: facts.category,
    households,
    residents: facts.residentsUnknown ? null : Math.round(households * peopleEach),
    units: facts.units ?? null,
    floors: facts.floors ?? null,
    builtYear: facts.builtYear ?? null,
    specialHouseholds: Math.round(households * specialShare * (0.5 + random.next())),
    floorAreaM2: facts.floorAreaM2 === undefined ? Math.round(areaM2) : facts.floorAreaM2,
    microGrid: facts.microGrid ?? null,
    geometry: footprintPolygon(footprint),
  });
}

function closed(footprint: Footprint): Metre[] {
  return [...footprint[0], footprint[0][0]];
}

function keepsClear(a: Standing, b: Standing): boolean {
  return (
    areApart(a.box, b.box, BUILDING_GAP_M) ||
    (distanceBetweenLines(a.shell, b.shell) >= BUILDING_GAP_M &&
      !isInside(a.shell[0], b.shell) &&
      !isInside(b.shell[0], a.shell))
  );
}

function boxOf(line: readonly Metre[]): Box {
  const [xs, ys] = [line.map(([x]) => x), line.map(([, y]) => y)];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

function areApart(a: Box, b: Box, byM: number): boolean {
  return a[0] - b[2] > byM || b[0] - a[2] > byM || a[1] - b[3] > byM || b[1] - a[3] > byM;
}
