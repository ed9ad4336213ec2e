import type { Knex } from "knex";
import { SYSTEM } from "../../src/auth/viewer";
import { importDataset } from "../../src/exchange/import.service";
import { toGlobalId } from "../../src/graphql/global-id";
import { testDb, testKind } from "../support/database";
import { approvedDivision, communityId, putInForce } from "./support/divisions";
import { SOUND } from "./support/plan-life";
import {
  ask,
  at,
  followByEventStream,
  followByWebSocket,
  person,
  startTestServer,
  TEST_AUTH,
  type TestServer,
  type Tree,
} from "./support/test-server";
import { get, tileOf } from "./support/tiles";
import { rowOfCommunities } from "./support/towns";

const FOLLOW = `subscription ($layers: [MapLayer!]) {
  mapChanged(layers: $layers) { layers revision bbox community { externalId } } }`;

const PLANNER = person("PLANNER");
const ADMIN = person("ADMIN");

jest.setTimeout(120_000);

let server: TestServer;
let db: Knex;

beforeAll(async () => {
  db = testDb();
  server = await startTestServer({ auth: TEST_AUTH });
  await importDataset(db, rowOfCommunities(3), SYSTEM);
});

afterAll(() => server.close());

/** Somebody who follows the map; what is told is added to a list until the token ends. */
interface Follower {
  readonly told: Tree[];
  readonly ended: Promise<unknown>;
}

/** Servers take a token for 30 seconds more, as clocks differ. */
const VALID_S = 8 - 30;

async function follower(
  by: typeof followByWebSocket,
  prefix: string,
  layers: readonly string[] | null = null,
): Promise<Follower> {
  const told: Tree[] = [];
  const token = await server.tokenOf(person("VIEWER", prefix), VALID_S);
  const ended = by(
    server,
    FOLLOW,
    { layers },
    (answer) => {
      const change = answer.data?.mapChanged;
      if (change != null) told.push(change as Tree);
    },
    { token },
  );
  return { told, ended };
}

/** Changes the name of a community again and again, until everybody has heard of it. */
async function untilHeard(followers: readonly Follower[], externalId: string): Promise<void> {
  for (let i = 0; !followers.every(({ told }) => told.length > 0); i++) {
    await server.database
      .knex("communities")
      .where({ external_id: externalId })
      .update({ name: `改名${i}` });
    await ask(server, "{ __typename }");
  }
}

test("maps are told what changed, where, and only to those who may look there", async () => {
  const socket = await follower(followByWebSocket, "");
  const stream = await follower(followByEventStream, "640104001901");
  const neighbour = await follower(followByWebSocket, "640104001902");
  await untilHeard([socket, stream], "c0");
  expect(neighbour.told).toEqual([]);
  const [first] = stream.told;
  expect(first).toMatchObject({ community: { externalId: "c0" } });
  expect(first.layers).toEqual(expect.arrayContaining(["COMMUNITIES"]));
  const [west, south, east, north] = first.bbox as number[];
  expect([west, south, east, north].map((one) => one.toFixed(6))).toEqual(
    [106.2, 38.4, 106.206, 38.406].map((one) => one.toFixed(6)),
  );

  const plan = await approvedDivision(db, "c0", SOUND);
  await putInForce(server, plan, { comment: "首次划分" });
  const heard = () =>
    stream.told.some(({ layers }) => (layers as readonly string[]).includes("REGISTER"));
  while (!heard()) await ask(server, "{ __typename }");
  await Promise.all([socket.ended, stream.ended, neighbour.ended]);
  // Shapes are drawn with those of the neighbours.
  const places = (told: readonly Tree[]): Set<unknown> =>
    new Set(told.map((change) => at(change, "community", "externalId")));
  expect([...places(stream.told)]).toEqual(["c0"]);
  expect([...places(neighbour.told)].filter((place) => place !== "c1")).toEqual([]);
});

test("whoever shows some layers is told of those alone", async () => {
  const barriers = await follower(followByWebSocket, "", ["BARRIERS"]);
  const { knex } = server.database;
  for (let i = 0; barriers.told.length === 0; i++) {
    await knex("buildings")
      .where({ external_id: "c1-b0" })
      .update({ name: `${i}栋` });
    await knex("barriers")
      .where({ external_id: "road" })
      .update({ name: `街${i}` });
    await ask(server, "{ __typename }");
  }
  await barriers.ended;
  for (const { layers, community } of barriers.told) {
    expect([layers, community]).toEqual([["BARRIERS"], null]);
  }
});

describe("every change that an answer tells of is in the revision of the next request", () => {
  const path = `/tiles/communities/${tileOf(14, 106.205, 38.403)}.mvt`;
  const etag = async (): Promise<string | null> =>
    (await get(server, path, { as: PLANNER })).headers.get("etag");

  test("a hundred times in a row", async () => {
    const seen = new Set([await etag()]);
    for (let i = 0; i < 100; i++) {
      await server.database
        .knex("communities")
        .where({ external_id: "c2" })
        .update({ name: `第${i}次` });
      seen.add(await etag());
    }
    expect(seen.size).toBe(101);
  });

  test("also in a transaction, where it counts once, and not before its end", async () => {
    const before = await etag();
    const { knex } = server.database;
    const id = await communityId(db, "c2");
    const revision = async (): Promise<number> => {
      const [row] = await knex("map_revisions")
        .where({ layer: "communities", community_id: id })
        .select("revision");
      return Number(row.revision);
    };
    const start = await revision();
    await knex.transaction(async (trx) => {
      await trx("communities").where({ id }).update({ name: "一" });
      await trx("communities").where({ id }).update({ name: "二" });
    });
    expect(await revision()).toBe(start + 1);
    const after = await etag();
    expect(after).not.toBe(before);
    await knex
      .transaction(async (trx) => {
        await trx("communities").where({ id }).update({ name: "三" });
        throw new Error("changed its mind");
      })
      .catch(() => undefined);
    expect(await etag()).toBe(after);
  });

  test("and what no map shows changes nothing", async () => {
    const before = await etag();
    await server.database.knex("communities").increment("version");
    await server.database.knex("communities").update({ updated_at: new Date() });
    expect(await etag()).toBe(before);
  });

  test("what others change is heard a moment later", async () => {
    // The embedded database tells a notice to the connection whose statement it was, and no other
    // process can open it: there are no others.
    if (testKind() === "embedded") return;
    const before = await etag();
    await db("communities").where({ external_id: "c2" }).update({ name: "别处" });
    while ((await etag()) === before);
  });

  test("and a recoded community is another one at once", async () => {
    const before = await etag();
    const input = {
      communityId: toGlobalId("Community", await communityId(db, "c1")),
      expectedVersion: (await db("communities").where({ external_id: "c1" }).first("version"))
        ?.version,
      code: "640104001777",
      reason: "区划调整",
    };
    const answer = await ask(
      server,
      `mutation ($input: RecodeCommunityInput!) { recodeCommunity(input: $input) {
         userErrors { code message { en } } } }`,
      { input },
      { as: ADMIN },
    );
    expect(at(answer, "data", "recodeCommunity", "userErrors")).toEqual([]);
    expect(await etag()).not.toBe(before);
  });
});
