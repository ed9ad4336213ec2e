/** What always holds, on thousands of small graphs of every awkward kind. */
import { createRandom, DEFAULT_RULES, type Random } from "../../src/engine";
import { componentsOf } from "../../src/engine/partition/components";
import { measure } from "../../src/engine/partition/figures";
import type { GivenKind } from "../../src/engine/partition/given";
import {
  partition,
  type PartitionInput,
  type PartitionResult,
} from "../../src/engine/partition/partition";
import { randomGraph } from "./partition-graphs";

const CASES = 2000;

test("every cell is in one connected grid, given grids are kept, apart is apart", () => {
  const random = createRandom(20230601);
  const failed: string[] = [];
  for (let i = 0; i < CASES; i++) {
    const input = randomInput(random);
    for (const fault of faultsOf(input, partition(input))) failed.push(`case ${i}: ${fault}`);
  }
  expect(failed).toEqual([]);
});

test("the input is not changed, and the same seed gives the same plan", () => {
  const random = createRandom(7);
  for (let i = 0; i < 200; i++) {
    const seed = random.below(1e9);
    const input = () => ({ ...randomInput(createRandom(seed)), random: createRandom(i) });
    const given = input();
    const first = partition(given);
    expect(partition({ ...given, random: createRandom(i) })).toEqual(first);
    expect({ ...given, random: null }).toEqual({ ...input(), random: null });
  }
});

function randomInput(random: Random): PartitionInput {
  const graph = randomGraph(random);
  const fixed = new Int32Array(graph.n).fill(-1);
  const fixedKind: GivenKind[] = [];
  for (let id = random.below(4) - 1; id >= 0; id--) {
    const given = fixedKind.length;
    fixedKind.push(random.below(2) === 0 ? "MICRO" : "LOCKED");
    let cell = random.below(graph.n);
    for (let grown = 0; grown < 4 && fixed[cell] < 0; grown++) {
      fixed[cell] = given;
      const degree = graph.offset[cell + 1] - graph.offset[cell];
      if (degree > 0) cell = graph.neighbour[graph.offset[cell] + random.below(degree)];
    }
  }
  const pair = () => [random.below(graph.n), random.below(graph.n)] as const;
  const share = random.next();
  return {
    graph,
    fixed,
    fixedKind,
    apart: Array.from({ length: random.below(3) }, pair),
    inForce: Int32Array.from({ length: graph.n }, () => random.below(4) - 1),
    rules: { ...DEFAULT_RULES, specialPopulationShare: random.below(2) === 0 ? null : share },
    random: createRandom(random.below(1e9)),
    effort: random.below(200) === 0 ? 1 : 0.02,
  };
}

function faultsOf(input: PartitionInput, result: PartitionResult): string[] {
  return [
    ...tilingFaults(input, result),
    ...givenFaults(input, result),
    ...apartFaults(input, result),
    ...reportFaults(input, result),
  ];
}

function cellsOf(gridOf: Int32Array, grid: number): number[] {
  return [...gridOf.keys()].filter((cell) => gridOf[cell] === grid);
}

function tilingFaults(input: PartitionInput, { gridOf, kind, fixedId }: PartitionResult): string[] {
  const faults: string[] = [];
  if (gridOf.length !== input.graph.n) faults.push("not every cell has a grid");
  if (fixedId.length !== kind.length) faults.push("kind and fixedId differ in length");
  if ([...new Set(gridOf)].some((grid, i) => grid !== i)) faults.push("not numbered by first cell");
  if (new Set(gridOf).size !== kind.length) faults.push("a grid has no cells");
  const pieces = componentsOf(
    input.graph,
    () => true,
    (a, b) => gridOf[a] === gridOf[b],
  );
  const met = new Set<number>();
  for (const [cell] of pieces) {
    const isLocked = input.fixedKind[fixedId[gridOf[cell]]] === "LOCKED";
    if (met.has(gridOf[cell]) && !isLocked) faults.push(`grid ${gridOf[cell]} is not connected`);
    met.add(gridOf[cell]);
  }
  return faults;
}

function givenFaults(input: PartitionInput, result: PartitionResult): string[] {
  const { graph, fixed, fixedKind } = input;
  const { gridOf, kind, released } = result;
  return fixedKind.flatMap((given, id) => {
    const cells = cellsOf(fixed, id);
    if (cells.length === 0 || released.some(({ fixedId }) => fixedId === id)) {
      return given === "LOCKED" && cells.length > 0 ? [`locked grid ${id} was released`] : [];
    }
    const grids = [...new Set(cells.map((cell) => gridOf[cell]))];
    const others = grids
      .flatMap((grid) => cellsOf(gridOf, grid))
      .filter((cell) => fixed[cell] !== id);
    if (given === "LOCKED") {
      const isExact = grids.length === 1 && others.length === 0 && kind[grids[0]] === "STANDARD";
      return isExact ? [] : [`locked grid ${id} is not exactly its cells`];
    }
    if (grids.some((grid) => kind[grid] !== "MICRO")) return [`micro-grid ${id} is standard`];
    const absorbed = others.some((cell) => graph.households[cell] > 0);
    return absorbed ? [`micro-grid ${id} absorbed households`] : [];
  });
}

function apartFaults(input: PartitionInput, { gridOf, emptyGroups }: PartitionResult): string[] {
  const { apart, fixed, fixedKind } = input;
  return apart.flatMap(([a, b]) => {
    const isLocked = fixed[a] >= 0 && fixed[a] === fixed[b] && fixedKind[fixed[a]] === "LOCKED";
    const isEmpty = emptyGroups.some(({ grid }) => grid === gridOf[a]);
    if (a === b || isLocked || isEmpty || gridOf[a] !== gridOf[b]) return [];
    return [`cells ${a} and ${b} share a grid`];
  });
}

function reportFaults(input: PartitionInput, result: PartitionResult): string[] {
  const { graph, fixedKind } = input;
  const { gridOf, kind, fixedId, parts, emptyGroups } = result;
  const faults: string[] = [];
  const told = [...parts.flatMap(({ grids }) => grids), ...emptyGroups.map(({ grid }) => grid)];
  const free = kind.flatMap((_, grid) => (fixedId[grid] < 0 ? [grid] : []));
  if (told.sort((a, b) => a - b).join() !== free.join()) faults.push("a free grid is not reported");
  for (const { grid } of emptyGroups) {
    if (cellsOf(gridOf, grid).some((cell) => graph.households[cell] > 0)) {
      faults.push(`empty group ${grid} has households`);
    }
  }
  if (parts.some(({ households }) => households === 0)) faults.push("a part is empty");
  if (fixedKind.length === 0 && parts.some((part) => !part.isFeasibleByTotal)) {
    const { gridsInBand } = measure({ ...input, gridOf, kind });
    if (gridsInBand === kind.length) faults.push("in band, though proved impossible");
  }
  return faults;
}
