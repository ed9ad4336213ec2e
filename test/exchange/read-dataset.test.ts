import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Position } from "geojson";
import type { Dataset } from "../../src/exchange/dataset";
import type { Fault } from "../../src/exchange/fault";
import { parseDataset, readDatasetFolder } from "../../src/exchange/read-dataset";
import {
  feature,
  polygon,
  smallDataset,
  square,
  STEP,
  textsOf,
  type Properties,
  type SmallDataset,
} from "./small-dataset";

/** What is said of the small data set after something in it was spoilt. */
function faultsAfter(spoil: (dataset: SmallDataset) => void): readonly Fault[] {
  const dataset = smallDataset();
  spoil(dataset);
  const read = parseDataset(textsOf(dataset));
  return "faults" in read ? read.faults : [];
}

function readAfter(change: (dataset: SmallDataset) => void): {
  dataset: Dataset;
  notes: readonly Fault[];
} {
  const dataset = smallDataset();
  change(dataset);
  const read = parseDataset(textsOf(dataset));
  if ("faults" in read) throw new Error(JSON.stringify(read.faults));
  return read;
}

const setBuilding =
  (i: number, properties: Properties) =>
  ({ buildings }: SmallDataset): void => {
    const { geometry, properties: old } = buildings.features[i];
    buildings.features[i] = feature({ ...old, ...properties }, geometry);
  };

const setCommunity =
  (i: number, properties: Properties) =>
  ({ communities }: SmallDataset): void => {
    const { geometry, properties: old } = communities.features[i];
    communities.features[i] = feature({ ...old, ...properties }, geometry);
  };

const setShape =
  (file: keyof SmallDataset, i: number, geometry: unknown) =>
  (dataset: SmallDataset): void => {
    dataset[file].features[i] = { ...dataset[file].features[i], geometry };
  };

const at = (column: number, row: number): Position => [106.2 + column * STEP, 38.48 + row * STEP];
const ring = (...points: [number, number][]): Position[] => points.map(([x, y]) => at(x, y));

test("a sound data set is read as it stands", () => {
  const { dataset, notes } = readAfter(() => undefined);
  expect(notes).toEqual([]);
  expect(dataset.communities.map(({ id, code }) => [id, code])).toEqual([
    ["west", "640104001003"],
    ["east", "640104001004"],
  ]);
  expect(dataset.buildings).toHaveLength(8);
  expect(dataset.buildings[0]).toEqual({
    id: "b0",
    communityId: "west",
    name: null,
    estateName: "南园",
    oldEstate: null,
    category: "RESIDENTIAL",
    households: 100,
    residents: null,
    units: null,
    floors: 11,
    builtYear: 2010,
    specialHouseholds: 0,
    floorAreaM2: null,
    microGrid: null,
    geometry: smallDataset().buildings.features[0].geometry,
  });
  expect(dataset.barriers).toMatchObject([{ id: "r1", kind: "ROAD", class: "residential" }]);
});

test("ids may be numbers, and are text from then on", () => {
  const { dataset } = readAfter(({ communities, buildings }) => {
    setCommunity(0, { id: 7 })({ communities, buildings, roads: smallDataset().roads });
    for (const { properties } of buildings.features) {
      if (properties.communityId === "west") properties.communityId = 7;
    }
  });
  expect(dataset.communities[0].id).toBe("7");
  expect(dataset.buildings[0].communityId).toBe("7");
});

test("a code that is not 12 digits is left out, and a note says so", () => {
  const { dataset, notes } = readAfter(setCommunity(0, { code: "BMSZ02" }));
  expect(dataset.communities[0].code).toBeNull();
  expect(notes).toMatchObject([{ code: "CODE_IGNORED", feature: '#1 "west"' }]);
});

test("a community without a name goes by its id, and a note says so", () => {
  const { dataset, notes } = readAfter(setCommunity(0, { name: null }));
  expect(dataset.communities[0].name).toBe("west");
  expect(notes).toMatchObject([{ code: "MISSING_VALUE", field: "name" }]);
});

test("a building without a community id belongs where it stands", () => {
  const { dataset } = readAfter(setBuilding(5, { communityId: null }));
  expect(dataset.buildings[5].communityId).toBe("east");
});

test("a building across the border of its community is normal", () => {
  const across = polygon(square(106.2048, 38.481, STEP / 2));
  expect(faultsAfter(setShape("buildings", 0, across))).toEqual([]);
});

