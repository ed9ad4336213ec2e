import type { Knex } from "knex";
import { SYSTEM } from "../../src/auth/viewer";
import { importDataset } from "../../src/exchange/import.service";
import { toGlobalId } from "../../src/graphql/global-id";
import { testDb } from "../support/database";
import { polygonsOf, rowsOfBuildings, takeNetwork } from "./support/departmental";
import { ADMIN, divideInForce, storeDivision, type GivenDivision } from "./support/divisions";
import { ask, at, read, startTestServer, type TestServer, type Tree } from "./support/test-server";
import { rowOfCommunities } from "./support/towns";
import { statementsOf } from "./support/statements";

jest.setTimeout(60_000);

const CODE = "640104001901";
const b = (...numbers: number[]): string[] => numbers.map((n) => `c0-b${n}`);
const ROWS: GivenDivision = [
  { buildings: b(0, 1, 2) },
  { buildings: b(3, 4, 5) },
  { buildings: b(6, 7, 8) },
];
const TWO: GivenDivision = [{ buildings: b(0, 1, 2, 3) }, { buildings: b(4, 5, 6, 7, 8) }];

let server: TestServer;
let db: Knex;

const CROSSWALK = /* GraphQL */ `
  fragment Side on CrosswalkGrid {
    code
    households
    buildings
    whole
    shares {
      code
      households
      buildings
      share
    }
    sentence {
      zh
      en
    }
  }
  query ($networkId: ID!, $planId: ID, $at: DateTime) {
    crosswalk(networkId: $networkId, planId: $planId, at: $at) {
      network {
        name
      }
      plan {
        id
      }
      recordedAt
      households
      departmentalGrids {
        ...Side
      }
      unifiedGrids {
        ...Side
      }
      unity {
        grids
        whole
        share
      }
      inNoneCount
      inNone {
        externalId
      }
      inSeveralCount
      inSeveral {
        codes
        building {
          externalId
        }
      }
      notUnifiedCount
      notUnified {
        externalId
      }
    }
  }
`;

async function crosswalk(variables: Readonly<Record<string, unknown>>): Promise<Tree> {
  return at(await read(server, CROSSWALK, variables), "crosswalk") as Tree;
}

const LIFE = /* GraphQL */ `
  query ($code: String!, $at: DateTime) {
    departmentalGrid(department: PARTY, code: $code, at: $at) {
      code
      at
      uses {
        validFrom
        validTo
        network {
          name
        }
        grid {
          name
          staff {
            name
          }
          buildings {
            externalId
          }
          community {
            externalId
          }
        }
      }
      livesOnIn {
        households
        whole
        shares {
          code
          households
          share
        }
        sentence {
          en
          zh
        }
      }
    }
  }
`;

async function life(code: string, moment?: string): Promise<Tree | null> {
  const data = await read(server, LIFE, { code, at: moment });
  return at(data, "departmentalGrid") as Tree | null;
}

/** South row; the two others, of which b5 is in P-3 as well; b8 is in none. */
const PARTY_LIST = [
  "网格编码,网格名称,楼栋编码,姓名,职务",
  ...b(0, 1, 2).map((one) => `P-1,南片,${one},张三,网格长`),
  ...b(3, 4, 5, 6).map((one) => `P-2,北片,${one},李四,网格员`),
  ...b(5, 7).map((one) => `P-3,,${one},,`),
].join("\n");

beforeAll(async () => {
  db = testDb();
  server = await startTestServer();
  await importDataset(db, rowOfCommunities(2), SYSTEM);
});
afterAll(() => server.close());

let network: string;
let beforeAnyPlan: string;
let inForceOnce: string;

/** The moment of the database, as a client would give it. */
async function now(): Promise<string> {
  const { rows } = await db.raw<{ rows: { at: Date }[] }>("select clock_timestamp() as at");
  return new Date(rows[0].at.getTime() + 1).toISOString();
}

test("without grids in force every building is in no unified grid", async () => {
  network = await takeNetwork(server, { department: "PARTY", buildings: PARTY_LIST });
  beforeAnyPlan = await now();
  expect(await crosswalk({ networkId: network })).toMatchObject({
    ...{ network: { name: "党建网格" }, plan: null, recordedAt: null, households: 900 },
    ...{ unifiedGrids: [], notUnifiedCount: 9, unity: { grids: 3, whole: 0, share: 0 } },
  });
  expect(await crosswalk({ networkId: network, at: beforeAnyPlan })).toBeNull();
  expect(await life("P-1")).toMatchObject({
    livesOnIn: { shares: [{ code: null, share: 1 }] },
  });
});

