import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { FeatureCollection } from "geojson";
import { readPlanArguments } from "../../src/cli/arguments";
import { folderOf, runCli, startCli } from "../exchange/command-line";
import {
  feature,
  polygon,
  smallDataset,
  square,
  STEP,
  textsOf,
  type Properties,
  type SmallDataset,
} from "../exchange/small-dataset";

jest.setTimeout(120_000);

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

async function folderWith(dataset: Parameters<typeof folderOf>[0]): Promise<string> {
  const folder = await folderOf(dataset);
  folders.push(folder);
  return folder;
}

const readGrids = async (path: string): Promise<FeatureCollection> =>
  JSON.parse(await readFile(path, "utf8")) as FeatureCollection;

test("a folder is planned: a table, and a feature for each grid", async () => {
  const folder = await folderWith(smallDataset());
  const out = join(folder, "grids.geojson");
  const { code, stdout, stderr } = await runCli("plan", folder, "--out", out, "--lang", "en");
  expect([code, stderr]).toEqual([0, ""]);
  expect(stdout).toMatch(/^community +households +buildings +grids/);
  expect(stdout).toMatch(/\neast 东社区 +400 +4 +1 +0 +0 +1\/1 100 %/);
  expect(stdout).toMatch(/\ntotal of 2 communities +800 +8 +2/);
  const { features } = await readGrids(out);
  expect(features.map(({ properties }) => properties)).toMatchObject([
    {
      communityId: "east",
      code: "640104001004001",
      label: "001",
      kind: "STANDARD",
      reduced: false,
      band: [300, 500],
      households: 400,
      buildingIds: ["b4", "b5", "b6", "b7"],
    },
    { communityId: "west", code: "640104001003001", buildingIds: ["b0", "b1", "b2", "b3"] },
  ]);
  expect(await readdir(folder)).toEqual([
    "buildings.geojson",
    "communities.geojson",
    "grids.geojson",
    "roads.geojson",
  ]);
});

test("neither the order of the files nor the threads change a byte", async () => {
  const dataset = smallDataset();
  const folder = await folderWith(dataset);
  for (const { features } of [dataset.communities, dataset.buildings, dataset.roads]) {
    features.reverse();
  }
  const reversed = await folderWith(dataset);
  const [one, two] = [join(folder, "1.out"), join(folder, "2.out")];
  await runCli("plan", folder, "--out", one, "--threads", "1", "--quiet");
  const quiet = await runCli("plan", reversed, "--out", two, "--threads", "2", "--quiet");
  expect(quiet).toEqual({ code: 0, stdout: "", stderr: "" });
  expect(await readFile(two, "utf8")).toBe(await readFile(one, "utf8"));
});

test("in Chinese the table is Chinese, and a community without buildings is left out aloud", async () => {
  const dataset = smallDataset();
  const empty = polygon(square(106.2, 38.485, 5 * STEP));
  dataset.communities.features.push(feature({ id: "park", name: "公园社区", code: null }, empty));
  const folder = await folderWith(dataset);
  const out = join(folder, "grids.geojson");
  const { code, stdout } = await runCli("plan", folder, "--out", out, "--lang=zh");
  expect(code).toBe(0);
  expect(stdout).toMatch(/^社区 +户数 +楼栋 +网格/);
  expect(stdout).toContain("未划分：park 公园社区，其中没有楼栋");
});

test("rules count, and grids in force keep their codes", async () => {
  const folder = await folderWith(smallDataset());
  const at = (file: string): string => join(folder, file);
  await writeFile(at("rules.json"), '{"standardBand": [100, 200]}');
  await runCli("plan", folder, "--out", at("small.out"), "--rules", at("rules.json"));
  const small = await readGrids(at("small.out"));
  expect(small.features.length).toBeGreaterThan(3);
  expect(small.features[0].properties).toMatchObject({ band: [100, 200] });
  // The grids in force get other numbers by hand; the buildings stay.
  for (const { properties } of small.features) {
    if (properties === null) continue;
    properties.label = `1${String(properties.label).slice(1)}`;
    properties.code = `${String(properties.code).slice(0, 12)}${String(properties.label)}`;
  }
  await writeFile(at("old.geojson"), JSON.stringify(small));
  const again = ["--rules", at("rules.json"), "--register", at("old.geojson"), "--lang", "en"];
  const { stdout } = await runCli("plan", folder, "--out", at("again.out"), ...again);
  const codesOf = ({ features }: FeatureCollection): unknown[] =>
    features.map(({ properties }) => properties?.code as unknown);
  const grids = small.features.length;
  expect(codesOf(await readGrids(at("again.out")))).toEqual(codesOf(small));
  expect(stdout).toMatch(/^community .* moved +codes kept +s\n/);
  expect(stdout).toMatch(RegExp(`\\ntotal of 2 communities .* 0 0 % +${grids}/${grids} `));
});

