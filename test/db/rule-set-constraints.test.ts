import type { Knex } from "knex";
import { DEFAULT_RULES } from "../../src/engine";
import { SYSTEM } from "../../src/auth/viewer";
import { importDataset } from "../../src/exchange/import.service";
import { testDb } from "../support/database";
import { rowOfCommunities } from "../api/support/towns";

let db: Knex;
let county: string;
let plan: string;

const BY = { id: "p", name: "P", role: "PLANNER" } as const;
const at = (year: number): Date => new Date(Date.UTC(year, 0, 1));
const OTHER = { ...DEFAULT_RULES, microMergeDistanceM: 60 };

const setOf = (more: object = {}) => ({
  jurisdiction: "640104",
  name: "老城区",
  version: 1,
  rules: DEFAULT_RULES,
  saved_by: BY,
  ...more,
});
const defaultOf = (more: object = {}) => ({
  jurisdiction: "640104001",
  rule_set_id: county,
  rule_set_jurisdiction: "640104",
  set_by: BY,
  valid_from: at(2026),
  ...more,
});

beforeAll(async () => {
  db = testDb();
  await importDataset(db, rowOfCommunities(1), SYSTEM);
  [{ id: county }] = await db("rule_sets").insert(setOf()).returning("id");
  await db("rule_sets").insert(setOf({ version: 2, rules: OTHER }));
  await db("default_rules").insert(defaultOf());
  plan = await insertPlan(DEFAULT_RULES, null);
});

/** A plan of the one community, and its id. */
async function insertPlan(rules: object, ruleSetId: string | null): Promise<string> {
  const { rows } = await db.raw<{ rows: { id: string }[] }>(
    `insert into plans (community_id, rules, rule_set_id, seed, effort, engine_version, input_hash,
       metrics, findings, blocks)
     select id, cast(? as jsonb), cast(? as uuid), 1, 1, '1', 'x', '{}', '[]',
       st_geomfromtext('GEOMETRYCOLLECTION EMPTY', 4490)
     from communities
     returning id`,
    [JSON.stringify(rules), ruleSetId],
  );
  return rows[0].id;
}

test.each([
  ["a second version of a number", () => db("rule_sets").insert(setOf()), "rule_sets_version_key"],
  [
    "a version behind one that there is not",
    () => db("rule_sets").insert(setOf({ version: 4 })),
    "rule_sets_previous_fkey",
  ],
  [
    "a second version of a name that has no first",
    () => db("rule_sets").insert(setOf({ name: "新区", version: 2 })),
    "rule_sets_previous_fkey",
  ],
  [
    "a version 0",
    () => db("rule_sets").insert(setOf({ name: "新区", version: 0 })),
    "rule_sets_version_check",
  ],
  [
    "rules without a name",
    () => db("rule_sets").insert(setOf({ name: "" })),
    "rule_sets_name_check",
  ],
  [
    "a name with blanks about it",
    () => db("rule_sets").insert(setOf({ name: " 老城区" })),
    "rule_sets_name_check",
  ],
  [
    "a jurisdiction that is none",
    () => db("rule_sets").insert(setOf({ jurisdiction: "64010x" })),
    "rule_sets_jurisdiction_check",
  ],
  [
    "another text of saved rules",
    () => db("rule_sets").where({ id: county }).update({ rules: OTHER }),
    "rule_sets_append_only",
  ],
  [
    "that saved rules are deleted",
    () => db("rule_sets").where({ version: 2 }).delete(),
    "rule_sets_append_only",
  ],
  ["that all of them are", () => db.raw("truncate rule_sets cascade"), "rule_sets_append_only"],
  [
    "two defaults of one jurisdiction",
    () => db("default_rules").insert(defaultOf({ valid_from: at(2027) })),
    "default_rules_one_excl",
  ],
  [
    "as a default of the province what a county has saved",
    () => db("default_rules").insert(defaultOf({ jurisdiction: "64" })),
    "default_rules_inside_check",
  ],
  [
    "a default under a wrong jurisdiction of its rules",
    () =>
      db("default_rules").insert(
        defaultOf({ jurisdiction: "640104002", rule_set_jurisdiction: "6401" }),
      ),
    "default_rules_rule_set_fkey",
  ],
  [
    "a default that nobody ended",
    () => db("default_rules").update({ valid_to: at(2027) }),
    "default_rules_ended_by_check",
  ],
  [
    "a default that ends before it begins",
    () => db("default_rules").update({ valid_to: at(2025), ended_by: BY }),
    "default_rules_period_check",
  ],
  [
    "other rules for a default",
    () => db("default_rules").update({ jurisdiction: "640104002" }),
    "default_rules_keep",
  ],
  ["that a default is deleted", () => db("default_rules").delete(), "default_rules_keep"],
  [
    "other rules for a plan that there is",
    () => db("plans").where({ id: plan }).update({ rules: OTHER }),
    "plans_keep_rules",
  ],
  [
    "another name for the rules of a plan",
    () => db("plans").where({ id: plan }).update({ rule_set_id: county }),
    "plans_keep_rules",
  ],
])("the database refuses %s", async (_, attempt, constraint) => {
  await expect(attempt()).rejects.toMatchObject({ constraint });
});

test("a plan is made with the numbers of the rules that it names, and no others", async () => {
  await expect(insertPlan(OTHER, county)).rejects.toMatchObject({
    constraint: "plans_rules_of_set",
  });
  await insertPlan(DEFAULT_RULES, county);
  // What an engine of later days counts with beside them is its own.
  await insertPlan({ ...DEFAULT_RULES, something: 1 }, county);
});

test("a default ends once, and the next begins in the same moment", async () => {
  const end = { valid_to: at(2027), ended_by: BY };
  await db("default_rules").update(end);
  await expect(db("default_rules").update(end)).rejects.toMatchObject({
    constraint: "default_rules_keep",
  });
  await db("default_rules").insert(defaultOf({ valid_from: at(2027) }));
});
