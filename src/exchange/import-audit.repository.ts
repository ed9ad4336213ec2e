/** What an import does to each community, for the audit trail: a few statements for a whole city. */
import type { Knex } from "knex";

/** A community that an import changed. */
export interface TouchedCommunity {
  readonly id: string;
  /** Its figures before; null: it is new. */
  readonly before: Readonly<Record<string, unknown>> | null;
  /** Its figures now, and the rows that were added to it, changed in it, or left it, by table. */
  readonly after: Readonly<Record<string, unknown>>;
}

/** Remembers the communities of the staged data set as they are, and makes room to note changes. */
export async function rememberCommunities(trx: Knex.Transaction): Promise<void> {
  await trx.raw(
    `create temporary table noted_rows
       (community_id uuid, name text not null, what text not null, count integer not null)
       on commit drop`,
  );
  await trx.raw(
    `create temporary table communities_before on commit drop as
     ${figuresWhere(`communities.external_id in (select external_id from staged_communities
       union select community from staged_buildings)`)}`,
  );
}

/** The communities that changed since; in no order. */
export async function findTouchedCommunities(trx: Knex.Transaction): Promise<TouchedCommunity[]> {
  const result = await trx.raw<{ rows: TouchedCommunity[] }>(
    `with noted as (
       select community_id, jsonb_object_agg(name, counts) as rows
       from (
         select community_id, name, jsonb_object_agg(what, count) as counts
         from noted_rows where community_id is not null
         group by community_id, name
       ) tables
       group by community_id
     ),
     now as (${figuresWhere(`communities.id in (select community_id from noted)`)})
     select now.id, to_jsonb(old) - 'id' as before,
       to_jsonb(now) - 'id' || jsonb_build_object('rows', noted.rows) as after
     from noted join now on now.id = noted.community_id
     left join communities_before old on old.id = now.id`,
  );
  return result.rows;
}

/** A community's own values and the totals of its buildings. The boundary is told by its hash. */
function figuresWhere(condition: string): string {
  return `
    select communities.id, communities.external_id as "externalId", communities.name,
      community_codes.code, communities.version,
      encode(sha256(st_asbinary(communities.geom)), 'hex') as "boundarySha256",
      totals.buildings, totals.households
    from communities
    left join community_codes
      on community_codes.community_id = communities.id and community_codes.valid_to is null
    left join lateral (
      select count(*)::int as buildings, coalesce(sum(households), 0)::int as households
      from buildings where buildings.community_id = communities.id
    ) totals on true
    where ${condition}`;
}
