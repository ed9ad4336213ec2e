import { type GivenGrids, giveGrids } from "./given-grids";
import { findMicroGroups } from "./micro-groups";
import type { CellGraph } from "./partition/cell-graph";
import type { PreparedInput } from "./prepare";
import { toCellGraph } from "./tessellate/cell-graph";
import { type Tessellation, tessellate } from "./tessellate/tessellate";

/** A community ready to be divided: all that does not depend on how its plan is found. */
export interface Ground {
  readonly prepared: PreparedInput;
  readonly tessellation: Tessellation;
  /** The cells of the tessellation as a graph. */
  readonly cells: CellGraph;
  readonly given: GivenGrids;
}

/** Tiles a community with cells, and takes out micro-grids and locked grids. */
export function layGround(prepared: PreparedInput): Ground {
  const { community, buildings, barriers, rules } = prepared;
  const tessellation = tessellate(community, buildings, barriers);
  const cells = toCellGraph(tessellation, buildings, rules);
  const micro = findMicroGroups(buildings, barriers, rules);
  const given = giveGrids(cells, tessellation, micro, prepared);
  return { prepared, tessellation, cells, given };
}