test("a draft shows which of its grids take over which old ones, by label or code", async () => {
  const draft = await storeDivision(db, "c0", ROWS);
  const planId = toGlobalId("Plan", draft.id);
  const found = await crosswalk({ networkId: network, planId });
  expect(found).toMatchObject({
    plan: { id: planId },
    inNoneCount: 1,
    inNone: [{ externalId: "c0-b8" }],
    inSeveralCount: 1,
    inSeveral: [{ codes: ["P-2", "P-3"], building: { externalId: "c0-b5" } }],
    notUnified: [],
    unity: { grids: 3, whole: 1, share: 1 / 3 },
  });
  expect(found.departmentalGrids).toEqual([
    {
      ...{ code: "P-1", households: 300, buildings: 3, whole: true },
      shares: [{ code: CODE + "003", households: 300, buildings: 3, share: 1 }],
      sentence: {
        zh: `党建网格 P-1（300 户）：整体划入 ${CODE}003。`,
        en: `Party grid P-1 (300 households): wholly to ${CODE}003.`,
      },
    },
    {
      ...{ code: "P-2", households: 400, buildings: 4, whole: false },
      shares: [
        { code: CODE + "002", households: 300, buildings: 3, share: 0.75 },
        { code: CODE + "001", households: 100, buildings: 1, share: 0.25 },
      ],
      sentence: {
        zh: `党建网格 P-2（400 户）：75%划入 ${CODE}002，25%划入 …001。`,
        en: `Party grid P-2 (400 households): 75 % to ${CODE}002, 25 % to …001.`,
      },
    },
    expect.objectContaining({ code: "P-3", households: 200, buildings: 2 }),
  ]);
  expect(found.unifiedGrids).toMatchObject([
    {
      ...{ code: CODE + "001", households: 300, whole: false },
      shares: [
        { code: "P-2", households: 100 },
        { code: "P-3", households: 100 },
        { code: null, households: 100 },
      ],
      sentence: {
        en: `${CODE}001 (300 households): 33 % from P-2, 33 % from P-3, 33 % from no grid.`,
      },
    },
    // b5 is in two old grids: it counts once for the new grid, and for each of the old ones.
    {
      ...{ code: CODE + "002", households: 300, buildings: 3 },
      shares: [
        { code: "P-2", households: 300, share: 1 },
        { code: "P-3", households: 100 },
      ],
    },
    { code: CODE + "003", whole: true },
  ]);
  const data = await read(
    server,
    `query ($id: ID!) { plan(id: $id) { networkUnity { grids whole } crosswalks { network { id } unity { share } } } }`,
    { id: planId },
  );
  expect(data.plan).toEqual({
    networkUnity: { grids: 3, whole: 1 },
    crosswalks: [{ network: { id: network }, unity: { share: 1 / 3 } }],
  });
});

test("an old code is found in the grids in force, and the moment is kept", async () => {
  await divideInForce(server, db, "c0", ROWS);
  inForceOnce = await now();
  expect(await life("P-1")).toMatchObject({
    ...{ code: "P-1", at: null },
    uses: [
      {
        validTo: null,
        network: { name: "党建网格" },
        grid: {
          ...{ name: "南片", staff: [{ name: "张三" }], community: { externalId: "c0" } },
          buildings: b(0, 1, 2).map((externalId) => ({ externalId })),
        },
      },
    ],
    livesOnIn: { whole: true, shares: [{ code: CODE + "003", households: 300, share: 1 }] },
  });
  expect(await life("P-1", beforeAnyPlan)).toMatchObject({ at: beforeAnyPlan, livesOnIn: null });
  const community = await read(
    server,
    `{ community(code: "${CODE}") { networkUnity { grids whole share }
         departmentalNetworks { department crosswalk { unity { whole } } } } }`,
  );
  expect(community.community).toEqual({
    networkUnity: { grids: 3, whole: 1, share: 1 / 3 },
    departmentalNetworks: [{ department: "PARTY", crosswalk: { unity: { whole: 1 } } }],
  });
});

