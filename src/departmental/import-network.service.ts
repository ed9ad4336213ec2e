import type { Knex } from "knex";
import { appendAudit, type Change } from "../audit/audit.repository";
import { authorize, authorizeSomewhere } from "../auth/policy";
import type { Actor, Viewer } from "../auth/viewer";
import type { Text } from "../engine";
import { reportInto, type Fault } from "../exchange/fault";
import { refusals } from "../exchange/import-texts.service";
import { RefusedError, type Refusal } from "../refusal";
import { recordVersionCrosswalk } from "./crosswalk.repository";
import { usualName, type Department } from "./departmental";
import {
  findVersionTotals,
  lockCommunities,
  writeVersions,
  type VersionTotals,
  type WrittenVersion,
} from "./import-network.repository";
import { doubtsOf, leftOutBuildings, leftOutGrids, type LeftOut } from "./import-notes";
import { POLYGONS_FILE, type NetworkGiven } from "./network-given";
import { readBuildingList } from "./read-building-list";
import { readGridPolygons } from "./read-grid-polygons";
import {
  findGridsWithoutBuildings,
  findLeftOutBuildings,
  findRefusedGrids,
  findTouchedCommunities,
  placeGrids,
  stageGrids,
  type TouchedCommunity,
} from "./staged-grids.repository";

/** A network that comes in: whose it is, and either polygons or a list of buildings. */
export interface NetworkWish {
  readonly department: Department;
  readonly networkName?: string | null;
  /** GeoJSON text. */
  readonly polygons?: string | null;
  /** CSV text. */
  readonly buildings?: string | null;
  /** Our ids; all that the file touches if left out. */
  readonly communityIds?: readonly string[] | null;
}

/** What an import did. */
export interface NetworkReport {
  /** Rows or features in the file. */
  readonly rowsRead: number;
  /** Those whose building, or whose ground, was taken. */
  readonly rowsTaken: number;
  readonly communities: readonly CommunityReport[];
  /** What was left out, read differently, or is worth a look. */
  readonly notes: readonly Refusal[];
}

/** What it did in one community. */
export interface CommunityReport {
  readonly communityId: string;
  readonly networkId: string;
  readonly grids: number;
  readonly buildings: number;
  readonly inNone: number;
  readonly inSeveral: number;
}

/**
 * Brings the grids of a department into every community that they touch, all of it or nothing. From
 * now on they are the network of these communities; what was there before stays readable.
 */
export async function importDepartmentalGrids(
  db: Knex,
  viewer: Viewer | null,
  wish: NetworkWish,
): Promise<NetworkReport> {
  // Whoever may import nowhere learns nothing about the file or the buildings.
  authorizeSomewhere(viewer, ACTION);
  const { department } = wish;
  const name = nameOf(wish);
  const given = readFile(wish);
  if (given.faults.length > 0) throw new RefusedError("INVALID_DATASET", refusals(given.faults));
  return db.transaction(async (trx) => {
    await stage(trx, given);
    await placeGrids(trx);
    const communities = chosen(await findTouchedCommunities(trx), wish.communityIds ?? null);
    const actors = new Map(
      communities.map(({ id, code }) => [id, authorize(viewer, ACTION, code)]),
    );
    const ids = communities.map(({ id }) => id);
    await lockCommunities(trx, ids);
    const versions = await writeVersions(trx, {
      department,
      name,
      source: given.source,
      communities: [...actors].map(([id, importedBy]) => ({ id, importedBy })),
    });
    for (const { id } of versions) await recordVersionCrosswalk(trx, id);
    const totals = await readTotals(trx, versions);
    const leftOut = await tellLeftOut(trx, given, ids);
    const doubts = doubtsOf(
      given.source,
      versions.map(({ id, communityId }) => ({
        community: communities.find((one) => one.id === communityId)?.name ?? null,
        ...totalsOf(totals, id),
      })),
    );
    const notes = [...given.notes, ...doubts, ...leftOut.notes];
    const rowsTaken = given.rowsRead - leftOut.rows;
    await appendAudit(trx, changesOf({ department, name, actors, versions, totals }));
    return {
      rowsRead: given.rowsRead,
      rowsTaken,
      communities: versions.map(({ id, networkId, communityId }) => {
        const { codes, buildings, inNone, inSeveral } = totalsOf(totals, id);
        const counts = { inNone: inNone.length, inSeveral: inSeveral.length };
        return { communityId, networkId, grids: codes.length, buildings, ...counts };
      }),
      notes: refusals(notes),
    };
  });
}

const ACTION = "IMPORT_DEPARTMENTAL_GRIDS";
const MAX_NAME = 100;

