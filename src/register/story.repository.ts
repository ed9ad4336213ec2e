import type { Knex } from "knex";
import type { Actor } from "../auth/viewer";
import { inScope } from "../db/scope";
import type { Replacement, StoredCode, StoredLineage, StoredPeriod } from "./story";

/** A code that was ever issued, in a community that may be read; null where there is none. */
export async function findStoredCode(
  db: Knex,
  code: string,
  scope: readonly string[],
): Promise<StoredCode | null> {
  const [row] = await db("grid_codes")
    .where({ code })
    .where(inScope(db, "grid_codes.community_id", scope))
    .select();
  if (row === undefined) return null;
  return {
    code: row.code,
    kind: row.kind,
    communityId: row.community_id,
    issuedAt: row.issued_at,
    issuedByPlan: row.issued_by_plan,
    retiredAt: row.retired_at,
    retiredByPlan: row.retired_by_plan,
  };
}

/** When it stood for which grid, the first first. */
export async function findPeriods(db: Knex, code: string): Promise<StoredPeriod[]> {
  const rows = await db("register")
    .where({ code })
    .orderBy("valid_from")
    .select("plan_id", "valid_from", "households");
  return rows.map((row) => ({
    planId: row.plan_id,
    validFrom: row.valid_from,
    households: row.households,
  }));
}

/** Every entry of lineage that it is part of, most households first among those of one moment. */
export async function findLineage(db: Knex, code: string): Promise<StoredLineage[]> {
  const rows = await db("lineage")
    .where({ from_code: code })
    .orWhere({ to_code: code })
    .orderBy([
      { column: "at" },
      { column: "households", order: "desc" },
      { column: "from_code" },
      { column: "to_code" },
    ]);
  return rows.map((row) => ({
    at: row.at,
    planId: row.plan_id,
    kind: row.kind,
    fromCode: row.from_code,
    toCode: row.to_code,
    households: row.households,
    buildings: row.buildings,
  }));
}

/** Who put these plans in force, by plan id. */
export async function findWhoPutInForce(
  db: Knex,
  planIds: readonly string[],
): Promise<ReadonlyMap<string, Actor>> {
  const rows = await db("reviews")
    .where({ kind: "PUT_IN_FORCE" })
    .whereIn("plan_id", planIds)
    .select("plan_id", "actor_id", "actor_name", "role");
  return new Map(
    rows.map((row) => [row.plan_id, { id: row.actor_id, name: row.actor_name, role: row.role }]),
  );
}

/** Who gave the community another code, by the moment of it. */
export async function findWhoRecoded(
  db: Knex,
  communityId: string,
): Promise<ReadonlyMap<string, Actor>> {
  const rows = await db("audit")
    .where({ community_id: communityId, action: "RECODE_COMMUNITY" })
    .select<{ at: string; actor_id: string; actor_name: string; role: Actor["role"] }[]>(
      db.raw("after->>'at' as at"),
      "actor_id",
      "actor_name",
      "role",
    );
  return new Map(
    rows.map((row) => [row.at, { id: row.actor_id, name: row.actor_name, role: row.role }]),
  );
}

/**
 * The codes in force where the buildings of a code's last grid stand today, most households first.
 * Buildings that are in no grid today are part of the whole that the shares are of.
 */
export async function findReplacements(db: Knex, code: string): Promise<Replacement[]> {
  const { rows } = await db.raw<{ rows: (Replacement & { code: string | null })[] }>(
    `with last_grid as (
       select grid_id from register where code = :code order by valid_from desc limit 1
     ), parts as (
       select today.code, today.kind, sum(buildings.households)::int as households,
         count(*)::int as buildings
       from last_grid
       join plan_buildings placed on placed.grid_id = last_grid.grid_id
       join buildings on buildings.id = placed.building_id
       left join lateral (
         select register.code, register.kind from plan_buildings current
         join register on register.grid_id = current.grid_id and register.valid_to is null
         where current.building_id = buildings.id
         order by register.code limit 1
       ) today on true
       group by today.code, today.kind
     )
     select code, kind, households, buildings,
       case when sum(households) over () > 0
         then cast(households as double precision) / sum(households) over ()
         else cast(buildings as double precision) / sum(buildings) over () end as share
     from parts
     order by households desc, buildings desc, code`,
    { code },
  );
  return rows.filter((row) => row.code !== null);
}
