/** What the engine says it has proved, against brute force over every division of small graphs. */
import { createRandom, DEFAULT_RULES, propose, type Random, type Rules } from "../../src/engine";
import { separate } from "../../src/engine/partition/apart";
import { bandNumbers, isInBand, type BandNumbers } from "../../src/engine/partition/bands";
import type { CellGraph } from "../../src/engine/partition/cell-graph";
import { componentsOf, subgraphOf } from "../../src/engine/partition/components";
import { certify } from "../../src/engine/partition/exact/certify";
import { householdsInBand } from "../../src/engine/partition/exact/in-band";
import { mostByPieces } from "../../src/engine/partition/exact/pieces";
import { mostByTotals } from "../../src/engine/partition/exact/totals";
import { holdingOf } from "../../src/engine/partition/given";
import { createProblem, type Problem } from "../../src/engine/partition/problem";
import { searchDivision } from "../../src/engine/partition/search";
import { DEFAULT_WEIGHTS } from "../../src/engine/partition/weights";
import { blocks, COMMUNITY } from "./certificate-ground";
import { draw, randomGraph } from "./partition-graphs";

const MOST_CELLS = 9;
const RULES: readonly Partial<Rules>[] = [
  {},
  { standardBand: [150, 260], reducedBand: [60, 150] },
  { standardBand: [150, 200], reducedBand: [100, 170], specialPopulationShare: 0.6 },
  { standardBand: [6, 10], reducedBand: [2, 6] },
];

test("a certificate never lies: no division of a small graph is better than it says", () => {
  const random = createRandom(29);
  const kinds = { OPTIMAL: 0, BOUND: 0, BEST_FOUND: 0, improved: 0 };
  for (let i = 0; i < 500; i++) {
    const { problem, total } = smallProblem(random);
    const { graph } = problem;
    const start =
      i % 2 === 0
        ? searchDivision(problem, 0.05, random, {})
        : Int32Array.from({ length: graph.n }, (_, cell) => cell);
    const before = householdsInBand(problem, start);
    const { gridOf, proof } = certify(problem, start, { effort: 0.2, random });

    const best = bestByForce(problem);
    expect(mostByTotals(graph, problem.bands)).toBeGreaterThanOrEqual(best);
    expect(mostByPieces(problem)).toBeGreaterThanOrEqual(best);
    expect(proof.bound).toBeGreaterThanOrEqual(best);
    expect(proof.householdsInBand).toBe(householdsInBand(problem, gridOf));
    expect(proof.householdsInBand).toBeLessThanOrEqual(best);
    expect(proof.householdsInBand).toBeGreaterThanOrEqual(before);
    expectDivision(problem, gridOf);
    if (proof.householdsInBand > before) kinds.improved++;
    if (proof.householdsInBand === proof.bound) kinds.OPTIMAL++;
    else if (proof.bound < total) kinds.BOUND++;
    else kinds.BEST_FOUND++;
  }
  // Nearly all can be proved; the others need ground that two grids would have to share.
  expect(kinds.OPTIMAL).toBeGreaterThan(490);
  expect(kinds.improved).toBeGreaterThan(80);
});

test("where districts are too many to be counted, regions around bad grids are divided anew", () => {
  const random = createRandom(37);
  let improved = 0;
  for (let i = 0; i < 2; i++) {
    const { graph } = draw(
      Array.from({ length: 8 }, () =>
        Array.from({ length: 10 }, () =>
          random.below(6) === 0 ? 240 : 20 + random.below(40),
        ).join(" "),
      ).join("\n"),
    );
    const problem = createProblem({
      graph,
      bands: bandNumbers(DEFAULT_RULES),
      weights: DEFAULT_WEIGHTS,
      apart: [[3, 4]],
      inForce: new Int32Array(graph.n).fill(-1),
    });
    const start = separate(
      problem,
      Int32Array.from({ length: graph.n }, (_, cell) => cell % 10),
      random,
    );
    const before = householdsInBand(problem, start);
    const { gridOf, proof } = certify(problem, start, { effort: 1, random });
    expect(proof.districts).toBeNull();
    expect(proof.bound).toBe(mostByTotals(graph, problem.bands));
    expect(proof.householdsInBand).toBe(householdsInBand(problem, gridOf));
    expect(proof.householdsInBand).toBeGreaterThanOrEqual(before);
    expectDivision(problem, gridOf);
    if (proof.householdsInBand > before) improved++;
  }
  expect(improved).toBe(2);
});

test("without effort, arithmetic alone claims no more than it knows", () => {
  const random = createRandom(31);
  for (let i = 0; i < 100; i++) {
    const { problem } = smallProblem(random);
    const start = searchDivision(problem, 0.05, random, {});
    const { gridOf, proof } = certify(problem, start, { effort: 0, random });
    expect(gridOf).toEqual(start);
    expect(proof.bound).toBeGreaterThanOrEqual(bestByForce(problem));
    expect(proof.districts).toBeNull();
  }
});

test("pieces between buildings that fit nowhere are bounded by themselves", () => {
  const most = (text: string) => {
    const { graph } = draw(text);
    return mostByPieces({
      ...smallProblem(createRandom(1)).problem,
      graph,
      bands: bandNumbers(DEFAULT_RULES),
    });
  };
  // 620 parts 200 households from 400, and 290 can be joined by nothing but 290.
  expect(most("100 100 620 200 200")).toBe(400);
  expect(most("290 290 620 200 200")).toBe(400);
  expect(most("100 620 100 . 300")).toBe(300);
});

