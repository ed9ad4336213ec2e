import { randomUUID } from "node:crypto";
import { emptyTables, testDb } from "../support/database";

// The database itself keeps the history of drafts, whoever writes. Each case starts from a draft that
// was edited once, and is one statement that would spoil it.

const SQUARE = "st_makeenvelope(106, 38, 106.01, 38.01, 4490)";
const POINT = "st_setsrid(st_makepoint(106.005, 38.005), 4490)";

const [community, plan, other, grid, job] = Array.from({ length: 5 }, () => randomUUID());

/** A draft that was edited once, and one that nobody has edited. */
async function seed(): Promise<void> {
  await testDb().raw(`
    insert into communities (id, external_id, name, geom)
      values ('${community}', 'c', '社区', ${SQUARE});
    insert into plans (id, community_id, rules, seed, effort, engine_version, input_hash, metrics,
      findings, blocks)
    select id, '${community}', '{}', 1, 1, '1', 'x', '{}', '[]',
      st_geomfromtext('GEOMETRYCOLLECTION EMPTY', 4490)
    from unnest(array['${plan}', '${other}']::uuid[]) as new (id);
    insert into plan_grids (id, plan_id, label, kind, reduced, band_min, band_max, reason,
      deviation, households, residents, old_households, special_households, building_count,
      estates, geom, point, area_m2, perimeter_m, compactness, border, findings)
    values ('${grid}', '${plan}', '001', 'STANDARD', false, 300, 500, '{}', -200, 100, 0, 0, 0, 1,
      '{}', ${SQUARE}, ${POINT}, 1, 1, 0.5, '{}', '[]');
    insert into plan_grounds (plan_id, no, key, cells) values ('${plan}', 1, 'k', '[["b"]]');
    insert into plan_divisions (plan_id, no, parent_no, ground_no, grids, grid_of)
      values ('${plan}', 1, null, 1, '[{}]', '{0}'), ('${plan}', 2, 1, 1, '[{}]', '{-1}');
    insert into jobs (id, kind, payload) values ('${job}', 'IMPROVE_PLAN', '{}');
    insert into plan_edits (plan_id, no, plan_version, kind, edit, from_division, to_division,
      effect, job_id, actor_id, actor_name, role)
    values ('${plan}', 1, 2, 'MOVE', '{}', 1, 2, '{}', '${job}', 'x', 'x', 'PLANNER');
    update plans set division_no = 2, version = 2 where id = '${plan}';
  `);
}

beforeAll(async () => {
  await emptyTables(testDb());
  await seed();
});

/** Runs a statement and takes it back; gives the constraint that refused it, null for none. */
async function refusedBy(statement: string): Promise<string | null> {
  const trx = await testDb().transaction();
  try {
    await trx.raw(statement);
    return null;
  } catch (error) {
    if (error instanceof Error && "constraint" in error) return String(error.constraint);
    throw error;
  } finally {
    await trx.rollback();
  }
}

const division = (values: string): string =>
  `insert into plan_divisions (plan_id, no, parent_no, ground_no, grids, grid_of)
   values ('${plan}', ${values})`;

const edit = (no: number, version: number, values: string): string =>
  `insert into plan_edits (plan_id, no, plan_version, kind, from_division, to_division, effect,
     actor_id, actor_name, role)
   values ('${plan}', ${no}, ${version}, ${values})`;

const changeGrid = (set: string): string => `update plan_grids set ${set} where id = '${grid}'`;

test("what the service writes is taken", async () => {
  expect(await refusedBy(division("3, 2, 1, '[{}, {}]', '{1}'"))).toBeNull();
  expect(await refusedBy(edit(2, 3, "'UNDO', 2, 1, '{}', 'x', 'x', 'PLANNER'"))).toBeNull();
  expect(
    await refusedBy(changeGrid("name = '北片', locked = true, reduced_note = 'x'")),
  ).toBeNull();
});

