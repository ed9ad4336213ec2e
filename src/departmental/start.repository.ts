import type { MultiPolygon, Polygon } from "geojson";
import type { Knex } from "knex";
import { areaOf } from "../db/geometry";

/** A grid of a department that a search starts from. */
export interface StartGridRow {
  /** The department's code. */
  readonly name: string;
  /** Ids of the data set. */
  readonly buildingIds: readonly string[];
  /** At full precision; null where it came as a list of buildings. */
  readonly polygon: Polygon | MultiPolygon | null;
}

/**
 * The grids of a version by code, with the buildings that are in the community now. A building in
 * two of them is in the first by code, since a search can start from one division only.
 */
export async function findStartGrids(
  db: Knex,
  { versionId, communityId }: { readonly versionId: string; readonly communityId: string },
): Promise<StartGridRow[]> {
  const { rows } = await db.raw<{ rows: { code: string; geom: string | null; ids: string[] }[] }>(
    `select grids.code, grids.geom,
       coalesce(array_agg(placed.external_id order by placed.external_id)
         filter (where placed.external_id is not null), '{}') as ids
     from departmental_grids grids
     left join (
       select distinct on (buildings.id) buildings.external_id, members.grid_id
       from departmental_members(:versionId) members
       join departmental_grids first on first.id = members.grid_id
       join buildings on buildings.id = members.building_id
       where buildings.community_id = :communityId
       order by buildings.id, first.code
     ) placed on placed.grid_id = grids.id
     where grids.version_id = :versionId
     group by grids.id
     order by grids.code`,
    { versionId, communityId },
  );
  return rows.map(({ code, geom, ids }) => ({
    name: code,
    buildingIds: ids,
    polygon: geom === null ? null : areaOf(geom),
  }));
}