test("a code that a plan retired is not given again by the next", async () => {
  const dataset = smallDataset();
  const folder = await folderWith(dataset);
  const at = (file: string): string => join(folder, file);
  await runCli("plan", folder, "--out", at("1.out"));
  // The only grid of the west is parted in two, later made one again.
  const everyBuildingHas = async (households: number): Promise<void> => {
    for (const { properties } of dataset.buildings.features) properties.households = households;
    await writeFile(at("buildings.geojson"), textsOf(dataset).buildings);
  };
  await everyBuildingHas(200);
  await runCli("plan", folder, "--out", at("2.out"), "--register", at("1.out"));
  await everyBuildingHas(100);
  await runCli("plan", folder, "--out", at("3.out"), "--register", at("2.out"));
  const west = async (file: string): Promise<unknown[]> =>
    (await readGrids(at(file))).features
      .filter(({ properties }) => properties?.communityId === "west")
      .map(({ properties }) => properties?.label as unknown);
  expect(await west("1.out")).toEqual(["001"]);
  expect(await west("2.out")).toEqual(["002", "003"]);
  expect(await west("3.out")).toEqual(["004"]);
});

test("alternatives go into files of their own, and a table tells them apart", async () => {
  const dataset = smallDataset();
  // In old estates the east needs two grids of 100 to 300, or one that the rules permit.
  for (const { properties } of dataset.buildings.features.slice(4)) properties.builtYear = 1990;
  const folder = await folderWith(dataset);
  const out = join(folder, "grids.geojson");
  const args = ["--out", out, "--alternatives", "3", "--lang", "en"];
  const { code, stdout, stderr } = await runCli("plan", folder, ...args);
  expect([code, stderr]).toEqual([0, ""]);
  expect(stdout).toMatch(/\ncommunity +plan +best for +grids = workers/);
  expect(stdout).toMatch(/\neast 东社区 +1 +balanced.* 2 +200 +400 +400 /);
  expect(stdout).toMatch(/\n +2 +.*staff-saving +1 +400 +0 +400 /);
  expect(stdout).toContain(
    'west 西社区: 1 of 3 plans. the search for "fewest grids" gave the same',
  );
  const householdsIn = async (path: string): Promise<unknown[]> =>
    (await readGrids(path)).features.map(({ properties }) => properties?.households as unknown);
  expect(await householdsIn(out)).toEqual([200, 200, 400]);
  expect(await householdsIn(join(folder, "grids.2.geojson"))).toEqual([400]);
  expect(await readFile(join(folder, "grids.2.geojson"), "utf8")).toContain(
    '"bestFor":["STAFF_SAVING"]',
  );
  expect(await readdir(folder)).not.toContain("grids.3.geojson");
});

test("Ctrl-C ends the planning and leaves nothing behind", async () => {
  const dataset = smallDataset();
  // A note is what the command says before it starts to plan.
  dataset.communities.features[0].properties.code = "none";
  const folder = await folderWith(dataset);
  const out = join(folder, "grids.geojson");
  const running = startCli("plan", folder, "--out", out, "--effort", "900");
  await running.saysOnStderr("note: ");
  running.interrupt();
  const { code, stdout, stderr } = await running.end;
  expect(code).toBe(130);
  expect(stdout).toBe("");
  expect(stderr).toContain("Interrupted, nothing was written");
  expect(await readdir(folder)).toHaveLength(3);
});

/** The small data set with one building, or one community, changed. */
function spoilt(kind: keyof SmallDataset, i: number, properties: Properties, geometry?: unknown) {
  const dataset = smallDataset();
  const one = dataset[kind].features[i];
  Object.assign(one.properties, properties);
  if (geometry !== undefined) one.geometry = geometry;
  return dataset;
}

const bowTie = polygon([
  [106.201, 38.481],
  [106.202, 38.482],
  [106.202, 38.481],
  [106.201, 38.482],
  [106.201, 38.481],
]);
const { communities } = textsOf(smallDataset());

