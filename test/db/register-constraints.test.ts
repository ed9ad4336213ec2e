import { randomUUID } from "node:crypto";
import { emptyTables, testDb } from "../support/database";

// What must never be in the register is refused by the database itself, whoever writes. Each case
// starts from a register that is all right, and is one statement that would spoil it.

const SQUARE = "st_makeenvelope(106, 38, 106.01, 38.01, 4490)";
const POINT = "st_setsrid(st_makepoint(106.005, 38.005), 4490)";

const west = randomUUID();
const east = randomUUID();
const oldPlan = randomUUID();
const plan = randomUUID();
const draft = randomUUID();
const eastPlan = randomUUID();
const north = randomUUID();
const northPlan = randomUUID();
const oldGrid = randomUUID();
const grid = randomUUID();
const otherGrid = randomUUID();
const draftGrid = randomUUID();
const eastGrid = randomUUID();

const OLD = "640104001001001";
const NOW = "640104001001002";
const SPARE = "640104001001003";
const EAST = "640104001002001";

const MADE = "2020-01-01";
const CHANGED = "2024-01-01";
const LATER = "2026-01-01";

async function seed(): Promise<void> {
  const actor = `'{"id": "x", "name": "x", "role": "PLANNER"}'`;
  await testDb().transaction(async (trx) => {
    await trx.raw(`
      insert into communities (id, external_id, name, geom)
        values ('${west}', 'west', '西', ${SQUARE}), ('${east}', 'east', '东', ${SQUARE}),
          ('${north}', 'north', '北', ${SQUARE});
      insert into community_codes (community_id, code, valid_from)
        values ('${west}', '640104001001', '${MADE}'), ('${east}', '640104001002', '${MADE}');
      insert into plans (id, community_id, state, rules, seed, effort, engine_version, input_hash,
        metrics, findings, blocks, submitted_by, submitted_at, effective_from)
      select cast(id as uuid), cast(community as uuid), state, '{}', 1, 1, '1', 'x', '{}', '[]',
        st_geomfromtext('GEOMETRYCOLLECTION EMPTY', 4490), ${actor}, '${MADE}',
        cast(effective as timestamptz)
      from (values
        ('${oldPlan}', '${west}', 'IN_FORCE', '${MADE}'),
        ('${plan}', '${west}', 'APPROVED', null),
        ('${draft}', '${west}', 'APPROVED', null),
        ('${northPlan}', '${north}', 'APPROVED', null),
        ('${eastPlan}', '${east}', 'IN_FORCE', '${MADE}')) as new (id, community, state, effective)
    `);
    // The grids of a plan in force are fixed: here they come before everything else is said.
    await trx.raw("set local session_replication_role = replica");
    await trx.raw(`
      insert into plan_grids (id, plan_id, label, kind, reduced, band_min, band_max, reason,
        deviation, households, residents, old_households, special_households, building_count,
        estates, geom, point, area_m2, perimeter_m, compactness, border, findings)
      select cast(id as uuid), cast(plan as uuid), label, 'STANDARD', false, 300, 500, '{}', -200,
        100, 0, 0, 0, 1, '{}', ${SQUARE}, ${POINT}, 1, 1, 0.5, '{}', '[]'
      from (values ('${oldGrid}', '${oldPlan}', '001'), ('${grid}', '${plan}', '001'),
        ('${otherGrid}', '${plan}', '002'), ('${draftGrid}', '${draft}', '001'),
        ('${eastGrid}', '${eastPlan}', '001')) as new (id, plan, label)
    `);
    await trx.raw("set local session_replication_role = origin");
    await trx.raw(`
      insert into grid_codes (code, community_id, kind, issued_at, issued_by_plan)
        values ('${OLD}', '${west}', 'STANDARD', '${MADE}', '${oldPlan}'),
          ('${EAST}', '${east}', 'STANDARD', '${MADE}', '${eastPlan}');
      ${entry(OLD, west, oldPlan, oldGrid, MADE)};
      ${entry(EAST, east, eastPlan, eastGrid, MADE)};
      update plans set state = 'SUPERSEDED', superseded_at = '${CHANGED}', version = 2
        where id = '${oldPlan}';
      update plans set state = 'IN_FORCE', effective_from = '${CHANGED}', version = 2
        where id = '${plan}';
      update register set valid_to = '${CHANGED}' where code = '${OLD}';
      update grid_codes set retired_at = '${CHANGED}', retired_by_plan = '${plan}'
        where code = '${OLD}';
      insert into grid_codes (code, community_id, kind, issued_at, issued_by_plan)
        values ('${NOW}', '${west}', 'STANDARD', '${CHANGED}', '${plan}'),
          ('${SPARE}', '${west}', 'STANDARD', '${CHANGED}', '${plan}');
      ${entry(NOW, west, plan, grid, CHANGED)};
      insert into lineage (community_id, plan_id, at, kind, from_code, to_code, households, buildings)
        values ('${west}', '${plan}', '${CHANGED}', 'SPLIT', '${OLD}', '${NOW}', 100, 1)
    `);
  });
}

