/**
 * The engine beside what could be picked instead: who divides the same cells better?
 * usage: npm run -s bench:peers
 */
import { performance } from "node:perf_hooks";
import type { CommunityInput } from "../src/exchange/propose-inputs";
import { DEFAULT_RULES, propose, type ProposeInput, type Rules } from "../src/engine";
import type { CellGraph } from "../src/engine/partition/cell-graph";
import { measure, type Figures } from "../src/engine/partition/figures";
import { prepare } from "../src/engine/prepare";
import { toCellGraph } from "../src/engine/tessellate/cell-graph";
import { tessellate } from "../src/engine/tessellate/tessellate";
import { benchData } from "./communities";
import { metisPeers } from "./peers/metis";
import type { Divided } from "./peers/peer";
import { postgisPeer } from "./peers/postgis";
import { turfPeer } from "./peers/turf";
import { median, percent, printLine, printTable, seconds } from "./print";

/** The same task for all: every grid is judged against one band, and there are no micro-grids. */
const RULES: Rules = { ...DEFAULT_RULES, oldEstateCutoffYear: 0, specialPopulationShare: null };
const HOUSEHOLDS_WANTED = 400;
const REPEATS = 3;

interface Task {
  readonly input: ProposeInput;
  readonly graph: CellGraph;
  /** Grids a peer is told to make. */
  readonly k: number;
}

interface Result {
  readonly name: string;
  readonly figures: readonly Figures[];
  /** Over all communities, once for each repeat. */
  readonly seconds: readonly number[];
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});

async function main(): Promise<void> {
  const { name, communities } = await benchData();
  const tasks = communities.map(taskOf);
  const notes: string[] = [];
  const results: Result[] = [await run("this engine", tasks, divideByEngine)];
  for (const open of [metisPeers, postgisPeer, turfPeer]) {
    const opened = await open();
    if (typeof opened === "string") {
      notes.push(opened);
      continue;
    }
    for (const peer of opened.peers) {
      results.push(await run(peer.name, tasks, ({ graph, k }) => peer.divide(graph, k)));
    }
    await opened.close();
  }
  const cells = tasks.reduce((sum, { graph }) => sum + graph.n, 0);
  const [low, high] = RULES.standardBand;
  printLine(
    `${name}: ${tasks.length} communities, ${cells} cells, every grid judged against ${low}-${high}`,
  );
  printLine();
  printTable(TITLES, results.map(rowOf(median(results[0].seconds))));
  for (const note of notes) printLine(`left out: ${note}`);
}

function taskOf(community: CommunityInput): Task {
  const input: ProposeInput = {
    ...community,
    buildings: community.buildings.map((building) => ({
      ...building,
      microGrid: false,
      oldEstate: false,
    })),
    rules: RULES,
  };
  const { buildings, barriers, rules } = prepare(input);
  const tessellation = tessellate(input.community, buildings, barriers);
  const graph = toCellGraph(tessellation, buildings, rules);
  const households = graph.households.reduce((sum, all) => sum + all, 0);
  return { input, graph, k: Math.max(1, Math.round(households / HOUSEHOLDS_WANTED)) };
}

/** Only the division is timed, as with the peers; tessellation and outlines are not. */
async function divideByEngine({ input, graph }: Task): Promise<Divided> {
  let [begin, end] = [0, 0];
  const plan = await propose(input, {
    onProgress: ({ stage }) => {
      if (stage === "PARTITION" && begin === 0) begin = performance.now();
      if (stage === "OUTLINE" && end === 0) end = performance.now();
    },
  });
  if (plan.cells.length !== graph.n) {
    throw new Error(`got ${plan.cells.length} cells in the plan, expected ${graph.n}`);
  }
  // The cells of a plan are in the order of the tessellation.
  return {
    gridOf: Int32Array.from(plan.cells, ({ grid }) => grid),
    seconds: (end - begin) / 1000,
  };
}

async function run(
  name: string,
  tasks: readonly Task[],
  divide: (task: Task) => Divided | Promise<Divided>,
): Promise<Result> {
  const times: number[] = [];
  let figures: Figures[] = [];
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    figures = [];
    let sum = 0;
    for (const task of tasks) {
      const divided = await divide(task);
      sum += divided.seconds;
      figures.push(judge(task.graph, divided.gridOf));
    }
    times.push(sum);
  }
  return { name, figures, seconds: times };
}

/** The same measure for everybody; a group in several pieces counts as one grid. */
function judge(graph: CellGraph, groupOf: ArrayLike<number>): Figures {
  const number = new Map<number, number>();
  const gridOf = Int32Array.from(groupOf, (group) => {
    const known = number.get(group) ?? number.size;
    number.set(group, known);
    return known;
  });
  const kind = Array.from(number, () => "STANDARD" as const);
  return measure({ graph, gridOf, kind, rules: RULES });
}

const TITLES = [
  "",
  "grids",
  "grids in band",
  "households in band",
  "mean deviation",
  "disconnected",
  "estates split",
  "Polsby-Popper",
  "on roads",
  "time",
  "ratio",
];

function rowOf(engineSeconds: number) {
  return ({ name, figures, seconds: times }: Result): string[] => {
    const sum = (value: (one: Figures) => number) =>
      figures.reduce((all, one) => all + value(one), 0);
    const grids = sum((one) => one.grids);
    const meanOf = (value: (one: Figures) => number) =>
      sum((one) => one.grids * value(one)) / grids;
    const time = median(times);
    return [
      name,
      `${grids}`,
      percent(
        sum((one) => one.gridsInBand),
        grids,
      ),
      percent(
        sum((one) => one.householdsInBand),
        sum((one) => one.households),
      ),
      meanOf((one) => one.meanDeviation).toFixed(3),
      `${sum((one) => one.disconnected)}`,
      `${sum((one) => one.estatesSplit)} of ${sum((one) => one.estates)}`,
      meanOf((one) => one.meanCompactness).toFixed(3),
      percent(
        sum((one) => one.barrierM),
        sum((one) => one.innerM),
      ),
      seconds(time),
      (time / engineSeconds).toFixed(3),
    ];
  };
}