test.each([
  ["a ground of no number", `update plan_grounds set no = 0`, "plan_grounds_append_only"],
  [
    "the same ground twice",
    `insert into plan_grounds (plan_id, no, key, cells) values ('${plan}', 2, 'k', '[]')`,
    "plan_grounds_key_key",
  ],
  [
    "a ground without cells",
    `insert into plan_grounds (plan_id, no, key, cells) values ('${plan}', 2, 'l', '{}')`,
    "plan_grounds_cells_check",
  ],
  [
    "a ground of no plan",
    `insert into plan_grounds (plan_id, no, key, cells) values ('${job}', 1, 'k', '[]')`,
    "plan_grounds_plan_fkey",
  ],
  ["a second first division", division("3, null, 1, '[]', '{}'"), "plan_divisions_parent_check"],
  ["a division of a later one", division("3, 4, 1, '[]', '{}'"), "plan_divisions_parent_check"],
  ["a division on no ground", division("3, 2, 2, '[]', '{}'"), "plan_divisions_ground_fkey"],
  [
    "a cell in a grid that is not there",
    division("3, 2, 1, '[{}]', '{1}'"),
    "plan_divisions_grid_of_check",
  ],
  ["a cell nowhere", division("3, 2, 1, '[{}]', '{-2}'"), "plan_divisions_grid_of_check"],
  ["grids that are no list", division("3, 2, 1, '{}', '{}'"), "plan_divisions_grids_check"],
  ["the same division twice", division("2, 1, 1, '[]', '{}'"), "plan_divisions_pkey"],
  [
    "another division under the same number",
    "update plan_divisions set grid_of = '{0}'",
    "plan_divisions_append_only",
  ],
  ["a division less", "delete from plan_divisions where no = 2", "plan_divisions_append_only"],
  ["no divisions any more", "truncate plan_divisions cascade", "plan_divisions_append_only"],
  [
    "an edit of an unknown kind",
    edit(2, 3, "'PAINT', 2, 1, '{}', 'x', 'x', 'PLANNER'"),
    "plan_edits_kind_check",
  ],
  [
    "an edit by nobody",
    edit(2, 3, "'UNDO', 2, 1, '{}', '', 'x', 'PLANNER'"),
    "plan_edits_actor_check",
  ],
  [
    "an edit in an unknown role",
    edit(2, 3, "'UNDO', 2, 1, '{}', 'x', 'x', 'ROOT'"),
    "plan_edits_role_check",
  ],
  [
    "two edits of one version",
    edit(2, 2, "'UNDO', 2, 1, '{}', 'x', 'x', 'PLANNER'"),
    "plan_edits_version_key",
  ],
  [
    "an edit to a division that is not there",
    edit(2, 3, "'UNDO', 2, 3, '{}', 'x', 'x', 'PLANNER'"),
    "plan_edits_to_fkey",
  ],
  [
    "an effect that is no object",
    edit(2, 3, "'UNDO', 2, 1, '[]', 'x', 'x', 'PLANNER'"),
    "plan_edits_effect_check",
  ],
  [
    "a second edit of one job",
    `insert into plan_edits (plan_id, no, plan_version, kind, from_division, to_division, effect,
       job_id, actor_id, actor_name, role)
     values ('${plan}', 2, 3, 'REPAIR', 2, 1, '{}', '${job}', 'x', 'x', 'PLANNER')`,
    "plan_edits_job_key",
  ],
  ["another doer", "update plan_edits set actor_name = 'y'", "plan_edits_append_only"],
  ["an edit less", "delete from plan_edits", "plan_edits_append_only"],
  ["no edits any more", "truncate plan_edits", "plan_edits_append_only"],
  [
    "a plan with a division that it has not been through",
    `update plans set division_no = 1, version = 2 where id = '${other}'`,
    "plans_division_fkey",
  ],
  ["a plan without a name to it", `update plans set name = ' '`, "plans_name_check"],
  ["a grid without a name to it", changeGrid("name = ''"), "plan_grids_name_check"],
  ["a note that says nothing", changeGrid("reduced_note = ' '"), "plan_grids_reduced_note_check"],
  [
    "a reduced micro-grid",
    changeGrid(
      "kind = 'MICRO', label = '501', band_min = null, band_max = null, deviation = 0, reduced_note = 'x'",
    ),
    "plan_grids_reduced_note_check",
  ],
])("the database refuses %s", async (_, statement, constraint) => {
  expect(await refusedBy(statement)).toBe(constraint);
});

test("the history goes with its draft, and with nothing less", async () => {
  const trx = await testDb().transaction();
  try {
    await trx("plans").where({ id: plan }).delete();
    for (const table of ["plan_grounds", "plan_divisions", "plan_edits", "plan_grids"]) {
      expect(await trx(table).where({ plan_id: plan })).toEqual([]);
    }
  } finally {
    await trx.rollback();
  }
});
