/** R3: office towers, markets and large public venues may be micro-grids of their own. */
import type { Category } from "../input-types";
import type { Finding, Text } from "../plan-types";
import type { MicroTrigger } from "./micro";
import { findingOnGrid, type CheckContext, type CheckedGrid } from "./plan-under-check";
import { count, households, listOf, nameOf } from "./wording";

const CATEGORY: Readonly<Record<Category, Text>> = {
  OFFICE: { zh: "商务楼宇", en: "office building" },
  MARKET: { zh: "商圈市场", en: "market" },
  PUBLIC_VENUE: { zh: "大型公共场所", en: "public venue" },
  RESIDENTIAL: { zh: "住宅楼", en: "residential building" },
  OTHER: { zh: "其他建筑", en: "other building" },
};

/** Why each micro-grid is one, and why buildings that ask for one are in standard grids. */
export function checkMicroGrids(context: CheckContext): Finding[] {
  const { grids, triggers, gridOf } = context;
  const findings: Finding[] = [];
  for (const checked of grids) {
    const inside = triggers.filter((trigger) => gridOf.get(trigger.buildingId) === checked);
    if (checked.grid.kind === "MICRO") {
      findings.push(
        inside.length > 0 ? microGrid(checked, inside, context) : unfounded(checked, context),
      );
      continue;
    }
    for (const trigger of inside) {
      findings.push(
        trigger.keptInStandard
          ? mixedTower(checked, trigger, context)
          : givenBack(checked, trigger, context),
      );
    }
  }
  return findings;
}

function microGrid(
  checked: CheckedGrid,
  triggers: readonly MicroTrigger[],
  context: CheckContext,
): Finding {
  const grounds = listGrounds(triggers, context);
  const people =
    checked.households > 0
      ? {
          zh: `内有 ${count(checked.households)} 户，不受户数标准限制`,
          en: `${households(checked.households)} in it; household limits do not apply`,
        }
      : { zh: "不受户数标准限制", en: "household limits do not apply" };
  return findingOnGrid("R3", checked, {
    code: "MICRO_GRID",
    severity: "INFO",
    message: {
      zh: `${checked.grid.label} 单独划为专属网格：${grounds.zh}；${people.zh}。`,
      en: `${checked.grid.label} is a micro-grid: ${grounds.en}; ${people.en}.`,
    },
    numbers: {
      triggers: triggers.length,
      floorAreaM2: triggers.reduce((sum, trigger) => sum + Math.round(trigger.floorAreaM2), 0),
      households: checked.households,
    },
    buildingIds: triggers.map((trigger) => trigger.buildingId),
  });
}

/** Household limits do not apply to micro-grids: one without a ground would escape R1. */
function unfounded(checked: CheckedGrid, { rules }: CheckContext): Finding {
  const { OFFICE, MARKET, PUBLIC_VENUE } = rules.microMinFloorAreaM2;
  return findingOnGrid("R3", checked, {
    code: "MICRO_UNFOUNDED",
    severity: "WARNING",
    message: {
      zh: `${checked.grid.label} 划为专属网格，但其中没有达到面积标准的楼栋（商务楼宇 ${count(OFFICE)} 平方米、市场 ${count(MARKET)} 平方米、公共场所 ${count(PUBLIC_VENUE)} 平方米），也没有标记为专属网格的楼栋。请改为标准网格，或标记相关楼栋并说明理由。`,
      en: `${checked.grid.label} is a micro-grid, but none of its buildings reaches the floor area (office ${count(OFFICE)}, market ${count(MARKET)}, public venue ${count(PUBLIC_VENUE)} m²) or is flagged for one. Make it a standard grid, or flag the building and give the reason.`,
    },
    numbers: { OFFICE, MARKET, PUBLIC_VENUE, households: checked.households },
    buildingIds: checked.buildings.map((building) => building.id),
  });
}

function mixedTower(checked: CheckedGrid, trigger: MicroTrigger, context: CheckContext): Finding {
  const max = context.rules.microMaxHouseholds;
  const ground = groundOf(trigger, context);
  return findingOnGrid("R3", checked, {
    code: "MIXED_TOWER_KEPT",
    severity: "INFO",
    message: {
      zh: `${ground.zh}，达到专属网格条件，但住有 ${count(trigger.households)} 户，超过 ${count(max)} 户，作为商住混合楼留在标准网格 ${checked.grid.label}。`,
      en: `${ground.en} and qualifies for a micro-grid; with ${households(trigger.households)}, more than ${count(max)}, it is a mixed tower and stays in standard grid ${checked.grid.label}.`,
    },
    numbers: numbersOf(trigger, max),
    buildingIds: [trigger.buildingId],
  });
}

