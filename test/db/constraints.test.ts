import { randomUUID } from "node:crypto";
import { emptyTables, testDb } from "../support/database";

// What must never be stored is refused by the database itself, whoever writes. Each case starts
// from rows that are all right, and is one statement that would spoil them.

const SQUARE = "st_makeenvelope(106, 38, 106.01, 38.01, 4490)";
const BOW_TIE =
  "st_geomfromtext('POLYGON((106 38, 106.01 38.01, 106.01 38, 106 38.01, 106 38))', 4490)";
const EMPTY = "st_geomfromtext('POLYGON EMPTY', 4490)";
const POINT = "st_setsrid(st_makepoint(106.005, 38.005), 4490)";
const OUTSIDE = "st_makeenvelope(179, 38, 181, 38.01, 4490)";

// Coordinate system and dimensions belong to the column's type; PostgreSQL says
// invalid_parameter_value, and names no constraint.
const WRONG_TYPE = "22023";

const west = randomUUID();
const east = randomUUID();
const westEstate = randomUUID();
const westBuilding = randomUUID();
const eastBuilding = randomUUID();
const plan = randomUUID();
const otherPlan = randomUUID();
const grid = randomUUID();
const otherGrid = randomUUID();
const job = randomUUID();

async function seed(): Promise<void> {
  const db = testDb();
  await db.raw(`
    insert into communities (id, external_id, name, geom)
      values ('${west}', 'west', '西', ${SQUARE}), ('${east}', 'east', '东', ${SQUARE});
    insert into community_codes (community_id, code, valid_from)
      values ('${west}', '640104001001', '2020-01-01'), ('${east}', '640104001002', '2020-01-01');
    insert into estates (id, community_id, name) values ('${westEstate}', '${west}', '苑');
    insert into buildings (id, external_id, community_id, category, households, geom)
      values ('${westBuilding}', 'w', '${west}', 'RESIDENTIAL', 10, ${SQUARE}),
        ('${eastBuilding}', 'e', '${east}', 'RESIDENTIAL', 10, ${SQUARE});
    insert into barriers (external_id, kind, geom)
      values ('r', 'ROAD', st_geomfromtext('LINESTRING(106 38, 106.01 38)', 4490));
    insert into jobs (id, kind, payload) values ('${job}', 'PROPOSE_PLANS', '{}');
    insert into plans (id, community_id, job_id, rules, seed, effort, engine_version, input_hash,
      metrics, findings, blocks)
    select id, '${west}', null, '{}', 1, 1, '1', 'x', '{}', '[]',
      st_geomfromtext('GEOMETRYCOLLECTION EMPTY', 4490)
    from (values (cast('${plan}' as uuid)), ('${otherPlan}')) as new (id);
    insert into plan_grids (id, plan_id, label, kind, reduced, band_min, band_max, reason, deviation,
      households, residents, old_households, special_households, building_count, estates, geom,
      point, area_m2, perimeter_m, compactness, border, findings)
    select id, plan_id, '001', 'STANDARD', false, 300, 500, '{}', -200, 100, 0, 0, 0, 1, '{}',
      ${SQUARE}, ${POINT}, 1, 1, 0.5, '{}', '[]'
    from (values (cast('${grid}' as uuid), cast('${plan}' as uuid)),
      ('${otherGrid}', '${otherPlan}')) as new (id, plan_id);
    insert into plan_cells (plan_id, no, grid_id, households, geom)
      values ('${plan}', 0, '${grid}', 10, ${SQUARE}), ('${plan}', 1, '${grid}', 10, ${SQUARE}),
        ('${otherPlan}', 0, '${otherGrid}', 10, ${SQUARE});
    insert into plan_buildings (plan_id, building_id, cell_no, grid_id)
      values ('${plan}', '${westBuilding}', 0, '${grid}');
  `);
}

beforeAll(async () => {
  await emptyTables(testDb());
  await seed();
});

const oneGrid = (changes: string): string =>
  `update plan_grids set ${changes} where id = '${grid}'`;
const oneBuilding = (changes: string): string =>
  `update buildings set ${changes} where id = '${westBuilding}'`;
const oneJob = (changes: string): string => `update jobs set ${changes} where id = '${job}'`;

