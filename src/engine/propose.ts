import { certificateOf } from "./certificate";
import { describePlan, type DescribedPlan } from "./describe-plan";
import { EngineError } from "./errors";
import { type GivenGrids, giveGrids } from "./given-grids";
import { groupCells } from "./group-cells";
import { findMicroGroups } from "./micro-groups";
import { loadPacking } from "./partition/exact/packing";
import type { ReleasedMicro } from "./partition/given";
import { partition, type PartitionResult } from "./partition/partition";
import { planMetrics } from "./plan-metrics";
import { type PreparedInput, prepare } from "./prepare";
import { createRandom } from "./random";
import { checkPlan, type PlanUnderCheck } from "./rules/check";
import { toCellGraph } from "./tessellate/cell-graph";
import { type Tessellation, tessellate } from "./tessellate/tessellate";
import type { Finding, Plan, Progress, ProposeHooks, ProposeInput, Text } from "./types";
import { ENGINE_VERSION } from "./version";

/** Share of the whole proposal that is done when a stage begins. */
const BEGINS = { TESSELLATE: 0, PARTITION: 0.15, OUTLINE: 0.9, CHECK: 0.95 } as const;

/**
 * Divides one community into grids.
 *
 * 1. The input is put into canonical order, so that its own order never matters.
 * 2. Ground is tiled by cells, one for each building that can be parted from the others.
 * 3. Micro-grids and locked grids are taken out, the rest is partitioned (see partition/).
 * 4. Outlines are drawn from the shared borders of the cells, and grids numbered.
 * 5. The finished plan is checked against every rule from its polygons, as a stranger would.
 *
 * The same input, rules, seed and effort give the same plan. What cannot be reached is a finding of
 * the plan, never an exception. Rejects with EngineError INVALID_INPUT, which names every fault,
 * for input that makes no sense, and with CANCELLED when the signal says so.
 */
export async function propose(input: ProposeInput, hooks: ProposeHooks = {}): Promise<Plan> {
  const prepared = prepare(input);
  const { community, buildings, barriers, rules } = prepared;

  report(hooks, "TESSELLATE", BEGINS.TESSELLATE);
  const tessellation = tessellate(community, buildings, barriers);
  const cells = toCellGraph(tessellation, buildings, rules);

  report(hooks, "PARTITION", BEGINS.PARTITION);
  const micro = findMicroGroups(buildings, barriers, rules);
  const given = giveGrids(cells, tessellation.buildings, micro, prepared);
  const division = partition({
    ...given,
    rules,
    random: createRandom(prepared.seed),
    effort: prepared.effort,
    solve: await loadPacking(),
    signal: hooks.signal,
    onProgress: (done) =>
      report(hooks, "PARTITION", BEGINS.PARTITION + done * (BEGINS.OUTLINE - BEGINS.PARTITION)),
  });

  report(hooks, "OUTLINE", BEGINS.OUTLINE);
  const groups = groupCells(given.graph, given.into, division);
  const described = describePlan(prepared, tessellation, groups);

  report(hooks, "CHECK", BEGINS.CHECK);
  const findings = checkPlan(underCheck(prepared, tessellation, given, division, described));
  return finish(prepared, described, findings, division.parts);
}

function report(hooks: ProposeHooks, stage: Progress["stage"], done: number): void {
  if (hooks.signal?.aborted) throw new EngineError("CANCELLED", "The proposal was cancelled");
  hooks.onProgress?.({ stage, done });
}

function underCheck(
  { community, buildings, rules }: PreparedInput,
  tessellation: Tessellation,
  given: GivenGrids,
  division: PartitionResult,
  { grids, cells }: DescribedPlan,
): PlanUnderCheck {
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
  return { community, buildings, rules, grids, cells, parts, microGivenBack };
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

function finish(
  prepared: PreparedInput,
  described: DescribedPlan,
  findings: Finding[],
  parts: PartitionResult["parts"],
): Plan {
  const { rules, seed, effort, hash } = prepared;
  const grids = described.grids.map((grid) => {
    const own = findings.filter((finding) => finding.gridLabel === grid.label);
    const micro = own.find((finding) => finding.code === "MICRO_GRID");
    return { ...grid, reason: micro?.message ?? grid.reason, findings: own };
  });
  return {
    grids,
    cells: described.cells,
    blocks: described.blocks,
    metrics: planMetrics(grids, described.borders, prepared),
    certificate: certificateOf(grids, parts),
    findings,
    provenance: { engineVersion: ENGINE_VERSION, rules, seed, effort, inputHash: hash },
  };
}