function givenBack(checked: CheckedGrid, trigger: MicroTrigger, context: CheckContext): Finding {
  const { plan, rules } = context;
  const back = plan.microGivenBack?.find(({ buildingId }) => buildingId === trigger.buildingId);
  const why = back?.reason ?? inseparable(trigger, context);
  const ground = groundOf(trigger, context);
  return findingOnGrid("R3", checked, {
    code: "MICRO_GIVEN_BACK",
    severity: "INFO",
    message: {
      zh: `${ground.zh}，达到专属网格条件，现仍在标准网格 ${checked.grid.label}${why ? `：${why.zh}` : ""}。政策规定“可以”单独划分，如需要请将其改为专属网格。`,
      en: `${ground.en} and qualifies for a micro-grid, but is part of standard grid ${checked.grid.label}${why ? `: ${why.en}` : ""}. The policy allows a micro-grid and does not demand it; split it out if you want one.`,
    },
    numbers: numbersOf(trigger, rules.microMaxHouseholds),
    buildingIds: [trigger.buildingId],
  });
}

/** A building that shares its cell with homes can't leave them. */
function inseparable(
  { buildingId }: MicroTrigger,
  { plan, triggers, buildingOf }: CheckContext,
): Text | null {
  const cell = plan.cells.find(({ buildingIds }) => buildingIds.includes(buildingId));
  const others = (cell?.buildingIds ?? [])
    .filter((id) => triggers.every((trigger) => trigger.buildingId !== id))
    .map((id) => buildingOf.get(id))
    .filter((building) => building !== undefined);
  if (others.length === 0) return null;
  const names = listOf(others.map(nameOf));
  return {
    zh: `其轮廓与“${names.zh}”重叠，无法分开`,
    en: `its footprint overlaps ${names.en} and cannot be parted from it`,
  };
}

function listGrounds(triggers: readonly MicroTrigger[], context: CheckContext): Text {
  const grounds = triggers.map((trigger) => groundOf(trigger, context));
  if (grounds.length <= 3) {
    return {
      zh: grounds.map((ground) => ground.zh).join("，"),
      en: grounds.map((ground) => ground.en).join(", "),
    };
  }
  const names = listOf(triggers.map((trigger) => named(trigger, context)));
  return {
    zh: `${names.zh}均达到专属网格条件`,
    en: `${names.en} all qualify for one`,
  };
}

/** "A座（商务楼宇，建筑面积 24,000 平方米，标准 20,000 平方米）". */
function groundOf(trigger: MicroTrigger, context: CheckContext): Text {
  const name = named(trigger, context);
  const category = CATEGORY[trigger.category];
  if (trigger.byFlag) {
    return {
      zh: `“${name}”（${category.zh}，已标记为专属网格）`,
      en: `${name} (${category.en}) is flagged for one`,
    };
  }
  const area = count(trigger.floorAreaM2);
  const threshold = count(trigger.thresholdM2 ?? 0);
  const estimated = trigger.floorAreaFrom === "FOOTPRINT";
  return {
    zh: `“${name}”（${category.zh}）建筑面积${estimated ? "按占地与层数估算约" : ""} ${area} 平方米，不低于 ${threshold} 平方米`,
    en: `${name} (${category.en}) has ${estimated ? "an estimated " : ""}${area} m² of floor area, at least ${threshold}`,
  };
}

function named(trigger: MicroTrigger, { buildingOf }: CheckContext): string {
  const building = buildingOf.get(trigger.buildingId);
  return building === undefined ? trigger.buildingId : nameOf(building);
}

function numbersOf(trigger: MicroTrigger, microMaxHouseholds: number): Record<string, number> {
  return {
    floorAreaM2: Math.round(trigger.floorAreaM2),
    households: trigger.households,
    microMaxHouseholds,
    ...(trigger.thresholdM2 === null ? {} : { thresholdM2: trigger.thresholdM2 }),
  };
}