test.each([
  // Communities and their codes.
  [
    "two communities of one id",
    "update communities set external_id = 'same'",
    "communities_external_id_key",
  ],
  ["a community without a name", "update communities set name = ' '", "communities_name_check"],
  [
    "a self-crossing community",
    `update communities set geom = ${BOW_TIE}`,
    "communities_geom_valid_check",
  ],
  ["an empty community", `update communities set geom = ${EMPTY}`, "communities_geom_valid_check"],
  [
    "a community that is a point",
    `update communities set geom = ${POINT}`,
    "communities_geom_type_check",
  ],
  [
    "a community off the globe",
    `update communities set geom = ${OUTSIDE}`,
    "communities_geom_range_check",
  ],
  [
    "a community in other coordinates",
    "update communities set geom = st_makeenvelope(0, 0, 1, 1, 4326)",
    WRONG_TYPE,
  ],
  ["a community with heights", `update communities set geom = st_force3d(${SQUARE})`, WRONG_TYPE],
  ["a version below 1", "update communities set version = 0", "communities_version_check"],
  [
    "a code of 11 digits",
    "update community_codes set code = '64010400100'",
    "community_codes_code_check",
  ],
  [
    "a code with a letter",
    "update community_codes set code = '64010400100a'",
    "community_codes_code_check",
  ],
  [
    "a code of street class 6",
    "update community_codes set code = '640104601001'",
    "community_codes_code_check",
  ],
  [
    "a second code in use by a community",
    `insert into community_codes (community_id, code) values ('${west}', '640104001003')`,
    "community_codes_one_code_excl",
  ],
  [
    "a second community that uses a code",
    `update community_codes set code = '640104001001' where community_id = '${east}'`,
    "community_codes_one_community_excl",
  ],
  [
    "a past code of a community that overlaps another one of its codes",
    `insert into community_codes values ('${west}', '640104001003', '2019-01-01', '2020-06-01')`,
    "community_codes_one_code_excl",
  ],
  [
    "a code that two communities had at the same time in the past",
    `insert into community_codes values ('${east}', '640104001003', '2018-01-01', '2019-01-01'),
      ('${west}', '640104001003', '2018-06-01', '2019-06-01')`,
    "community_codes_one_community_excl",
  ],
  [
    "a code that ends before it starts",
    `insert into community_codes values ('${west}', '640104001003', '2019-01-01', '2018-01-01')`,
    "community_codes_period_check",
  ],
  [
    "the removal of a community with a code",
    `delete from communities where id = '${west}'`,
    "community_codes_community_fkey",
  ],
  // Estates, buildings and barriers.
  [
    "two estates of one name in a community",
    `insert into estates (community_id, name) values ('${west}', '苑')`,
    "estates_community_name_key",
  ],
  [
    "a building in an estate of another community",
    `update buildings set estate_id = '${westEstate}' where id = '${eastBuilding}'`,
    "buildings_estate_fkey",
  ],
  [
    "an estate that leaves its buildings behind in another community",
    `update buildings set estate_id = '${westEstate}' where id = '${westBuilding}';
     update estates set community_id = '${east}' where id = '${westEstate}'`,
    "buildings_estate_fkey",
  ],
  [
    "two buildings of one id",
    "update buildings set external_id = 'same'",
    "buildings_external_id_key",
  ],
  ["an unknown category", oneBuilding("category = 'HOUSE'"), "buildings_category_check"],
  ["negative households", oneBuilding("households = -1"), "buildings_households_check"],
  ["negative residents", oneBuilding("residents = -1"), "buildings_residents_check"],
  ["negative floors", oneBuilding("floors = -1"), "buildings_floors_check"],
  ["negative stairwell units", oneBuilding("units = -1"), "buildings_units_check"],
  ["a built year of 0", oneBuilding("built_year = 0"), "buildings_built_year_check"],
  [
    "more special households than households",
    oneBuilding("special_households = 11"),
    "buildings_special_households_check",
  ],
  ["a negative floor area", oneBuilding("floor_area_m2 = -1"), "buildings_floor_area_check"],
  [
    "a floor area that is not a number",
    oneBuilding("floor_area_m2 = 'NaN'"),
    "buildings_floor_area_check",
  ],
  ["a self-crossing building", oneBuilding(`geom = ${BOW_TIE}`), "buildings_geom_valid_check"],
  ["a building that is a point", oneBuilding(`geom = ${POINT}`), "buildings_geom_type_check"],
  ["an unknown kind of barrier", "update barriers set kind = 'FENCE'", "barriers_kind_check"],
  ["a barrier that is an area", `update barriers set geom = ${SQUARE}`, "barriers_geom_type_check"],
  [
    "a barrier without length",
    "update barriers set geom = st_geomfromtext('LINESTRING(106 38, 106 38)', 4490)",
    "barriers_geom_valid_check",
  ],
  // Jobs.
  ["an unknown kind of job", oneJob("kind = 'DREAM'"), "jobs_kind_check"],
  ["an unknown state of a job", oneJob("state = 'LOST', started_at = now()"), "jobs_state_check"],
  ["a job that has done more than there is", oneJob("total = 1, done = 2"), "jobs_done_check"],
  ["progress beyond 1", oneJob("progress = 1.1"), "jobs_progress_check"],
  ["a running job that never started", oneJob("state = 'RUNNING'"), "jobs_started_check"],
  [
    "a finished job without its time",
    oneJob("state = 'SUCCEEDED', started_at = now()"),
    "jobs_finished_check",
  ],
  [
    "a failed job without its error",
    oneJob("state = 'FAILED', started_at = now(), finished_at = now()"),
    "jobs_error_check",
  ],
  ["an error of a job that did not fail", oneJob("error = '{}'"), "jobs_error_check"],
  // Plans.
  ["a plan of an unknown state", "update plans set state = 'PUBLISHED'", "plans_transition"],
  [
    "a plan of an unknown community",
    `update plans set community_id = '${randomUUID()}'`,
    "plans_community_fkey",
  ],
  [
    "a second plan of one community by one job",
    `update plans set job_id = '${job}'`,
    "plans_job_community_alternative_key",
  ],
  ["a plan of an unknown focus", "update plans set focus = 'CHEAPEST'", "plans_focus_check"],
  [
    "a plan that is the best for nothing",
    "update plans set best_for = '{}'",
    "plans_best_for_check",
  ],
  [
    "a plan number 0",
    "update plans set alternative = 0, difference = '{}'",
    "plans_alternative_check",
  ],
  [
    "a second plan that does not say how it differs",
    "update plans set alternative = 2",
    "plans_difference_check",
  ],
  ["reasons that are not a list", "update plans set left_out = '{}'", "plans_left_out_check"],
  [
    "blocks that are not areas",
    `update plans set blocks = st_forcecollection(${POINT})`,
    "plans_blocks_polygons_check",
  ],
  [
    "blocks that cross themselves",
    `update plans set blocks = st_forcecollection(${BOW_TIE})`,
    "plans_blocks_valid_check",
  ],
  [
    "a certificate that says null",
    "update plans set certificate = 'null'",
    "plans_certificate_check",
  ],
  ["a regridding that is a list", "update plans set regridding = '[]'", "plans_regridding_check"],
  ["rules that are not an object", "update plans set rules = '[]'", "plans_rules_check"],
  // Grids.
  [
    "two grids of one label in a plan",
    `insert into plan_grids select (jsonb_populate_record(plan_grids,
       jsonb_build_object('id', gen_random_uuid()))).* from plan_grids where id = '${grid}'`,
    "plan_grids_plan_label_key",
  ],
  ["the label 000", oneGrid("label = '000'"), "plan_grids_label_check"],
  [
    "a standard grid with a label of micro-grids",
    oneGrid("label = '501'"),
    "plan_grids_label_check",
  ],
  [
    "a micro-grid with a label of standard grids",
    oneGrid("kind = 'MICRO', band_min = null, band_max = null, deviation = 0"),
    "plan_grids_label_check",
  ],
  [
    "a reserved label",
    oneGrid("kind = 'MICRO', label = '901', band_min = null, band_max = null, deviation = 0"),
    "plan_grids_label_check",
  ],
  [
    "a code of other digits than the label",
    oneGrid("code = '640104001001002'"),
    "plan_grids_code_check",
  ],
  ["a code of 14 digits", oneGrid("code = '64010400100001'"), "plan_grids_code_check"],
  [
    "a standard grid without a band",
    oneGrid("band_min = null, band_max = null"),
    "plan_grids_band_check",
  ],
  ["a micro-grid with a band", oneGrid("kind = 'MICRO', label = '501'"), "plan_grids_band_check"],
  ["a band upside down", oneGrid("band_min = 500, band_max = 300"), "plan_grids_band_check"],
  ["a false deviation", oneGrid("deviation = 0"), "plan_grids_deviation_check"],
  ["a reduced grid without a reason", oneGrid("reduced = true"), "plan_grids_reduced_check"],
  [
    "a reason without a reduced grid",
    oneGrid("reduced_reason = 'MANUAL'"),
    "plan_grids_reduced_check",
  ],
  [
    "an unknown reason to reduce",
    oneGrid("reduced = true, reduced_reason = 'WISH'"),
    "plan_grids_reduced_check",
  ],
  [
    "more old households than households",
    oneGrid("old_households = 101"),
    "plan_grids_old_households_check",
  ],
  [
    "more special households than the grid holds",
    oneGrid("special_households = 101"),
    "plan_grids_special_households_check",
  ],
  ["a self-crossing grid", oneGrid(`geom = ${BOW_TIE}`), "plan_grids_geom_valid_check"],
  ["an empty grid", oneGrid(`geom = ${EMPTY}`), "plan_grids_geom_valid_check"],
  ["a grid without area", oneGrid("area_m2 = 0"), "plan_grids_area_check"],
  ["limits that are no object", oneGrid("limits = '[]'"), "plan_grids_limits_check"],
  ["a compactness beyond 1", oneGrid("compactness = 1.01"), "plan_grids_compactness_check"],
  // Cells and the buildings of a plan.
  [
    "a cell in a grid of another plan",
    `update plan_cells set grid_id = '${otherGrid}' where plan_id = '${plan}' and no = 1`,
    "plan_cells_grid_fkey",
  ],
  [
    "a self-crossing cell",
    `update plan_cells set geom = ${BOW_TIE}`,
    "plan_cells_geom_valid_check",
  ],
  [
    "a building twice in one plan",
    `insert into plan_buildings values ('${plan}', '${westBuilding}', 1, '${grid}')`,
    "plan_buildings_pkey",
  ],
  [
    "a building in another grid than its cell",
    `insert into plan_buildings values ('${otherPlan}', '${westBuilding}', 0, '${grid}')`,
    "plan_buildings_cell_fkey",
  ],
  [
    "a building of another community",
    `insert into plan_buildings values ('${plan}', '${eastBuilding}', 1, '${grid}')`,
    "plan_buildings_same_community",
  ],
  [
    "a building exchanged for one of another community",
    `update plan_buildings set building_id = '${eastBuilding}'`,
    "plan_buildings_same_community",
  ],
  [
    "the removal of a planned building",
    `delete from buildings where id = '${westBuilding}'`,
    "plan_buildings_building_fkey",
  ],
])("the database refuses %s", async (_, statement, reason) => {
  const attempt = testDb().transaction(async (trx) => {
    await trx.raw(statement);
  });
  await expect(attempt).rejects.toMatchObject(
    reason === WRONG_TYPE ? { code: reason } : { constraint: reason },
  );
});

