/** R4, R6 and R7 of a division that people work on: what is in no grid, and what was emptied. */
import type { Finding } from "../plan-types";
import { findingOnPlan, populationOf, type CheckContext } from "./plan-under-check";
import { count, listOf, nameOf, plural, squareMetres } from "./wording";

/** BUILDING_WITHOUT_GRID or GROUND_WITHOUT_GRID for each piece, GRID_EMPTIED for each grid. */
export function checkUnfinished(context: CheckContext): Finding[] {
  const { plan, buildingOf, rules } = context;
  const { open = [], emptied = [] } = plan.unfinished ?? {};
  const pieces = open.map(({ buildingIds, areaM2, place }) => {
    const buildings = [...buildingIds]
      .sort()
      .map((id) => buildingOf.get(id))
      .filter((building) => building !== undefined);
    const { households } = populationOf(buildings, rules);
    const finding =
      buildings.length > 0
        ? buildingsWithout(buildings.map(nameOf), households)
        : groundWithout(areaM2);
    const ids = buildings.map(({ id }) => id);
    return { ...finding, buildingIds: ids, place };
  });
  return [...pieces, ...emptied.map(({ name, place }) => ({ ...gridEmptied(name), place }))];
}

function buildingsWithout(names: readonly string[], households: number): Finding {
  const list = listOf(names);
  const several = names.length > 1;
  return findingOnPlan("R6", {
    code: "BUILDING_WITHOUT_GRID",
    severity: "ERROR",
    message: {
      zh: `有 ${names.length} 栋楼（${count(households)} 户）还不在任何网格：${list.zh}。请将其划入相邻网格或新网格，也可由系统补齐。`,
      en: `${plural(names.length, "building")} (${plural(households, "household")}) ${several ? "are" : "is"} in no grid yet: ${list.en}. Move ${several ? "them" : "it"} to a grid beside or to a new one, or let the engine finish the draft.`,
    },
    numbers: { buildings: names.length, households },
  });
}

function groundWithout(areaM2: number): Finding {
  const area = squareMetres(areaM2);
  return findingOnPlan("R4", {
    code: "GROUND_WITHOUT_GRID",
    severity: "ERROR",
    message: {
      zh: `有 ${area} 平方米没有楼栋的地块还不在任何网格。请将其划入相邻网格，也可由系统补齐。`,
      en: `${area} m² of ground without buildings are in no grid yet. Move them to a grid beside, or let the engine finish the draft.`,
    },
    numbers: { areaM2 },
  });
}

function gridEmptied(name: string | null): Finding {
  return findingOnPlan("R7", {
    code: "GRID_EMPTIED",
    severity: "ERROR",
    message: {
      zh: `网格${name === null ? "" : `“${name}”`}已没有楼栋，也没有地块。请向其中划入楼栋，或将其并入另一网格。`,
      en: `Grid ${name === null ? "marked here" : name} holds neither building nor ground any more. Move buildings into it, or merge it into another grid.`,
    },
    numbers: {},
  });
}
