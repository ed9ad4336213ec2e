import { orient2d } from "robust-predicates";

/** Above 0 when a, b, c turn left (y grows north), below 0 when right, exactly 0 when straight. */
export function turn(
  ax: number,
  ay: number,
  bx: number,
  by: number,
  cx: number,
  cy: number,
): number {
  return -orient2d(ax, ay, bx, by, cx, cy);
}
