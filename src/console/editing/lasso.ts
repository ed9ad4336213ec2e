/** Which buildings a drawn line encloses. */
import type { Geometry, Position } from "geojson";

/** A building by a point that stands for it. */
export interface Spot {
  readonly id: string;
  readonly at: Position;
}

/** A point inside a footprint, or near its middle where it is hollow: the middle of its box. */
export function middleOf(geometry: Geometry): Position {
  let west = Infinity;
  let south = Infinity;
  let east = -Infinity;
  let north = -Infinity;
  const visit = (ring: readonly Position[]): void => {
    for (const [lon, lat] of ring) {
      west = Math.min(west, lon);
      east = Math.max(east, lon);
      south = Math.min(south, lat);
      north = Math.max(north, lat);
    }
  };
  if (geometry.type === "Polygon") geometry.coordinates.forEach(visit);
  if (geometry.type === "MultiPolygon") geometry.coordinates.flat().forEach(visit);
  if (geometry.type === "Point") visit([geometry.coordinates]);
  return [(west + east) / 2, (south + north) / 2];
}

/** Those whose point lies inside the ring, which closes by itself; a line encloses nothing. */
export function enclosed(ring: readonly Position[], spots: readonly Spot[]): readonly string[] {
  if (ring.length < 3) return [];
  return spots.filter(({ at }) => isInside(at, ring)).map(({ id }) => id);
}

/** The corners of the box between two of them. */
export function boxBetween([x1, y1]: Position, [x2, y2]: Position): Position[] {
  return [
    [x1, y1],
    [x2, y1],
    [x2, y2],
    [x1, y2],
  ];
}

/** Even-odd rule: a ray to the east crosses the ring an odd number of times. */
function isInside([x, y]: Position, ring: readonly Position[]): boolean {
  let inside = false;
  let [fromX, fromY] = ring[ring.length - 1];
  for (const [toX, toY] of ring) {
    const crosses = fromY > y !== toY > y;
    if (crosses && x < ((toX - fromX) * (y - fromY)) / (toY - fromY) + fromX) inside = !inside;
    [fromX, fromY] = [toX, toY];
  }
  return inside;
}
