/** The history of a draft costs no more statements for being long. */
import { SYSTEM } from "../../src/auth/viewer";
import { importDataset } from "../../src/exchange/import.service";
import { testDb } from "../support/database";
import { buildings, draftOf, EDIT, edited, gridId } from "./support/drafts";
import { soundOf } from "./support/plan-life";
import { at, read, startTestServer, type TestServer, type Tree } from "./support/test-server";
import { rowOfCommunities } from "./support/towns";
import { statementsOf } from "./support/statements";

jest.setTimeout(60_000);

let server: TestServer;
beforeAll(async () => {
  await importDataset(testDb(), rowOfCommunities(1), SYSTEM);
  server = await startTestServer();
});
afterAll(() => server.close());

const HISTORY = `query ($id: ID!) { plan(id: $id) {
  isEdited viewerCanEdit undoable { no message { en } } redoable { no }
  wishes { kind buildings { name } }
  edits { nodes { ${EDIT} } } } }`;

/** The statements of the whole history, and how many entries it has. */
async function askHistory(id: string): Promise<{ statements: number; entries: number }> {
  let data: Tree = {};
  const statements = await statementsOf(server.database.knex, async () => {
    data = await read(server, HISTORY, { id });
  });
  return { statements, entries: (at(data, "plan", "edits", "nodes") as unknown[]).length };
}

test("a long history is read with no more statements than a short one", async () => {
  let plan = await draftOf(testDb(), "c0", soundOf("c0"));
  const [b3, b4, b5] = await buildings(testDb(), "c0-b3", "c0-b4", "c0-b5");
  const [north, south] = [await gridId(server, plan, "001"), await gridId(server, plan, "003")];
  const run = async (mutation: string, input: Readonly<Record<string, unknown>> = {}) => {
    plan = (await edited(server, mutation, plan, input)).draft;
  };
  await run("keepBuildings", { buildingIds: [b4, b5], wish: "TOGETHER" });
  await run("moveBuildings", { buildingIds: [b3], toGridId: south });
  await run("undoEdit");
  const short = await askHistory(plan.id);
  expect(short.entries).toBe(3);
  for (const to of [north, south, north]) {
    await run("moveBuildings", { buildingIds: [b3], toGridId: to });
    await run("moveBuildings", { buildingIds: [b4, b5], toNewGrid: {} });
    await run("undoEdit");
  }
  const long = await askHistory(plan.id);
  expect(long.entries).toBe(12);
  expect(long.statements).toBeLessThanOrEqual(short.statements);
  expect(long.statements).toBeLessThanOrEqual(16);
});
