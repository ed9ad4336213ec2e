/** R6 and R7 of a division that people gave: where the ground did not let it be as it was given. */
import type { Finding } from "../plan-types";
import { findingOnPlan, type CheckContext } from "./plan-under-check";
import { listOf, nameOf, plural } from "./wording";

/** BUILDING_INSEPARABLE and GRID_VANISHED. */
export function checkGiven({ plan, buildingOf, gridOf }: CheckContext): Finding[] {
  const { parted = [], vanished = [] } = plan.unlikeGiven ?? {};
  const nameById = (id: string) => nameOf(buildingOf.get(id) ?? { id });
  const findings = parted.map(({ buildingId, givenTo, withIds }): Finding => {
    const grid = gridOf.get(buildingId)?.grid;
    const name = nameById(buildingId);
    const others = listOf(withIds.map(nameById));
    const label = grid?.label ?? "";
    const zhTo = givenTo === null ? "另一个网格" : `网格 ${givenTo}`;
    const enTo = givenTo === null ? "another grid" : `grid ${givenTo}`;
    return findingOnPlan("R6", {
      code: "BUILDING_INSEPARABLE",
      severity: "ERROR",
      message: {
        zh: `楼栋“${name}”划给${zhTo}，但其轮廓与“${others.zh}”重叠、无法分开，现同在网格 ${label}。请将这些楼栋划给同一网格，或核对楼栋轮廓。`,
        en: `Building ${name} was given to ${enTo}, but its footprint overlaps ${others.en} and cannot be parted from it: both are in grid ${label}. Give them to one grid, or check the footprints.`,
      },
      numbers: { buildings: 1 + withIds.length },
      buildingIds: [buildingId, ...withIds],
      gridLabel: grid?.label ?? null,
      place: grid?.pointOnSurface ?? null,
    });
  });
  return vanished.length === 0 ? findings : [...findings, gridsVanished(vanished)];
}

function gridsVanished(vanished: readonly (string | null)[]): Finding {
  const names = listOf(vanished.filter((name) => name !== null).sort());
  const zhNames = names.zh === "" ? "" : `（${names.zh}）`;
  const enNames = names.en === "" ? "" : ` (${names.en})`;
  return findingOnPlan("R7", {
    code: "GRID_VANISHED",
    severity: "WARNING",
    message: {
      zh: `划分中有 ${vanished.length} 个网格${zhNames}没有楼栋，也没有地块，本方案不再包含。请核对是否有意撤销。`,
      en: `${plural(vanished.length, "grid")} of the division${enNames} got neither building nor ground and ${vanished.length === 1 ? "is" : "are"} not in this plan. Check that this is meant.`,
    },
    numbers: { grids: vanished.length },
  });
}
