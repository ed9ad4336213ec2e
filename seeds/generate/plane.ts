/**
 * The flat plane the invented town is drawn on: metres east and north of an origin in Yinchuan.
 * A tangent plane is exact to a millimetre over the few kilometres of a town.
 */
export type Metre = readonly [eastM: number, northM: number];

const ORIGIN = { lon: 106.28, lat: 38.47 };
const radians = (ORIGIN.lat * Math.PI) / 180;
// Length of a degree on the GRS 80 ellipsoid at the origin's latitude.
const LAT_DEGREE_M = 111132.95 - 559.85 * Math.cos(2 * radians) + 1.175 * Math.cos(4 * radians);
const LON_DEGREE_M = 111412.88 * Math.cos(radians) - 93.5 * Math.cos(3 * radians);

/** Seven decimals are a centimetre, and the same point always rounds the same way. */
export function toLonLat([eastM, northM]: Metre): [number, number] {
  return [round7(ORIGIN.lon + eastM / LON_DEGREE_M), round7(ORIGIN.lat + northM / LAT_DEGREE_M)];
}

function round7(degrees: number): number {
  return Math.round(degrees * 1e7) / 1e7;
}

/** Distance from a point to a line of straight pieces. */
export function distanceToLine(point: Metre, line: readonly Metre[]): number {
  let best = Infinity;
  for (let i = 1; i < line.length; i++) {
    best = Math.min(best, distanceToPiece(point, line[i - 1], line[i]));
  }
  return best;
}

/** Distance between two lines of straight pieces; 0 where they cross. */
export function distanceBetweenLines(a: readonly Metre[], b: readonly Metre[]): number {
  for (let i = 1; i < a.length; i++) {
    for (let j = 1; j < b.length; j++) {
      if (piecesCross(a[i - 1], a[i], b[j - 1], b[j])) return 0;
    }
  }
  // Without a crossing the nearest pair has an end of one of the pieces.
  return Math.min(
    ...a.map((point) => distanceToLine(point, b)),
    ...b.map((point) => distanceToLine(point, a)),
  );
}

/** Even-odd rule; points on the outline may fall either way. */
export function isInside([x, y]: Metre, ring: readonly Metre[]): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [xi, yi] = ring[i];
    const [xj, yj] = ring[j];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}

function distanceToPiece([x, y]: Metre, [ax, ay]: Metre, [bx, by]: Metre): number {
  const dx = bx - ax;
  const dy = by - ay;
  const length2 = dx * dx + dy * dy;
  const along = length2 === 0 ? 0 : ((x - ax) * dx + (y - ay) * dy) / length2;
  const t = Math.max(0, Math.min(1, along));
  // Math.hypot guards against overflow, at ten times the cost.
  return Math.sqrt((x - ax - t * dx) ** 2 + (y - ay - t * dy) ** 2);
}

function piecesCross(a: Metre, b: Metre, c: Metre, d: Metre): boolean {
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

function side([ax, ay]: Metre, [bx, by]: Metre, [cx, cy]: Metre): number {
  return Math.sign((bx - ax) * (cy - ay) - (by - ay) * (cx - ax));
}
