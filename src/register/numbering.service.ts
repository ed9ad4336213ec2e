import type { Knex } from "knex";
import { EngineError, previewCodes, type Rules } from "../engine";
import { RefusedError } from "../refusal";
import type { GridInForceRow } from "./register";
import {
  findGridsInForce,
  findGridsToNumber,
  findHouseholds,
  findRetiredCodes,
  type GridToNumber,
} from "./register.repository";

/** A plan, as far as its codes depend on it. */
export interface PlanToNumber {
  readonly id: string;
  readonly communityId: string;
  /** In use. */
  readonly communityCode: string | null;
  readonly rules: Rules;
}

/** A plan's grid with the code that it has by the register of today. */
export interface NumberedGrid {
  readonly grid: GridToNumber;
  readonly label: string;
  readonly code: string | null;
  /** The code in force that it keeps; null: it gets a new one. */
  readonly keptFrom: string | null;
}

/** The codes of a plan, and what they follow from. */
export interface Numbering {
  readonly grids: readonly NumberedGrid[];
  readonly inForce: readonly GridInForceRow[];
  readonly householdsOf: ReadonlyMap<string, number>;
}

/**
 * Numbers the grids of a stored plan by the register of this moment, as the engine does when it
 * proposes one. Refused where a range of codes is used up.
 */
export async function numberPlanGrids(db: Knex, plan: PlanToNumber): Promise<Numbering> {
  const grids = await findGridsToNumber(db, plan.id);
  const inForce = await findGridsInForce(db, plan.communityId);
  const householdsOf = await findHouseholds(db, plan.communityId);
  const retiredCodes =
    plan.communityCode === null ? [] : await findRetiredCodes(db, plan.communityCode);
  try {
    const codes = previewCodes({
      communityCode: plan.communityCode,
      grids: grids.map((grid) => ({
        ...grid,
        buildingIds: grid.externalBuildingIds,
        smallestBuildingId: smallest(grid.externalBuildingIds),
      })),
      inForce: inForce.map((old) => ({ ...old, buildingIds: old.externalBuildingIds })),
      retiredCodes,
      householdsOf,
      codeKeepShare: plan.rules.codeKeepShare,
    });
    return { grids: grids.map((grid, i) => ({ grid, ...codes[i] })), inForce, householdsOf };
  } catch (error) {
    if (!(error instanceof EngineError) || error.code !== "INVALID_INPUT") throw error;
    const zh = "网格编码的顺序号已用完（001-499 或 501-899）：须先将社区划小";
    const message = { zh, en: error.message };
    throw new RefusedError("CONFLICT", [{ code: "NO_CODES_LEFT", message, path: null }]);
  }
}

/** In the order of the engine, which need not be the database's. */
function smallest(ids: readonly string[]): string {
  return ids.reduce((least, id) => (least === "" || id < least ? id : least), "");
}
