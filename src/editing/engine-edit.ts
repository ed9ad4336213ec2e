/** From what a planner asks for to what the engine does: ids of the data set, keys of new grids. */
import type { Edit, Movable, Target } from "../engine";
import { RefusedError, type Refusal } from "../refusal";
import type { BuildingIds } from "./building-ids";
import type { AskedEdit, AskedMovable, AskedTarget } from "./editing";

/** The edit as the engine takes it; refused where it names what the community does not have. */
export function toEngineEdit(asked: AskedEdit, ids: BuildingIds, newKey: () => string): Edit {
  switch (asked.type) {
    case "MOVE":
      return { type: asked.type, to: toTarget(asked.to, newKey), ...toMovable(asked, ids) };
    case "RELEASE":
      return { type: asked.type, ...toMovable(asked, ids) };
    case "SWAP":
      return {
        type: asked.type,
        buildingIds: toExternal(asked.buildingIds, "buildingIds", ids),
        forBuildingIds: toExternal(asked.forBuildingIds, "forBuildingIds", ids),
      };
    case "MERGE":
    case "LOCK":
    case "UNLOCK":
      return { type: asked.type, keys: asked.gridIds };
    case "SPLIT":
      return { type: asked.type, key: asked.gridId, newKey: newKey(), line: asked.line };
    case "SET_KIND":
      return { type: asked.type, key: asked.gridId, kind: asked.kind };
    case "SET_REDUCED":
      return { type: asked.type, key: asked.gridId, note: asked.note };
    case "NAME":
      return { type: asked.type, key: asked.gridId, name: asked.name };
    case "KEEP_TOGETHER":
    case "KEEP_APART":
    case "LET_GO": {
      const buildingIds = toExternal(asked.buildingIds, "buildingIds", ids);
      return { type: asked.type, buildingIds };
    }
    case "CARVE":
      return { type: asked.type, newKey: newKey(), name: asked.name, ...toMovable(asked, ids) };
    case "GIVE_BACK":
      return { type: asked.type, key: asked.gridId, into: asked.intoGridId };
  }
}

function toTarget(to: AskedTarget, newKey: () => string): Target {
  return "gridId" in to ? { key: to.gridId } : { newKey: newKey(), kind: to.newGrid };
}

/** Buildings of estates come behind those that are named. */
function toMovable({ buildingIds, estateIds, places }: AskedMovable, ids: BuildingIds): Movable {
  const unknown: Refusal[] = [];
  const ofEstates = estateIds.flatMap((id, i) => {
    const found = ids.ofEstate(id);
    if (found.length === 0) unknown.push(noEstate(["estateIds", String(i)]));
    return found;
  });
  if (unknown.length > 0) throw new RefusedError("BAD_INPUT", unknown);
  const named = toExternal(buildingIds, "buildingIds", ids);
  return { buildingIds: [...new Set([...named, ...ofEstates])], places };
}

function toExternal(given: readonly string[], member: string, ids: BuildingIds): string[] {
  const unknown: Refusal[] = [];
  const known = given.flatMap((id, i) => {
    const external = ids.toExternal(id);
    if (external === null) unknown.push(noBuilding([member, String(i)]));
    return external ?? [];
  });
  if (unknown.length > 0) throw new RefusedError("BAD_INPUT", unknown);
  return known;
}

function noBuilding(path: readonly string[]): Refusal {
  return {
    code: "UNKNOWN_BUILDING",
    message: {
      zh: "本社区没有这栋楼，请在本方案的社区内选择",
      en: "The community has no such building: choose among those of this plan",
    },
    path,
  };
}

function noEstate(path: readonly string[]): Refusal {
  return {
    code: "UNKNOWN_ESTATE",
    message: {
      zh: "本社区没有这个小区，或其中没有楼栋",
      en: "The community has no such estate, or there is no building in it",
    },
    path,
  };
}
