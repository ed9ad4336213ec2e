import type { Knex } from "knex";
import type { LineString, MultiLineString, MultiPolygon, Polygon } from "geojson";
import { areaOf, lineOf } from "../db/geometry";
import { findStartGrids, type StartGridRow } from "../departmental/start.repository";
import { findGridsInForce, findRetiredCodes } from "../register/register.repository";
import type { GridInForceRow } from "../register/register";
import type { BarrierRow, BuildingRow, CommunityRow } from "../db/tables";

/** What a proposal starts from, with geometry at full precision. */
export interface ProposalRows {
  readonly community: Pick<CommunityRow, "external_id" | "name"> & {
    readonly code: string | null;
    readonly polygon: Polygon | MultiPolygon;
  };
  readonly buildings: readonly (Omit<
    BuildingRow,
    "geom" | "community_id" | "estate_id" | "version" | "created_at" | "updated_at"
  > & {
    readonly estate_name: string | null;
    readonly old_estate: boolean | null;
    readonly polygon: Polygon | MultiPolygon;
  })[];
  readonly barriers: readonly (Pick<BarrierRow, "external_id" | "kind" | "name"> & {
    readonly line: LineString | MultiLineString;
  })[];
  /** None: nothing is in force. */
  readonly inForce: readonly GridInForceRow[];
  /** The departmental grids to start from; null: none are wanted. */
  readonly start: { readonly versionId: string; readonly grids: readonly StartGridRow[] } | null;
  /** Issued under the community's present code once, and not in force any more. */
  readonly retiredCodes: readonly string[];
}

/**
 * A community, its buildings, the barriers about it, its register, and the version of a departmental
 * network to start from; null where there is no such community.
 */
export async function findProposalRows(
  trx: Knex.Transaction,
  communityId: string,
  startVersionId: string | null = null,
): Promise<ProposalRows | null> {
  const [community] = await trx("communities")
    .leftJoin("community_codes", (join) =>
      join
        .on("community_codes.community_id", "communities.id")
        .andOnNull("community_codes.valid_to"),
    )
    .where("communities.id", communityId)
    .select<(Pick<CommunityRow, "external_id" | "name" | "geom"> & { code: string | null })[]>([
      "communities.external_id",
      "communities.name",
      "communities.geom",
      "community_codes.code",
    ]);
  if (community === undefined) return null;
  const buildings = await trx("buildings")
    .leftJoin("estates", "estates.id", "buildings.estate_id")
    .where("buildings.community_id", communityId)
    .orderBy("buildings.external_id")
    .select<(BuildingRow & { estate_name: string | null; old_estate: boolean | null })[]>([
      "buildings.*",
      "estates.name as estate_name",
      "estates.old_estate",
    ]);
  const barriers = await trx("barriers")
    // By boxes: the engine itself decides which of them come near, as it does for files.
    .joinRaw("join communities on barriers.geom && communities.geom")
    .where("communities.id", communityId)
    .orderBy("barriers.external_id")
    .select<Pick<BarrierRow, "external_id" | "kind" | "name" | "geom">[]>([
      "barriers.external_id",
      "barriers.kind",
      "barriers.name",
      "barriers.geom",
    ]);
  return {
    community: { ...community, polygon: areaOf(community.geom) },
    buildings: buildings.map((row) => ({ ...row, polygon: areaOf(row.geom) })),
    barriers: barriers.map((row) => ({ ...row, line: lineOf(row.geom) })),
    inForce: await findGridsInForce(trx, communityId),
    start: startVersionId === null ? null : await findStart(trx, communityId, startVersionId),
    retiredCodes: community.code === null ? [] : await findRetiredCodes(trx, community.code),
  };
}

async function findStart(trx: Knex.Transaction, communityId: string, versionId: string) {
  return { versionId, grids: await findStartGrids(trx, { communityId, versionId }) };
}