test("a plan wholly in band is optimal, and says so in both languages", async () => {
  const { certificate, metrics, findings } = await propose({
    community: COMMUNITY,
    buildings: blocks([120, 120, 120, 120, 120, 120]),
  });
  expect(certificate).toMatchObject({ kind: "OPTIMAL", householdsInBand: 720, bound: 720 });
  expect(certificate.householdsInBand).toBe(metrics.householdsInBand);
  expect(certificate.proof.en).toMatch(/^All 720 households .* nothing can be better\.$/);
  expect(certificate.proof.zh).toMatch(/720 户全部在达标网格内/);
  expect(findings.map(({ code }) => code)).not.toContain("SIZE_BOUND");
});

test("a building too large for any grid is proved to stay outside, by arithmetic", async () => {
  const { certificate } = await propose({
    community: COMMUNITY,
    buildings: blocks([620, 150, 150, 150]),
  });
  expect(certificate).toMatchObject({ kind: "OPTIMAL", householdsInBand: 450, bound: 450 });
  expect(certificate.proof.en).toContain("too large for any grid");
  expect(certificate.parts).toHaveLength(1);
});

test("lumps that do not add up are proved by the program over districts", async () => {
  // Totals would allow all of them in three grids; two of 280 together are 560 already.
  const none = await propose({ community: COMMUNITY, buildings: blocks([280, 280, 280, 280]) });
  expect(none.certificate).toMatchObject({ kind: "OPTIMAL", householdsInBand: 0, bound: 0 });
  expect(none.certificate.proof.en).toContain("which no connected set inside its band holds");
  expect(none.findings.map(({ code }) => code)).toContain("SIZE_BOUND");

  const some = await propose({ community: COMMUNITY, buildings: blocks([280, 150, 280, 280]) });
  expect(some.certificate).toMatchObject({ kind: "OPTIMAL", householdsInBand: 430, bound: 430 });
  expect(some.certificate.proof.en).toContain("exact program over the 2 connected districts");
});

function smallProblem(random: Random): { problem: Problem; total: number } {
  for (;;) {
    const whole = randomGraph(random);
    const [part] = componentsOf(whole, () => true).sort((a, b) => b.length - a.length);
    if (part.length > MOST_CELLS) continue;
    const graph = subgraphOf(whole, part);
    const total = holdingOf(
      graph,
      Int32Array.from({ length: graph.n }, (_, i) => i),
    ).households;
    if (total === 0) continue;
    const pair = [random.below(graph.n), random.below(graph.n)] as const;
    const problem = createProblem({
      graph,
      bands: bandNumbers({ ...DEFAULT_RULES, ...RULES[random.below(RULES.length)] }),
      weights: DEFAULT_WEIGHTS,
      apart: pair[0] !== pair[1] && random.below(3) === 0 ? [pair] : [],
      inForce: new Int32Array(graph.n).fill(-1),
    });
    return { problem, total };
  }
}

/** The most households in band over all divisions: the best of each set of cells by its subsets. */
function bestByForce({ graph, bands, apart, apartOffset }: Problem): number {
  const sets = 1 << graph.n;
  const worth = new Int32Array(sets).fill(-1);
  for (let set = 1; set < sets; set++) {
    const cells = Int32Array.from(
      Array.from({ length: graph.n }, (_, i) => i).filter((i) => (set >> i) & 1),
    );
    const parted = cells.some((cell) =>
      apart.subarray(apartOffset[cell], apartOffset[cell + 1]).some((other) => (set >> other) & 1),
    );
    if (!parted && isConnected(graph, set)) worth[set] = worthOf(graph, bands, cells);
  }
  const best = new Int32Array(sets);
  for (let set = 1; set < sets; set++) {
    const first = set & -set;
    for (let sub = set; sub > 0; sub = (sub - 1) & set) {
      if ((sub & first) === 0 || worth[sub] < 0) continue;
      best[set] = Math.max(best[set], worth[sub] + best[set ^ sub]);
    }
  }
  return best[sets - 1];
}

function worthOf(graph: CellGraph, bands: BandNumbers, cells: Int32Array): number {
  const held = holdingOf(graph, cells);
  return isInBand(bands, held) ? held.households : 0;
}

function isConnected(graph: CellGraph, set: number): boolean {
  return componentsOf(graph, (cell) => ((set >> cell) & 1) === 1).length === 1;
}

function expectDivision({ graph, apart, apartOffset }: Problem, gridOf: Int32Array): void {
  const pieces = componentsOf(
    graph,
    () => true,
    (a, b) => gridOf[a] === gridOf[b],
  );
  expect(pieces).toHaveLength(new Set(gridOf).size);
  for (let cell = 0; cell < graph.n; cell++) {
    expect(gridOf[cell]).toBeGreaterThanOrEqual(0);
    for (let i = apartOffset[cell]; i < apartOffset[cell + 1]; i++) {
      expect(gridOf[apart[i]]).not.toBe(gridOf[cell]);
    }
  }
}
