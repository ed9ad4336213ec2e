/** R1 where it cannot be kept: totals no number of grids fits, and buildings that are too large. */
import { bandNumbers, isFeasibleByTotal, type Holding } from "../partition/bands";
import { mostOfHolding } from "../partition/exact/totals";
import type { Building, Rules } from "../input-types";
import type { Finding, Text } from "../plan-types";
import { findingOnPlan, populationOf, type CheckContext } from "./plan-under-check";
import { shapeOf, toDegrees, toMetres, type Plane } from "./shape";
import { count, households, listOf, nameOf } from "./wording";

/** SIZE_INFEASIBLE for each connected part whose total fits no number of grids. */
export function checkTotals(context: CheckContext): Finding[] {
  const { plan, rules, gridOf, buildingOf } = context;
  const bands = bandNumbers(rules);
  const manual = plan.grids.some((grid) => grid.reducedReason === "MANUAL");
  const findings: Finding[] = [];
  for (const ids of plan.parts) {
    const buildings = [...ids]
      .sort()
      .map((id) => buildingOf.get(id))
      .filter((b) => b !== undefined)
      .filter((b) => gridOf.get(b.id)?.grid.kind !== "MICRO");
    const totals = populationOf(buildings, rules);
    // By hand any grid may be made a reduced one.
    const judged = manual ? { ...totals, oldHouseholds: totals.households } : totals;
    if (isFeasibleByTotal(bands, totals) || isFeasibleByTotal(bands, judged)) continue;
    const most = Math.min(mostOfHolding(bands, judged), totals.households - 1);
    findings.push(infeasible(totals, most, buildings, context));
  }
  return findings;
}

/** BUILDING_EXCEEDS_MAX for each building, or inseparable group, larger than any grid may be. */
export function checkLargest(context: CheckContext): Finding[] {
  const { plan, rules, gridOf, buildingOf, plane } = context;
  const max = Math.max(rules.standardBand[1], rules.reducedBand[1]);
  const findings: Finding[] = [];
  for (const { buildingIds } of plan.cells) {
    const group = buildingIds.map((id) => buildingOf.get(id)).filter((b) => b !== undefined);
    const total = group.reduce((sum, building) => sum + building.households, 0);
    const grid = group.length > 0 ? gridOf.get(group[0].id) : undefined;
    if (total <= max || grid?.grid.kind === "MICRO") continue;
    const inhabited = group.filter((building) => building.households > 0);
    findings.push(
      findingOnPlan("R1", {
        code: "BUILDING_EXCEEDS_MAX",
        severity: "WARNING",
        message: tooLarge(inhabited, total, max),
        numbers: { households: total, max, buildings: inhabited.length },
        gridLabel: grid?.grid.label ?? null,
        buildingIds: inhabited.map((building) => building.id),
        place: placeOf(inhabited[0], plane),
      }),
    );
  }
  return findings;
}

function infeasible(
  totals: Holding,
  most: number,
  buildings: readonly Building[],
  { rules, plane, plan }: CheckContext,
): Finding {
  const { households: total, oldHouseholds } = totals;
  const [min, max] = rules.standardBand;
  const grids = Math.floor(total / min);
  const parts = plan.parts.length;
  const why = whyNot(totals, rules);
  const zhWho =
    parts > 1
      ? `社区“${plan.community.name}”中与其他部分不相连的一片`
      : `社区“${plan.community.name}”`;
  const enWho =
    parts > 1
      ? `A part of ${plan.community.name} that is connected to no other`
      : `Community ${plan.community.name}`;
  return findingOnPlan("R1", {
    code: "SIZE_INFEASIBLE",
    severity: "WARNING",
    message: {
      zh: `${zhWho}在标准网格中共 ${count(total)} 户，${why.zh}，无论怎样划分都不能使各网格全部达标，最多 ${count(most)} 户能在达标网格内。请在提交时说明理由，或考虑调整社区范围。`,
      en: `${enWho} has ${households(total)} in standard grids: ${why.en}. No division can keep every grid inside its band: at most ${count(most)} can be in grids inside theirs. Give this as the reason at submission, or consider changing the community's boundary.`,
    },
    numbers: { households: total, oldHouseholds, min, max, mostGrids: grids, most },
    buildingIds: parts > 1 ? buildings.map((building) => building.id) : [],
    place: parts > 1 && buildings.length > 0 ? placeOf(buildings[0], plane) : null,
  });
}

/** The arithmetic, as one would do it on paper. */
function whyNot({ households: total, oldHouseholds }: Holding, rules: Rules): Text {
  const allOld = oldHouseholds * 2 >= total;
  const [min, max] = allOld ? rules.reducedBand : rules.standardBand;
  const grids = Math.floor(total / min);
  const old =
    oldHouseholds > 0 && !allOld
      ? {
          zh: `，其中老旧小区 ${count(oldHouseholds)} 户按 ${rules.reducedBand[0]}-${rules.reducedBand[1]} 户划分也凑不足`,
          en: `, and the ${count(oldHouseholds)} in old estates do not make up for it in reduced grids of ${rules.reducedBand[0]}-${rules.reducedBand[1]}`,
        }
      : { zh: "", en: "" };
  if (grids === 0) {
    return {
      zh: `不足一个网格的下限 ${min} 户`,
      en: `fewer than the ${min} that one grid needs`,
    };
  }
  return {
    zh: `${grids} 个网格最多容纳 ${count(grids * max)} 户，${grids + 1} 个网格至少需要 ${count((grids + 1) * min)} 户${old.zh}`,
    en: `${grids} ${grids === 1 ? "grid holds" : "grids hold"} at most ${count(grids * max)}, ${grids + 1} need at least ${count((grids + 1) * min)}${old.en}`,
  };
}

function tooLarge(group: readonly Building[], total: number, max: number): Text {
  const names = listOf(group.map(nameOf));
  return group.length === 1
    ? {
        zh: `楼栋“${names.zh}”有 ${count(total)} 户，超过一个网格的上限 ${max} 户，而楼栋不能拆分。该网格只能超限，提交时请说明理由；可在网格内按单元划分微网格单元。`,
        en: `Building ${names.en} has ${households(total)}, more than the ${max} of a grid, and a building is never cut. Its grid has to exceed the maximum: give this as the reason at submission, and consider micro-units by stairwell.`,
      }
    : {
        zh: `楼栋“${names.zh}”轮廓相互重叠，无法分开，共 ${count(total)} 户，超过一个网格的上限 ${max} 户。请核对楼栋轮廓；属实的，提交时请说明理由。`,
        en: `Buildings ${names.en} overlap on the map and cannot be parted; together they have ${households(total)}, more than the ${max} of a grid. Check their footprints; if they are right, give this as the reason at submission.`,
      };
}

/** Middle of the corners of a building's first outline. */
function placeOf(building: Building, plane: Plane): Finding["place"] {
  const corners = shapeOf(building.polygon)[0][0].map((corner) => toMetres(corner, plane));
  const x = corners.reduce((sum, corner) => sum + corner[0], 0) / corners.length;
  const y = corners.reduce((sum, corner) => sum + corner[1], 0) / corners.length;
  return { type: "Point", coordinates: toDegrees(x, y, plane) };
}
