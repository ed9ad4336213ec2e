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
function bruteForce(problem: Problem) {
  const { n, k, min, max } = problem;
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
    if (used < k || countPieces(problem, districtOf) !== k) return;
    const held = countPeople(problem, districtOf);
    const violation = held.reduce((sum, p) => sum + Math.max(0, min - p, p - max), 0);
    const cutEdges = countCut(problem, districtOf);
    if (violation > best.violation) return;
    if (violation === best.violation && cutEdges >= best.cutEdges) return;
    best = { violation, cutEdges };
  };
  visit(0, 0);
  return best;
}

function countCut({ n, offset, neighbour }: Problem, of: Int32Array): number {
  let cut = 0;
  for (let a = 0; a < n; a++) {
    for (const b of neighbour.subarray(offset[a], offset[a + 1])) {
      if (b > a && of[a] !== of[b]) cut++;
    }
  }
  return cut;
}

function countPieces({ n, offset, neighbour }: Problem, of: Int32Array): number {
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
}

function countPeople({ k, population }: Problem, of: Int32Array): Float64Array {
  const held = new Float64Array(k);
  of.forEach((d, node) => (held[d] += population[node]));
  return held;
}

function randomProblem(seed: number): Problem {
  const random = createRandom(seed);
  const width = 2 + random.below(3);
  const n = 4 + random.below(5);
  const populations = Array.from({ length: n }, () => random.below(30));
  const k = 1 + random.below(4);
  const mean = populations.reduce((sum, p) => sum + p, 0) / k;
  return { ...lattice(width, populations), k, min: mean * 0.9, max: mean * 1.1 };
}

test("finds what brute force finds, on small lattices", () => {
  for (let seed = 1; seed <= 25; seed++) {
    const problem = randomProblem(seed);
    const best = bruteForce(problem);
    const found = district({ ...problem, random: createRandom(seed), steps: 20_000 });
    const { violation, cutEdges, districtOf } = found;
    expect(countPieces(problem, districtOf)).toBe(problem.k);
    expect(countCut(problem, districtOf)).toBe(cutEdges);
    expect(violation).toBeCloseTo(best.violation, 6);
    expect({ seed, cutEdges }).toEqual({ seed, cutEdges: best.cutEdges });
  }
});

test("keeps bounds so tight that a run seldom does, by districts of different runs", () => {
  const random = createRandom(1);
  const population = Array.from({ length: 56 }, () => 20 + random.below(200));
  const mean = total(population) / 6;
  const problem = { ...lattice(8, population), k: 6, min: 0.995 * mean, max: 1.005 * mean };
  for (const seed of [1, 2, 3]) {
    const found = district({ ...problem, random: createRandom(seed), steps: 500_000 });
    const held = countPeople(problem, found.districtOf);
    expect(found.feasible).toBe(true);
    expect(Math.min(...held)).toBeGreaterThanOrEqual(problem.min);
    expect(Math.max(...held)).toBeLessThanOrEqual(problem.max);
    expect(countPieces(problem, found.districtOf)).toBe(6);
    expect(countCut(problem, found.districtOf)).toBe(found.cutEdges);
    expect(found.cutEdges).toBeLessThanOrEqual(32);
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
