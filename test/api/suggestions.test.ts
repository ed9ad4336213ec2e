import { SYSTEM } from "../../src/auth/viewer";
import { importDataset } from "../../src/exchange/import.service";
import { toGlobalId } from "../../src/graphql/global-id";
import type { Plan } from "../../src/plan/plan";
import { emptyTables, testDb } from "../support/database";
import { storeDivision, type GivenDivision } from "./support/divisions";
import { LARGE, SOUND } from "./support/plan-life";
import {
  ask,
  at,
  person,
  read,
  startTestServer,
  type TestServer,
  type Tree,
} from "./support/test-server";
import { rowOfCommunities } from "./support/towns";

jest.setTimeout(60_000);

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());
beforeEach(() => emptyTables(testDb()));

const SUGGESTIONS = `query ($id: ID!, $first: Int) { plan(id: $id) { version suggestions(first: $first) {
  message { zh en } edit { mutation input }
  effect { householdsMoved before { householdsInBand } after { householdsInBand }
    newFindings { severity code } goneFindings { severity code }
    changedGrids { gridId before { households } after { households polygon } } } } } }`;

const REASONS = `query ($id: ID!) { plan(id: $id) { grids { households deviation outOfBand {
  reason message { zh en } numbers { name value } grids { households } moves { mutation input } } } } }`;

const planIdOf = ({ id }: Pick<Plan, "id">): string => toGlobalId("Plan", id);

/** A draft of a community whose nine buildings have so many households. */
async function draftOf(division: GivenDivision, households = Array(9).fill(100)): Promise<Plan> {
  const row = rowOfCommunities(1);
  const buildings = row.buildings.map((one, i) => ({ ...one, households: Number(households[i]) }));
  await importDataset(testDb(), { ...row, buildings }, SYSTEM);
  return storeDivision(testDb(), "c0", division);
}

async function suggestionsFor(plan: Pick<Plan, "id">, first = 3): Promise<Tree[] | null> {
  const data = await read(server, SUGGESTIONS, { id: planIdOf(plan), first });
  return at(data, "plan", "suggestions") as Tree[] | null;
}

/** What is said of the grids with so many households. */
async function reasonsFor(plan: Pick<Plan, "id">, households: number): Promise<(Tree | null)[]> {
  const data = await read(server, REASONS, { id: planIdOf(plan) });
  return (at(data, "plan", "grids") as Tree[])
    .filter((grid) => grid.households === households)
    .map(({ outOfBand }) => outOfBand as Tree | null);
}

/** Makes a proposed edit as it came, and gives the payload. */
async function make({ mutation, input }: Tree): Promise<Tree> {
  const name = mutation as string;
  const type = `${name[0].toUpperCase()}${name.slice(1)}Input`;
  const data = await read(
    server,
    `mutation ($input: ${type}!) { ${name}(input: $input) {
       plan { version findings { severity } metrics { householdsInBand } }
       effect { householdsMoved newFindings { severity code } goneFindings { severity code } }
       userErrors { code message { en } } } }`,
    { input },
  );
  return at(data, name) as Tree;
}

test("each suggestion makes the plan better, and can be made as it came with just that effect", async () => {
  const plan = await draftOf(LARGE);
  const suggestions = (await suggestionsFor(plan)) ?? [];
  expect(suggestions.length).toBeGreaterThan(0);
  expect(suggestions.length).toBeLessThanOrEqual(3);
  for (const { effect, message, edit } of suggestions) {
    expect(message).toMatchObject({
      zh: expect.stringMatching(/\S/) as string,
      en: expect.stringMatching(/\S/) as string,
    });
    expect(at(edit, "input")).toMatchObject({ planId: planIdOf(plan), expectedVersion: 1 });
    expect(at(effect, "changedGrids")).not.toEqual([]);
    expect(Number(at(effect, "after", "householdsInBand"))).toBeGreaterThan(
      Number(at(effect, "before", "householdsInBand")),
    );
  }
  const [best] = suggestions;
  // Nothing is stored by asking.
  expect(await testDb()("plan_edits")).toEqual([]);
  const payload = await make(best.edit as Tree);
  const { householdsMoved, newFindings, goneFindings, after } = best.effect as Tree;
  expect(payload).toMatchObject({
    userErrors: [],
    plan: { version: 2, metrics: after },
    effect: { householdsMoved, newFindings, goneFindings },
  });
});

