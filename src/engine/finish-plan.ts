import { certificateOf, type ProvedPart, type Sought } from "./certificate";
import type { DescribedPlan } from "./describe-plan";
import type { Ground } from "./ground";
import type { ReleasedMicro } from "./partition/given";
import type { PartitionResult } from "./partition/partition";
import { planMetrics } from "./plan-metrics";
import type { PreparedInput } from "./prepare";
import { regriddingOf } from "./regridding";
import { checkPlan, type PlanUnderCheck } from "./rules/check";
import type { CheckMemo } from "./rules/check-memo";
import { startComparison } from "./start-comparison";
import type { Plan, Text } from "./plan-types";
import { ENGINE_VERSION } from "./version";

/** A connected part of what micro-grids leave, with its buildings. */
export interface DraftPart extends ProvedPart {
  readonly buildingIds: readonly string[];
}

/** Everything that led to a plan. */
export interface PlanInTheMaking extends Pick<
  PlanUnderCheck,
  "microGivenBack" | "unlikeGiven" | "unfinished"
> {
  readonly prepared: PreparedInput;
  readonly described: DescribedPlan;
  readonly parts: readonly DraftPart[];
  readonly sought: Sought;
  readonly focus: Plan["provenance"]["focus"];
  /** Of earlier checks on the same ground. */
  readonly memo?: CheckMemo;
}

/** Checks a described plan and adds what is known of all of it. */
export function finishPlan(draft: PlanInTheMaking): Plan {
  const { prepared, described, parts, sought, focus } = draft;
  const { rules, seed, effort, hash } = prepared;
  const findings = checkPlan(underCheck(draft), draft.memo);
  const grids = described.grids.map((grid) => {
    const own = findings.filter((finding) => finding.gridLabel === grid.label);
    const micro = own.find((finding) => finding.code === "MICRO_GRID");
    return { ...grid, reason: micro?.message ?? grid.reason, findings: own };
  });
  const regridding = regriddingOf(
    grids.map((grid, i) => ({ ...grid, keeps: described.keeps[i] })),
    prepared,
  );
  const start = startComparison(grids, prepared);
  const householdsMoved = (start ?? regridding)?.householdsMoved ?? null;
  return {
    grids,
    cells: described.cells,
    blocks: described.blocks,
    metrics: planMetrics(grids, described.borders, prepared, householdsMoved),
    certificate: certificateOf(grids, parts, sought),
    regridding,
    start,
    findings,
    provenance: { engineVersion: ENGINE_VERSION, rules, seed, effort, focus, inputHash: hash },
  };
}

function underCheck({ prepared, described, parts, ...told }: PlanInTheMaking): PlanUnderCheck {
  const { community, buildings, rules } = prepared;
  return {
    community,
    buildings,
    rules,
    grids: described.grids,
    cells: described.cells,
    parts: parts.map(({ buildingIds }) => buildingIds),
    proofs: parts.map(({ proof }) => proof),
    microGivenBack: told.microGivenBack,
    unlikeGiven: told.unlikeGiven,
    unfinished: told.unfinished,
  };
}

/** The parts of a division that was searched, with their buildings. */
export function partsOf(
  { prepared, tessellation, given }: Ground,
  division: PartitionResult,
): DraftPart[] {
  const partOf = new Map<number, number>();
  division.parts.forEach((part, p) => part.grids.forEach((grid) => partOf.set(grid, p)));
  const ids: string[][] = division.parts.map(() => []);
  tessellation.buildings.forEach((list, cell) => {
    const part = partOf.get(division.gridOf[given.into[cell]]);
    if (part !== undefined) ids[part].push(...list.map((i) => prepared.buildings[i].id));
  });
  return division.parts.map((part, p) => ({ ...part, buildingIds: ids[p] }));
}

/** Buildings of micro-grids that the rules ask for and that are better not made, and why. */
export function microGivenBack(
  { prepared, tessellation, given }: Ground,
  released: readonly ReleasedMicro[],
): { buildingId: string; reason: Text }[] {
  return tessellation.buildings.flatMap((list, cell) => {
    const found = released.find(({ fixedId }) => fixedId === given.fixed[given.into[cell]]);
    if (!found) return [];
    return list.map((i) => ({ buildingId: prepared.buildings[i].id, reason: whyGivenBack(found) }));
  });
}

function whyGivenBack({ reason, strandedHouseholds, joinedHouseholds }: ReleasedMicro): Text {
  switch (reason) {
    case "STRANDED":
      return {
        zh: `单独划出会使 ${strandedHouseholds} 户与其余部分隔断，合并后该片共 ${joinedHouseholds} 户`,
        en: `on its own it would cut ${strandedHouseholds} households off from the rest; together that part has ${joinedHouseholds}`,
      };
    case "APART":
      return {
        zh: "其中有必须分开的楼栋",
        en: "it holds buildings that must not share a grid",
      };
    default: {
      const never: never = reason;
      return never;
    }
  }
}
