import { snapRound, type Segments } from "../../src/engine/tessellate/snap-round";

function segments(...lines: readonly (readonly [number, number, number, number])[]): Segments {
  return {
    ax: lines.map(([ax]) => ax),
    ay: lines.map(([, ay]) => ay),
    bx: lines.map(([, , bx]) => bx),
    by: lines.map(([, , , by]) => by),
    source: lines.map((_, i) => i),
  };
}

function edgesOf(given: Segments): string[] {
  const { x, y, a, b } = snapRound(given);
  return a
    .map((_, i) => [a[i], b[i]].map((v) => `${x[v]},${y[v]}`).sort())
    .map((ends) => ends.join(" "))
    .sort();
}

test("lines that cross get a corner where they do", () => {
  expect(edgesOf(segments([0, 0, 10, 10], [0, 10, 10, 0]))).toEqual([
    "0,0 5,5",
    "0,10 5,5",
    "10,0 5,5",
    "10,10 5,5",
  ]);
});

test("the diagonals of one lattice square are parted", () => {
  expect(edgesOf(segments([0, 0, 1, 1], [0, 1, 1, 0]))).toEqual(["0,0 1,1", "0,1 1,1", "1,0 1,1"]);
});

test("a needle a step wide, and a line across it where four squares meet, settle", () => {
  const [x, y] = [38469, 21585];
  const edges = edgesOf(
    segments(
      [0, 0, 2 * x + 1, 2 * y + 1],
      [0, 0, x, y],
      [x, y + 1, x, y],
      [x + 1, y, x + 1, y + 1],
    ),
  );
  expect(new Set(edges).size).toBe(edges.length);
  expect(edges.length).toBeGreaterThan(3);
});
