import { DEFAULT_RULES } from "../../src/engine";
import type { Dataset } from "../../src/exchange/dataset";
import { parseDataset } from "../../src/exchange/read-dataset";
import { parseRegister } from "../../src/exchange/read-register";
import { parseRules } from "../../src/exchange/read-rules";
import { polygon, smallDataset, square, STEP, textsOf, type Properties } from "./small-dataset";

const rulesOf = (value: unknown) => parseRules(JSON.stringify(value), "rules.json");

test("rules that are given replace the defaults, one floor area leaves the others", () => {
  expect(rulesOf({ standardBand: [250, 450], microMinFloorAreaM2: { MARKET: 8000 } })).toEqual({
    rules: {
      standardBand: [250, 450],
      microMinFloorAreaM2: { ...DEFAULT_RULES.microMinFloorAreaM2, MARKET: 8000 },
    },
  });
});

test("an unknown rule is named, and the known ones are listed", () => {
  expect(rulesOf({ standartBand: [250, 450] })).toMatchObject({
    faults: [{ file: "rules.json", code: "UNKNOWN_RULE", field: "standartBand" }],
  });
  const read = rulesOf({ microMinFloorAreaM2: { SHOP: 1 } });
  expect("faults" in read && read.faults[0].reason.en).toBe(
    "there is no such rule; known are: OFFICE, MARKET, PUBLIC_VENUE",
  );
});

test.each<[string, Properties, string]>([
  ["a band upside down", { standardBand: [500, 300] }, "standardBand"],
  ["half a household", { reducedBand: [100.5, 300] }, "reducedBand.0"],
  ["a share of 20", { specialPopulationShare: 20 }, "specialPopulationShare"],
  ["a distance as text", { microMergeDistanceM: "40" }, "microMergeDistanceM"],
])("%s is refused, and the rule is named", (_, rules, field) => {
  expect(rulesOf(rules)).toMatchObject({ faults: [{ code: "INVALID_RULE", field }] });
});

test("rules that are no object or no JSON are refused", () => {
  expect(rulesOf([])).toMatchObject({ faults: [{ code: "INVALID_RULE", field: null }] });
  expect(parseRules("{", "rules.json")).toMatchObject({ faults: [{ code: "BROKEN_JSON" }] });
});

function dataset(): Dataset {
  const read = parseDataset(textsOf(smallDataset()));
  if ("faults" in read) throw new Error(JSON.stringify(read.faults));
  return read.dataset;
}

const registerOf = (...grids: Properties[]) =>
  parseRegister(
    JSON.stringify({
      type: "FeatureCollection",
      features: grids.map((properties) => ({ type: "Feature", properties, geometry: null })),
    }),
    "old.geojson",
    dataset(),
  );

const GRID = {
  communityId: "west",
  code: "640104001003001",
  label: "001",
  kind: "STANDARD",
  buildingIds: ["b0", "b1"],
};

test("grids in force are gathered by community", () => {
  const east = { ...GRID, communityId: "east", code: null, buildingIds: ["b4"] };
  const rest = { kind: "STANDARD", polygon: null };
  expect(registerOf(GRID, east)).toEqual({
    inForce: new Map([
      ["west", [{ code: "640104001003001", ...rest, buildingIds: ["b0", "b1"] }]],
      ["east", [{ code: "001", ...rest, buildingIds: ["b4"] }]],
    ]),
    retiredCodes: new Map(),
    notes: [],
  });
});

test("their ground is read, and the codes that were retired before them", () => {
  const ground = polygon(square(106.2, 38.48, STEP));
  const text = JSON.stringify({
    type: "FeatureCollection",
    features: [{ type: "Feature", properties: GRID, geometry: ground }],
    plans: [
      { communityId: "east", regridding: null },
      {
        communityId: "west",
        regridding: { codesRetired: ["640104001003002"], codesRetiredBefore: ["640104001003009"] },
      },
    ],
  });
  expect(parseRegister(text, "old.geojson", dataset())).toMatchObject({
    inForce: new Map([["west", [{ buildingIds: ["b0", "b1"], polygon: ground }]]]),
    retiredCodes: new Map([["west", ["640104001003009", "640104001003002"]]]),
  });
});

test("buildings and communities that are gone are left out, and notes say so", () => {
  const read = registerOf(
    { ...GRID, buildingIds: ["b0", "gone", "b4"] },
    { ...GRID, communityId: "gone", code: null },
  );
  expect(read).toMatchObject({
    inForce: new Map([
      ["west", [{ code: "640104001003001", kind: "STANDARD", buildingIds: ["b0"], polygon: null }]],
    ]),
    notes: [
      { code: "UNKNOWN_BUILDING", feature: '#1 "640104001003001"' },
      { code: "UNKNOWN_COMMUNITY", feature: '#2 "001"' },
    ],
  });
});

test.each<[string, Properties, string]>([
  ["a building in two grids", { ...GRID, code: null, label: "002" }, "buildingIds"],
  ["a kind that is none", { ...GRID, kind: "SMALL" }, "kind"],
  ["a code of 14 digits", { ...GRID, code: "64010400100301" }, "code"],
  ["no buildings", { ...GRID, buildingIds: undefined }, "buildingIds"],
])("a register with %s is refused", (_, grid, field) => {
  const read = registerOf(GRID, grid);
  const faults = "faults" in read ? read.faults : [];
  expect(faults[0]).toMatchObject({ code: "INVALID_REGISTER", file: "old.geojson" });
  expect(faults[0].field).toContain(field);
});
