import type { Position } from "geojson";
import type { Building, Community } from "../input-types";
import { type Frame, latticeX, latticeY } from "./frame";
import { ringsOf } from "./lines";

/**
 * A direction that the ground itself gives: it turns when the ground is turned and is mirrored
 * when the ground is mirrored. Where two choices are equally good (the diagonals of a rectangle,
 * the ends of a border), it decides, so that neither north nor the order of the input does.
 */
export interface Compass {
  /** Metres along the direction for each lattice step east and north. */
  readonly alongX: number;
  readonly alongY: number;
  /** 1, or -1 on mirrored ground. */
  readonly hand: 1 | -1;
  /** How far the boundary reaches from its middle, in metres. */
  readonly reachM: number;
}

/** Distances that differ by no more than this are equal: it is above all rounding of positions. */
export const TIE_M = 0.005;

/** Off the axis of what the compass is made of, so that symmetric ground is not seen edge-on. */
const ASKEW = 1;

/**
 * Buildings pull with weights by their order (of ids), seen from the middle of the boundary: once
 * for the direction, once more to tell left from right. Of ground that is its own mirror image
 * both hands are as good.
 */
export function createCompass(
  frame: Frame,
  community: Community,
  buildings: readonly Building[],
): Compass {
  const boundary = ringsOf(community.polygon);
  const middle = middleOf(frame, boundary);
  let reachM = 0;
  for (const position of boundary.flat()) {
    const [x, y] = metresOf(frame, position);
    reachM = Math.max(reachM, Math.hypot(x - middle[0], y - middle[1]));
  }
  let [ux, uy, vx, vy] = [0, 0, 0, 0];
  buildings.forEach((building, i) => {
    const [x, y] = middleOf(frame, ringsOf(building.polygon));
    const [first, second] = [
      fraction((i + 1) * GOLDEN) - 0.5,
      fraction((i + 1) * Math.SQRT2) - 0.5,
    ];
    ux += first * (x - middle[0]);
    uy += first * (y - middle[1]);
    vx += second * (x - middle[0]);
    vy += second * (y - middle[1]);
  });
  const hand = ux * vy - uy * vx < 0 ? -1 : 1;
  const length = Math.hypot(ux, uy);
  const [ex, ey] = length > TIE_M ? [ux / length, uy / length] : [1, 0];
  const [cosine, sine] = [Math.cos(ASKEW), hand * Math.sin(ASKEW)];
  return {
    alongX: (ex * cosine - ey * sine) * frame.metresX,
    alongY: (ex * sine + ey * cosine) * frame.metresY,
    hand,
    reachM,
  };
}

/** The nearest whole number; of two as near, the one further along the compass. */
export function roundAlong(value: number, along: number): number {
  return along < 0 ? -Math.round(-value) : Math.round(value);
}

const GOLDEN = (Math.sqrt(5) - 1) / 2;

function fraction(value: number): number {
  return value - Math.floor(value);
}

/** Middle of the outlines in metres, wherever they begin and whichever way they run. */
function middleOf(frame: Frame, rings: readonly (readonly Position[])[]): [number, number] {
  let [x, y, length] = [0, 0, 0];
  for (const ring of rings) {
    for (let i = 1; i < ring.length; i++) {
      const [px, py] = metresOf(frame, ring[i - 1]);
      const [qx, qy] = metresOf(frame, ring[i]);
      const side = Math.hypot(qx - px, qy - py);
      x += (side * (px + qx)) / 2;
      y += (side * (py + qy)) / 2;
      length += side;
    }
  }
  if (length > 0) return [x / length, y / length];
  return rings.length > 0 ? metresOf(frame, rings[0][0]) : [0, 0];
}

function metresOf(frame: Frame, [lon, lat]: Position): [number, number] {
  return [latticeX(frame, lon) * frame.metresX, latticeY(frame, lat) * frame.metresY];
}