test("a cell that moves to another grid of its plan takes its buildings along", async () => {
  const trx = await testDb().transaction();
  try {
    const second = randomUUID();
    await trx.raw(
      `insert into plan_grids select (jsonb_populate_record(g,
         jsonb_build_object('id', cast(? as uuid), 'label', '002'))).*
       from plan_grids g where id = ?`,
      [second, grid],
    );
    await trx("plan_cells").where({ plan_id: plan, no: 0 }).update({ grid_id: second });
    expect(await trx("plan_buildings").where({ plan_id: plan }).pluck("grid_id")).toEqual([second]);
  } finally {
    await trx.rollback();
  }
});

test("a building that is planned may move to another community", async () => {
  const trx = await testDb().transaction();
  try {
    expect(await trx("buildings").where({ id: westBuilding }).update({ community_id: east })).toBe(
      1,
    );
  } finally {
    await trx.rollback();
  }
});

test("a plan is removed with its grids, cells and buildings", async () => {
  const trx = await testDb().transaction();
  try {
    await trx("plans").where({ id: plan }).delete();
    expect(await trx("plan_grids").pluck("id")).toEqual([otherGrid]);
    expect(await trx("plan_cells").pluck("grid_id")).toEqual([otherGrid]);
    expect(await trx("plan_buildings").pluck("grid_id")).toEqual([]);
  } finally {
    await trx.rollback();
  }
});
