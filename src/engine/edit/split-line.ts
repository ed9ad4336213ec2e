import type { LineString, Position } from "geojson";
import { commonAreas } from "../rules/common-area";
import { areaOf, planeAround, shapeOf, toDegrees, toMetres } from "../rules/shape";
import type { Plane, Ring } from "../rules/shape";
import type { EditableGround } from "./editable";

type Metres = readonly [x: number, y: number];

/** Corners of the arc on which the right side is closed, per turn. */
const CORNERS = 12;

/**
 * Which of some cells lie right of a line that runs on straight beyond both its ends: with most of
 * their footprints, or, without any, of their ground. null for a line that is none.
 */
export function rightOf(
  { ground, memo }: EditableGround,
  cells: readonly number[],
  { coordinates }: LineString,
): number[] | null {
  const { prepared, tessellation } = ground;
  const plane = planeAround(shapeOf(prepared.community.polygon));
  const line = coordinates
    .map(([lon, lat]) => toMetres([lon, lat], plane))
    .filter(([x, y], i, all) => i === 0 || x !== all[i - 1][0] || y !== all[i - 1][1]);
  if (line.length < 2 || !coordinates.every(isPosition)) return null;
  const corners = cells.flatMap((cell) => shapeOf(memo.sketcher.cells[cell]).flat(2));
  const right = [
    [
      rightSide(
        line,
        corners.map((corner) => toMetres(corner, plane)),
        plane,
      ),
    ],
  ];
  return cells.filter((cell) => {
    const footprints = tessellation.buildings[cell].map((i) => prepared.buildings[i].polygon);
    const shapes = (footprints.length > 0 ? footprints : [memo.sketcher.cells[cell]]).map(shapeOf);
    const all = shapes.reduce((sum, shape) => sum + areaOf(shape, plane), 0);
    const on = shapes.reduce((sum, shape) => sum + commonAreas(shape, [right], plane)[0], 0);
    return on * 2 > all;
  });
}

/**
 * A ring around all that is right of the line and near some points:
 *
 *        ,---S'
 *       (     \    the line goes on to S' and E', and the ring comes back
 *        \     S   from E' to S' clockwise, far away
 *         \     \
 *          `E'---E
 */
function rightSide(line: readonly Metres[], points: readonly Metres[], plane: Plane): Ring {
  const [cx, cy] = line[0];
  const far = [...line, ...points].reduce(
    (r, [x, y]) => Math.max(r, Math.hypot(x - cx, y - cy)),
    1,
  );
  const radius = 4 * far;
  const end = reach(line[line.length - 2], line[line.length - 1], [cx, cy], radius);
  const start = reach(line[1], line[0], [cx, cy], radius);
  const angleOf = ([x, y]: Metres) => Math.atan2(y - cy, x - cx);
  const from = angleOf(end);
  const turn = (from - angleOf(start) + 4 * Math.PI) % (2 * Math.PI);
  const steps = Math.ceil((turn / (2 * Math.PI)) * CORNERS);
  const arc = Array.from({ length: Math.max(0, steps - 1) }, (_, i): Metres => {
    const angle = from - (turn * (i + 1)) / steps;
    // The chords between corners stay outside of all that matters.
    return [cx + radius * Math.cos(angle), cy + radius * Math.sin(angle)];
  });
  const ring = [start, ...line, end, ...arc].map(([x, y]) => toDegrees(x, y, plane));
  // Clockwise as it was walked, and rings have their inside on the left.
  return ring.reverse();
}

/** Where the way from one point through another meets a circle around them. */
function reach([ax, ay]: Metres, [bx, by]: Metres, [cx, cy]: Metres, radius: number): Metres {
  const length = Math.hypot(bx - ax, by - ay);
  const [ux, uy] = [(bx - ax) / length, (by - ay) / length];
  const [px, py] = [bx - cx, by - cy];
  const along = px * ux + py * uy;
  const t = -along + Math.sqrt(along * along + radius * radius - (px * px + py * py));
  return [bx + t * ux, by + t * uy];
}

function isPosition([lon, lat]: Position): boolean {
  return Math.abs(lon) <= 180 && Math.abs(lat) <= 90;
}
