/** Where borders have changed, whose shapes are stale, and the shapes. */
import type { Knex } from "knex";
import type { DrawnShape, StoredArea } from "./draw-task";
import { MAP_SRID } from "./wkb";

/** Communities drawn together at most, and vertices of their areas: what a thread does in a moment. */
const COMMUNITIES = 12;
const VERTICES = 60_000;

/** A drawing that is not stored after so long is taken for lost. */
const LOST_AFTER = "interval '1 minute'";

/** Degrees around a community within which others have to do with its border: a centimetre. */
const AROUND = 1e-7;

/** Characters of shapes in one statement: bounds the size of a single parameter. */
const CHUNK = 500_000;

const FREE = `(stale_shapes.claim is null or stale_shapes.claimed_at < now() - ${LOST_AFTER})`;

/**
 * Makes stale what meets a place where borders have changed: the communities and their neighbours. Whoever is
 * drawing one of them from what was before does not store it.
 */
export async function markStale(db: Knex): Promise<void> {
  await db.raw(`
    with taken as (
      delete from shape_changes
      where id in (select id from shape_changes for update skip locked)
      returning box
    ),
    met as (
      select communities.id from taken join communities on communities.geom && taken.box
      union
      select register.community_id from taken join register on register.geom && taken.box
    )
    insert into stale_shapes (community_id) select id from met order by id
    on conflict (community_id) do update set claim = null, claimed_at = null`);
}

/** Claims some stale communities that lie together, so that most neighbours are read once; empty: none is left. */
export async function claimStale(db: Knex, claim: string): Promise<string[]> {
  const { rows } = await db.raw<{ rows: { community_id: string }[] }>(
    `with near as (
       select communities.id, communities.geom, row_number() over (order by
         communities.geom <-> (
           select communities.geom from stale_shapes
           join communities on communities.id = stale_shapes.community_id
           where ${FREE} order by stale_shapes.community_id limit 1
         ), communities.id) as place
       from stale_shapes join communities on communities.id = stale_shapes.community_id
       where ${FREE}
       order by place limit ${COMMUNITIES}
     ),
     counted as (
       select id, place, sum(st_npoints(geom) + (select coalesce(sum(st_npoints(register.geom)), 0)
         from register where register.community_id = near.id)) over (order by place) as vertices
       from near
     ),
     chosen as (
       select community_id from stale_shapes
       join counted on counted.id = stale_shapes.community_id
       where ${FREE} and (place = 1 or vertices <= ${VERTICES})
       order by community_id for update of stale_shapes skip locked
     )
     update stale_shapes set claim = :claim, claimed_at = now()
     from chosen where chosen.community_id = stale_shapes.community_id
     returning stale_shapes.community_id`,
    { claim },
  );
  return rows.map((row) => row.community_id);
}

/** The areas, of all dates, of communities and of all that meet the box around one of them. */
export async function findAreasAround(
  db: Knex,
  communityIds: readonly string[],
): Promise<StoredArea[]> {
  const { rows } = await db.raw<{ rows: StoredArea[] }>(
    `with own as (
       select id as community_id, geom from communities where id = any(cast(:ids as uuid[]))
       union all
       select community_id, geom from register where community_id = any(cast(:ids as uuid[]))
     ),
     boxes as (
       select st_expand(st_setsrid(cast(st_extent(geom) as geometry), 4490), ${AROUND}) as box
       from own group by community_id
     )
     select id, id as "communityId", 'COMMUNITY' as kind, st_transform(geom, ${MAP_SRID}) as geom
     from communities where exists (select from boxes where communities.geom && box)
     union all
     select id, community_id, 'GRID', st_transform(geom, ${MAP_SRID})
     from register where exists (select from boxes where register.geom && box)`,
    { ids: [...communityIds] },
  );
  return rows;
}

/** Stores what was drawn under a claim, of those communities that nothing has happened to meanwhile. */
export async function storeShapes(
  trx: Knex.Transaction,
  claim: string,
  drawn: readonly DrawnShape[],
): Promise<void> {
  const held = new Set(
    await trx("stale_shapes")
      .where({ claim })
      .orderBy("community_id")
      .forUpdate()
      .pluck("community_id"),
  );
  const kept = drawn.filter(({ communityId }) => held.has(communityId));
  for (const chunk of chunksOf(kept)) {
    await trx.raw(
      `insert into shapes (id, community_id, kind, shape)
       select id, "communityId", kind, cast(shape as geometry)
       from json_to_recordset(:chunk) as drawn (id uuid, "communityId" uuid, kind text, shape text)
       order by id
       on conflict (id) do update set shape = excluded.shape
       where st_asewkb(shapes.shape) <> st_asewkb(excluded.shape)`,
      { chunk: JSON.stringify(chunk) },
    );
  }
  await trx("stale_shapes").where({ claim }).delete();
}

/** Lets others draw everything: the embedded database has one process, so whoever claimed it has gone. */
export async function releaseAll(db: Knex): Promise<void> {
  await db("stale_shapes").whereNotNull("claim").update({ claim: null, claimed_at: null });
}

/** Whether there is something to be drawn that nobody is drawing. */
export async function isAnythingStale(db: Knex): Promise<boolean> {
  const { rows } = await db.raw<{ rows: { stale: boolean }[] }>(
    `select exists (select from shape_changes)
       or exists (select from stale_shapes where ${FREE}) as stale`,
  );
  return rows[0].stale;
}

function chunksOf(shapes: readonly DrawnShape[]): DrawnShape[][] {
  const chunks: DrawnShape[][] = [];
  let size = CHUNK;
  for (const shape of shapes) {
    if (size >= CHUNK) {
      chunks.push([]);
      size = 0;
    }
    chunks[chunks.length - 1].push(shape);
    size += shape.shape.length;
  }
  return chunks;
}
