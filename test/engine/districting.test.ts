import { createRandom, district, type DistrictInput, type Districts } from "../../src/engine";

/** A grid of nodes, `populations` row by row. */
function lattice(width: number, populations: readonly number[]) {
  const rows = populations.map((_, node) =>
    [
      node % width > 0 ? node - 1 : -1,
      node % width < width - 1 ? node + 1 : -1,
      node - width,
      node + width,
    ].filter((other) => other >= 0 && other < populations.length),
  );
  const offset = new Int32Array(populations.length + 1);
  rows.forEach((row, i) => (offset[i + 1] = offset[i] + row.length));
  const neighbour = Int32Array.from(rows.flat());
  return { n: populations.length, population: populations, offset, neighbour };
}

type Problem = Omit<DistrictInput, "random" | "steps">;

/** Least violation, then fewest cut edges, of all divisions into connected districts. */
function bruteForce({ n, population, offset, neighbour, k, min, max }: Problem) {
  let best = { violation: Infinity, cutEdges: Infinity };
  const districtOf = new Int32Array(n);
  const visit = (node: number, used: number): void => {
    if (node < n) {
      for (let d = 0; d < Math.min(used + 1, k); d++) {
        districtOf[node] = d;
        visit(node + 1, Math.max(used, d + 1));
      }
      return;
    }
    if (used < k || pieces(districtOf) !== k) return;
    const held = new Float64Array(k);
    districtOf.forEach((d, i) => (held[d] += population[i]));
    const violation = held.reduce((sum, p) => sum + Math.max(0, min - p, p - max), 0);
    const cutEdges = countCut(districtOf);
    if (violation > best.violation) return;
    if (violation === best.violation && cutEdges >= best.cutEdges) return;
    best = { violation, cutEdges };
  };
  const countCut = (of: Int32Array): number => {
    let cut = 0;
    for (let a = 0; a < n; a++) {
      for (const b of neighbour.subarray(offset[a], offset[a + 1])) {
        if (b > a && of[a] !== of[b]) cut++;
      }
    }
    return cut;
  };
  const pieces = (of: Int32Array): number => {
    const seen = new Set<number>();
    let count = 0;
    for (let node = 0; node < n; node++) {
      if (seen.has(node)) continue;
      count++;
      seen.add(node);
      const queue = [node];
      for (const at of queue) {
        for (const other of neighbour.subarray(offset[at], offset[at + 1])) {
          if (seen.has(other) || of[other] !== of[node]) continue;
          seen.add(other);
          queue.push(other);
        }
      }
    }
    return count;
  };
  visit(0, 0);
  return { ...best, cutOf: countCut, piecesOf: pieces };
}

function randomProblem(seed: number): Problem {
  const random = createRandom(seed);
  const width = 2 + random.below(3);
  const n = 4 + random.below(5);
  const populations = Array.from({ length: n }, () => random.below(30));
  const k = 1 + random.below(3);
  const mean = populations.reduce((sum, p) => sum + p, 0) / k;
  return { ...lattice(width, populations), k, min: mean * 0.9, max: mean * 1.1 };
}

test("finds what brute force finds, on small lattices", () => {
  for (let seed = 1; seed <= 25; seed++) {
    const problem = randomProblem(seed);
    const best = bruteForce(problem);
    const found = district({ ...problem, random: createRandom(seed), steps: 20_000 });
    const { violation, cutEdges, districtOf } = found;
    expect(best.piecesOf(districtOf)).toBe(problem.k);
    expect(best.cutOf(districtOf)).toBe(cutEdges);
    expect(violation).toBeCloseTo(best.violation, 6);
    expect({ seed, cutEdges }).toEqual({ seed, cutEdges: best.cutEdges });
  }
});

test("the same seed gives the same districts", () => {
  const random = createRandom(9);
  const population = Array.from({ length: 60 }, () => 1 + random.below(20));
  const solve = (seed: number): Districts =>
    district({
      ...lattice(6, population),
      k: 5,
      min: 0.8 * (total(population) / 5),
      max: 1.2 * (total(population) / 5),
      random: createRandom(seed),
      steps: 20_000,
    });
  expect(solve(4)).toEqual(solve(4));
  expect(solve(4).feasible).toBe(true);
});

test("says so when no division keeps the bounds", () => {
  const found = district({
    ...lattice(2, [100, 1, 1, 1]),
    k: 2,
    min: 40,
    max: 60,
    random: createRandom(1),
    steps: 2_000,
  });
  expect(found.feasible).toBe(false);
  expect(found.violation).toBe(40 + 37);
});

test("stops when asked to, with districts all the same", () => {
  const found = district({
    ...lattice(3, [1, 1, 1, 1, 1, 1]),
    k: 2,
    min: 3,
    max: 3,
    random: createRandom(1),
    steps: 1e9,
    signal: { aborted: true },
  });
  expect(new Set(found.districtOf).size).toBe(2);
});

test("refuses more districts than nodes", () => {
  const problem = { ...lattice(2, [1, 1]), k: 3, min: 0, max: 2 };
  expect(() => district({ ...problem, random: createRandom(1), steps: 10 })).toThrow(
    "got 3 districts, expected 1 to 2",
  );
});

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
