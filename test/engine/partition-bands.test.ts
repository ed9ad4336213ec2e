/** The numbers of the search against the rule it must obey, and against brute force. */
import { createRandom, DEFAULT_RULES, type Rules } from "../../src/engine";
import {
  bandNumbers,
  isFeasibleByTotal,
  isInBand,
  isOversize,
  isReduced,
  type Holding,
} from "../../src/engine/partition/bands";
import { Division } from "../../src/engine/partition/division";
import { createProblem } from "../../src/engine/partition/problem";
import { DEFAULT_WEIGHTS } from "../../src/engine/partition/weights";
import { bandOf } from "../../src/engine/rules/band";
import { randomGraph } from "./partition-graphs";

const holding = (households: number, oldHouseholds = 0, specialHouseholds = 0): Holding => ({
  households,
  oldHouseholds,
  specialHouseholds,
});

test("the search and the rule agree on which grids are reduced", () => {
  const random = createRandom(11);
  for (let i = 0; i < 2000; i++) {
    const all = random.below(12);
    const held = holding(all, random.below(all + 1), random.below(all + 1));
    const rules: Rules = {
      ...DEFAULT_RULES,
      specialPopulationShare: random.below(2) === 0 ? null : random.below(11) / 10,
    };
    const reduced = isReduced(bandNumbers(rules), all, held.oldHouseholds, held.specialHouseholds);
    expect(reduced).toBe(bandOf(held, rules).reduced);
  }
});

test("totals are called infeasible exactly when no division of single households is in band", () => {
  const bands = bandNumbers({ ...DEFAULT_RULES, standardBand: [6, 10], reducedBand: [2, 5] });
  const most = 34;
  const can = Array.from({ length: most + 1 }, () => new Array<boolean>(most + 1).fill(false));
  can[0][0] = true;
  for (let all = 1; all <= most; all++) {
    for (let old = 0; old <= all; old++) {
      for (let a = 1; a <= Math.min(10, all); a++) {
        for (let o = Math.max(0, old - (all - a)); o <= Math.min(a, old); o++) {
          if (can[all - a][old - o] && isInBand(bands, holding(a, o))) can[all][old] = true;
        }
      }
      expect([all, old, isFeasibleByTotal(bands, holding(all, old))]).toEqual([
        all,
        old,
        can[all][old],
      ]);
    }
  }
});

test("1-299 and 501-599 households of new buildings have no division in band", () => {
  const bands = bandNumbers(DEFAULT_RULES);
  for (let all = 1; all <= 2000; all++) {
    const expected = !(all < 300 || (all > 500 && all < 600));
    expect([all, isFeasibleByTotal(bands, holding(all))]).toEqual([all, expected]);
  }
});

test("a cell is oversize when nothing added to it brings it into a band", () => {
  const bands = bandNumbers({ ...DEFAULT_RULES, standardBand: [6, 10], reducedBand: [2, 5] });
  for (let all = 1; all <= 14; all++) {
    for (let old = 0; old <= all; old++) {
      let fits = false;
      for (let more = 0; more <= 10; more++) {
        for (let moreOld = 0; moreOld <= more; moreOld++) {
          fits ||= isInBand(bands, holding(all + more, old + moreOld));
        }
      }
      expect([all, old, isOversize(bands, holding(all, old))]).toEqual([all, old, !fits]);
    }
  }
});

test("running sums stay true through moves and what is taken back", () => {
  const random = createRandom(5);
  for (let i = 0; i < 50; i++) {
    const graph = randomGraph(random);
    const problem = createProblem({
      graph,
      bands: bandNumbers(DEFAULT_RULES),
      weights: DEFAULT_WEIGHTS,
      apart: [[0, graph.n - 1]],
      inForce: Int32Array.from({ length: graph.n }, () => random.below(3) - 1),
    });
    const division = new Division(problem);
    division.assign(new Int32Array(graph.n));
    for (let step = 0; step < 40; step++) {
      division.move(random.below(graph.n), random.below(problem.capacity));
      if (random.below(3) === 0) division.commit();
      if (random.below(3) === 0) division.rollback();
    }
    const fresh = new Division(problem);
    fresh.assign(division.gridOf);
    expect(division.grids).toBe(fresh.grids);
    expect(division.bandCost).toBeCloseTo(fresh.bandCost, 6);
    expect(division.otherCost).toBeCloseTo(fresh.otherCost, 6);
  }
});
