import { area, feature, featureCollection, intersect } from "@turf/turf";
import Flatbush from "flatbush";
import { checkCommunityCode } from "../engine";
import type { DatasetCommunity } from "./dataset";
import { featureName, reportInto, shown, type Fault, type Report } from "./fault";
import { readFeatures, type RawFeature } from "./feature-collection";
import { readText } from "./fields";
import { groundOf, sharesGround, type Ground } from "./geometry/ground";
import { readArea } from "./geometry/read-geometry";
import { partsOf } from "./geometry/rings";

/** A community of the file, with its ground prepared for questions about buildings. */
export interface CommunityOnGround {
  readonly community: DatasetCommunity;
  readonly ground: Ground;
}

export interface CommunitiesRead {
  /** Every id of the file, also of communities that have a fault. */
  readonly ids: ReadonlySet<string>;
  readonly sound: readonly CommunityOnGround[];
}

export const COMMUNITIES_FILE = "communities.geojson";

/** Neighbours drawn separately overlap in slivers; from this area on it is worth a look. */
const OVERLAP_NOTED_FROM_M2 = 50;

/** Reads the communities; what does not prevent planning goes into the notes. */
export function readCommunities(text: string, faults: Fault[], notes: Fault[]): CommunitiesRead {
  const before = faults.length;
  const features = readFeatures(text, COMMUNITIES_FILE, faults);
  if (features.length === 0 && faults.length === before) {
    reportInto(faults, COMMUNITIES_FILE)("EMPTY_SET", null, {
      zh: "文件中没有社区",
      en: "the file holds no communities",
    });
  }
  const ids = new Set<string>();
  const codes = new Map<string, string>();
  const sound = features.flatMap((raw, index): CommunityOnGround[] => {
    const noteOf = reportInto(notes, COMMUNITIES_FILE, featureName(index, raw.id));
    const name = readName(raw, noteOf);
    const code = readCode(raw, codes, noteOf);
    const geometry = readArea(raw.geometry, raw.report);
    if (raw.id === null) return [];
    ids.add(raw.id);
    if (geometry === null) return [];
    const community = { id: raw.id, name: name ?? raw.id, code, geometry };
    return [{ community, ground: groundOf(partsOf(geometry)) }];
  });
  noteOverlaps(sound, notes);
  return { ids, sound };
}

function readName({ properties, report, id }: RawFeature, note: Report): string | null {
  const name = readText(properties, "name", report);
  if (name === null && id !== null) {
    note("MISSING_VALUE", "name", {
      zh: "没有名称，以 id 显示",
      en: "there is no name, its id is shown instead",
    });
  }
  return name;
}

/** Codes of another form than 12 digits are common outside China: noted, not refused. */
function readCode(raw: RawFeature, seen: Map<string, string>, note: Report): string | null {
  const code = readText(raw.properties, "code", raw.report);
  if (code === null) return null;
  if (!/^\d{12}$/.test(code)) {
    note("CODE_IGNORED", "code", {
      zh: `${shown(code)} 不是 12 位社区代码，网格只有顺序号而无编码`,
      en: `${shown(code)} is not a 12-digit community code: its grids get labels but no codes`,
    });
    return null;
  }
  const fault = checkCommunityCode(code);
  if (fault !== null) raw.report("INVALID_CODE", "code", fault.message);
  const owner = seen.get(code);
  if (owner !== undefined) {
    raw.report("DUPLICATE_CODE", "code", {
      zh: `代码 ${code} 已属于社区 ${owner}`,
      en: `code ${code} already belongs to community ${owner}`,
    });
  }
  seen.set(code, shown(raw.id));
  return code;
}

function noteOverlaps(communities: readonly CommunityOnGround[], notes: Fault[]): void {
  if (communities.length < 2) return;
  const index = new Flatbush(communities.length);
  for (const { ground } of communities) index.add(...ground.bbox);
  index.finish();
  communities.forEach((one, i) => {
    const near = index.search(...one.ground.bbox, (j) => j > i).sort((a, b) => a - b);
    for (const j of near) {
      const overlapM2 = overlapOf(one, communities[j]);
      if (overlapM2 <= OVERLAP_NOTED_FROM_M2) continue;
      const [first, second] = [one.community, communities[j].community];
      reportInto(notes, COMMUNITIES_FILE, shown(second.id))("COMMUNITIES_OVERLAP", "geometry", {
        zh: `与社区 ${shown(first.id)} 重叠 ${Math.round(overlapM2)} 平方米`,
        en: `overlaps community ${shown(first.id)} by ${Math.round(overlapM2)} m²`,
      });
    }
  });
}

function overlapOf(one: CommunityOnGround, other: CommunityOnGround): number {
  if (!sharesGround(one.ground, other.ground.parts)) return 0;
  const pair = [feature(one.community.geometry), feature(other.community.geometry)];
  const common = intersect(featureCollection(pair));
  return common === null ? 0 : area(common);
}
