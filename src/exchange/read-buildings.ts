import Flatbush from "flatbush";
import type { Category } from "../engine";
import type { DatasetBuilding } from "./dataset";
import { reportInto, shown, type Fault, type Report } from "./fault";
import { readFeatures, type RawFeature } from "./feature-collection";
import {
  readFlag,
  readNumber,
  readRequiredWhole,
  readText,
  readWhole,
  type NumberRange,
  type Properties,
} from "./fields";
import { containsPoint, sharesGround } from "./geometry/ground";
import { readArea } from "./geometry/read-geometry";
import { partsOf, pointOnSurface, type Parts } from "./geometry/rings";
import type { CommunitiesRead, CommunityOnGround } from "./read-communities";

export const BUILDINGS_FILE = "buildings.geojson";

const CATEGORIES: readonly Category[] = [
  "RESIDENTIAL",
  "OFFICE",
  "MARKET",
  "PUBLIC_VENUE",
  "OTHER",
];

/** Wide enough for every building that stands, narrow enough to catch a column in the wrong place. */
const COUNT: NumberRange = { min: 0, max: 100_000 };
const FLOORS: NumberRange = { min: 0, max: 200 };
const YEAR: NumberRange = { min: 1000, max: 2100 };
const AREA_M2: NumberRange = { min: 0, max: 10_000_000 };

/** Reads the buildings and ties each to its community. */
export function readBuildings(
  text: string,
  communities: CommunitiesRead,
  faults: Fault[],
): DatasetBuilding[] {
  const before = faults.length;
  const features = readFeatures(text, BUILDINGS_FILE, faults);
  if (features.length === 0 && faults.length === before) {
    reportInto(faults, BUILDINGS_FILE)("EMPTY_SET", null, {
      zh: "文件中没有楼栋",
      en: "the file holds no buildings",
    });
  }
  const find = communityFinder(communities);
  const estateFlags = new Map<string, boolean>();
  return features.flatMap((raw): DatasetBuilding[] => {
    const { properties, report } = raw;
    const category = readCategory(properties, report);
    const households = readRequiredWhole(properties, "households", COUNT, report);
    const specialHouseholds = readSpecialHouseholds(properties, households, report);
    const read = {
      name: readText(properties, "name", report),
      estateName: readText(properties, "estateName", report),
      oldEstate: readFlag(properties, "oldEstate", report),
      residents: readWhole(properties, "residents", COUNT, report),
      units: readWhole(properties, "units", COUNT, report),
      floors: readWhole(properties, "floors", FLOORS, report),
      builtYear: readWhole(properties, "builtYear", YEAR, report),
      floorAreaM2: readNumber(properties, "floorAreaM2", AREA_M2, report),
      microGrid: readFlag(properties, "microGrid", report),
    };
    const geometry = readArea(raw.geometry, report);
    const footprint = geometry === null ? null : partsOf(geometry);
    const communityId = find(raw, footprint);
    if (raw.id === null || category === null || households === null || communityId === null) {
      return [];
    }
    if (geometry === null) return [];
    refuseOtherFlag(communityId, read.estateName, read.oldEstate, estateFlags, report);
    return [
      { id: raw.id, communityId, category, households, specialHouseholds, ...read, geometry },
    ];
  });
}

function readCategory(properties: Properties, report: Report): Category | null {
  const category = CATEGORIES.find((known) => known === properties.category);
  if (category !== undefined) return category;
  report("UNKNOWN_CATEGORY", "category", {
    zh: `未知类型 ${shown(properties.category)}，须为 ${CATEGORIES.join("、")} 之一`,
    en: `unknown category ${shown(properties.category)}, one of ${CATEGORIES.join(", ")} is needed`,
  });
  return null;
}

function readSpecialHouseholds(
  properties: Properties,
  households: number | null,
  report: Report,
): number {
  const special = readWhole(properties, "specialHouseholds", COUNT, report) ?? 0;
  if (households !== null && special > households) {
    report("INVALID_NUMBER", "specialHouseholds", {
      zh: `${special} 户特殊人群多于该楼栋的 ${households} 户`,
      en: `${special} special households are more than the building's ${households} households`,
    });
  }
  return special;
}

/** An estate is old or not; its buildings may be silent about it, but must not contradict. */
function refuseOtherFlag(
  communityId: string,
  estateName: string | null,
  oldEstate: boolean | null,
  seen: Map<string, boolean>,
  report: Report,
): void {
  if (estateName === null || oldEstate === null) return;
  const key = JSON.stringify([communityId, estateName]);
  const first = seen.get(key);
  if (first === undefined) seen.set(key, oldEstate);
  else if (first !== oldEstate) {
    report("ESTATE_FLAGS_DIFFER", "oldEstate", {
      zh: `为 ${oldEstate}，而同一小区 ${shown(estateName)} 的其他楼栋为 ${first}`,
      en: `is ${oldEstate}, but another building of the estate ${shown(estateName)} says ${first}`,
    });
  }
}

type CommunityFinder = (building: RawFeature, footprint: Parts | null) => string | null;

/** Finds a building's community by its id, or by its place where it names none. */
function communityFinder({ ids, sound }: CommunitiesRead): CommunityFinder {
  const byId = new Map(sound.map((one) => [one.community.id, one]));
  const byPlace = placeFinder(sound);
  // A file of communities that could not be read has its own fault: none for each building.
  if (ids.size === 0) return () => null;
  return ({ properties, report }, footprint) => {
    const given = properties.communityId;
    if (given === undefined || given === null || given === "") {
      if (footprint === null) return null;
      const found = byPlace(footprint);
      // Communities with faults cannot be asked; their buildings are judged once they are mended.
      if (found !== null || sound.length < ids.size) return found;
      report("NO_COMMUNITY", "communityId", {
        zh: "没有 communityId，且其位置不在任何社区内",
        en: "there is no communityId, and it stands in no community",
      });
      return null;
    }
    const id = typeof given === "number" ? String(given) : given;
    if (typeof id !== "string" || !ids.has(id)) {
      report("UNKNOWN_COMMUNITY", "communityId", {
        zh: `社区 ${shown(given)} 不存在`,
        en: `there is no community ${shown(given)}`,
      });
      return null;
    }
    const community = byId.get(id);
    if (community === undefined || footprint === null) return null;
    if (sharesGround(community.ground, footprint)) return id;
    const elsewhere = byPlace(footprint);
    report("OUTSIDE_COMMUNITY", "geometry", {
      zh: `整栋位于社区 ${shown(given)} 之外${elsewhere === null ? "，也不在其他社区内" : `，而在社区 ${shown(elsewhere)} 内`}`,
      en: `stands wholly outside community ${shown(given)}${elsewhere === null ? ", and in no other one" : `, in community ${shown(elsewhere)}`}`,
    });
    return null;
  };
}

/** By a point on the surface: a footprint on a border belongs where that point lies. */
function placeFinder(communities: readonly CommunityOnGround[]) {
  if (communities.length === 0) return () => null;
  const index = new Flatbush(communities.length);
  for (const { ground } of communities) index.add(...ground.bbox);
  index.finish();
  return (footprint: Parts): string | null => {
    const point = pointOnSurface(footprint);
    const near = index.search(...point, ...point).sort((a, b) => a - b);
    const found = near.find((i) => containsPoint(communities[i].ground, point));
    return found === undefined ? null : communities[found].community.id;
  };
}
