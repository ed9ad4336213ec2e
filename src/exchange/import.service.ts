import type { Knex } from "knex";
import { appendAudit } from "../audit/audit.repository";
import { authorize, authorizeSomewhere } from "../auth/policy";
import type { Actor, Viewer } from "../auth/viewer";
import { DomainError } from "../errors";
import type { Dataset } from "./dataset";
import { findTouchedCommunities, rememberCommunities } from "./import-audit.repository";
import { findConcernedCommunities } from "./import-rights.repository";
import {
  findBuildingsWithoutCommunity,
  findRecodedInForce,
  findRefusedGeometries,
  findTakenBuildings,
  findTakenCodes,
  loadBarriers,
  loadBuildings,
  loadCommunities,
  loadEstates,
  lockForImport,
  stage,
  type TableReport,
} from "./import.repository";
import { toStaged, type FeatureKind, type StagedDataset } from "./staged-dataset";

export type { TableReport } from "./import.repository";

/**
 * What an import did. Nothing is ever deleted: what is stored but not in the data set stays as it
 * is and is not counted here. Estates come from the estate names of buildings.
 */
export interface ImportReport {
  readonly communities: TableReport;
  readonly estates: TableReport;
  readonly buildings: TableReport;
  readonly barriers: TableReport;
}

/**
 * Brings a checked data set into the database in one transaction: all of it or nothing. Features
 * are recognised by their ids, so loading a data set twice changes nothing the second time.
 *
 * The data set decides every value it has a place for. Only a community's code stays where the
 * data set has none, since codes have a history of their own; and a community with grids in force is
 * not given another code, since its grids would need other codes with it. A building may change its estate,
 * and its community where both communities are part of the data set; else it is taken for another
 * building that happens to have the same id, and the import is refused.
 *
 * Whoever imports needs the right for every community that it concerns, by the code it has and by
 * the one it gets. A barrier concerns all that it meets: a road between two jurisdictions is brought
 * in, or changed, by somebody who holds both.
 */
export function importDataset(
  db: Knex,
  dataset: Dataset,
  importer: Viewer | Actor | null,
): Promise<ImportReport> {
  return importStaged(db, toStaged(dataset), importer);
}

/** The same for a data set that is ready for the database. */
export function importStaged(
  db: Knex,
  staged: StagedDataset,
  importer: Viewer | Actor | null,
): Promise<ImportReport> {
  return db.transaction(async (trx) => {
    for (const kind of KINDS) await stage(trx, kind, staged[kind]);
    await refuseBadGeometry(trx);
    await lockForImport(trx);
    const actor = await authorizeImport(trx, importer);
    await rememberCommunities(trx);
    await refuseTakenCodes(trx);
    await refuseRecodedInForce(trx);
    await refuseTakenBuildings(trx);
    const communities = await loadCommunities(trx);
    await refuseHomelessBuildings(trx);
    const estates = await loadEstates(trx);
    const buildings = await loadBuildings(trx);
    const barriers = await loadBarriers(trx);
    const report = { communities, estates, buildings, barriers };
    await recordImport(trx, actor, report);
    return report;
  });
}

async function authorizeImport(
  trx: Knex.Transaction,
  importer: Viewer | Actor | null,
): Promise<Actor> {
  const action = "IMPORT_DATASET";
  const actor = authorizeSomewhere(importer, action);
  if (actor === importer) return actor;
  for (const { stored, storedCode, newCode } of await findConcernedCommunities(trx)) {
    if (stored) authorize(importer, action, storedCode);
    if (!stored || newCode !== null) authorize(importer, action, newCode);
  }
  return actor;
}

/** A row in the chain of every community that changed, and one in that of the system for the whole. */
async function recordImport(
  trx: Knex.Transaction,
  actor: Actor,
  report: ImportReport,
): Promise<void> {
  const action = "IMPORT_DATASET";
  const touched = await findTouchedCommunities(trx);
  await appendAudit(trx, [
    ...touched.map(({ id, before, after }) => ({
      actor,
      action,
      subject: `Community ${id}`,
      communityId: id,
      before,
      after,
    })),
    {
      actor,
      action,
      subject: "Dataset",
      communityId: null,
      before: null,
      after: { ...report, communitiesChanged: touched.length },
    },
  ]);
}

const KINDS: readonly FeatureKind[] = ["communities", "buildings", "barriers"];

/** The reader has its own checks; this is what PostGIS thinks of the same shapes. */
async function refuseBadGeometry(trx: Knex.Transaction): Promise<void> {
  for (const kind of KINDS) {
    const refused = await findRefusedGeometries(trx, kind);
    if (refused.length === 0) continue;
    const named = refused.map(({ externalId, reason }) => `${quoted(externalId)} (${reason})`);
    throw new DomainError("INVALID_GEOMETRY", `Geometry of ${kind} is refused: ${listed(named)}`, {
      kind,
      refused,
    });
  }
}

async function refuseTakenCodes(trx: Knex.Transaction): Promise<void> {
  const taken = await findTakenCodes(trx);
  if (taken.length === 0) return;
  const named = taken.map(
    ({ code, owner, wantedBy }) => `${code} for ${quoted(wantedBy)} belongs to ${quoted(owner)}`,
  );
  throw new DomainError("CONFLICT", `Community codes are in use: ${listed(named)}`, { taken });
}

async function refuseRecodedInForce(trx: Knex.Transaction): Promise<void> {
  const recoded = await findRecodedInForce(trx);
  if (recoded.length === 0) return;
  const named = recoded.map(
    ({ externalId, code, newCode }) => `${quoted(externalId)} (has ${code}, now ${newCode})`,
  );
  throw new DomainError(
    "CONFLICT",
    `Communities with grids in force get another code by recodeCommunity, which gives their grids ` +
      `new codes as well: ${listed(named)}`,
    { recoded },
  );
}

async function refuseTakenBuildings(trx: Knex.Transaction): Promise<void> {
  const taken = await findTakenBuildings(trx);
  if (taken.length === 0) return;
  const named = taken.map(
    ({ externalId, from, to }) =>
      `${quoted(externalId)} (stored in ${quoted(from)}, now ${quoted(to)})`,
  );
  throw new DomainError(
    "CONFLICT",
    `Building ids are in use in communities outside this data set: ${listed(named)}`,
    { taken },
  );
}

async function refuseHomelessBuildings(trx: Knex.Transaction): Promise<void> {
  const ids = await findBuildingsWithoutCommunity(trx);
  if (ids.length === 0) return;
  throw new DomainError(
    "INVALID_DATASET",
    `The community of these buildings does not exist: ${listed(ids.map(quoted))}`,
    { buildingIds: ids },
  );
}

/** A message stays readable; the details have them all. */
const NAMED_IN_MESSAGE = 5;

function listed(items: readonly string[]): string {
  const more = items.length - NAMED_IN_MESSAGE;
  const named = items.slice(0, NAMED_IN_MESSAGE).join(", ");
  return more > 0 ? `${named} and ${more} more` : named;
}

function quoted(id: string): string {
  return JSON.stringify(id);
}
