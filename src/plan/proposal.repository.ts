import type { Knex } from "knex";
import type { LineString, MultiLineString, MultiPolygon, Polygon } from "geojson";
import { Geometry } from "wkx";
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
}

/** A community, its buildings, and the barriers about it; null where there is no such community. */
export async function findProposalRows(
  trx: Knex.Transaction,
  communityId: string,
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
  };
}

// EWKB keeps every bit of a coordinate, so that a plan from the database equals one from the files.
// The casts hold because the columns' checks admit no other types.
function areaOf(hex: string): Polygon | MultiPolygon {
  return Geometry.parse(Buffer.from(hex, "hex")).toGeoJSON() as Polygon | MultiPolygon;
}

function lineOf(hex: string): LineString | MultiLineString {
  return Geometry.parse(Buffer.from(hex, "hex")).toGeoJSON() as LineString | MultiLineString;
}
