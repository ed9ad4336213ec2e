/** Many communities planned from the grids of one department. */
import type { Knex } from "knex";
import { SYSTEM } from "../../src/auth/viewer";
import { importDataset } from "../../src/exchange/import.service";
import { testDb } from "../support/database";
import { takeNetwork } from "./support/departmental";
import { propose, proposed, refusal } from "./support/rule-sets";
import { at, startTestServer, type TestServer } from "./support/test-server";
import { rowOfCommunities } from "./support/towns";

jest.setTimeout(120_000);

/** Columns of 300 households each, in band, where the road and the estates run in rows. */
const columns = (c: string): string[] =>
  Array.from({ length: 9 }, (_, n) => `K-${(n % 3) + 1},${c}-b${n}`);
const listOf = (...rows: readonly string[]): string => ["code,building", ...rows].join("\n");

let server: TestServer;
let db: Knex;
beforeAll(async () => {
  db = testDb();
  server = await startTestServer();
  await importDataset(db, rowOfCommunities(3), SYSTEM);
  const buildings = listOf(...columns("c0"), ...columns("c1"));
  await takeNetwork(server, { department: "PARTY", buildings });
  for (const name of ["甲", "乙"]) {
    await takeNetwork(server, {
      department: "OTHER",
      networkName: name,
      buildings: listOf(...columns("c0")),
    });
  }
});
afterAll(() => server.close());

test("each community starts from the department's grids in it, or from none", async () => {
  const plans = await proposed(server, { startFrom: { department: "PARTY" } });
  expect(plans).toMatchObject([
    { community: { externalId: "c0" }, start: { households: 900 } },
    { community: { externalId: "c1" }, start: { households: 900 } },
    { community: { externalId: "c2" }, start: null },
  ]);
});

test("a network of several of a department is meant by its name", async () => {
  const startFrom = { department: "OTHER" };
  expect(refusal(await propose(server, { startFrom }))).toMatchObject({
    code: "SEVERAL_NETWORKS",
    path: ["startFrom", "networkName"],
    message: {
      en: expect.stringContaining("社区0 has several networks of the department") as string,
    },
  });
  const [plan] = await proposed(server, { startFrom: { ...startFrom, networkName: "乙" } });
  expect(plan).toMatchObject({ start: { households: 900, network: { name: "乙" } } });
});

test("a department that has nothing in any of them is refused, and no job is begun", async () => {
  const before = await db("jobs").count();
  for (const startFrom of [
    { department: "HEALTH" },
    { department: "PARTY", networkName: "没有" },
  ]) {
    const payload = await propose(server, { startFrom });
    expect(at(payload, "job")).toBeNull();
    expect(refusal(payload)).toMatchObject({ code: "NOT_FOUND", path: ["startFrom"] });
  }
  expect(await db("jobs").count()).toEqual(before);
});