/** From then on the code stands for the grid of the plan. */
function entry(
  code: string,
  community: string,
  ofPlan: string,
  ofGrid: string,
  from: string,
  to: string | null = null,
): string {
  return `insert into register (code, community_id, plan_id, grid_id, kind, households, valid_from,
      valid_to, geom)
    values ('${code}', '${community}', '${ofPlan}', '${ofGrid}', 'STANDARD', 100, '${from}',
      ${to === null ? "null" : `'${to}'`}, ${SQUARE})`;
}

const newCode = (code: string, values = ""): string =>
  `insert into grid_codes (code, community_id, kind, issued_at)
     select code, community_id, kind, issued_at
     from (select '${code}' as code, cast('${west}' as uuid) as community_id,
       'STANDARD' as kind, timestamptz '${LATER}' as issued_at) as plain ${values}`;

beforeAll(async () => {
  await emptyTables(testDb());
  await seed();
});

test.each([
  // Plans in force.
  [
    "a second plan in force",
    `update plans set state = 'IN_FORCE', effective_from = '${LATER}', version = 2
       where id = '${draft}'`,
    "plans_one_in_force_idx",
  ],
  [
    "a plan that ends without its grids",
    `update plans set state = 'SUPERSEDED', superseded_at = '${LATER}', version = 3
       where id = '${plan}'`,
    "plans_match_register",
  ],
  [
    "a plan that is in force without grids",
    `update plans set state = 'IN_FORCE', effective_from = '${LATER}', version = 2
       where id = '${northPlan}'`,
    "plans_match_register",
  ],
  // Codes.
  ["a code that is issued again", newCode(OLD), "grid_codes_pkey"],
  ["a code of 14 digits", newCode("64010400100101"), "grid_codes_code_check"],
  ["a code of a reserved sequence", newCode("640104001001901"), "grid_codes_kind_check"],
  ["a micro-grid's code for a standard grid", newCode("640104001001501"), "grid_codes_kind_check"],
  ["a code under another community's", newCode("640104001002009"), "grid_codes_prefix"],
  [
    "a code from before its community had that code",
    `insert into grid_codes (code, community_id, kind, issued_at)
       values ('640104001001009', '${west}', 'STANDARD', '2019-01-01')`,
    "grid_codes_prefix",
  ],
  [
    "a code that comes back",
    `update grid_codes set retired_at = null, retired_by_plan = null where code = '${OLD}'`,
    "grid_codes_keep",
  ],
  [
    "a code that retires at another time than it did",
    `update grid_codes set retired_at = '${LATER}' where code = '${OLD}'`,
    "grid_codes_keep",
  ],
  [
    "a code that goes to another community",
    `update grid_codes set community_id = '${east}' where code = '${NOW}'`,
    "grid_codes_keep",
  ],
  ["a code that is forgotten", `delete from grid_codes where code = '${SPARE}'`, "grid_codes_keep"],
  ["all codes forgotten", "truncate grid_codes cascade", "grid_codes_append_only"],
  [
    "a code that retires under its grid",
    `update grid_codes set retired_at = '${LATER}' where code = '${NOW}'`,
    "grid_codes_in_force",
  ],
  [
    "a code that retires before it is issued",
    `update grid_codes set retired_at = '${MADE}' where code = '${SPARE}'`,
    "grid_codes_retired_check",
  ],
  // The register.
  [
    "a code that nobody issued",
    entry("640104001001009", west, plan, otherGrid, LATER),
    "register_code_fkey",
  ],
  ["a retired code", entry(OLD, west, plan, grid, LATER), "register_living_code"],
  ["a code before it was issued", entry(SPARE, west, plan, grid, MADE), "register_living_code"],
  ["a code of another community", entry(EAST, west, plan, grid, LATER), "register_living_code"],
  [
    "a grid of a plan not in force",
    entry(SPARE, west, draft, draftGrid, LATER),
    "register_plan_in_force",
  ],
  [
    "a plan of another community",
    entry(SPARE, west, eastPlan, eastGrid, LATER),
    "register_plan_in_force",
  ],
  ["a grid of another plan", entry(SPARE, west, plan, draftGrid, LATER), "register_grid_fkey"],
  ["two codes for one grid", entry(SPARE, west, plan, grid, LATER), "register_one_code_excl"],
  ["one code twice at a time", entry(NOW, west, plan, otherGrid, LATER), "register_one_grid_excl"],
  [
    "two plans of a community at a time",
    `update plans set state = 'SUPERSEDED', superseded_at = '${LATER}', version = 3
       where id = '${plan}';
     update plans set state = 'IN_FORCE', effective_from = '${LATER}', version = 2
       where id = '${draft}';
     ${entry(SPARE, west, draft, draftGrid, LATER)}`,
    "register_one_plan_excl",
  ],
  [
    "a grid that ends before it begins",
    `update register set valid_to = '${MADE}' where code = '${NOW}'`,
    "register_period_check",
  ],
  [
    "a grid that ended and goes on",
    `update register set valid_to = null where code = '${OLD}'`,
    "register_keep",
  ],
  [
    "a grid that ended at another time",
    `update register set valid_to = '${LATER}' where code = '${OLD}'`,
    "register_keep",
  ],
  [
    "other households than there were",
    `update register set households = 99 where code = '${NOW}'`,
    "register_keep",
  ],
  [
    "a border that is moved afterwards",
    `update register set valid_to = '${LATER}', geom = st_makeenvelope(106, 38, 106.02, 38.01, 4490)
       where code = '${NOW}'`,
    "register_keep",
  ],
  ["a grid that never was", `delete from register where code = '${OLD}'`, "register_keep"],
  ["everything that ever was", "truncate register cascade", "register_append_only"],
  [
    "a grid without ground",
    entry(SPARE, west, plan, grid, LATER).replace(SQUARE, "st_geomfromtext('POLYGON EMPTY', 4490)"),
    "register_geom_valid_check",
  ],
  [
    "a grid that its plan forgets",
    `delete from plan_grids where id = '${grid}'`,
    "register_grid_fkey",
  ],
  // Lineage.
  [
    "what became of a code, twice",
    `insert into lineage (community_id, at, kind, from_code, to_code, households, buildings)
       values ('${west}', '${CHANGED}', 'MERGE', '${OLD}', '${NOW}', 1, 1)`,
    "lineage_once_key",
  ],
  [
    "a code that came of itself",
    `insert into lineage (community_id, at, kind, from_code, to_code, households, buildings)
       values ('${west}', '${LATER}', 'ADJUST', '${NOW}', '${NOW}', 1, 1)`,
    "lineage_codes_check",
  ],
  [
    "a code that came of nothing issued",
    `insert into lineage (community_id, at, kind, from_code, to_code, households, buildings)
       values ('${west}', '${LATER}', 'ADJUST', '640104001001009', '${NOW}', 1, 1)`,
    "lineage_from_fkey",
  ],
  [
    "an unknown kind of lineage",
    `insert into lineage (community_id, at, kind, from_code, to_code, households, buildings)
       values ('${west}', '${LATER}', 'RENAME', '${OLD}', '${NOW}', 1, 1)`,
    "lineage_kind_check",
  ],
  [
    "fewer than no households",
    `insert into lineage (community_id, at, kind, from_code, to_code, households, buildings)
       values ('${west}', '${LATER}', 'SPLIT', '${OLD}', '${NOW}', -1, 1)`,
    "lineage_households_check",
  ],
  ["another past of a code", "update lineage set households = 1", "lineage_append_only"],
  ["no past of a code", "delete from lineage", "lineage_append_only"],
  ["no past at all", "truncate lineage", "lineage_append_only"],
  // The codes of communities.
  [
    "another code than a community had",
    `update community_codes set code = '640104001009' where community_id = '${west}'`,
    "community_codes_keep",
  ],
  [
    "a community code that was never in use",
    `delete from community_codes where community_id = '${west}'`,
    "community_codes_keep",
  ],
])("the database refuses %s", async (_, statement, constraint) => {
  // Deferred constraints are asked when the transaction ends.
  await expect(
    testDb().transaction(async (trx) => {
      await trx.raw(statement);
    }),
  ).rejects.toMatchObject({ constraint });
});

test("after all that the register is as it was", async () => {
  const rows = await testDb()("register").orderBy("code").select("code", "valid_to");
  expect(rows).toEqual([
    { code: OLD, valid_to: new Date(`${CHANGED}T00:00:00Z`) },
    { code: NOW, valid_to: null },
    { code: EAST, valid_to: null },
  ]);
});
