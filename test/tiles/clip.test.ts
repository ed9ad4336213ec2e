import { areaOf, clipLine, clipRing } from "../../src/tiles/clip";
import { BUFFER, EXTENT } from "../../src/tiles/tile-address";

const LOW = -BUFFER;
const HIGH = EXTENT + BUFFER;

test("a ring inside the tile is left as it is, one outside is left out", () => {
  const inside = [0, 0, 10, 0, 10, 10, 0, 0];
  expect(clipRing(inside)).toBe(inside);
  expect(clipRing(inside.map((step) => step + 5_000))).toBeNull();
});

test("a ring around the tile becomes the tile with its buffer", () => {
  const ring = clipRing([-1e7, -1e7, 1e7, -1e7, 1e7, 1e7, -1e7, 1e7, -1e7, -1e7]);
  expect(ring).not.toBeNull();
  expect(Math.abs(areaOf(ring ?? []))).toBe(2 * (HIGH - LOW) ** 2);
});

test("a ring that has no area in the tile is left out", () => {
  expect(clipRing([0, 0, 10, 10, 0, 0])).toBeNull();
  expect(clipRing([LOW - 10, 0, LOW, 0, LOW, 10, LOW - 10, 10, LOW - 10, 0])).toBeNull();
});

test("neighbours get the same vertices where their border leaves the tile, whichever way they walk", () => {
  // Borders that cross a side or a corner at odd angles.
  let state = 1;
  const next = (): number => {
    state = (state * 48_271) % 2_147_483_647;
    return Math.round((state / 2_147_483_647 - 0.5) * 30_000);
  };
  for (let i = 0; i < 2_000; i++) {
    const border = [next(), next(), next(), next(), next(), next()];
    const back = [4, 2, 0].flatMap((at) => border.slice(at, at + 2));
    const there = clipLine(border).map(String);
    const again = clipLine(back).map((line) => {
      const pairs = Array.from({ length: line.length / 2 }, (_, k) => line.slice(2 * k, 2 * k + 2));
      return String(pairs.reverse().flat());
    });
    expect(again.reverse()).toEqual(there);
  }
});

test("a line that leaves the tile and comes back is two lines", () => {
  const lines = clipLine([100, 100, 100, -5_000, 200, -5_000, 200, 100]);
  expect(lines).toEqual([
    [100, 100, 100, LOW],
    [200, LOW, 200, 100],
  ]);
});

test("a crossing halfway between two steps is rounded alike from both ends", () => {
  // Reckoned from the one end it is a hair above the half, from the other a hair below.
  for (const [run, inside, rise] of [
    [14, 5, 49],
    [18, 7, 333],
    [22, 15, 11],
    [22, 15, 77],
    [26, 15, 13],
  ]) {
    const [from, to] = [LOW - inside, LOW - inside + run];
    const [there] = clipLine([from, 0, to, rise]);
    const [back] = clipLine([to, rise, from, 0]);
    expect(there.slice(0, 2)).toEqual(back.slice(2));
  }
});
