import type { Knex } from "knex";
import type { Actor } from "../auth/viewer";
import type { DefaultRulesRow } from "../db/tables";
import type { DefaultRules } from "./rule-set";

/** What these communities are planned with when nothing is said: that of the longest jurisdiction. */
export async function findDefaultsInUse(
  db: Knex,
  communityIds: readonly string[],
): Promise<Map<string, DefaultRules>> {
  // Every start of a code is looked up: a whole city against hundreds of defaults stays a hash join.
  const { rows } = await db.raw<{ rows: (DefaultRulesRow & { community_id: string })[] }>(
    `select distinct on (community.id) community.id as community_id, default_rules.*
     from unnest(cast(? as uuid[])) as community (id)
     left join community_codes
       on community_codes.community_id = community.id and community_codes.valid_to is null
     cross join generate_series(0, 12) as digits
     join default_rules on default_rules.valid_to is null
       and default_rules.jurisdiction = left(coalesce(community_codes.code, ''), digits)
     order by community.id, length(default_rules.jurisdiction) desc`,
    [[...communityIds]],
  );
  return new Map(rows.map((row) => [row.community_id, toDefaultRules(row)]));
}

/** Where these rule sets are or were the default, newest first. */
export async function findDefaultsOfRuleSets(
  db: Knex,
  ruleSetIds: readonly string[],
): Promise<DefaultRules[]> {
  const rows = await db("default_rules")
    .whereIn("rule_set_id", ruleSetIds)
    .orderBy([
      { column: "valid_from", order: "desc" },
      { column: "jurisdiction", order: "asc" },
      { column: "id", order: "asc" },
    ])
    .select<DefaultRulesRow[]>();
  return rows.map(toDefaultRules);
}

/** The default of exactly this jurisdiction; waits for whoever is just setting one. */
export async function lockDefaultRules(
  trx: Knex.Transaction,
  jurisdiction: string,
): Promise<DefaultRules | null> {
  await trx.raw("lock table default_rules in share row exclusive mode");
  const [row] = await trx("default_rules")
    .where({ jurisdiction })
    .whereNull("valid_to")
    .select<DefaultRulesRow[]>();
  return row === undefined ? null : toDefaultRules(row);
}

/** Ends a default; nothing is forgotten. Clocks that were set back do not end it before it began. */
export async function endDefaultRules(
  trx: Knex.Transaction,
  id: string,
  endedBy: Actor,
): Promise<void> {
  await trx("default_rules")
    .where({ id })
    .update({ valid_to: trx.raw("greatest(now(), valid_from)"), ended_by: { ...endedBy } });
}

/** From now on, or from when the one before it ended, this is the default of a jurisdiction. */
export async function insertDefaultRules(
  trx: Knex.Transaction,
  wish: {
    readonly jurisdiction: string;
    readonly ruleSetId: string;
    readonly ruleSetJurisdiction: string;
    readonly setBy: Actor;
    readonly replacedId: string | null;
  },
): Promise<DefaultRules> {
  const [row] = await trx("default_rules")
    .insert({
      jurisdiction: wish.jurisdiction,
      rule_set_id: wish.ruleSetId,
      rule_set_jurisdiction: wish.ruleSetJurisdiction,
      set_by: { ...wish.setBy },
      valid_from: trx.raw(
        "coalesce((select valid_to from default_rules where id = cast(? as uuid)), now())",
        [wish.replacedId],
      ),
    })
    .returning<DefaultRulesRow[]>("*");
  return toDefaultRules(row);
}

function toDefaultRules(row: DefaultRulesRow): DefaultRules {
  return {
    id: row.id,
    jurisdiction: row.jurisdiction,
    ruleSetId: row.rule_set_id,
    setBy: row.set_by,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    endedBy: row.ended_by,
  };
}
