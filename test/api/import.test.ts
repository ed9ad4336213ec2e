import type { Dataset } from "../../src/exchange/dataset";
import { SYSTEM } from "../../src/auth/viewer";
import { importDataset } from "../../src/exchange/import.service";
import { emptyTables, testDb } from "../support/database";
import { barrier, building, community, rectangle, smallDataset } from "../support/dataset";

const TABLES = ["communities", "community_codes", "estates", "buildings", "barriers"] as const;

/** Everything that is stored, to the last byte of geometry and the last microsecond. */
async function storedText(): Promise<string[]> {
  const texts = await Promise.all(
    TABLES.map(async (table) => {
      const { rows } = await testDb().raw<{ rows: { line: string }[] }>(
        "select cast(t as text) as line from ?? t order by 1",
        [table],
      );
      return rows.map(({ line }) => `${table} ${line}`);
    }),
  );
  return texts.flat();
}

function load(changes: Partial<Dataset> = {}) {
  return importDataset(testDb(), { ...smallDataset(), ...changes }, SYSTEM);
}

beforeEach(() => emptyTables(testDb()));

describe("an import into an empty database", () => {
  test("adds every row and makes the estates that buildings name", async () => {
    expect(await load()).toEqual({
      communities: { read: 2, added: 2, changed: 0, unchanged: 0 },
      estates: { read: 2, added: 2, changed: 0, unchanged: 0 },
      buildings: { read: 2, added: 2, changed: 0, unchanged: 0 },
      barriers: { read: 1, added: 1, changed: 0, unchanged: 0 },
    });
    const stored = await testDb()("buildings")
      .join("communities", "communities.id", "buildings.community_id")
      .join("estates", "estates.id", "buildings.estate_id")
      .join("community_codes", "community_codes.community_id", "communities.id")
      .orderBy("buildings.external_id")
      .select(
        "communities.external_id as community",
        "community_codes.code",
        "estates.name as estate",
        "estates.old_estate",
        "buildings.external_id",
        "buildings.name",
        "buildings.category",
        "households",
        "residents",
        "units",
        "floors",
        "built_year",
        "special_households",
        "floor_area_m2",
        "micro_grid",
        "buildings.version",
      );
    expect(stored).toEqual([
      {
        community: "west",
        code: "640104001901",
        estate: "阳光小区",
        old_estate: null,
        external_id: "b1",
        name: "1号楼",
        category: "RESIDENTIAL",
        households: 120,
        residents: 300,
        units: 3,
        floors: 6,
        built_year: 1998,
        special_households: 2,
        floor_area_m2: 9876.5,
        micro_grid: null,
        version: 1,
      },
      {
        community: "east",
        code: "640104001902",
        estate: "东苑",
        old_estate: true,
        external_id: "b2",
        name: null,
        category: "RESIDENTIAL",
        households: 120,
        residents: null,
        units: null,
        floors: null,
        built_year: null,
        special_households: 2,
        floor_area_m2: null,
        micro_grid: false,
        version: 1,
      },
    ]);
  });

  test("keeps every bit of a coordinate", async () => {
    const geometry = rectangle(106.20000000000003, 38.4, 106.21, 38.410000000000004);
    await load({ communities: [community({ geometry })], buildings: [], barriers: [] });
    const [row] = await testDb()("communities").select<{ west: number; north: number }[]>(
      testDb().raw("st_xmin(geom) as west, st_ymax(geom) as north"),
    );
    expect(row).toEqual({ west: 106.20000000000003, north: 38.410000000000004 });
  });
});

describe("an import of what is stored already", () => {
  test("changes nothing when it is the same, not even a time stamp", async () => {
    await load();
    const before = await storedText();
    expect(await load()).toEqual({
      communities: { read: 2, added: 0, changed: 0, unchanged: 2 },
      estates: { read: 2, added: 0, changed: 0, unchanged: 2 },
      buildings: { read: 2, added: 0, changed: 0, unchanged: 2 },
      barriers: { read: 1, added: 0, changed: 0, unchanged: 1 },
    });
    expect(await storedText()).toEqual(before);
  });

  test("changes the rows that differ, and counts their versions up", async () => {
    await load();
    const [west, east] = smallDataset().communities;
    const report = await load({
      communities: [west, { ...east, name: "东风社区" }],
      buildings: [
        building({ households: 121, residents: null }),
        ...smallDataset().buildings.slice(1),
      ],
      barriers: [barrier({ kind: "RIVER" })],
    });
    expect(report).toEqual({
      communities: { read: 2, added: 0, changed: 1, unchanged: 1 },
      estates: { read: 2, added: 0, changed: 0, unchanged: 2 },
      buildings: { read: 2, added: 0, changed: 1, unchanged: 1 },
      barriers: { read: 1, added: 0, changed: 1, unchanged: 0 },
    });
    const rows = await testDb()("buildings")
      .orderBy("external_id")
      .select("external_id", "households", "residents", "version");
    expect(rows).toEqual([
      { external_id: "b1", households: 121, residents: null, version: 2 },
      { external_id: "b2", households: 120, residents: null, version: 1 },
    ]);
  });

  test("deletes nothing that it does not mention", async () => {
    await load();
    const before = await storedText();
    const report = await load({ communities: [community()], buildings: [], barriers: [] });
    expect(report.buildings).toEqual({ read: 0, added: 0, changed: 0, unchanged: 0 });
    expect(await storedText()).toEqual(before);
  });

  test("moves a building to another estate and to another community of the data set", async () => {
    await load();
    const moved = building({ communityId: "east", estateName: "东苑" });
    const report = await load({ buildings: [moved] });
    expect(report.buildings).toEqual({ read: 1, added: 0, changed: 1, unchanged: 0 });
    const [row] = await testDb()("buildings")
      .join("communities", "communities.id", "buildings.community_id")
      .join("estates", "estates.id", "buildings.estate_id")
      .where("buildings.external_id", "b1")
      .select<{ community: string; estate: string }[]>(
        "communities.external_id as community",
        "estates.name as estate",
      );
    expect(row).toEqual({ community: "east", estate: "东苑" });
  });

  test("takes a building out of its estate", async () => {
    await load();
    await load({ buildings: [building({ estateName: null })] });
    const [row] = await testDb()("buildings").where({ external_id: "b1" }).select("estate_id");
    expect(row).toEqual({ estate_id: null });
  });

  test("takes over the old-estate flag of the data set, given or not", async () => {
    await load();
    const [, second] = smallDataset().buildings;
    const report = await load({ buildings: [{ ...second, oldEstate: null }] });
    expect(report.estates).toEqual({ read: 1, added: 0, changed: 1, unchanged: 0 });
    const [row] = await testDb()("estates").where({ name: "东苑" }).select("old_estate", "version");
    expect(row).toEqual({ old_estate: null, version: 2 });
  });
});

