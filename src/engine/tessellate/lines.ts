import type { LineString, MultiLineString, MultiPolygon, Polygon, Position } from "geojson";
import { FOOTPRINT_STEP_M, LINE_STEP_M, MOST_STEPS_ACROSS } from "../tolerance";
import type { Barrier, Building, Community } from "../input-types";
import { type Compass, roundAlong } from "./compass";
import { type Frame, latticeX, latticeY } from "./frame";
import type { Segments } from "./snap-round";

/** The number under which a line enters the arrangement: boundary 0, then barriers, then footprints. */
export interface Sources {
  readonly barriers: number;
  readonly buildings: number;
}

export const BOUNDARY = 0;

export function barrierOf(sources: Sources, source: number): number {
  return source >= 1 && source <= sources.barriers ? source - 1 : -1;
}

export function buildingOf(sources: Sources, source: number): number {
  return source > sources.barriers ? source - 1 - sources.barriers : -1;
}

/**
 * All lines of a community as lattice segments. Long ones are divided into equal steps, so that
 * the middle between two lines can be found between their points. Barriers are taken only where
 * they come near the community.
 */
export function collectSegments(
  frame: Frame,
  compass: Compass,
  community: Community,
  barriers: readonly Barrier[],
  buildings: readonly Building[],
): { segments: Segments; sources: Sources } {
  const segments: Segments = { ax: [], ay: [], bx: [], by: [], source: [] };
  const sources = { barriers: barriers.length, buildings: buildings.length };
  const add = (line: readonly Position[], source: number, stepM: number) =>
    addLine(segments, frame, compass, line, source, stepM);

  const reach = boundsOf(frame, community);
  const shortest = (2 * compass.reachM) / MOST_STEPS_ACROSS;
  const lineStepM = Math.max(LINE_STEP_M, shortest);
  const footprintStepM = Math.max(FOOTPRINT_STEP_M, shortest);
  for (const ring of ringsOf(community.polygon)) add(ring, BOUNDARY, lineStepM);
  barriers.forEach((barrier, i) => {
    for (const line of linesOf(barrier.line)) {
      for (const stretch of stretchesNear(frame, line, reach)) add(stretch, 1 + i, lineStepM);
    }
  });
  buildings.forEach((building, i) => {
    const source = 1 + barriers.length + i;
    for (const ring of ringsOf(building.polygon)) add(ring, source, footprintStepM);
  });
  return { segments, sources };
}

export function ringsOf(polygon: Polygon | MultiPolygon): Position[][] {
  return polygon.type === "Polygon" ? polygon.coordinates : polygon.coordinates.flat();
}

export function linesOf(line: LineString | MultiLineString): Position[][] {
  return line.type === "LineString" ? [line.coordinates] : line.coordinates;
}

/** Lines of exactly so many steps stay at that number however they are turned. */
const STEP_SLACK = 1e-3;

/**
 * Steps are counted from the lower end, so that two lines over the same ground are divided alike
 * whichever way they were drawn.
 */
function addLine(
  out: Segments,
  frame: Frame,
  { alongX, alongY }: Compass,
  line: readonly Position[],
  source: number,
  stepM: number,
): void {
  for (let i = 1; i < line.length; i++) {
    let [px, py] = [latticeX(frame, line[i - 1][0]), latticeY(frame, line[i - 1][1])];
    let [qx, qy] = [latticeX(frame, line[i][0]), latticeY(frame, line[i][1])];
    if (px > qx || (px === qx && py > qy)) [px, py, qx, qy] = [qx, qy, px, py];
    const lengthM = Math.hypot((qx - px) * frame.metresX, (qy - py) * frame.metresY);
    const steps = Math.max(1, Math.ceil(lengthM / stepM + STEP_SLACK));
    let [ax, ay] = [px, py];
    for (let k = 1; k <= steps; k++) {
      const bx = k === steps ? qx : roundAlong(px + ((qx - px) * k) / steps, alongX);
      const by = k === steps ? qy : roundAlong(py + ((qy - py) * k) / steps, alongY);
      out.ax.push(ax);
      out.ay.push(ay);
      out.bx.push(bx);
      out.by.push(by);
      out.source.push(source);
      [ax, ay] = [bx, by];
    }
  }
}

interface Bounds {
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
}

function boundsOf(frame: Frame, community: Community): Bounds {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lon, lat] of ringsOf(community.polygon).flat()) {
    minX = Math.min(minX, latticeX(frame, lon));
    maxX = Math.max(maxX, latticeX(frame, lon));
    minY = Math.min(minY, latticeY(frame, lat));
    maxY = Math.max(maxY, latticeY(frame, lat));
  }
  return { minX, minY, maxX, maxY };
}

/** The runs of a line whose segments' boxes meet the bounds. */
function stretchesNear(frame: Frame, line: readonly Position[], reach: Bounds): Position[][] {
  const stretches: Position[][] = [];
  let open = false;
  for (let i = 1; i < line.length; i++) {
    const [px, py] = [latticeX(frame, line[i - 1][0]), latticeY(frame, line[i - 1][1])];
    const [qx, qy] = [latticeX(frame, line[i][0]), latticeY(frame, line[i][1])];
    const near =
      Math.max(px, qx) >= reach.minX &&
      Math.min(px, qx) <= reach.maxX &&
      Math.max(py, qy) >= reach.minY &&
      Math.min(py, qy) <= reach.maxY;
    if (near && open) stretches[stretches.length - 1].push(line[i]);
    if (near && !open) stretches.push([line[i - 1], line[i]]);
    open = near;
  }
  return stretches;
}
