import { createRandom, DEFAULT_RULES, EngineError } from "../../src/engine";
import type { CellGraph } from "../../src/engine/partition/cell-graph";
import { measure } from "../../src/engine/partition/figures";
import {
  partition,
  type PartitionInput,
  type PartitionResult,
} from "../../src/engine/partition/partition";
import { draw } from "./partition-graphs";

function inputFor(graph: CellGraph, more: Partial<PartitionInput> = {}): PartitionInput {
  return {
    graph,
    fixed: new Int32Array(graph.n).fill(-1),
    fixedKind: [],
    apart: [],
    inForce: new Int32Array(graph.n).fill(-1),
    rules: DEFAULT_RULES,
    random: createRandom(1),
    effort: 1,
    ...more,
  };
}

/** Households of each grid, ascending. */
function sizes(graph: CellGraph, result: PartitionResult): number[] {
  const households = result.kind.map(() => 0);
  result.gridOf.forEach((grid, cell) => (households[grid] += graph.households[cell]));
  return households.sort((a, b) => a - b);
}

describe("bands", () => {
  test("a community is divided into grids of 300 to 500 households", () => {
    const { graph } = draw(`
      100 120  90 | 110 130  80
      140  60 100 | 150  90 120
      110 100  70 | 100 120  95`);
    const result = partition(inputFor(graph));
    const figures = measure({
      graph,
      gridOf: result.gridOf,
      kind: result.kind,
      rules: DEFAULT_RULES,
    });
    expect(figures.gridsInBand).toBe(figures.grids);
    expect(figures.grids).toBeGreaterThanOrEqual(4);
  });

  test("old estates make grids of 100 to 300 beside standard ones", () => {
    const { graph } = draw("100A 100A 100A 150b 150b 150b");
    const { gridOf, kind } = partition(inputFor(graph));
    expect([...gridOf]).toEqual([0, 0, 0, 1, 1, 1]);
    expect(measure({ graph, gridOf, kind, rules: DEFAULT_RULES }).gridsInBand).toBe(2);
  });

  test("which cells go together decides the band: old ones may even out to standard grids", () => {
    const { graph } = draw(`
      180A 180A 180A
      190b 190b 190b`);
    const { gridOf, kind } = partition(inputFor(graph));
    expect(measure({ graph, gridOf, kind, rules: DEFAULT_RULES }).gridsInBand).toBe(kind.length);
  });

  test("a few old households among others make no reduced grid", () => {
    const { graph } = draw("150A 160b 170b");
    expect(sizes(graph, partition(inputFor(graph)))).toEqual([480]);
  });

  test("501 to 599 households are told to have no division in band", () => {
    const { graph } = draw("150 150 150 100");
    const result = partition(inputFor(graph));
    expect(result.parts).toMatchObject([{ households: 550, isFeasibleByTotal: false }]);
    expect(partition(inputFor(draw("150 150 150 150").graph)).parts).toMatchObject([
      { households: 600, isFeasibleByTotal: true },
    ]);
  });

  test("a tower above the maximum is named and stands alone or with ground", () => {
    const { graph } = draw("200 200 0 520 0 200 150");
    const result = partition(inputFor(graph));
    expect(result.oversizeCells).toEqual([3]);
    expect(sizes(graph, result)).toEqual([350, 400, 520]);
  });
});

describe("borders and estates", () => {
  test("a border lies on the road when the households allow it", () => {
    const { graph } = draw(`
      100 100 | 100 100
      100 100 | 100 100`);
    const { gridOf } = partition(inputFor(graph));
    expect([...gridOf]).toEqual([0, 0, 1, 1, 0, 0, 1, 1]);
  });

  test("an estate stays whole when the households allow it", () => {
    const estate = (graph: CellGraph, ids: readonly number[]): CellGraph => {
      const estateHouseholds = new Int32Array(2);
      ids.forEach((id, cell) => id >= 0 && (estateHouseholds[id] += graph.households[cell]));
      return { ...graph, estate: Int32Array.from(ids), estateHouseholds };
    };
    const { graph } = draw(`
      100 100 100 100
      100 100 100 100`);
    const { gridOf } = partition(inputFor(estate(graph, [0, 0, 0, 0, 1, 1, 1, 1])));
    expect([...gridOf]).toEqual([0, 0, 0, 0, 1, 1, 1, 1]);
  });

  test("ground without households goes where the outlines are short", () => {
    const { graph } = draw(`
      200 0 200
      200 0 200`);
    const { gridOf } = partition(inputFor(graph));
    const inner = measure({
      graph,
      gridOf,
      kind: ["STANDARD", "STANDARD"],
      rules: DEFAULT_RULES,
    }).innerM;
    expect(inner).toBe(100);
  });
});

