/**
 * The engine as a general districting solver, on published instances with proven optima.
 * usage: npm run -s bench:districting [-- NAME...]     NAME as in index.csv, such as LA-county
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { z } from "zod";
import { createRandom, district, type DistrictProblem } from "../src/engine";
import { SHARED_DATA } from "./communities";
import { printLine, printTable, seconds } from "./print";

const SEEDS = [1, 2, 3];
const BUDGET_S = 20;
/** More than any machine does within the budget: the clock decides. */
const STEPS = 1e10;

const instanceFile = z.object({
  k: z.number(),
  minPopulation: z.number(),
  maxPopulation: z.number(),
  bestKnownCutEdges: z.number(),
  nodes: z.array(z.object({ population: z.number() })),
  edges: z.array(z.tuple([z.number(), z.number()]).rest(z.number())),
});

interface Instance extends DistrictProblem {
  readonly name: string;
  readonly bestKnown: number;
  readonly edges: readonly (readonly [number, number, ...number[]])[];
}

interface Run {
  readonly cutEdges: number;
  readonly feasible: boolean;
  /** When the division was found. */
  readonly seconds: number;
}

const folder = join(SHARED_DATA, "districting-benchmarks");
if (existsSync(folder)) main(process.argv.slice(2));
else printLine(`left out: there is no ${folder}`);

function main(names: readonly string[]): void {
  const instances = readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .map((file) => readInstance(file))
    .filter(({ name }) => names.length === 0 || names.includes(name));
  let reached = 0;
  let gaps = 0;
  const rows = instances.map((instance) => {
    const runs = SEEDS.map((seed) => solve(instance, seed));
    const gap = (run: Run) => (run.cutEdges - instance.bestKnown) / instance.bestKnown;
    const optimal = runs.filter((run) => run.feasible && run.cutEdges <= instance.bestKnown);
    reached += optimal.length;
    gaps += runs.filter((run) => run.feasible).reduce((sum, run) => sum + gap(run), 0);
    const worst = Math.max(...runs.map((run) => (run.feasible ? gap(run) : Infinity)));
    return [
      instance.name,
      `${instance.n}`,
      `${instance.k}`,
      `${instance.bestKnown}`,
      ...runs.map((run) => (run.feasible ? `${run.cutEdges}` : "none")),
      worst === Infinity ? "infeasible" : `${(100 * worst).toFixed(1)} %`,
      seconds(Math.max(...runs.map((run) => run.seconds))),
    ];
  });
  const titles = ["instance", "nodes", "k", "optimum", ...SEEDS.map((seed) => `seed ${seed}`)];
  printTable([...titles, "worst gap", "slowest"], rows);
  const all = instances.length * SEEDS.length;
  printLine();
  printLine(
    `${reached} of ${all} runs reach the optimum within ${BUDGET_S} s; ` +
      `mean gap ${((100 * gaps) / all).toFixed(2)} %`,
  );
}

/** A run ends with the budget, or at the proven optimum: there is nothing beyond it. */
function solve(instance: Instance, seed: number): Run {
  const start = performance.now();
  const elapsed = () => (performance.now() - start) / 1000;
  let foundAfter = 0;
  let isOptimal = false;
  const found = district({
    ...instance,
    random: createRandom(seed),
    steps: STEPS,
    signal: {
      get aborted() {
        return isOptimal || elapsed() > BUDGET_S;
      },
    },
    onBetter: ({ cutEdges, violation }) => {
      foundAfter = elapsed();
      isOptimal = violation === 0 && cutEdges <= instance.bestKnown;
    },
  });
  return { ...judge(instance, found.districtOf), seconds: foundAfter };
}

/** From the districts alone, whatever the solver says of them. */
function judge(instance: Instance, districtOf: Int32Array): Omit<Run, "seconds"> {
  const { n, k, population, offset, neighbour, min, max, edges } = instance;
  const held = new Float64Array(k);
  for (let node = 0; node < n; node++) held[districtOf[node]] += population[node];
  const seen = new Uint8Array(n);
  let pieces = 0;
  for (let node = 0; node < n; node++) {
    if (seen[node] === 1) continue;
    pieces++;
    seen[node] = 1;
    const queue = [node];
    for (const at of queue) {
      for (const other of neighbour.subarray(offset[at], offset[at + 1])) {
        if (seen[other] === 1 || districtOf[other] !== districtOf[node]) continue;
        seen[other] = 1;
        queue.push(other);
      }
    }
  }
  return {
    cutEdges: edges.filter(([a, b]) => districtOf[a] !== districtOf[b]).length,
    feasible: pieces === k && held.every((people) => people >= min && people <= max),
  };
}

function readInstance(file: string): Instance {
  const read = instanceFile.parse(JSON.parse(readFileSync(join(folder, file), "utf8")));
  const rows: number[][] = read.nodes.map(() => []);
  for (const [a, b] of read.edges) {
    rows[a].push(b);
    rows[b].push(a);
  }
  const offset = new Int32Array(rows.length + 1);
  rows.forEach((row, i) => (offset[i + 1] = offset[i] + row.length));
  return {
    name: file.replace(/\.json$/, ""),
    n: rows.length,
    population: read.nodes.map(({ population }) => population),
    offset,
    neighbour: Int32Array.from(rows.flat()),
    k: read.k,
    min: read.minPopulation,
    max: read.maxPopulation,
    bestKnown: read.bestKnownCutEdges,
    edges: read.edges,
  };
}
