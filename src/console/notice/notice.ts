/** What a public notice tells, whether of a plan or of the register. */
import type { Geometry } from "geojson";
import type { Said } from "../core/language";
import type { Sized } from "../map/grid-status";
import type { NoticeOfPlanQuery, NoticeOfRegisterQuery } from "./notice.generated";

/** A line of the notice, and an area of its map. */
export interface NoticeGrid extends Sized {
  /** The 15 digits, or the label where the community has no code. */
  readonly code: string;
  readonly label: string;
  readonly name: string | null;
  readonly households: number;
  readonly buildings: number;
  readonly limits: Said | null;
  /** Names of the grid workers; null: a plan has none yet. */
  readonly workers: readonly string[] | null;
  readonly polygon: Geometry;
  readonly point: Geometry;
}

export interface Band {
  readonly min: number;
  readonly max: number;
}

/** The whole of it. */
export interface Notice {
  /** Whether the grids are in force, or are laid open before they are. */
  readonly isInForce: boolean;
  readonly effectiveFrom: string | null;
  readonly filingNumber: string | null;
  /** The time for objections; null: none was set. */
  readonly period: { readonly from: string; readonly to: string } | null;
  readonly standardBand: Band;
  readonly reducedBand: Band;
  readonly grids: readonly NoticeGrid[];
}

/** The notice of a plan. */
export function noticeOfPlan(plan: NonNullable<NoticeOfPlanQuery["plan"]>): Notice {
  const { rules, grids, notice, effectiveFrom, filingNumber, state } = plan;
  return {
    isInForce: state === "IN_FORCE",
    effectiveFrom,
    filingNumber,
    period: notice,
    ...rules,
    grids: grids.map((grid) => ({
      ...grid,
      code: grid.code ?? grid.label,
      buildings: grid.buildingCount,
      limits: grid.limits?.sentence ?? null,
      workers: null,
      point: grid.pointOnSurface,
    })),
  };
}

/** The notice of what is in force; null where nothing is. */
export function noticeOfRegister({ registeredGrids }: NoticeOfRegisterQuery): Notice | null {
  const { nodes } = registeredGrids;
  if (nodes.length === 0) return null;
  const { rules, effectiveFrom, filingNumber } = nodes[0].plan;
  return {
    isInForce: true,
    effectiveFrom: effectiveFrom ?? nodes[0].validFrom,
    filingNumber,
    period: null,
    ...rules,
    grids: nodes.map(({ code, households, polygon, staff, grid }) => ({
      ...grid,
      code,
      households,
      polygon,
      buildings: grid.buildingCount,
      limits: grid.limits?.sentence ?? null,
      workers: staff.filter(({ duty }) => duty === "GRID_WORKER").map(({ name }) => name),
      point: grid.pointOnSurface,
    })),
  };
}
