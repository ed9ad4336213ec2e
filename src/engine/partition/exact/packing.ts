/**
 * The exact program: which districts, no two with a cell in common, hold the most households. HiGHS
 * solves it. What bounds its work is counted in nodes, never in seconds: the same program has the
 * same answer on every machine.
 */
import loadHighs, { type Highs } from "highs";
import type { District } from "./districts";

export interface Packing {
  /** Positions of the chosen districts, ascending; the best that was found. */
  readonly chosen: readonly number[];
  /** No choice holds more households. */
  readonly bound: number;
}

/** Solves the program over so many cells; null where the solver gives up. */
export type SolvePacking = (cells: number, districts: readonly District[]) => Packing | null;

const MOST_NODES = 200;
/** What the solver's arithmetic may be off by, in households. */
const ROUNDING = 1e-3;

let loading: Promise<SolvePacking> | undefined;

/** Loads the solver, once in each thread. */
export function loadPacking(): Promise<SolvePacking> {
  loading ??= loadHighs().then(
    (highs) => (cells, districts) => solvePacking(highs, cells, districts),
  );
  return loading;
}

function solvePacking(highs: Highs, cells: number, districts: readonly District[]): Packing | null {
  if (districts.length === 0) return { chosen: [], bound: 0 };
  const { constants, infinity } = highs;
  const starts = new Int32Array(districts.length + 1);
  districts.forEach((district, i) => (starts[i + 1] = starts[i] + district.cells.length));
  const entries = starts[districts.length];
  const model = highs.createModel({
    numCols: districts.length,
    numRows: cells,
    sense: constants.objectiveSense.maximize,
    colCost: Float64Array.from(districts, ({ households }) => households),
    colLower: new Float64Array(districts.length),
    colUpper: new Float64Array(districts.length).fill(1),
    rowLower: new Float64Array(cells).fill(-infinity),
    rowUpper: new Float64Array(cells).fill(1),
    matrix: {
      format: "csc",
      numRows: cells,
      numCols: districts.length,
      starts,
      indices: Int32Array.from(districts.flatMap((district) => [...district.cells])),
      values: new Float64Array(entries).fill(1),
    },
    integrality: districts.map(() => constants.variableType.integer),
  });
  try {
    model.options.set({
      output_flag: false,
      random_seed: 0,
      mip_max_nodes: MOST_NODES,
      mip_rel_gap: 0,
      mip_abs_gap: 0.9,
    });
    model.run();
    const bound = Number(model.info.get("mip_dual_bound"));
    if (!Number.isFinite(bound)) return null;
    const values = model.getSolution().colValue;
    const chosen = districts.flatMap((_, i) => (values[i] > 0.5 ? [i] : []));
    return { chosen, bound: Math.floor(bound + ROUNDING) };
  } finally {
    model.dispose();
  }
}
