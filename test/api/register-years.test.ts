import type { Knex } from "knex";
import { SYSTEM } from "../../src/auth/viewer";
import { createRandom } from "../../src/engine";
import { importDataset } from "../../src/exchange/import.service";
import { recodeCommunity } from "../../src/register/recode.service";
import { findGridsInForce, gridsInForceAt } from "../../src/register/register.service";
import { gridCodeStory } from "../../src/register/story.service";
import { testDb } from "../support/database";
import { ADMIN, communityId, divideInForce, type GivenDivision } from "./support/divisions";
import { read, startTestServer, type TestServer } from "./support/test-server";
import { rowOfCommunities } from "./support/towns";

jest.setTimeout(240_000);

const CHANGES = 24;
const PREFIXES = ["640104001901", "640104002901", "640104003901"];

/** Ways to divide nine buildings that stand three by three. */
const DIVISIONS: readonly (readonly (readonly number[])[])[] = [
  [
    [0, 1, 2],
    [3, 4, 5],
    [6, 7, 8],
  ],
  [
    [0, 3, 6],
    [1, 4, 7],
    [2, 5, 8],
  ],
  [
    [0, 1, 2, 3],
    [4, 5, 6, 7, 8],
  ],
  [
    [0, 1, 3, 4],
    [2, 5, 8],
    [6, 7],
  ],
  [[0, 1, 2, 3, 4, 5, 6, 7, 8]],
  [[0], [1, 2, 5], [3, 4], [6, 7, 8]],
  [
    [0, 1, 2],
    [3, 4, 5, 6],
    [7, 8],
  ],
];

let server: TestServer;
let db: Knex;

beforeAll(async () => {
  db = testDb();
  server = await startTestServer();
  await importDataset(db, rowOfCommunities(1), SYSTEM);
});

afterAll(() => server.close());

/** `640104001901001: b0 b1 b2`, by code. */
function shown(grids: Awaited<ReturnType<typeof findGridsInForce>>): string[] {
  return grids.map(({ code, externalBuildingIds }) => `${code}: ${externalBuildingIds.join(" ")}`);
}

test("after years of changes every moment still answers as it did, and no code came back", async () => {
  const community = await communityId(db, "c0");
  const random = createRandom(4);
  const remembered: { at: Date; shown: string[] }[] = [];
  const everInForce = new Map<string, "IN_FORCE" | "RETIRED">();

  for (let change = 0; change < CHANGES; change++) {
    if (change > 0 && random.below(4) === 0) await recode(community, random.below(2));
    else
      await divideInForce(
        server,
        db,
        "c0",
        division(random.below(DIVISIONS.length), random.below(3)),
      );

    const grids = await findGridsInForce(db, community);
    const placed = grids.flatMap(({ externalBuildingIds }) => externalBuildingIds).sort();
    expect(placed).toEqual(Array.from({ length: 9 }, (_, n) => `c0-b${n}`));
    const codes = new Set(grids.map(({ code }) => code));
    expect(codes.size).toBe(grids.length);
    for (const code of codes) expect(everInForce.get(code)).not.toBe("RETIRED");
    for (const code of everInForce.keys()) if (!codes.has(code)) everInForce.set(code, "RETIRED");
    for (const code of codes) everInForce.set(code, "IN_FORCE");
    const [{ at }] = await db("register").max<{ at: Date }[]>({ at: "valid_from" });
    remembered.push({ at, shown: shown(grids) });
  }

  const registerDates = remembered.map(({ at }) => at.toISOString());
  expect(await read(server, "{ communities(first: 1) { nodes { registerDates } } }")).toEqual({
    communities: { nodes: [{ registerDates }] },
  });

  for (const [i, { at, shown: then }] of remembered.entries()) {
    expect(shown(await gridsInForceAt(db, community, at))).toEqual(then);
    const next = remembered.at(i + 1);
    if (next === undefined) continue;
    const justBefore = new Date(next.at.getTime() - 1);
    expect(shown(await gridsInForceAt(db, community, justBefore))).toEqual(then);
  }

  expect(await db("grid_codes").orderBy("code").pluck("code")).toEqual(
    [...everInForce.keys()].sort(),
  );
  for (const [code, state] of everInForce) {
    const story = await gridCodeStory(db, ADMIN, code);
    expect(story?.retiredAt === null).toBe(state === "IN_FORCE");
    expect(story?.events[0].kind).toBe("ISSUED");
    expect(story?.events.at(-1)?.kind === "RETIRED").toBe(state === "RETIRED");
    const households = story?.replacedBy.reduce((sum, part) => sum + part.households, 0);
    const last = await db("register").where({ code }).orderBy("valid_from", "desc").first();
    expect(households).toBe(state === "RETIRED" ? last?.households : 0);
  }
});

/** Any of the divisions; now and then its first grid is a micro-grid. */
function division(no: number, micro: number): GivenDivision {
  return DIVISIONS[no].map((numbers, i) => ({
    buildings: numbers.map((n) => `c0-b${n}`),
    kind: i === 0 && micro === 0 && DIVISIONS[no].length > 1 ? "MICRO" : "STANDARD",
  }));
}

async function recode(community: string, choice: number): Promise<void> {
  const [code] = await db("community_codes")
    .where({ community_id: community })
    .whereNull("valid_to")
    .pluck<string[]>("code");
  const [{ version }] = await db("communities").where({ id: community }).select("version");
  await recodeCommunity(db, ADMIN, {
    communityId: community,
    expectedVersion: version,
    code: PREFIXES.filter((prefix) => prefix !== code)[choice],
    reason: "区划调整",
  });
}
