/** What an import of a network has to tell beside what it took. */
import { reportInto, shown, type Fault } from "../exchange/fault";
import { BUILDINGS_FILE, POLYGONS_FILE, type NetworkGiven } from "./network-given";

/** A network in one community, as far as there is something to tell. */
export interface NetworkTaken {
  /** The community's name. */
  readonly community: string | null;
  /** Buildings in none of its grids; their ids in the data set. */
  readonly inNone: readonly string[];
  readonly inSeveral: readonly {
    readonly externalId: string;
    readonly codes: readonly string[];
  }[];
}

/** Buildings in no grid or in several: the network is taken as it is, and this is told. */
export function doubtsOf(
  source: NetworkGiven["source"],
  networks: readonly NetworkTaken[],
): Fault[] {
  const notes: Fault[] = [];
  const file = source === "POLYGONS" ? POLYGONS_FILE : BUILDINGS_FILE;
  for (const { community, inNone, inSeveral } of networks) {
    const note = reportInto(notes, file, community);
    if (inNone.length > 0) {
      const some = inNone.slice(0, NAMED).join(", ") + (inNone.length > NAMED ? ", ..." : "");
      note("BUILDING_IN_NO_GRID", null, {
        zh: `${inNone.length} 栋楼不在任何网格：${some}`,
        en: `${inNone.length} buildings are in no grid: ${some}`,
      });
    }
    for (const { externalId, codes } of inSeveral) {
      note("BUILDING_IN_SEVERAL_GRIDS", null, {
        zh: `楼栋 ${shown(externalId)} 同时属于网格 ${codes.join("、")}`,
        en: `building ${shown(externalId)} is in the grids ${codes.join(", ")}`,
      });
    }
  }
  return notes;
}

/** Buildings named in a note; the rest is counted. */
const NAMED = 5;

/** What of a file was not taken. */
export interface LeftOut {
  readonly rows: number;
  readonly notes: readonly Fault[];
}

/** Polygons without buildings: taken where their middle lies in a community. */
export function leftOutGrids(
  { grids }: NetworkGiven,
  empty: readonly { readonly no: number; readonly taken: boolean }[],
): LeftOut {
  const notes: Fault[] = [];
  for (const { no, taken } of empty) {
    reportInto(notes, POLYGONS_FILE, grids[no].place)("GRID_WITHOUT_BUILDINGS", "geometry", {
      zh: taken ? "网格内没有楼栋" : "网格内没有所涉社区的楼栋，此网格不予导入",
      en: taken
        ? "no building stands in this grid"
        : "no building of these communities stands in this grid: it is left out",
    });
  }
  return { rows: empty.filter(({ taken }) => !taken).length, notes };
}

/** Listed buildings that are not known, or are of communities (by name) that are not imported. */
export function leftOutBuildings(
  { grids, buildingField, notes: read }: NetworkGiven,
  buildings: readonly {
    readonly gridNo: number;
    readonly externalId: string;
    readonly community: string | null;
  }[],
): LeftOut {
  const notes: Fault[] = [];
  // Rows that come twice have their note already.
  let rows = read.filter(({ code }) => code === "DUPLICATE_ROW").length;
  for (const { gridNo, externalId, community } of buildings) {
    const listed = grids[gridNo].buildings.find((one) => one.externalId === externalId);
    if (listed === undefined) throw new Error(`Building ${externalId} was not listed`);
    rows += listed.rows;
    const note = reportInto(notes, BUILDINGS_FILE, listed.place);
    if (community === null) {
      note("UNKNOWN_BUILDING", buildingField, {
        zh: `没有楼栋 ${shown(externalId)}，未列入网格`,
        en: `there is no building ${shown(externalId)}: it is left out`,
      });
    } else {
      note("OTHER_COMMUNITY", buildingField, {
        zh: `楼栋 ${shown(externalId)} 属于${community}，不在本次导入范围，未列入网格`,
        en: `building ${shown(externalId)} is in ${community}, which is not imported: it is left out`,
      });
    }
  }
  return { rows, notes };
}
