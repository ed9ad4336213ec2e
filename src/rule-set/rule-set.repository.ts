import type { Knex } from "knex";
import { pageOf, type Page, type PageWish } from "../db/page";
import type { RuleSetRow } from "../db/tables";
import type { RuleSet } from "./rule-set";

/** The rule sets with these ids, in any order. */
export async function findRuleSets(db: Knex, ids: readonly string[]): Promise<RuleSet[]> {
  const rows = await db("rule_sets").select<ReadRow[]>(COLUMNS).whereIn("id", ids);
  return rows.map(toRuleSet);
}

/** Those of these rule sets that somebody with this scope may see. */
export async function findRuleSetsInScope(
  db: Knex,
  ids: readonly string[],
  scope: readonly string[],
): Promise<RuleSet[]> {
  const rows = await db("rule_sets")
    .select<ReadRow[]>(COLUMNS)
    .whereIn("id", ids)
    .where(concernsScope(db, scope));
  return rows.map(toRuleSet);
}

/** All versions of the rules that these are versions of, newest first, by the id that was given. */
export async function findRuleSetVersions(
  db: Knex,
  ids: readonly string[],
): Promise<Map<string, RuleSet[]>> {
  const rows = await db("rule_sets as own")
    .join("rule_sets", (join) =>
      join.on("rule_sets.jurisdiction", "own.jurisdiction").andOn("rule_sets.name", "own.name"),
    )
    .whereIn("own.id", ids)
    .orderBy("rule_sets.version", "desc")
    .select<(ReadRow & { own_id: string })[]>([
      "own.id as own_id",
      ...COLUMNS.map((column) => `rule_sets.${column}` as const),
    ]);
  const versions = new Map<string, RuleSet[]>(ids.map((id) => [id, []]));
  for (const row of rows) versions.get(row.own_id)?.push(toRuleSet(row));
  return versions;
}

/** Which rule sets are wanted. */
export interface RuleSetFilter {
  /** Only those that were saved for exactly this jurisdiction. */
  readonly jurisdiction?: string;
  /** Only those that are for a community with this code. */
  readonly communityCode?: string;
  readonly scope: readonly string[];
}

/** The newest version of every name, by name. */
export async function pageRuleSets(
  db: Knex,
  { jurisdiction, communityCode, scope }: RuleSetFilter,
  { first, after }: PageWish,
): Promise<Page<RuleSet>> {
  const query = db("rule_sets")
    .select<(ReadRow & { page_key: string })[]>([...COLUMNS, "name as page_key"])
    .whereNotExists(
      db("rule_sets as next")
        .select(db.raw("1"))
        .whereRaw(
          `next.jurisdiction = rule_sets.jurisdiction and next.name = rule_sets.name
           and next.previous_version = rule_sets.version`,
        ),
    )
    .where(concernsScope(db, scope))
    .orderBy(["name", "id"])
    .limit(first + 1);
  if (jurisdiction !== undefined) void query.where({ jurisdiction });
  if (communityCode !== undefined) {
    void query.whereRaw("starts_with(?, jurisdiction)", [communityCode]);
  }
  if (after !== null) {
    void query.whereRaw("(name, id) > (?, cast(? as uuid))", [after.key, after.id]);
  }
  return pageOf(await query, first, toRuleSet);
}

/** The newest version of a name; waits for whoever is just saving another. */
export async function lockNewestRuleSet(
  trx: Knex.Transaction,
  { jurisdiction, name }: Pick<RuleSet, "jurisdiction" | "name">,
): Promise<RuleSet | null> {
  await trx.raw("lock table rule_sets in share row exclusive mode");
  const [row] = await trx("rule_sets")
    .select<ReadRow[]>(COLUMNS)
    .where({ jurisdiction, name })
    .orderBy("version", "desc")
    .limit(1);
  return row === undefined ? null : toRuleSet(row);
}

/** Writes a version down. */
export async function insertRuleSet(
  trx: Knex.Transaction,
  { jurisdiction, name, version, rules, note, savedBy }: Omit<RuleSet, "id" | "savedAt">,
): Promise<RuleSet> {
  const [row] = await trx("rule_sets")
    .insert({ jurisdiction, name, version, rules, note, saved_by: { ...savedBy } })
    .returning<ReadRow[]>(COLUMNS);
  return toRuleSet(row);
}

/**
 * Rules concern whoever looks at a community that they are for, and whoever looks at all of their
 * jurisdiction: one of the two prefixes starts with the other.
 */
function concernsScope(db: Knex, scope: readonly string[]): Knex.Raw<boolean> {
  return db.raw(
    `exists (select from unnest(cast(? as text[])) as prefix
       where starts_with(prefix, jurisdiction) or starts_with(jurisdiction, prefix))`,
    [[...scope]],
  );
}

const COLUMNS = [
  "id",
  "jurisdiction",
  "name",
  "version",
  "rules",
  "note",
  "saved_by",
  "saved_at",
] as const;

type ReadRow = Pick<RuleSetRow, (typeof COLUMNS)[number]>;

function toRuleSet(row: ReadRow): RuleSet {
  return {
    id: row.id,
    jurisdiction: row.jurisdiction,
    name: row.name,
    version: row.version,
    rules: row.rules,
    note: row.note,
    savedBy: row.saved_by,
    savedAt: row.saved_at,
  };
}
