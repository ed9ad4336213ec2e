import { cellsInForce } from "../cells-in-force";
import type { Ground } from "../ground";
import { anneal, MENDING } from "../partition/anneal";
import { separate } from "../partition/apart";
import { Division } from "../partition/division";
import { certify } from "../partition/exact/certify";
import { FOCUSES, withPermitted } from "../partition/focus";
import { startInForce } from "../partition/in-force";
import { problemOf } from "../partition/partition";
import { polish } from "../partition/polish";
import type { Problem } from "../partition/problem";
import { searchDivision, stepBudget } from "../partition/search";
import type { Draft } from "../edit-types";
import { openField, type Field } from "./field";
import type { HelpOptions } from "./help-options";
import { freeMicroIslands, makeMicroGrids } from "./open-draft";
import { redivide } from "./redivide";

/** Share of the usual steps for what grows out of the draft. */
const MENDING_SHARE = 0.5;

/**
 * All but locked grids and micro-grids divided anew, twice: as it grows out of the draft, and as the
 * search finds it from nothing or from the grids in force. Both come back, to be judged.
 */
export function reoptimize(ground: Ground, draft: Draft, options: HelpOptions): readonly Draft[] {
  const { newKey, onProgress } = options;
  const opened = makeMicroGrids(ground, freeMicroIslands(ground, draft), newKey);
  const field = openField(ground, opened, {
    isFixed: (grid) => opened.grids[grid].locked || opened.grids[grid].kind === "MICRO",
    isWhole: () => false,
  });
  const problems = createProblems(ground, field);
  const mended = redivide(field, opened, (part) => grown(problems(part), options), newKey);
  onProgress(MENDED);
  const searching = {
    ...options,
    onProgress: (done: number) => onProgress(MENDED + (1 - MENDED) * done),
  };
  const anew = redivide(field, opened, (part) => found(problems(part), searching), newKey);
  return [mended, anew];
}

/** Share of the whole that is done with what grows out of the draft. */
const MENDED = 0.25;

/** One part, to be divided against the grids in force and as it lies in the draft. */
interface Problems {
  readonly problem: Problem;
  readonly drafted: Problem;
}

function createProblems(ground: Ground, field: Field): (part: Int32Array) => Problems {
  const { prepared, tessellation } = ground;
  const { graph, apart, home, into } = field;
  const { weights, countsPermitted } = FOCUSES[prepared.focus];
  const rules = countsPermitted ? withPermitted(prepared.rules) : prepared.rules;
  const inForce = cellsInForce(tessellation, into, graph.n, prepared);
  return (part) => {
    const problem = problemOf({ graph, apart, inForce, rules, weights }, part);
    const drafted = problemOf({ graph, apart, inForce: home, rules, weights }, part);
    // The draft may have more grids than the search would ever try.
    const capacity = Math.max(problem.capacity, drafted.capacity);
    return { problem: { ...problem, capacity }, drafted };
  };
}

function grown({ problem, drafted }: Problems, options: HelpOptions): Int32Array {
  const { random, effort, signal } = options;
  const start = startInForce(drafted, random);
  if (start === null) return found({ problem, drafted }, options);
  const steps = Math.ceil(MENDING_SHARE * stepBudget(problem.graph.n, effort));
  const { gridOf } = anneal(problem, start, { ...MENDING, steps, signal }, random);
  const division = new Division(problem);
  division.assign(gridOf);
  polish(division, random);
  return certified(problem, separate(problem, division.gridOf, random), options);
}

function found({ problem }: Problems, options: HelpOptions): Int32Array {
  const { random, effort, signal, onProgress } = options;
  return certified(
    problem,
    searchDivision(problem, effort, random, { signal, onProgress }),
    options,
  );
}

/** Or a better one, where the exact program finds it. */
function certified(
  problem: Problem,
  gridOf: Int32Array,
  { effort, random, signal }: HelpOptions,
): Int32Array {
  return certify(problem, gridOf, { effort, random, signal }).gridOf;
}