test("consecutive duplicate points and heights are normal", () => {
  const [a, b, c] = ring([1, 1], [2, 1], [2, 2]);
  const shape = polygon([[...a, 1100], a, b, c, c, a]);
  const { dataset } = readAfter(setShape("buildings", 0, shape));
  expect(dataset.buildings[0].geometry.coordinates).toEqual([[a, a, b, c, c, a]]);
});

test.each([
  ["residential", "ROAD"],
  [null, "ROAD"],
  ["river", "RIVER"],
  ["canal", "RIVER"],
  ["light_rail", "RAILWAY"],
  ["Wall", "WALL"],
  ["fence", "WALL"],
])("a line of class %s is a %s", (lineClass, kind) => {
  const { dataset } = readAfter(({ roads }) => {
    roads.features[0].properties = { id: "r1", class: lineClass };
  });
  expect(dataset.barriers).toMatchObject([{ kind, class: lineClass }]);
});

test("communities that overlap can be planned, and a note says by how much", () => {
  const { notes } = readAfter(setShape("communities", 1, polygon(square(106.204, 38.48, 0.006))));
  expect(notes).toMatchObject([{ code: "COMMUNITIES_OVERLAP", feature: '"east"' }]);
  expect(notes[0].reason.en).toMatch(/^overlaps community "west" by 48\d{3} m²$/);
});

const BUILDING_FAULTS: readonly (readonly [string, Properties, string, string])[] = [
  ["negative households", { households: -3 }, "INVALID_NUMBER", "households"],
  ["fractional households", { households: 2.5 }, "INVALID_NUMBER", "households"],
  ["households as text", { households: "100" }, "INVALID_NUMBER", "households"],
  ["households missing", { households: null }, "MISSING_VALUE", "households"],
  ["an unknown category", { category: "HOUSE" }, "UNKNOWN_CATEGORY", "category"],
  ["a category missing", { category: null }, "UNKNOWN_CATEGORY", "category"],
  ["a community that is not there", { communityId: "north" }, "UNKNOWN_COMMUNITY", "communityId"],
  ["an id missing", { id: null }, "MISSING_ID", "id"],
  ["an empty id", { id: "  " }, "MISSING_ID", "id"],
  ["an id twice", { id: "b1" }, "DUPLICATE_ID", "id"],
  ["900 floors", { floors: 900 }, "INVALID_NUMBER", "floors"],
  ["a year as text", { builtYear: "1998年" }, "INVALID_NUMBER", "builtYear"],
  ["the year 98", { builtYear: 98 }, "INVALID_NUMBER", "builtYear"],
  ["negative residents", { residents: -1 }, "INVALID_NUMBER", "residents"],
  ["half a stairwell", { units: 0.5 }, "INVALID_NUMBER", "units"],
  ["a negative floor area", { floorAreaM2: -10 }, "INVALID_NUMBER", "floorAreaM2"],
  [
    "more special households than households",
    { specialHouseholds: 101 },
    "INVALID_NUMBER",
    "specialHouseholds",
  ],
  ["a flag as text", { microGrid: "yes" }, "INVALID_FLAG", "microGrid"],
  ["an estate name that is a list", { estateName: [] }, "INVALID_TEXT", "estateName"],
];

