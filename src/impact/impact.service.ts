import type { Knex } from "knex";
import { findCommunities } from "../community/community.service";
import type { Text } from "../engine";
import { indicatorsOf, type Indicators, type MeasuredGrid } from "../indicators/indicators";
import { keyFindings, type KeyedFinding } from "../plan/finding-key";
import type { Plan } from "../plan/plan";
import { findPlans } from "../plan/plan.service";
import { numberPlanGrids } from "../register/numbering.service";
import { gridsInForceAt, type GridInForceRow } from "../register/register.service";
import { planStaffMoves, type Staff, type StaffMoves } from "../staffing/staff";
import { findStaffAt, findStaffOfCommunities } from "../staffing/staffing.service";
import { compareDivisions, type DivisionChange, type GridAfter } from "./impact";
import {
  findEntry,
  findGround,
  findTerms,
  type GridTerms,
  type GroundBuilding,
} from "./impact.repository";
import { summaryOf } from "./summary";

/** What a plan changes, for whom. */
export interface PlanImpact {
  readonly planId: string;
  /** The plan that was in force before it, null: none was. */
  readonly againstPlanId: string | null;
  /** When the plan was put in force; null: it was not yet, and all is as of now. */
  readonly at: Date | null;
  readonly change: DivisionChange;
  /** null where nothing was in force. */
  readonly before: Indicators | null;
  readonly after: Indicators;
  readonly staff: StaffMoves<Staff>;
  readonly warnings: readonly KeyedFinding[];
  readonly summary: Text;
}

/**
 * The impact of plans, by plan id: against the grids in force now, or, once they were put in force,
 * against those that were in force before. Plans that ended without that change nothing: they are
 * left out.
 */
export async function findImpacts(
  db: Knex,
  planIds: readonly string[],
): Promise<Map<string, PlanImpact>> {
  return db.transaction(async (trx) => {
    const plans = await findPlans(trx, planIds);
    const impacts = new Map<string, PlanImpact>();
    for (const plan of plans) {
      if (plan.state === "REJECTED" || plan.state === "WITHDRAWN") continue;
      impacts.set(plan.id, await impactOf(trx, plan));
    }
    return impacts;
  }, SNAPSHOT);
}

const SNAPSHOT = { isolationLevel: "repeatable read", readOnly: true } as const;

/** Load, compare, measure, tell. */
async function impactOf(trx: Knex.Transaction, plan: Plan): Promise<PlanImpact> {
  const [community] = await findCommunities(trx, [plan.communityId]);
  const division =
    (await divisionThen(trx, plan)) ?? (await divisionNow(trx, plan, community.code));
  const { before, after, serving, at } = division;
  const ground = await findGround(trx, plan.id);
  const change = compareDivisions({ before: before.map(external), after, buildings: ground });

  const retired = new Set(change.retired.map(({ code }) => code));
  const staff = planStaffMoves(serving, retired, change.lineage);
  const stationed = [
    ...staff.stay,
    ...staff.move
      .filter(({ isThere }) => !isThere)
      .map(({ person, to }) => ({ ...person, code: to })),
  ];
  const terms = await findTerms(
    trx,
    [...before, ...after].map(({ gridId }) => gridId),
  );
  const measure = measureWith(ground, terms);
  const { standardBand } = plan.rules;
  const figures = {
    before: change.isFirst
      ? null
      : indicatorsOf(before.map(external).map(measure), standardBand, serving),
    after: indicatorsOf(after.map(measure), standardBand, stationed),
  };
  const findings = keyFindings(plan.findings, plan.deviationReasons);
  const warnings = findings.filter(({ severity }) => severity === "WARNING");
  return {
    planId: plan.id,
    againstPlanId: before[0]?.planId ?? null,
    at,
    change,
    ...figures,
    staff,
    warnings,
    summary: summaryOf({
      community,
      change,
      ...figures,
      staff,
      warnings: warnings.map((warning) => ({ ...warning, reason: warning.deviationReason })),
      largeEstates: findings.filter(({ code }) => code === "ESTATE_EXCEEDS_MAX").length,
      errors: findings.filter(({ severity }) => severity === "ERROR").length,
    }),
  };
}

/** Both divisions, and who served before. */
interface LoadedDivisions {
  readonly before: readonly GridInForceRow[];
  readonly after: readonly (GridAfter & { readonly gridId: string })[];
  readonly serving: readonly Staff[];
  readonly at: Date | null;
}

/** As it was when the plan was put in force; null where it never was. */
async function divisionThen(trx: Knex.Transaction, plan: Plan): Promise<LoadedDivisions | null> {
  if (plan.state !== "IN_FORCE" && plan.state !== "SUPERSEDED") return null;
  const entry = await findEntry(trx, plan.id);
  if (entry === null) return null;
  // The register changes in whole milliseconds.
  const before = new Date(entry.at.getTime() - 1);
  const grids = await gridsInForceAt(trx, plan.communityId, before);
  const codes = new Set(grids.map(({ code }) => code));
  return {
    before: grids,
    after: entry.grids.map((grid) => ({
      ...grid,
      keeps: codes.has(grid.code) ? grid.code : null,
      buildingIds: grid.externalBuildingIds,
    })),
    serving: await findStaffAt(trx, plan.communityId, before),
    at: entry.at,
  };
}

/** As it would be if the plan were put in force now. */
async function divisionNow(
  trx: Knex.Transaction,
  plan: Plan,
  communityCode: string | null,
): Promise<LoadedDivisions> {
  const { inForce, grids } = await numberPlanGrids(trx, { ...plan, communityCode });
  return {
    before: inForce,
    after: grids.map(({ grid, label, code, keptFrom }) => ({
      ...grid,
      label,
      code,
      keeps: keptFrom,
      buildingIds: grid.externalBuildingIds,
    })),
    serving: await findStaffOfCommunities(trx, [plan.communityId]),
    at: null,
  };
}

/** A grid of the register with the ids of the data set, as everything is compared in. */
function external(grid: GridInForceRow) {
  return { ...grid, label: grid.code.slice(-3), buildingIds: grid.externalBuildingIds };
}

/** How grids are measured on this ground. */
function measureWith(ground: readonly GroundBuilding[], terms: ReadonlyMap<string, GridTerms>) {
  const buildings = new Map(ground.map((building) => [building.id, building]));
  return (
    grid: Pick<GridAfter, "label" | "code" | "kind" | "buildingIds"> & { readonly gridId: string },
  ): MeasuredGrid => {
    const own = grid.buildingIds.flatMap((id) => buildings.get(id) ?? []);
    const sum = (value: (building: GroundBuilding) => number) =>
      own.reduce((total, building) => total + value(building), 0);
    const { reduced = false, band_min = null, band_max = null } = terms.get(grid.gridId) ?? {};
    return {
      label: grid.label,
      code: grid.code,
      kind: grid.kind,
      reduced,
      band: band_min === null || band_max === null ? null : [band_min, band_max],
      households: sum(({ households }) => households),
      residents: sum(({ residents }) => residents ?? 0),
      householdsUncounted: sum(({ households, residents }) =>
        residents === null ? households : 0,
      ),
    };
  };
}