describe("given grids", () => {
  test("ground that only a micro-grid reaches is absorbed by it", () => {
    const { graph } = draw("200 200 0m 0 0");
    const fixed = Int32Array.of(-1, -1, 0, -1, -1);
    const result = partition(inputFor(graph, { fixed, fixedKind: ["MICRO"] }));
    expect([...result.gridOf]).toEqual([0, 0, 1, 1, 1]);
    expect(result.kind).toEqual(["STANDARD", "MICRO"]);
    expect(result.emptyGroups).toEqual([]);
  });

  test("ground that only a locked grid reaches is left beside it", () => {
    const { graph } = draw("200 200 0m 0 0");
    const fixed = Int32Array.of(0, 0, 0, -1, -1);
    const result = partition(inputFor(graph, { fixed, fixedKind: ["LOCKED"] }));
    expect([...result.gridOf]).toEqual([0, 0, 0, 1, 1]);
    expect(result.emptyGroups).toEqual([{ grid: 1, beside: [0] }]);
  });

  test("a micro-grid that strands a few households is given back", () => {
    const { graph } = draw("150 200 0m 80");
    const fixed = Int32Array.of(-1, -1, 0, -1);
    const result = partition(inputFor(graph, { fixed, fixedKind: ["MICRO"] }));
    expect(sizes(graph, result)).toEqual([430]);
    expect(result.released).toEqual([
      { fixedId: 0, reason: "STRANDED", strandedHouseholds: 80, joinedHouseholds: 430 },
    ]);
  });

  test("it is kept where that would not help, and the few households are reported", () => {
    const { graph } = draw("350 150 0m 80");
    const fixed = Int32Array.of(-1, -1, 0, -1);
    const result = partition(inputFor(graph, { fixed, fixedKind: ["MICRO"] }));
    expect(result.released).toEqual([]);
    expect(result.parts).toMatchObject([
      { households: 500, isFeasibleByTotal: true },
      { households: 80, isFeasibleByTotal: false, cutOffBy: [0], grids: [2] },
    ]);
  });

  test("a locked grid is never given back", () => {
    const { graph } = draw("150 200 0m 80");
    const fixed = Int32Array.of(-1, -1, 0, -1);
    const result = partition(inputFor(graph, { fixed, fixedKind: ["LOCKED"] }));
    expect(result.released).toEqual([]);
    expect(sizes(graph, result)).toEqual([0, 80, 350]);
  });

  test("parts of a community are divided on their own, and a part without households is told", () => {
    const { graph } = draw(`
      200 200 . 300 . 0
      .   .   . 100 . 0`);
    const result = partition(inputFor(graph));
    expect(sizes(graph, result)).toEqual([0, 400, 400]);
    const [group] = result.emptyGroups;
    expect(group.beside).toEqual([]);
    expect([...result.gridOf].filter((grid) => grid === group.grid)).toHaveLength(2);
  });
});

describe("grids in force", () => {
  const { graph } = draw(`
    100 100 100 100 100 100
    100 100 100 100 100 100
    100 100 100 100 100 100`);

  test("a plan in band stands as it is", () => {
    const columns = Int32Array.from({ length: 18 }, (_, i) => i % 6);
    const { gridOf } = partition(inputFor(graph, { inForce: columns }));
    expect([...gridOf]).toEqual([...columns]);
  });

  test("one new tower changes its neighbourhood only", () => {
    const rows = Int32Array.from(
      { length: 18 },
      (_, i) => Math.floor(i / 6) * 2 + (i % 6 < 3 ? 0 : 1),
    );
    const households = graph.households.slice();
    households[0] = 320;
    const inForce = rows.slice();
    inForce[0] = -1;
    const { gridOf, kind } = partition(inputFor({ ...graph, households }, { inForce }));
    const figures = measure({
      graph: { ...graph, households },
      gridOf,
      kind,
      rules: DEFAULT_RULES,
    });
    expect(figures.gridsInBand).toBe(figures.grids);
    const east = [3, 4, 5, 9, 10, 11, 15, 16, 17];
    const moved = east.filter(
      (cell) => gridOf[cell] !== gridOf[east[Math.floor(east.indexOf(cell) / 3) * 3]],
    );
    expect(moved).toEqual([]);
  });
});

describe("running", () => {
  const { graph } = draw(`
    100 100 100 100 100 100
    100 100 100 100 100 100
    100 100 100 100 100 100`);

  test("a cancelled search stops with its code", () => {
    const run = () => partition(inputFor(graph, { signal: { aborted: true } }));
    expect(run).toThrow(
      new EngineError("CANCELLED", "The proposal was cancelled while grids were searched."),
    );
  });

  test("progress never falls and ends at 1", () => {
    const seen: number[] = [];
    partition(inputFor(graph, { onProgress: (done) => seen.push(done) }));
    expect(seen.length).toBeGreaterThan(10);
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    expect(seen.at(-1)).toBe(1);
  });
});
