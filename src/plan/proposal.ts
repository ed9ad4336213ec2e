/** Between the database and the engine: rows become its input, and its plan becomes ours. */
import type { Alternatives, Finding, ProposeInput } from "../engine";
import type { NewPlan, ProposalWish } from "./plan";
import type { ProposalRows } from "./proposal.repository";

/**
 * The engine's input. It gets the ids of the data set rather than ours: they are the same wherever
 * the data set is loaded, and so are the plans that come of them.
 */
export function toProposeInput(
  { community, buildings, barriers, inForce, start, retiredCodes }: ProposalRows,
  { rules, seed, effort, focus }: ProposalWish,
): ProposeInput {
  return {
    community: {
      id: community.external_id,
      name: community.name,
      code: community.code,
      polygon: community.polygon,
    },
    buildings: buildings.map((building) => ({
      id: building.external_id,
      name: building.name,
      polygon: building.polygon,
      category: building.category,
      households: building.households,
      residents: building.residents,
      estate: building.estate_name,
      estateName: building.estate_name,
      oldEstate: building.old_estate,
      builtYear: building.built_year,
      floors: building.floors,
      specialHouseholds: building.special_households,
      floorAreaM2: building.floor_area_m2,
      microGrid: building.micro_grid,
    })),
    barriers: barriers.map((barrier) => ({
      id: barrier.external_id,
      kind: barrier.kind,
      name: barrier.name,
      line: barrier.line,
    })),
    inForce: inForce.map(({ code, kind, externalBuildingIds, polygon }) => ({
      code,
      kind,
      buildingIds: externalBuildingIds,
      polygon,
    })),
    ...(start === null ? {} : { startFrom: start.grids }),
    retiredCodes,
    rules,
    seed,
    effort,
    focus,
  };
}

/** Whose plans they are; without a rule set, their rules were saved under no name. */
type Owner = Pick<NewPlan, "communityId" | "jobId"> & Partial<Pick<NewPlan, "ruleSetId">>;

/** Proposed plans as they are stored, with our ids of the buildings. */
export function toNewPlans(
  owner: Owner,
  { buildings, start }: ProposalRows,
  { plans, leftOut }: Alternatives,
): NewPlan[] {
  const ours = new Map(buildings.map((building) => [building.external_id, building.id]));
  const idOf = (externalId: string): string => {
    const id = ours.get(externalId);
    if (id === undefined) throw new Error(`The plan has a building ${externalId} it was not given`);
    return id;
  };
  const toOurs = (finding: Finding): Finding => ({
    ...finding,
    buildingIds: finding.buildingIds.map(idOf),
  });
  return plans.map(({ plan: proposed, bestFor, difference }, i): NewPlan => ({
    ...owner,
    ruleSetId: owner.ruleSetId ?? null,
    alternative: i + 1,
    bestFor,
    difference,
    leftOut: i === 0 ? leftOut : [],
    ...proposed.provenance,
    metrics: proposed.metrics,
    certificate: proposed.certificate,
    regridding: proposed.regridding,
    startVersionId: start?.versionId ?? null,
    start: proposed.start,
    findings: proposed.findings.map(toOurs),
    blocks: { type: "GeometryCollection", geometries: [...proposed.blocks] },
    grids: proposed.grids.map((grid) => ({
      ...grid,
      buildingCount: grid.buildingIds.length,
      findings: grid.findings.map(toOurs),
    })),
    cells: proposed.cells.map((cell) => ({ ...cell, buildingIds: cell.buildingIds.map(idOf) })),
  }));
}
