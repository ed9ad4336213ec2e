import { printedRows } from "../../src/maps/printed-geometry";
import { pageBarriers, pageBarriersOfCommunities } from "../../src/barrier/barrier.repository";
import {
  findBuildings,
  pageBuildings,
  pageBuildingsOfCommunities,
  pageBuildingsOfEstates,
} from "../../src/building/building.repository";
import {
  countBuildingsOfCommunities,
  findCommunities,
  findCommunitiesByCode,
  findCommunityIdsByCodePrefix,
  pageCommunities,
  type CommunityFilter,
} from "../../src/community/community.repository";
import type { Page, PageKey, PageWish } from "../../src/db/page";
import {
  countBuildingsOfEstates,
  pageEstates,
  pageEstatesOfCommunities,
} from "../../src/estate/estate.repository";
import { SYSTEM } from "../../src/auth/viewer";
import { importDataset } from "../../src/exchange/import.service";
import { testDb } from "../support/database";
import { barrier, building, community, rectangle } from "../support/dataset";

const EXACT = { digits: 9, zoom: null };

// Seven communities in a row from west to east, all of one name, so that only the id orders them;
// the first has five buildings in two estates, the last a river and no code.
const COUNT = 7;
const squareOf = (index: number) =>
  rectangle((10620 + index) / 100, 38.4, (106209 + 10 * index) / 1000, 38.41);

beforeAll(async () => {
  await importDataset(
    testDb(),
    {
      communities: Array.from({ length: COUNT }, (_, index) =>
        community({
          id: `c${index}`,
          name: index === 3 ? "100%_Mall里" : "同名社区",
          code: index === COUNT - 1 ? null : `64010400${index < 3 ? 1 : 2}90${index}`,
          geometry: squareOf(index),
        }),
      ),
      buildings: Array.from({ length: 5 }, (_, index) =>
        building({
          id: `b${index}`,
          communityId: "c0",
          estateName: index < 2 ? "东苑" : index < 4 ? "西苑" : null,
          category: index === 4 ? "MARKET" : "RESIDENTIAL",
          households: 10 * (index + 1),
          geometry: rectangle(106.2 + index / 1000, 38.401, 106.2005 + index / 1000, 38.4015),
        }),
      ),
      barriers: [
        barrier({ id: "road" }),
        barrier({
          id: "river",
          kind: "RIVER",
          geometry: {
            type: "LineString",
            coordinates: [
              [106.265, 38.39],
              [106.265, 38.42],
            ],
          },
        }),
      ],
    },
    SYSTEM,
  );
});

/** All pages of a list, two by two. */
async function walk<Item>(read: (wish: PageWish) => Promise<Page<Item>>): Promise<Item[]> {
  const items: Item[] = [];
  let after: PageKey | null = null;
  for (;;) {
    const page: Page<Item> = await read({ first: 2, after });
    items.push(...page.items.map(({ item }) => item));
    if (!page.hasMore) return items;
    after = page.items[page.items.length - 1].place;
  }
}

async function communityIds(filter: CommunityFilter): Promise<string[]> {
  const found = await walk((wish) => pageCommunities(testDb(), filter, wish));
  return found.map(({ externalId }) => externalId).sort();
}

async function idOf(externalId: string): Promise<string> {
  const [id] = await testDb()("communities")
    .where({ external_id: externalId })
    .pluck<string[]>("id");
  return id;
}

describe("a list of communities", () => {
  test("comes page by page, each community once, however many share a name", async () => {
    const found = await walk((wish) => pageCommunities(testDb(), {}, wish));
    expect(new Set(found.map(({ id }) => id)).size).toBe(COUNT);
    const places = found.map(({ name, id }) => `${name}/${id}`);
    expect([...places].sort()).toEqual(places);
  });

  test("can be asked for by the start of the code, by name and by box, and by all at once", async () => {
    expect(await communityIds({ codePrefix: "640104001" })).toEqual(["c0", "c1", "c2"]);
    expect(await communityIds({ codePrefix: "640104001901" })).toEqual(["c1"]);
    expect(await communityIds({ codePrefix: "64010%" })).toEqual([]);
    expect(await communityIds({ nameContains: "%_mALL" })).toEqual(["c3"]);
    const bbox = { west: 106.205, south: 38.4, east: 106.215, north: 38.405 };
    expect(await communityIds({ bbox })).toEqual(["c0", "c1"]);
    expect(await communityIds({ bbox, codePrefix: "640104001901", nameContains: "同" })).toEqual([
      "c1",
    ]);
  });
});