test("there are no suggestions for what cannot be edited", async () => {
  const plan = await draftOf(SOUND);
  await read(
    server,
    `mutation ($id: ID!) { submitPlan(input: { planId: $id, expectedVersion: 1 }) { plan { id } } }`,
    { id: planIdOf(plan) },
  );
  expect(await suggestionsFor(plan)).toBeNull();

  const stale = await storeDivision(testDb(), "c0", LARGE);
  expect(await suggestionsFor(stale)).not.toBeNull();
  await importDataset(testDb(), ledgerWith(90), SYSTEM);
  expect(await suggestionsFor(stale)).toBeNull();
  expect(await reasonsFor(stale, 600)).toEqual([null]);
});

function ledgerWith(households: number) {
  const row = rowOfCommunities(1);
  const buildings = row.buildings.map((one, i) => (i === 0 ? { ...one, households } : one));
  return { ...row, buildings };
}

describe("a grid out of its band says why", () => {
  test("and which edits, one after another, bring it into band", async () => {
    const plan = await draftOf(LARGE);
    expect(await reasonsFor(plan, 300)).toEqual([null]);
    const [reason] = await reasonsFor(plan, 600);
    expect(reason).toMatchObject({ reason: "POSSIBLE" });
    const moves = at(reason, "moves") as Tree[];
    expect(moves).not.toEqual([]);
    let last: Tree | null = null;
    for (const move of moves) last = await make(move);
    expect(last).toMatchObject({ userErrors: [], plan: { metrics: { householdsInBand: 900 } } });
    expect(JSON.stringify(at(last, "plan", "findings"))).not.toContain("WARNING");
  });

  test("with the numbers, where a building alone has too many", async () => {
    const plan = await draftOf(SOUND, [100, 100, 100, 600, 100, 100, 100, 100, 100]);
    const [reason] = await reasonsFor(plan, 800);
    expect(reason).toMatchObject({ reason: "BUILDING_EXCEEDS_MAX", moves: [] });
    expect(JSON.stringify(at(reason, "numbers"))).toContain("600");
    expect(at(reason, "message", "zh")).toContain("600");
  });

  test("where no number of grids fits all households", async () => {
    const division = [{ buildings: SOUND.flatMap(({ buildings }) => buildings) }];
    const plan = await draftOf(division, Array(9).fill(61));
    expect(await reasonsFor(plan, 549)).toMatchObject([{ reason: "TOTAL", moves: [] }]);
  });

  test("where locked grids stand in the way", async () => {
    const plan = await draftOf(LARGE);
    const [small] = await testDb()("plan_grids").where({ plan_id: plan.id, households: 300 });
    await make({
      mutation: "lockGrids",
      input: {
        planId: planIdOf(plan),
        expectedVersion: 1,
        gridIds: [toGlobalId("Grid", small.id)],
      },
    });
    // Of the 600 households two grids can be made, but the locked one takes none.
    const [reason] = await reasonsFor(plan, 600);
    expect(reason?.reason).toMatch(/POSSIBLE|LOCKED/);
    expect(JSON.stringify(reason?.moves)).not.toContain(toGlobalId("Grid", small.id));
  });
});

test("many suggestions at a time are too much to ask for", async () => {
  const plan = await draftOf(LARGE);
  const names = Array.from({ length: 11 }, (_, i) => `s${i}: suggestions { message { en } }`);
  const query = `query ($id: ID!) { plan(id: $id) { ${names.join(" ")} } }`;
  const { errors } = await ask(server, query, { id: planIdOf(plan) });
  expect(errors).toMatchObject([{ extensions: { code: "QUERY_TOO_COMPLEX" } }]);
  for (const first of [0, 11]) {
    const refused = await ask(server, SUGGESTIONS, { id: planIdOf(plan), first });
    expect(refused.errors).toMatchObject([{ extensions: { code: "BAD_INPUT" } }]);
  }
});

test("suggestions are for those who may edit, and nothing is shown to those who may not read", async () => {
  const plan = await draftOf(LARGE);
  const reader = { as: person("REVIEWER", "640104") };
  const seen = at(await read(server, SUGGESTIONS, { id: planIdOf(plan) }, reader), "plan");
  expect(seen).toEqual({ version: 1, suggestions: null });
  const elsewhere = { as: person("PLANNER", "640105") };
  expect(await read(server, SUGGESTIONS, { id: planIdOf(plan) }, elsewhere)).toEqual({
    plan: null,
  });
});
