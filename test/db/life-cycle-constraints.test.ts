import { randomUUID } from "node:crypto";
import { TRANSITIONS } from "../../src/plan/life-cycle";
import type { PlanState } from "../../src/plan/plan";
import { emptyTables, testDb } from "../support/database";

// The database itself keeps the life of plans, whoever writes. Each case starts from plans that are
// all right, one in each state, and is one statement that would spoil them.

const SQUARE = "st_makeenvelope(106, 38, 106.01, 38.01, 4490)";
const POINT = "st_setsrid(st_makepoint(106.005, 38.005), 4490)";
const ACTOR = `'{"id": "x", "name": "x", "role": "PLANNER"}'`;

const STATES: readonly PlanState[] = [
  "DRAFT",
  "SUBMITTED",
  "ENDORSED",
  "APPROVED",
  "IN_FORCE",
  "SUPERSEDED",
  "REJECTED",
  "WITHDRAWN",
];
const FIXED: readonly PlanState[] = ["IN_FORCE", "SUPERSEDED", "REJECTED", "WITHDRAWN"];

const community = randomUUID();
const building = randomUUID();
const other = randomUUID();
const ids: Readonly<Record<PlanState, string>> = {
  DRAFT: randomUUID(),
  SUBMITTED: randomUUID(),
  ENDORSED: randomUUID(),
  APPROVED: randomUUID(),
  IN_FORCE: randomUUID(),
  SUPERSEDED: randomUUID(),
  REJECTED: randomUUID(),
  WITHDRAWN: randomUUID(),
};