const BAD_INPUT: readonly (readonly [string, Parameters<typeof folderOf>[0], string])[] = [
  ["a missing file", { communities }, "buildings.geojson: there is no file "],
  [
    "broken JSON",
    { communities, buildings: "{]" },
    "buildings.geojson: broken JSON at line 1, column 2",
  ],
  [
    "a self-crossing polygon",
    spoilt("buildings", 1, {}, bowTie),
    'buildings.geojson #2 "b1" geometry: the polygon crosses itself: at [106.2015, 38.4815]',
  ],
  [
    "a building in no community",
    spoilt("buildings", 1, { communityId: "north" }),
    'buildings.geojson #2 "b1" communityId: there is no community "north"',
  ],
  [
    "negative households",
    spoilt("buildings", 1, { households: -5 }),
    'buildings.geojson #2 "b1" households: -5 is not between 0 and 100000',
  ],
  [
    "a duplicate id",
    spoilt("buildings", 1, { id: "b0" }),
    'buildings.geojson #2 "b0" id: the id is already used by #1',
  ],
  [
    "an unknown category",
    spoilt("buildings", 1, { category: "SHOP" }),
    'buildings.geojson #2 "b1" category: unknown category "SHOP"',
  ],
  [
    "coordinates out of range",
    spoilt("communities", 0, {}, polygon(square(38.48, 106.2, STEP))),
    'communities.geojson #1 "west" geometry: 5 points are outside',
  ],
  [
    "an empty set",
    { communities, buildings: { type: "FeatureCollection", features: [] } },
    "buildings.geojson: the file holds no buildings",
  ],
];

test.each(BAD_INPUT)("%s ends with 2, and the fault is named", async (_, dataset, message) => {
  const folder = await folderWith(dataset);
  const out = join(folder, "grids.out");
  const { code, stdout, stderr } = await runCli("plan", folder, "--out", out, "--quiet");
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toContain(message);
  expect(await readdir(folder)).not.toContain("grids.out");
});

test("bad rules and a bad data set are told together, in Chinese where asked for", async () => {
  const folder = await folderWith(spoilt("buildings", 1, { households: -5 }));
  const rules = join(folder, "rules.json");
  await writeFile(rules, '{"gridSize": 400}');
  const args = ["--out", join(folder, "out"), "--rules", rules, "--lang", "zh"];
  const { code, stderr } = await runCli("plan", folder, ...args);
  expect(code).toBe(2);
  expect(stderr).toContain("rules.json gridSize: 没有这条规则；已知的有：standardBand");
  expect(stderr).toContain('buildings.geojson #2 "b1" households: -5 不在 0 至 100000 之间');
  expect(stderr).toContain("输入有 2 处错误，未写出任何结果");
});

test("a command line that makes no sense ends with 2 and the usage", async () => {
  const { code, stderr } = await runCli("draw");
  expect([code, stderr]).toEqual([2, expect.stringMatching(/^Usage:/)]);
});

test.each([
  ["no folder", ["--out", "x"], "one data set folder is needed, 0 are given"],
  ["two folders", ["a", "b", "--out", "x"], "one data set folder is needed, 2 are given"],
  ["no --out", ["folder"], "--out FILE is missing, the file to write"],
  ["an unknown option", ["folder", "--output", "x"], "Unknown option '--output'"],
  ["a seed as text", ["f", "--out", "x", "--seed", "a"], '--seed is "a", a whole number'],
  ["an effort of nothing", ["f", "--out", "x", "--effort", "0.0"], '--effort is "0.0", a number'],
  ["no threads", ["f", "--out", "x", "--threads", "0"], '--threads is "0", a whole number'],
  ["no plan", ["f", "--out", "x", "--alternatives", "0"], '--alternatives is "0", a whole number'],
  [
    "an unknown focus",
    ["f", "--out", "x", "--focus", "best"],
    '--focus is "best", one of balanced',
  ],
  ["another language", ["f", "--out", "x", "--lang", "fr"], '--lang is "fr", zh or en is needed'],
])("%s is bad usage", (_, args, message) => {
  expect(readPlanArguments(args)).toMatchObject({
    type: "REFUSED",
    reason: { en: expect.stringContaining(message) as string },
  });
});

test("help is no fault", async () => {
  const { code, stdout } = await runCli("plan", "--help", "--lang", "zh");
  expect(code).toBe(0);
  expect(stdout).toMatch(/^用法：/);
});

test("a folder that cannot be loaded is refused before the database is opened", async () => {
  const folder = await folderWith(spoilt("buildings", 1, { households: -5 }));
  const { code, stderr } = await runCli("load", folder);
  expect(code).toBe(2);
  expect(stderr).toContain('#2 "b1" households');
});