describe("the code of a community", () => {
  async function codes() {
    return testDb()("community_codes")
      .join("communities", "communities.id", "community_codes.community_id")
      .orderBy(["communities.external_id", "valid_from"])
      .select(
        "communities.external_id as community",
        "code",
        testDb().raw("valid_to is null as used"),
      );
  }

  test("stays in its history when another one follows", async () => {
    await load();
    const report = await load({
      communities: [community({ code: "640104001903" })],
      buildings: [],
    });
    expect(report.communities).toEqual({ read: 1, added: 0, changed: 1, unchanged: 0 });
    expect(await codes()).toEqual([
      { community: "east", code: "640104001902", used: true },
      { community: "west", code: "640104001901", used: false },
      { community: "west", code: "640104001903", used: true },
    ]);
  });

  test("stays as it is when the data set has none", async () => {
    await load();
    const before = await storedText();
    await load({ communities: [community({ code: null })], buildings: [] });
    expect(await storedText()).toEqual(before);
  });

  test("is exchanged between two communities in one import", async () => {
    await load();
    const [west, east] = smallDataset().communities;
    await load({
      communities: [
        { ...west, code: east.code },
        { ...east, code: west.code },
      ],
    });
    expect(await codes()).toEqual([
      { community: "east", code: "640104001902", used: false },
      { community: "east", code: "640104001901", used: true },
      { community: "west", code: "640104001901", used: false },
      { community: "west", code: "640104001902", used: true },
    ]);
  });

  test("is refused while another community has it", async () => {
    await load();
    const before = await storedText();
    const other = community({ id: "north", geometry: rectangle(106.2, 38.41, 106.21, 38.42) });
    await expect(load({ communities: [other], buildings: [] })).rejects.toMatchObject({
      code: "CONFLICT",
      message: 'Community codes are in use: 640104001901 for "north" belongs to "west"',
    });
    expect(await storedText()).toEqual(before);
  });
});

describe("an import that is refused", () => {
  test.each([
    ["communities", { communities: [community({ geometry: bowTie() })], buildings: [] }, '"west"'],
    ["buildings", { buildings: [building({ geometry: bowTie() })] }, '"b1"'],
    [
      "barriers",
      {
        barriers: [
          barrier({
            geometry: {
              type: "LineString",
              coordinates: [
                [106.2, 38.4],
                [106.2, 38.4],
              ],
            },
          }),
        ],
      },
      '"r1"',
    ],
  ])("names the feature among the %s whose geometry is invalid", async (kind, changes, name) => {
    const loading = load(changes);
    await expect(loading).rejects.toMatchObject({ code: "INVALID_GEOMETRY", details: { kind } });
    await expect(loading).rejects.toThrow(`Geometry of ${kind} is refused: ${name} (`);
    expect(await storedText()).toEqual([]);
  });

  test("names geometry that is not on the globe", async () => {
    const geometry = rectangle(179.9, 38.4, 180.1, 38.41);
    await expect(load({ buildings: [building({ geometry })] })).rejects.toThrow(
      '"b1" (it reaches beyond 180 degrees of longitude or 90 of latitude)',
    );
  });

  test("names the buildings whose community does not exist", async () => {
    await expect(load({ buildings: [building({ communityId: "nowhere" })] })).rejects.toMatchObject(
      {
        code: "INVALID_DATASET",
        details: { buildingIds: ["b1"] },
      },
    );
    expect(await storedText()).toEqual([]);
  });

  test("does not take a building from a community that is not in the data set", async () => {
    await load();
    const before = await storedText();
    const [, east] = smallDataset().communities;
    await expect(
      load({ communities: [east], buildings: [building({ communityId: "east" })] }),
    ).rejects.toMatchObject({
      code: "CONFLICT",
      details: { taken: [{ externalId: "b1", from: "west", to: "east" }] },
    });
    expect(await storedText()).toEqual(before);
  });
});

function bowTie() {
  const shape = rectangle(106.201, 38.401, 106.202, 38.402);
  const [[a, b, c, d]] = shape.coordinates;
  return { ...shape, coordinates: [[a, c, b, d, a]] };
}