/** A plan in each state, each with one grid, one cell, one building of the two, and a basis. */
async function seed(): Promise<void> {
  const states = STATES.map((state) => `(cast('${ids[state]}' as uuid), '${state}')`).join(", ");
  await testDb().transaction(async (trx) => {
    // There is no register here, and what is fixed has to be written first.
    await trx.raw("set local session_replication_role = replica");
    await trx.raw(`
      insert into communities (id, external_id, name, geom)
        values ('${community}', 'c', '社区', ${SQUARE});
      insert into buildings (id, external_id, community_id, category, households, geom)
        values ('${building}', 'b', '${community}', 'RESIDENTIAL', 10, ${SQUARE}),
          ('${other}', 'o', '${community}', 'RESIDENTIAL', 10, ${SQUARE});
      insert into plans (id, community_id, state, rules, seed, effort, engine_version, input_hash,
        metrics, findings, blocks, submitted_by, submitted_at, effective_from, superseded_at)
      select id, '${community}', state, '{}', 1, 1, '1', 'x', '{}', '[]',
        st_geomfromtext('GEOMETRYCOLLECTION EMPTY', 4490),
        case when state not in ('DRAFT') then cast(${ACTOR} as jsonb) end,
        case when state not in ('DRAFT') then timestamptz '2026-01-01' end,
        case when state in ('IN_FORCE', 'SUPERSEDED') then timestamptz '2026-02-01' end,
        case when state = 'SUPERSEDED' then timestamptz '2026-03-01' end
      from (values ${states}) as new (id, state);
      insert into reviews (plan_id, community_id, kind, from_state, to_state, plan_version, actor_id,
        actor_name, role)
      values ('${ids.SUBMITTED}', '${community}', 'SUBMIT', 'DRAFT', 'SUBMITTED', 2, 'x', 'x',
        'PLANNER');
    `);
    await trx.raw(`
      insert into plan_grids (id, plan_id, label, kind, reduced, band_min, band_max, reason,
        deviation, households, residents, old_households, special_households, building_count,
        estates, geom, point, area_m2, perimeter_m, compactness, border, findings)
      select id, id, '001', 'STANDARD', false, 300, 500, '{}', -200, 100, 0, 0, 0, 1, '{}',
        ${SQUARE}, ${POINT}, 1, 1, 0.5, '{}', '[]' from plans;
      insert into plan_cells (plan_id, no, grid_id, households, geom)
        select id, 0, id, 10, ${SQUARE} from plans;
      insert into plan_buildings (plan_id, building_id, cell_no, grid_id)
        select id, '${building}', 0, id from plans;
      insert into plan_basis (plan_id, basis) select id, '{}' from plans;
    `);
  });
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

const update = (state: PlanState, changes: string): string =>
  `update plans set ${changes} where id = '${ids[state]}'`;

test("a plan goes from state to state as the table of the code says, and no other way", async () => {
  // Beside what people decide, a plan in force ends when another one takes its place.
  const arrows = new Set([
    ...TRANSITIONS.map(({ from, to }) => `${from} ${to}`),
    "IN_FORCE SUPERSEDED",
  ]);
  const taken: string[] = [];
  for (const from of STATES) {
    for (const to of STATES) {
      if (from === to) continue;
      const needed = [
        `state = '${to}'`,
        "version = version + 1",
        ...(from === "DRAFT" ? [`submitted_by = ${ACTOR}, submitted_at = now()`] : []),
        ...(from === "APPROVED" && to === "IN_FORCE" ? ["effective_from = now()"] : []),
        ...(to === "SUPERSEDED" ? ["superseded_at = now()"] : []),
      ];
      const refusal = await refusedBy(update(from, needed.join(", ")));
      if (refusal === null || refusal === "plans_one_in_force_idx") taken.push(`${from} ${to}`);
      else expect([from, to, refusal]).toEqual([from, to, "plans_transition"]);
    }
  }
  expect(new Set(taken)).toEqual(arrows);
  expect(taken).toHaveLength(13);
});

test.each([
  [
    "a second plan in force",
    update("APPROVED", "state = 'IN_FORCE', version = 2, effective_from = now()"),
    "plans_one_in_force_idx",
  ],
  [
    "a new state in the old version",
    update("SUBMITTED", "state = 'ENDORSED'"),
    "plans_transition_version",
  ],
  [
    "a submitted plan of nobody",
    update("DRAFT", "state = 'SUBMITTED', version = 2"),
    "plans_submitted_check",
  ],
  [
    "a submission without its time",
    update("DRAFT", `submitted_by = ${ACTOR}`),
    "plans_submitted_check",
  ],
  [
    "a plan that is in force from no day",
    update("APPROVED", "state = 'IN_FORCE', version = 2"),
    "plans_effective_check",
  ],
  [
    "a plan that was superseded before it was in force",
    update("IN_FORCE", "state = 'SUPERSEDED', version = 2, superseded_at = '2026-01-31'"),
    "plans_superseded_check",
  ],
  [
    "a plan that was superseded at no time",
    update("IN_FORCE", "state = 'SUPERSEDED', version = 2"),
    "plans_superseded_check",
  ],
  [
    "a notice that ends before it begins",
    update("SUBMITTED", "notice_from = '2026-02-02', notice_to = '2026-02-01'"),
    "plans_notice_check",
  ],
  ["half a notice", update("SUBMITTED", "notice_from = '2026-02-02'"), "plans_notice_check"],
  [
    "an empty filing number",
    update("IN_FORCE", "filing_number = ' ', filed_at = now()"),
    "plans_filing_check",
  ],
  ["a filing number of no day", update("IN_FORCE", "filing_number = '12'"), "plans_filing_check"],
  ["an unknown state", update("DRAFT", "state = 'LOST', version = 2"), "plans_transition"],
  ["an author who is no object", update("DRAFT", "author = '\"x\"'"), "plans_author_check"],
  [
    "reasons that are no list",
    update("DRAFT", "deviation_reasons = '{}'"),
    "plans_deviation_reasons_check",
  ],
  ["a basis that is no object", "update plan_basis set basis = '[]'", "plan_basis_basis_check"],
  ["another word in a review", "update reviews set comment = 'x'", "reviews_append_only"],
  ["a review less", "delete from reviews", "reviews_append_only"],
  ["no reviews any more", "truncate reviews", "reviews_append_only"],
  [
    "a review by nobody",
    `insert into reviews (plan_id, community_id, kind, from_state, to_state, plan_version, actor_id,
       actor_name, role)
     select id, community_id, 'REMARK', state, state, 1, '', 'x', 'PLANNER' from plans limit 1`,
    "reviews_actor_check",
  ],
  [
    "a review of an unknown kind",
    `insert into reviews (plan_id, community_id, kind, from_state, to_state, plan_version, actor_id,
       actor_name, role)
     select id, community_id, 'FORGET', state, state, 1, 'x', 'x', 'PLANNER' from plans limit 1`,
    "reviews_kind_check",
  ],
])("the database refuses %s", async (_, statement, reason) => {
  expect(await refusedBy(statement)).toBe(reason);
});

test.each(FIXED)("everything about a plan that is %s is fixed", async (state) => {
  const id = ids[state];
  const where = `where plan_id = '${id}'`;
  for (const statement of [
    `update plan_grids set households = 11, deviation = -289 ${where}`,
    `update plan_cells set households = 11 ${where}`,
    `update plan_buildings set building_id = '${other}' ${where}`,
    `delete from plan_buildings ${where}`,
    `delete from plan_cells ${where}`,
    `delete from plan_grids ${where}`,
    `insert into plan_cells select plan_id, 1, grid_id, households, geom from plan_cells ${where}`,
    `insert into plan_buildings select plan_id, '${other}', cell_no, grid_id from plan_buildings ${where}`,
    `update plan_basis set basis = '{"a": 1}' ${where}`,
    `delete from plan_basis ${where}`,
  ]) {
    expect([statement, await refusedBy(statement)]).toEqual([statement, "plan_parts_fixed"]);
  }
  for (const changes of [
    "findings = '[{}]'",
    `metrics = '{"grids": 2}'`,
    "rules = '{\"a\": 1}'",
    `blocks = st_forcecollection(${POINT})`,
    `submitted_by = '{"id": "y"}'`,
    "submitted_at = now()",
    `deviation_reasons = '[{"finding": "x", "reason": "y"}]'`,
    `author = ${ACTOR}`,
    "input_hash = 'y'",
  ]) {
    expect([changes, await refusedBy(update(state, changes))]).toEqual([changes, "plans_fixed"]);
  }
  expect(await refusedBy(`delete from plans where id = '${id}'`)).toBe("plans_keep");
});

test("a plan in force is filed, and its number stays", async () => {
  const file = update("IN_FORCE", "filing_number = '12', filed_at = '2026-04-01'");
  expect(await refusedBy(file)).toBeNull();
  expect(await refusedBy(`${file}; ${update("IN_FORCE", "filing_number = '13'")}`)).toBe(
    "plans_fixed",
  );
});

test("a plan on its way can be made anew, and a draft that nobody submitted can go", async () => {
  for (const state of STATES.filter((one) => !FIXED.includes(one))) {
    const where = `where plan_id = '${ids[state]}'`;
    expect(await refusedBy(`delete from plan_grids ${where}`)).toBeNull();
    expect(await refusedBy(update(state, "findings = '[{}]', input_hash = 'y'"))).toBeNull();
  }
  expect(await refusedBy(`delete from plans where id = '${ids.DRAFT}'`)).toBeNull();
  const returned =
    update("SUBMITTED", "state = 'DRAFT', version = 2") +
    `; delete from plans where id = '${ids.SUBMITTED}'`;
  expect(await refusedBy(returned)).toBe("plans_keep");
});
