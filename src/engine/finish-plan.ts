import { certificateOf } from "./certificate";
import type { DescribedPlan } from "./describe-plan";
import type { GivenGrids } from "./given-grids";
import { FOCUSES } from "./partition/focus";
import type { ReleasedMicro } from "./partition/given";
import type { PartitionResult } from "./partition/partition";
import { planMetrics } from "./plan-metrics";
import type { PreparedInput } from "./prepare";
import { regriddingOf } from "./regridding";
import { checkPlan, type PlanUnderCheck } from "./rules/check";
import type { Tessellation } from "./tessellate/tessellate";
import type { Focus, Plan, Text } from "./types";
import { ENGINE_VERSION } from "./version";

/** Everything that led to a plan. */
export interface Draft {
  readonly prepared: PreparedInput;
  readonly tessellation: Tessellation;
  readonly given: GivenGrids;
  readonly division: PartitionResult;
  readonly described: DescribedPlan;
}

/** Checks a described plan and adds what is known of all of it. */
export function finishPlan(draft: Draft, focus: Focus): Plan {
  const { prepared, described, division } = draft;
  const { rules, seed, effort, hash } = prepared;
  const findings = checkPlan(underCheck(draft));
  const grids = described.grids.map((grid) => {
    const own = findings.filter((finding) => finding.gridLabel === grid.label);
    const micro = own.find((finding) => finding.code === "MICRO_GRID");
    return { ...grid, reason: micro?.message ?? grid.reason, findings: own };
  });
  const regridding = regriddingOf(
    grids.map((grid, i) => ({ ...grid, keeps: described.keeps[i] })),
    prepared,
  );
  return {
    grids,
    cells: described.cells,
    blocks: described.blocks,
    metrics: planMetrics(grids, described.borders, prepared, regridding),
    certificate: certificateOf(grids, division.parts, FOCUSES[focus].countsPermitted),
    regridding,
    findings,
    provenance: { engineVersion: ENGINE_VERSION, rules, seed, effort, focus, inputHash: hash },
  };
}

function underCheck({ prepared, tessellation, given, division, described }: Draft): PlanUnderCheck {
  const { community, buildings, rules } = prepared;
  const { grids, cells } = described;
  const partOf = new Map<number, number>();
  division.parts.forEach((part, p) => part.grids.forEach((grid) => partOf.set(grid, p)));
  const parts: string[][] = division.parts.map(() => []);
  const microGivenBack: { buildingId: string; reason: Text }[] = [];
  tessellation.buildings.forEach((list, cell) => {
    const atom = given.into[cell];
    const part = partOf.get(division.gridOf[atom]);
    const released = division.released.find(({ fixedId }) => fixedId === given.fixed[atom]);
    for (const { id } of list.map((i) => buildings[i])) {
      if (part !== undefined) parts[part].push(id);
      if (released) microGivenBack.push({ buildingId: id, reason: whyGivenBack(released) });
    }
  });
  const proofs = division.parts.map(({ proof }) => proof);
  return { community, buildings, rules, grids, cells, parts, proofs, microGivenBack };
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