test.each(BUILDING_FAULTS)("%s: the building and the field are named", (_, spoilt, code, field) => {
  const faults = faultsAfter(setBuilding(2, spoilt));
  expect(faults).toMatchObject([{ file: "buildings.geojson", code, field }]);
  expect(faults[0].feature).toMatch(/^#3\b/);
  expect(faults[0].reason.zh).not.toBe(faults[0].reason.en);
});

test("buildings of one estate that contradict each other about its age are refused", () => {
  const faults = faultsAfter((dataset) => {
    setBuilding(0, { oldEstate: true })(dataset);
    setBuilding(1, { oldEstate: false })(dataset);
  });
  expect(faults).toMatchObject([{ code: "ESTATE_FLAGS_DIFFER", feature: '#2 "b1"' }]);
});

test("a building wholly outside its community is refused, and where it stands is told", () => {
  const faults = faultsAfter(setBuilding(0, { communityId: "east" }));
  expect(faults).toMatchObject([{ code: "OUTSIDE_COMMUNITY", feature: '#1 "b0"' }]);
  expect(faults[0].reason.en).toBe('stands wholly outside community "east", in community "west"');
});

test("a building that only touches its community from outside is refused", () => {
  const touching = polygon(square(106.195, 38.481, 0.005));
  expect(faultsAfter(setShape("buildings", 0, touching))).toMatchObject([
    { code: "OUTSIDE_COMMUNITY" },
  ]);
});

test("a building in no community is refused", () => {
  const faults = faultsAfter((dataset) => {
    setBuilding(0, { communityId: undefined })(dataset);
    setShape("buildings", 0, polygon(square(107, 38, STEP)))(dataset);
  });
  expect(faults).toMatchObject([{ code: "NO_COMMUNITY", field: "communityId" }]);
});

const COMMUNITY_FAULTS: readonly (readonly [string, Properties, string])[] = [
  ["a street class of 6", { code: "640104601003" }, "INVALID_CODE"],
  ["the code of another community", { code: "640104001003" }, "DUPLICATE_CODE"],
  ["the id of another community", { id: "west" }, "DUPLICATE_ID"],
];

test.each(COMMUNITY_FAULTS)("a community with %s is refused", (_, spoilt, code) => {
  const faults = faultsAfter(setCommunity(1, spoilt));
  expect(faults.map((fault) => fault.code)).toContain(code);
});

const SHAPE_FAULTS: readonly (readonly [string, unknown, string])[] = [
  ["no geometry", null, "MISSING_GEOMETRY"],
  ["a point", { type: "Point", coordinates: at(1, 1) }, "WRONG_GEOMETRY_TYPE"],
  ["no coordinates", { type: "Polygon" }, "INVALID_COORDINATES"],
  ["an empty list of rings", { type: "Polygon", coordinates: [] }, "INVALID_COORDINATES"],
  ["text for a number", { type: "Polygon", coordinates: [[["a", 1]]] }, "INVALID_COORDINATES"],
  ["three points", polygon(ring([1, 1], [2, 1], [1, 1])), "TOO_FEW_POINTS"],
  ["two different points", polygon(ring([1, 1], [1, 1], [1, 1], [1, 1])), "TOO_FEW_POINTS"],
  ["an open ring", polygon(ring([1, 1], [2, 1], [2, 2], [1, 2])), "RING_NOT_CLOSED"],
  ["no area", polygon(ring([1, 1], [1, 2], [1, 3], [1, 1])), "ZERO_AREA"],
  ["a bow-tie", polygon(ring([1, 1], [2, 2], [2, 1], [1, 2], [1, 1])), "SELF_CROSSING"],
];

test.each(SHAPE_FAULTS)("a building whose shape is %s is refused", (_, shape, code) => {
  expect(faultsAfter(setShape("buildings", 3, shape))).toMatchObject([
    { file: "buildings.geojson", feature: '#4 "b3"', field: "geometry", code },
  ]);
});

test("the place where a footprint crosses itself is told", () => {
  const bowTie = polygon(ring([1, 1], [2, 2], [2, 1], [1, 2], [1, 1]));
  const [fault] = faultsAfter(setShape("buildings", 3, bowTie));
  expect(fault.reason).toEqual({
    zh: "多边形自相交：位于 [106.2015, 38.4815]",
    en: "the polygon crosses itself: at [106.2015, 38.4815]",
  });
});

test("swapped coordinates are recognised as such", () => {
  const swapped = polygon(square(38.48, 106.2, STEP));
  const [fault] = faultsAfter(setShape("communities", 0, swapped));
  expect(fault).toMatchObject({ code: "COORDINATES_OUT_OF_RANGE", feature: '#1 "west"' });
  expect(fault.reason.en).toContain("longitude and latitude are probably swapped");
});

test("metres are recognised as such", () => {
  const [fault] = faultsAfter(setShape("buildings", 0, polygon(square(36452000, 4261000, 50))));
  expect(fault.reason.en).toContain("projected coordinates in metres");
});

test("a number too large for a coordinate is refused", () => {
  const { buildings, ...others } = textsOf(smallDataset());
  const read = parseDataset({
    ...others,
    buildings: buildings.replace("[106.20", "[1e999, 106.20"),
  });
  expect(read).toMatchObject({ faults: [{ code: "INVALID_COORDINATES", feature: '#1 "b0"' }] });
});

test.each([
  ["one point", [at(1, 1)], "TOO_FEW_POINTS"],
  ["no length", [at(1, 1), at(1, 1)], "ZERO_LENGTH"],
])("a road of %s is refused", (_, coordinates, code) => {
  const faults = faultsAfter(setShape("roads", 0, { type: "LineString", coordinates }));
  expect(faults).toMatchObject([{ file: "roads.geojson", feature: '#1 "r1"', code }]);
});

test.each([
  ["communities", "communities.geojson"],
  ["buildings", "buildings.geojson"],
] as const)("a file without %s is refused", (kind, file) => {
  const faults = faultsAfter((dataset) => (dataset[kind].features = []));
  expect(faults).toMatchObject([{ file, feature: null, code: "EMPTY_SET" }]);
});

test.each([
  ['{"type":"FeatureCollection",\n "features":[}', 2, 14, '"}" does not belong here'],
  ['{"type":"FeatureCollection"', 1, 28, "the file ends here"],
  ['{"type":\n\n  NaN}', 3, 3, '"NaN}" does not belong here'],
  ['{"a":1,}', 1, 8, '"}" does not belong here'],
  ['{"a":01}', 1, 6, '"01}" does not belong here'],
  ["[1 2]", 1, 4, '"2]" does not belong here'],
  ["{} {}", 1, 4, '"{}" does not belong here'],
  ["", 1, 1, "the file ends here"],
])("broken JSON %j is found at line %i, column %i", (text, line, column, found) => {
  const read = parseDataset({ ...textsOf(smallDataset()), communities: text });
  expect(read).toMatchObject({
    faults: [
      {
        file: "communities.geojson",
        code: "BROKEN_JSON",
        reason: { en: `broken JSON at line ${line}, column ${column}: ${found}` },
      },
    ],
  });
});

test("JSON that is no collection of features is refused", () => {
  const read = parseDataset({ ...textsOf(smallDataset()), roads: '{"type":"Topology"}' });
  expect(read).toMatchObject({ faults: [{ code: "NOT_A_FEATURE_COLLECTION" }] });
});

test("an item that is no feature is refused", () => {
  const faults = faultsAfter(({ buildings }) => (buildings.features[7].type = "Point"));
  expect(faults).toMatchObject([{ code: "NOT_A_FEATURE", feature: "#8" }]);
});

test("other coordinate systems are refused, longitude and latitude by name are not", () => {
  const withCrs = (name: string) =>
    faultsAfter(({ communities }) => {
      Object.assign(communities, { crs: { type: "name", properties: { name } } });
    });
  expect(withCrs("urn:ogc:def:crs:OGC:1.3:CRS84")).toEqual([]);
  expect(withCrs("urn:ogc:def:crs:EPSG::4490")).toEqual([]);
  expect(withCrs("urn:ogc:def:crs:EPSG::4545")).toMatchObject([{ code: "UNSUPPORTED_CRS" }]);
});

test("every fault of every file is collected", () => {
  const faults = faultsAfter((dataset) => {
    setCommunity(1, { code: "640104601003" })(dataset);
    setBuilding(0, { households: -1, category: "x" })(dataset);
    setBuilding(7, { communityId: "north" })(dataset);
    setShape("roads", 0, null)(dataset);
  });
  expect(faults.map(({ file, feature, code }) => `${file} ${feature} ${code}`)).toEqual([
    'communities.geojson #2 "east" INVALID_CODE',
    'buildings.geojson #1 "b0" UNKNOWN_CATEGORY',
    'buildings.geojson #1 "b0" INVALID_NUMBER',
    'buildings.geojson #8 "b7" UNKNOWN_COMMUNITY',
    'roads.geojson #1 "r1" MISSING_GEOMETRY',
  ]);
});

describe("a folder", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "wangge-dataset-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const write = (file: string, text: string | Buffer): Promise<void> =>
    writeFile(join(folder, `${file}.geojson`), text);

  test("is read with or without roads, and with a byte order mark", async () => {
    const { communities, buildings } = textsOf(smallDataset());
    await write("communities", `\uFEFF${communities}`);
    await write("buildings", buildings);
    expect(await readDatasetFolder(folder)).toMatchObject({ dataset: { barriers: [] } });
  });

  test("without buildings has its communities judged all the same", async () => {
    await write("communities", "{");
    const read = await readDatasetFolder(folder);
    expect(read).toMatchObject({
      faults: [
        { file: "buildings.geojson", code: "MISSING_FILE" },
        { file: "communities.geojson", code: "BROKEN_JSON" },
      ],
    });
  });

  test("that does not exist lacks both files", async () => {
    const read = await readDatasetFolder(join(folder, "elsewhere"));
    expect(read).toMatchObject({ faults: [{ code: "MISSING_FILE" }, { code: "MISSING_FILE" }] });
  });

  test("with a file in another encoding than UTF-8 is refused", async () => {
    const { communities, buildings } = textsOf(smallDataset());
    await write("communities", communities);
    await write("buildings", Buffer.concat([Buffer.from(buildings), Buffer.from([0xc4, 0xcf])]));
    expect(await readDatasetFolder(folder)).toMatchObject({
      faults: [{ file: "buildings.geojson", code: "UNREADABLE" }],
    });
  });
});