test("a community is found by its id and by the code it has now, with its polygon as text", async () => {
  const [byCode] = await findCommunitiesByCode(testDb(), ["640104001901", "999999999999"]);
  expect(byCode).toMatchObject({ externalId: "c1", code: "640104001901" });
  expect(await findCommunities(testDb(), [byCode.id])).toEqual([byCode]);
  const polygons = await printedRows(testDb(), "communities", [byCode.id], EXACT);
  expect(JSON.parse(polygons.get(byCode.id) ?? "")).toEqual(squareOf(1));
  expect(await findCommunityIdsByCodePrefix(testDb(), "640104001")).toEqual(
    await Promise.all(["c0", "c1", "c2"].map(idOf)),
  );
});

describe("a list of buildings", () => {
  test("comes by external id, restricted by community, category and box", async () => {
    const communityId = await idOf("c0");
    const all = await walk((wish) => pageBuildings(testDb(), { communityId }, wish));
    expect(all.map(({ externalId }) => externalId)).toEqual(["b0", "b1", "b2", "b3", "b4"]);
    const markets = await walk((wish) => pageBuildings(testDb(), { category: "MARKET" }, wish));
    expect(markets.map(({ externalId }) => externalId)).toEqual(["b4"]);
    const bbox = { west: 106.2, south: 38.4, east: 106.2011, north: 38.41 };
    const near = await walk((wish) => pageBuildings(testDb(), { communityId, bbox }, wish));
    expect(near.map(({ externalId }) => externalId)).toEqual(["b0", "b1"]);
    expect(await findBuildings(testDb(), [near[0].id])).toEqual([near[0]]);
  });

  test("comes for several communities at once, an empty page where there are none", async () => {
    const [full, empty] = await Promise.all(["c0", "c1"].map(idOf));
    const first = await pageBuildingsOfCommunities(testDb(), [full, empty], {
      first: 3,
      after: null,
    });
    const page = first.get(full);
    expect(page?.items.map(({ item }) => item.externalId)).toEqual(["b0", "b1", "b2"]);
    expect(page?.hasMore).toBe(true);
    expect(first.get(empty)).toEqual({ items: [], hasMore: false });
    const rest = await pageBuildingsOfCommunities(testDb(), [full], {
      first: 3,
      after: page?.items[2].place ?? null,
    });
    expect(rest.get(full)?.items.map(({ item }) => item.externalId)).toEqual(["b3", "b4"]);
    expect(rest.get(full)?.hasMore).toBe(false);
  });
});

test("estates come by name, for all and for several communities, with what stands in them", async () => {
  const community = await idOf("c0");
  const estates = await walk((wish) => pageEstates(testDb(), { communityId: community }, wish));
  expect(estates.map(({ name }) => name)).toEqual(["东苑", "西苑"]);
  expect(await walk((wish) => pageEstates(testDb(), { nameContains: "西" }, wish))).toEqual([
    estates[1],
  ]);
  const pages = await pageEstatesOfCommunities(testDb(), [community], { first: 1, after: null });
  expect(pages.get(community)?.items.map(({ item }) => item)).toEqual([estates[0]]);
  expect(pages.get(community)?.hasMore).toBe(true);
  const ids = estates.map(({ id }) => id);
  expect(await countBuildingsOfEstates(testDb(), ids)).toEqual(
    new Map([
      [ids[0], { buildings: 2, households: 30 }],
      [ids[1], { buildings: 2, households: 70 }],
    ]),
  );
  const buildings = await pageBuildingsOfEstates(testDb(), ids, { first: 9, after: null });
  expect(buildings.get(ids[1])?.items.map(({ item }) => item.externalId)).toEqual(["b2", "b3"]);
});

test("a community's households are those of its buildings", async () => {
  const [full, empty] = await Promise.all(["c0", "c1"].map(idOf));
  expect(await countBuildingsOfCommunities(testDb(), [full, empty])).toEqual(
    new Map([[full, { buildings: 5, households: 150 }]]),
  );
});

test("barriers come by kind and box, and for the communities they meet", async () => {
  const rivers = await walk((wish) => pageBarriers(testDb(), { kind: "RIVER" }, wish));
  expect(rivers.map(({ externalId }) => externalId)).toEqual(["river"]);
  const bbox = { west: 106.2, south: 38.404, east: 106.201, north: 38.406 };
  const near = await walk((wish) => pageBarriers(testDb(), { bbox }, wish));
  expect(near.map(({ externalId }) => externalId)).toEqual(["road"]);

  const [first, fourth, last] = await Promise.all(["c0", "c4", "c6"].map(idOf));
  const pages = await pageBarriersOfCommunities(testDb(), [first, fourth, last], {
    first: 5,
    after: null,
  });
  const met = (id: string) => pages.get(id)?.items.map(({ item }) => item.externalId);
  expect([met(first), met(fourth), met(last)]).toEqual([["road"], [], ["river"]]);

  const lines = await printedRows(testDb(), "barriers", [rivers[0].id], EXACT);
  expect(JSON.parse(lines.get(rivers[0].id) ?? "")).toEqual({
    type: "LineString",
    coordinates: [
      [106.265, 38.39],
      [106.265, 38.42],
    ],
  });
});
