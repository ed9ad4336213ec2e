import type { Knex } from "knex";
import type { Basis } from "./basis";

/** What a plan of this community is to be made from now; null where there is no such community. */
export async function readBasis(trx: Knex.Transaction, communityId: string): Promise<Basis | null> {
  const { rows } = await trx.raw<{ rows: { basis: Basis }[] }>(
    `select ${BASIS_NOW} as basis from communities where communities.id = ?`,
    [communityId],
  );
  return rows.length === 0 ? null : rows[0].basis;
}

/** Keeps what a plan was made from; replaces what was kept of it before. */
export async function storeBasis(
  trx: Knex.Transaction,
  planId: string,
  basis: Basis,
): Promise<void> {
  await trx.raw(
    `insert into plan_basis (plan_id, basis, taken_at)
     values (cast(:planId as uuid), cast(:basis as jsonb), clock_timestamp())
     on conflict (plan_id) do update set basis = excluded.basis, taken_at = excluded.taken_at`,
    { planId, basis: JSON.stringify(basis) },
  );
}

/** The basis that a plan was made on, and what it would be made on now. */
export interface BasisThenAndNow {
  /** null for plans of before bases were kept. */
  readonly then: Basis | null;
  readonly now: Basis;
}

/** Both bases of plans, by plan id. */
export async function findBases(
  db: Knex,
  planIds: readonly string[],
): Promise<Map<string, BasisThenAndNow>> {
  const { rows } = await db.raw<{ rows: (BasisThenAndNow & { id: string; in_force: boolean })[] }>(
    `${WITH_NOW}
     select plans.id, plans.state = 'IN_FORCE' as in_force, plan_basis.basis as "then",
       bases.basis as now
     ${FROM_PLANS}`,
    { planIds: [...planIds] },
  );
  return new Map(
    rows.map(({ id, in_force, then, now }) => [
      id,
      // A plan in force is what its register says: only the ground counts then.
      { then: in_force && then !== null ? { ...then, register: now.register } : then, now },
    ]),
  );
}

/**
 * Whether the basis of plans has changed, by plan id; null where it was not kept. All in the
 * database: what the bases hold does not travel.
 */
export async function findStaleness(
  db: Knex,
  planIds: readonly string[],
): Promise<Map<string, boolean | null>> {
  const { rows } = await db.raw<{ rows: { id: string; is_stale: boolean | null }[] }>(
    `${WITH_NOW}
     select plans.id,
       case when plans.state = 'IN_FORCE' then plan_basis.basis - 'register' <> bases.basis - 'register'
         else plan_basis.basis <> bases.basis end as is_stale
     ${FROM_PLANS}`,
    { planIds: [...planIds] },
  );
  return new Map(rows.map((row) => [row.id, row.is_stale]));
}

/**
 * Beyond the community's box barriers still name what the grids end at: so far, in degrees, some
 * fifty metres, a change of them counts.
 */
const REACH = 0.0005;

/** SQL of the basis of the row of `communities`, now. */
export const BASIS_NOW = `jsonb_build_object(
  'community', jsonb_build_object(
    'name', communities.name, 'boundary', md5(st_asbinary(communities.geom))),
  'register', jsonb_build_object(
    'communityCode', (select code from community_codes
      where community_id = communities.id and valid_to is null),
    'planInForce', (select id from plans
      where community_id = communities.id and state = 'IN_FORCE'),
    'codes', (select coalesce(jsonb_agg(code order by code), '[]') from register
      where community_id = communities.id and valid_to is null)),
  'buildings', (
    select coalesce(jsonb_agg(jsonb_build_object(
        'id', buildings.external_id, 'name', buildings.name, 'category', category,
        'households', households, 'residents', residents,
        'specialHouseholds', special_households, 'estate', estates.name,
        'oldEstate', old_estate, 'units', units, 'floors', floors, 'builtYear', built_year,
        'floorAreaM2', floor_area_m2, 'microGrid', micro_grid,
        'footprint', md5(st_asbinary(buildings.geom)))
      order by buildings.external_id), '[]')
    from buildings left join estates on estates.id = buildings.estate_id
    where buildings.community_id = communities.id),
  'barriers', (
    select coalesce(jsonb_agg(jsonb_build_object(
        'id', external_id, 'kind', kind, 'name', name, 'course', md5(st_asbinary(near.part)))
      order by external_id), '[]')
    from barriers
      cross join lateral (
        select st_clipbybox2d(barriers.geom, box2d(st_expand(communities.geom, ${REACH}))) as part
      ) as near
    where barriers.geom && st_expand(communities.geom, ${REACH}) and not st_isempty(near.part))
)`;

/**
 * SQL of a value that is another one whenever the basis of the row of `communities`, or the id of one of its
 * buildings, is another one, and costs far less: it is made of the versions of the rows that BASIS_NOW reads.
 * It may change where the basis does not, and holds for one database only.
 */
export const BASIS_FINGERPRINT = `md5(concat_ws('/', communities.id, communities.xmin,
  (select concat(xmin, code) from community_codes
    where community_id = communities.id and valid_to is null),
  (select id from plans where community_id = communities.id and state = 'IN_FORCE'),
  (select string_agg(cast(xmin as text), ',' order by code) from register
    where community_id = communities.id and valid_to is null),
  (select string_agg(concat(id, xmin), ',' order by external_id) from buildings
    where community_id = communities.id),
  (select string_agg(concat(id, xmin), ',' order by id) from estates
    where community_id = communities.id),
  (select string_agg(concat(id, xmin), ',' order by id) from barriers
    where geom && st_expand(communities.geom, ${REACH}))))`;

/** The basis of each community of the plans :planIds, once. */
const WITH_NOW = `with bases as materialized (
  select communities.id as community_id, ${BASIS_NOW} as basis from communities
  where communities.id in (select community_id from plans where id = any(:planIds))
)`;

const FROM_PLANS = `from plans
  join bases on bases.community_id = plans.community_id
  left join plan_basis on plan_basis.plan_id = plans.id
  where plans.id = any(:planIds)`;