test("a code that its department has given up lives on through further plans", async () => {
  const polygons = polygonsOf({ code: "P-9", geometry: rowsOfBuildings(0, 2) });
  await takeNetwork(server, { department: "PARTY", polygons });
  const replaced = await now();
  await divideInForce(server, db, "c0", TWO);
  const last = await now();

  expect(await life("P-2")).toMatchObject({
    uses: [{ validTo: expect.any(String) as string }],
    livesOnIn: {
      shares: [
        { code: CODE + "004", households: 300, share: 0.75 },
        { code: CODE + "003", households: 100, share: 0.25 },
      ],
      sentence: { en: `Party grid P-2 (400 households): 75 % to ${CODE}004, 25 % to …003.` },
    },
  });
  const today = await life("P-2");
  expect(at(await life("P-2", last), "livesOnIn")).toEqual(at(today, "livesOnIn"));
  for (const moment of [inForceOnce, replaced]) {
    expect(await life("P-2", moment)).toMatchObject({
      livesOnIn: { shares: [{ code: CODE + "002" }, { code: CODE + "001" }] },
    });
  }
  expect(await life("P-9")).toMatchObject({ livesOnIn: { households: 900 } });
  expect(await life("P-9", inForceOnce)).toBeNull();

  const grids = async (moment: string): Promise<unknown> => {
    const { departmentalGrids, unifiedGrids } = await crosswalk({ networkId: network, at: moment });
    return [departmentalGrids, unifiedGrids].map((list) =>
      (list as readonly Tree[]).map(({ code }) => code),
    );
  };
  const three = ["001", "002", "003"].map((one) => CODE + one);
  expect(await grids(inForceOnce)).toEqual([["P-1", "P-2", "P-3"], three]);
  expect(await grids(replaced)).toEqual([["P-9"], three]);
  expect(await grids(last)).toEqual([["P-9"], [CODE + "003", CODE + "004"]]);
});

test("a list of communities takes as many statements as one of them", async () => {
  const polygons = polygonsOf({
    code: "E-1",
    geometry: rowsOfBuildings(0, 2, { lastCommunity: 1 }),
  });
  await takeNetwork(server, { department: "EMERGENCY", polygons });
  const ask = async (codePrefix: string): Promise<[number, number]> => {
    let data: Tree = {};
    const again = async (): Promise<void> => {
      data = await read(
        server,
        `query ($codePrefix: String!) { communities(filter: { codePrefix: $codePrefix }) { nodes {
         networkUnity { share } departmentalNetworks { versions { validTo }
           crosswalk { unity { share } unifiedGrids { code } }
           grids { staff { name } polygon buildings { externalId } } } } } }`,
        { codePrefix },
      );
    };
    const statements = await statementsOf(server.database.knex, again);
    return [(at(data, "communities", "nodes") as readonly Tree[]).length, statements];
  };
  const [one, statements] = await ask("640104001902");
  expect(one).toBe(1);
  expect(await ask("640104001")).toEqual([2, statements]);
});

test("what was recorded stays, whatever becomes of the buildings", async () => {
  const before = await life("P-1", inForceOnce);
  const town = rowOfCommunities(2);
  const emptied = town.buildings.map((one) =>
    one.id === "c0-b0" ? { ...one, households: 0 } : one,
  );
  await importDataset(db, { ...town, buildings: emptied }, SYSTEM);
  expect(await life("P-1", inForceOnce)).toEqual(before);
  expect(await life("P-1")).toMatchObject({ livesOnIn: { households: 200 } });
});

test("an unknown code, a plan of elsewhere, and two questions at once are told apart", async () => {
  expect(await life("P-77")).toBeNull();
  const elsewhere = await storeDivision(db, "c1", [
    { buildings: Array.from({ length: 9 }, (_, n) => `c1-b${n}`) },
  ]);
  const planId = toGlobalId("Plan", elsewhere.id);
  for (const variables of [{ planId }, { planId, at: inForceOnce }]) {
    const { errors } = await ask(server, CROSSWALK, { networkId: network, ...variables });
    expect(errors?.[0].extensions.code).toBe("BAD_INPUT");
  }
});

test("a community that is recoded takes its departments' codes along", async () => {
  const before = await now();
  const [{ id, version }] = await db("communities").where({ external_id: "c0" });
  const input = {
    ...{ communityId: toGlobalId("Community", id), expectedVersion: version },
    ...{ code: "640104001977", reason: "街道调整" },
  };
  const recoded = await read(
    server,
    `mutation ($input: RecodeCommunityInput!) { recodeCommunity(input: $input) {
       userErrors { code } } }`,
    { input },
    { as: ADMIN },
  );
  expect(recoded.recodeCommunity).toEqual({ userErrors: [] });
  const codes = async (moment?: string): Promise<unknown> =>
    (at(await life("P-9", moment), "livesOnIn", "shares") as readonly Tree[]).map(
      ({ code }) => code,
    );
  expect(await codes(before)).toEqual([CODE + "004", CODE + "003"]);
  expect(await codes(await now())).toEqual(await codes());
  for (const code of (await codes()) as string[]) expect(code).toMatch(/^640104001977/);
});

test("the records cannot be changed", async () => {
  await expect(db("departmental_crosswalks").delete()).rejects.toMatchObject({ code: "23001" });
});
