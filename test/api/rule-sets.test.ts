/** Rules under a name: what is saved, and who reads it. */
import type { Knex } from "knex";
import { SYSTEM } from "../../src/auth/viewer";
import { DEFAULT_RULES } from "../../src/engine";
import { parseRules } from "../../src/exchange/read-rules";
import { importDataset } from "../../src/exchange/import.service";
import { testDb } from "../support/database";
import { COUNTY, PLANNER, refusal, SAVE, save, saved, STREET } from "./support/rule-sets";
import {
  ask,
  at,
  person,
  read,
  startTestServer,
  type Asker,
  type TestServer,
  type Tree,
} from "./support/test-server";
import { rowOfCommunities } from "./support/towns";

jest.setTimeout(60_000);

let server: TestServer;
let db: Knex;
beforeAll(async () => {
  db = testDb();
  server = await startTestServer();
  await importDataset(db, rowOfCommunities(2), SYSTEM);
});
afterAll(() => server.close());

describe("saving", () => {
  test("other numbers of a name are its next version, and the earlier one stays", async () => {
    const first = await save(server, {
      note: " 试行 ",
      rules: { standardBand: { min: 250, max: 450 } },
      expectedVersion: 0,
    });
    expect(first).toMatchObject({
      userErrors: [],
      ruleSet: {
        ...{ name: "老城区", jurisdiction: COUNTY, version: 1, note: "试行" },
        savedBy: { id: "planner", role: "PLANNER" },
        rules: { standardBand: { min: 250, max: 450 }, microMergeDistanceM: 40 },
      },
    });
    const second = await save(server, { rules: { microMergeDistanceM: 60 }, expectedVersion: 1 });
    expect(second).toMatchObject({
      ruleSet: {
        version: 2,
        // Left out: built in, and not as in the version before.
        rules: { standardBand: { min: 300, max: 500 }, microMergeDistanceM: 60 },
        versions: [{ version: 2 }, { version: 1 }],
      },
    });
    const id = at(first, "ruleSet", "id") as string;
    const node = `query ($id: ID!) { node(id: $id) { ... on RuleSet { version rules {
      standardBand { min max } } } } }`;
    expect(at(await read(server, node, { id }), "node")).toEqual({
      version: 1,
      rules: { standardBand: { min: 250, max: 450 } },
    });
  });

  test("whoever has not seen the newest version is told whose it is", async () => {
    const before = await db("rule_sets").count();
    const payload = await save(server, { rules: { microMergeDistanceM: 70 }, expectedVersion: 1 });
    expect(refusal(payload)).toMatchObject({ code: "CONFLICT", path: ["expectedVersion"] });
    expect(at(refusal(payload), "message", "en")).toContain("PLANNER 640104 has saved version 2");
    expect(await db("rule_sets").count()).toEqual(before);
  });

  test("the same numbers are not saved twice", async () => {
    const payload = await save(server, { rules: { microMergeDistanceM: 60 } });
    expect(refusal(payload)).toMatchObject({ code: "SAME_RULES" });
  });

  test("five at the same time are five versions", async () => {
    const distances = [11, 12, 13, 14, 15];
    const payloads = await Promise.all(
      distances.map((m) => save(server, { name: "同时", rules: { microMergeDistanceM: m } })),
    );
    const versions = payloads.map((payload) => at(payload, "ruleSet", "version"));
    expect(versions.sort()).toEqual([1, 2, 3, 4, 5]);
  });

  test.each([
    ["a name of blanks", { name: "  " }, "BAD_LENGTH", ["name"]],
    ["a name with a NUL", { name: "a\u0000" }, "BAD_TEXT", ["name"]],
    ["a name of 101 characters", { name: "a".repeat(101) }, "BAD_LENGTH", ["name"]],
    ["a jurisdiction with letters", { jurisdiction: "64x" }, "BAD_JURISDICTION", ["jurisdiction"]],
    [
      "a band upside down",
      { rules: { reducedBand: { min: 300, max: 100 } } },
      "OUT_OF_RANGE",
      ["rules", "reducedBand", "max"],
    ],
    [
      "a share of nothing",
      { rules: { codeKeepShare: 0 } },
      "OUT_OF_RANGE",
      ["rules", "codeKeepShare"],
    ],
  ])("%s is refused", async (_, input, code, path) => {
    const payload = await save(server, { name: "不行", ...input });
    expect(payload).toMatchObject({ ruleSet: null, userErrors: [{ code, path }] });
    expect(at(refusal(payload), "message", "zh")).toMatch(/应为|应在|控制字符/);
  });

  test("a planner of a street saves nothing for the county", async () => {
    const street: Asker = { as: person("PLANNER", STREET) };
    const input = { jurisdiction: COUNTY, name: "街道", rules: {} };
    const { errors } = await ask(server, SAVE, { input }, street);
    expect(errors?.[0]).toMatchObject({ extensions: { code: "FORBIDDEN" } });
    expect(errors?.[0].message).toContain("SAVE_RULES for all communities of 640104");
  });

  test("the file of a rule set is one that the command line takes", async () => {
    const text = `{ ruleSets(filter: { jurisdiction: "${COUNTY}" }) { nodes { rulesFile } } }`;
    const file = at(await read(server, text), "ruleSets", "nodes", 0, "rulesFile") as string;
    expect(parseRules(file, "rules.json")).toEqual({
      rules: { ...DEFAULT_RULES, microMergeDistanceM: expect.any(Number) as number },
    });
  });
});

describe("reading", () => {
  const names = async (asker: Asker, filter = "") => {
    const data = await read(server, `{ ruleSets${filter} { nodes { name version } } }`, {}, asker);
    return (at(data, "ruleSets", "nodes") as Tree[]).map(({ name }) => name);
  };

  test("a list has the newest versions of what is for one's own communities, or lies in them", async () => {
    await saved(server, "街道办", [200, 400], STREET);
    await saved(server, "别的街道", [200, 400], "640104002");
    const street: Asker = { as: person("VIEWER", STREET) };
    expect(await names(street)).toEqual(["同时", "老城区", "街道办"].sort());
    expect(await names({ as: person("VIEWER", "640105") })).toEqual([]);
    expect(await names(street, `(filter: { jurisdiction: "${STREET}" })`)).toEqual(["街道办"]);
    const ofCommunity = `(filter: { communityCode: "640104002001" })`;
    expect(await names(PLANNER, ofCommunity)).toEqual(["别的街道", "同时", "老城区"].sort());
  });

  test("it is read page by page", async () => {
    const text = `query ($after: String) { ruleSets(first: 1, after: $after) {
      nodes { name version } pageInfo { endCursor hasNextPage } } }`;
    const found: unknown[] = [];
    for (let after: unknown = null, more = true; more;) {
      const page = at(await read(server, text, { after }), "ruleSets");
      found.push(...(at(page, "nodes") as Tree[]).map(({ name }) => name));
      after = at(page, "pageInfo", "endCursor");
      more = at(page, "pageInfo", "hasNextPage") as boolean;
    }
    expect(found).toEqual(["别的街道", "同时", "老城区", "街道办"].sort());
  });
});
