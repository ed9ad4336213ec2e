import { Readable } from "node:stream";
import type { Knex } from "knex";
import { drawText, MAX_DIGITS } from "../crs/draw";
import {
  findCrosswalkAt,
  findCrosswalks,
  findCrosswalksAgainstPlan,
  findNetworks,
  type NetworkCrosswalk,
} from "../departmental/departmental.service";
import { gridWords, type DepartmentalNetwork } from "../departmental/departmental";
import { DomainError } from "../errors";
import { toGlobalId } from "../graphql/global-id";
import { breath } from "../maps/breathe";
import { findPlans } from "../plan/plan.service";
import { beijingTime, CSV_TYPE, csvHead, csvRow } from "./csv";
import type { ExportLink, ExportSubject } from "./export-link";
import {
  databaseNow,
  isCommunityInScope,
  readPlanGrids,
  readRegister,
  type GridRow,
} from "./export-file.repository";
import { PLAN_COLUMNS, REGISTER_COLUMNS, type GridColumn } from "./grid-columns";

/** A file on its way out. */
export interface ExportFile {
  readonly type: string;
  /** Made as fast as it is taken. */
  readonly body: Readable;
}

const GEOJSON_TYPE = "application/geo+json; charset=utf-8";

/** What a file changes with beside the map: versions of plans and networks. Throws NOT_FOUND where one is gone. */
export async function versionOf(db: Knex, { subject, scope }: ExportLink): Promise<string> {
  if (subject.content === "REGISTER") return "";
  const versions: string[] = [];
  if (subject.content === "CROSSWALK") {
    const { versionId } = await networkOf(db, subject.networkId, scope);
    versions.push(versionId);
  }
  if (subject.planId !== null) {
    const [plan] = await findPlans(db, [subject.planId]);
    if (plan === undefined || !(await isCommunityInScope(db, plan.communityId, scope))) {
      throw gone("plan");
    }
    versions.push(`${plan.id}.${plan.version}`);
  }
  return versions.join();
}

/** The file of a link. Its first part is read by then, so that what fails does so before anything is sent. */
export async function openExportFile(db: Knex, link: ExportLink): Promise<ExportFile> {
  const { subject } = link;
  if (subject.content === "CROSSWALK") {
    const crosswalk = await crosswalkOf(db, subject, link.scope);
    return { type: CSV_TYPE, body: Readable.from(crosswalkLines(crosswalk)) };
  }
  const [batches, columns] = await gridsOf(db, link, subject);
  const first = await batches.next();
  const rows = resumed(first, batches);
  return link.format === "CSV"
    ? { type: CSV_TYPE, body: Readable.from(csvLines(rows, columns)) }
    : { type: GEOJSON_TYPE, body: Readable.from(geoJsonParts(rows, link)) };
}

type Batches = AsyncGenerator<readonly GridRow[]>;
type GridSubject = Exclude<ExportSubject, { readonly content: "CROSSWALK" }>;

async function gridsOf(
  db: Knex,
  { format, scope }: ExportLink,
  subject: GridSubject,
): Promise<readonly [Batches, readonly GridColumn[]]> {
  const withShapes = format === "GEOJSON";
  switch (subject.content) {
    case "REGISTER": {
      const { jurisdiction } = subject;
      const at = subject.at ?? (await databaseNow(db));
      return [readRegister(db, { jurisdiction, at, scope, withShapes }), REGISTER_COLUMNS];
    }
    case "PLAN":
      return [once(readPlanGrids(db, { planId: subject.planId, withShapes })), PLAN_COLUMNS];
  }
}

async function* once(rows: Promise<readonly GridRow[]>): Batches {
  yield await rows;
}

/** What was read to see whether it can be, and what comes behind it. */
async function* resumed(
  first: IteratorResult<readonly GridRow[]>,
  rest: Batches,
): AsyncGenerator<readonly GridRow[]> {
  if (first.done === true) return;
  yield first.value;
  yield* rest;
}

async function* geoJsonParts(
  batches: AsyncIterable<readonly GridRow[]>,
  { subject, crs }: ExportLink,
): AsyncGenerator<string> {
  const node = subject.content === "PLAN" ? "Grid" : "RegisteredGrid";
  // The standard has no word for other coordinates than its own; programs show unknown members.
  yield `{"type":"FeatureCollection","name":"grids","coordinateSystem":"${crs}","features":[`;
  let separator = "\n";
  for await (const rows of batches) {
    const features: string[] = [];
    for (const { id, geometry, properties } of rows) {
      // Other coordinates take their time: others have their turn meanwhile.
      for (let turn = breath(); turn !== null; turn = breath()) await turn;
      const drawn = geometry && drawText(geometry, { crs, digits: MAX_DIGITS });
      features.push(
        `{"type":"Feature","id":"${toGlobalId(node, id)}","geometry":${drawn ?? "null"},"properties":${properties}}`,
      );
    }
    yield separator + features.join(",\n");
    separator = ",\n";
  }
  yield "\n]}\n";
}

async function* csvLines(
  batches: AsyncIterable<readonly GridRow[]>,
  columns: readonly GridColumn[],
): AsyncGenerator<string> {
  yield csvHead(columns.map(({ header }) => header));
  for await (const rows of batches) {
    yield rows.map(({ properties }) => gridLine(properties, columns)).join("");
  }
}

function gridLine(properties: string, columns: readonly GridColumn[]): string {
  const values = JSON.parse(properties) as Readonly<Record<string, string | number | null>>;
  return csvRow(
    columns.map(({ name, words, isMoment }) => {
      const value = values[name];
      if (typeof value !== "string") return value;
      return isMoment === true ? beijingTime(value) : (words?.[value] ?? value);
    }),
  );
}

type CrosswalkSubject = Extract<ExportSubject, { readonly content: "CROSSWALK" }>;

async function crosswalkOf(
  db: Knex,
  { networkId, planId, at }: CrosswalkSubject,
  scope: readonly string[],
): Promise<NetworkCrosswalk> {
  const network = await networkOf(db, networkId, scope);
  const crosswalk =
    at !== null
      ? await findCrosswalkAt(db, network, at)
      : planId !== null
        ? (await findCrosswalksAgainstPlan(db, [network], planId)).get(networkId)
        : (await findCrosswalks(db, [network])).get(networkId);
  if (crosswalk == null) throw gone("crosswalk of that moment");
  return crosswalk;
}

async function networkOf(
  db: Knex,
  id: string,
  scope: readonly string[],
): Promise<DepartmentalNetwork> {
  const [network] = await findNetworks(db, [id]);
  if (network !== undefined && (await isCommunityInScope(db, network.communityId, scope))) {
    return network;
  }
  throw gone("network");
}

const CROSSWALK_HEADERS = [
  ...["部门网格", "部门网格编码", "户数合计", "楼栋数合计"],
  ...["划入网格编码", "划入户数", "划入楼栋数", "占比（%）"],
];

function* crosswalkLines({ network, departmentalGrids }: NetworkCrosswalk): Generator<string> {
  yield csvHead(CROSSWALK_HEADERS);
  const words = gridWords(network).zh;
  for (const { code, households, buildings, shares } of departmentalGrids) {
    for (const share of shares) {
      yield csvRow([
        ...[words, code, households, buildings],
        ...[share.code ?? "未划入", share.households, share.buildings],
        Math.round(share.share * 1000) / 10,
      ]);
    }
  }
}

function gone(what: string): DomainError {
  return new DomainError(
    "NOT_FOUND",
    `The ${what} of this link is gone, or not to be shown any more`,
  );
}