function nameOf({ department, networkName }: NetworkWish): string {
  const name = networkName?.trim() ?? "";
  if (name === "" && department === "OTHER") {
    throw refused("MISSING_VALUE", "networkName", {
      zh: "部门为 OTHER 时须填写网格体系名称",
      en: "a network of the department OTHER needs a name",
    });
  }
  if (name.length > MAX_NAME || name.includes("\0")) {
    throw refused("INVALID_TEXT", "networkName", {
      zh: `名称须为至多 ${MAX_NAME} 个字的文本`,
      en: `the name must be a text of at most ${MAX_NAME} characters`,
    });
  }
  return name === "" ? usualName(department) : name;
}

function readFile({ polygons, buildings }: NetworkWish): NetworkGiven {
  if (polygons != null && buildings == null) return readGridPolygons(polygons);
  if (buildings != null && polygons == null) return readBuildingList(buildings);
  throw refused("BAD_INPUT", "polygons", {
    zh: "polygons 与 buildings 只能且必须填写一个",
    en: "Expected either polygons or buildings, got both or none",
  });
}

/** Brings the grids to the database; refused where PostGIS thinks otherwise of their shapes than the reader. */
async function stage(trx: Knex.Transaction, { grids }: NetworkGiven): Promise<void> {
  const buildings = grids.flatMap((grid, no) =>
    grid.buildings.map(({ externalId }) => ({ grid_no: no, external_id: externalId })),
  );
  await stageGrids(
    trx,
    grids.map(({ code, name, staff, geometry }, no) => ({ no, code, name, staff, geom: geometry })),
    buildings.map((building, no) => ({ no, ...building })),
  );
  const faults: Fault[] = [];
  for (const { no, reason } of await findRefusedGrids(trx)) {
    reportInto(faults, POLYGONS_FILE, grids[no].place)("INVALID_GEOMETRY", "geometry", {
      zh: `数据库不接受此图形：${reason}`,
      en: `the database refuses this geometry: ${reason}`,
    });
  }
  if (faults.length > 0) throw new RefusedError("INVALID_GEOMETRY", refusals(faults));
}

function chosen(
  touched: readonly TouchedCommunity[],
  wanted: readonly string[] | null,
): readonly TouchedCommunity[] {
  if (touched.length === 0) {
    throw refused("NOTHING_TOUCHED", null, {
      zh: "文件中的网格不涉及任何已有的社区和楼栋",
      en: "the grids of the file touch no community and no building that is known",
    });
  }
  if (wanted === null) return touched;
  const missing = wanted.filter((id) => !touched.some((one) => one.id === id)).length;
  if (missing > 0 || wanted.length === 0) {
    throw refused("NOTHING_TOUCHED", "communityIds", {
      zh: `所列社区中有 ${missing} 个不存在，或文件中没有其网格`,
      en: `${missing} of the communities do not exist, or the file has no grid in them`,
    });
  }
  return touched.filter(({ id }) => wanted.includes(id));
}

type Totals = ReadonlyMap<string, VersionTotals>;

/** Of the versions that were written, and of those that they replace. */
async function readTotals(
  trx: Knex.Transaction,
  versions: readonly WrittenVersion[],
): Promise<Totals> {
  const ids = versions.flatMap(({ id, replaces }) => (replaces === null ? [id] : [id, replaces]));
  return new Map((await findVersionTotals(trx, ids)).map((one) => [one.versionId, one]));
}

function totalsOf(totals: Totals, versionId: string): VersionTotals {
  const found = totals.get(versionId);
  if (found === undefined) throw new Error(`Version ${versionId} was not written`);
  return found;
}

/** Which rows of the file were not taken. */
async function tellLeftOut(
  trx: Knex.Transaction,
  given: NetworkGiven,
  communityIds: readonly string[],
): Promise<LeftOut> {
  return given.source === "POLYGONS"
    ? leftOutGrids(given, await findGridsWithoutBuildings(trx, communityIds))
    : leftOutBuildings(given, await findLeftOutBuildings(trx, communityIds));
}

function changesOf({
  department,
  name,
  actors,
  versions,
  totals,
}: {
  readonly department: Department;
  readonly name: string;
  readonly actors: ReadonlyMap<string, Actor>;
  readonly versions: readonly WrittenVersion[];
  readonly totals: Totals;
}): Change[] {
  const recorded = (versionId: string) => {
    const { source, codes, buildings, staff } = totalsOf(totals, versionId);
    return { department, name, versionId, source, codes, buildings, staff };
  };
  return versions.map(({ id, networkId, communityId, replaces }) => {
    const actor = actors.get(communityId);
    if (actor === undefined) throw new Error(`Nobody was authorized for community ${communityId}`);
    return {
      actor,
      action: ACTION,
      subject: `DepartmentalNetwork ${networkId}`,
      communityId,
      before: replaces === null ? null : recorded(replaces),
      after: recorded(id),
    };
  });
}

function refused(code: string, field: string | null, message: Text): RefusedError {
  const path = field === null ? null : [field];
  return new RefusedError("BAD_INPUT", [{ code, message, path }]);
}
