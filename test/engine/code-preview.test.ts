import { previewCodes, type NewGrid } from "../../src/engine/code/preview-codes";
import type { GridInForce, GridKind } from "../../src/engine/input-types";

const COMMUNITY = "640104001003";

/** Grids in one row from west to east; every building has 10 households but those of the map. */
function grid(position: number, buildings: string, kind: GridKind = "STANDARD"): NewGrid {
  const buildingIds = buildings.split(" ");
  return {
    lon: 106 + position / 100,
    lat: 38,
    heightDeg: 0.01,
    kind,
    smallestBuildingId: buildingIds[0],
    buildingIds,
  };
}

function inForce(sequence: string, buildings: string, kind: GridKind = "STANDARD"): GridInForce {
  return { code: COMMUNITY + sequence, kind, buildingIds: buildings.split(" ") };
}

function preview(
  grids: readonly NewGrid[],
  old: readonly GridInForce[],
  special: Readonly<Record<string, number>> = {},
  retiredCodes: readonly string[] = [],
) {
  const ids = [...grids, ...old].flatMap((g) => g.buildingIds);
  return previewCodes({
    communityCode: COMMUNITY,
    grids,
    inForce: old,
    retiredCodes,
    householdsOf: new Map(ids.map((id) => [id, special[id] ?? 10])),
    codeKeepShare: 0.7,
  });
}

const labels = (...args: Parameters<typeof preview>) => preview(...args).map((p) => p.label);

test("without grids in force the first numbering applies", () => {
  expect(preview([grid(2, "b"), grid(1, "a"), grid(3, "m", "MICRO")], [])).toEqual([
    { label: "002", code: "640104001003002", keptFrom: null },
    { label: "001", code: "640104001003001", keptFrom: null },
    { label: "501", code: "640104001003501", keptFrom: null },
  ]);
});

test("a community without a code gets labels only", () => {
  const result = previewCodes({
    communityCode: null,
    grids: [grid(1, "a")],
    inForce: [],
    retiredCodes: [],
    householdsOf: new Map([["a", 10]]),
    codeKeepShare: 0.7,
  });
  expect(result).toEqual([{ label: "001", code: null, keptFrom: null }]);
});

test("a grid keeps its code at 70 % of the old and of the new households", () => {
  const old = [inForce("007", "a b c d e f g h i j")];
  expect(preview([grid(1, "a b c d e f g"), grid(2, "h i j")], old)).toEqual([
    { label: "007", code: "640104001003007", keptFrom: "640104001003007" },
    { label: "008", code: "640104001003008", keptFrom: null },
  ]);
});

test("below the share in the old or in the new grid a new code is issued", () => {
  expect(labels([grid(1, "a b c"), grid(2, "d e")], [inForce("007", "a b c d e")])).toEqual([
    "008",
    "009",
  ]);
  expect(labels([grid(1, "a b c d e")], [inForce("003", "a b c"), inForce("004", "d e")])).toEqual([
    "005",
  ]);
});

test("households count, not buildings", () => {
  const old = [inForce("002", "a b c")];
  expect(labels([grid(1, "a"), grid(2, "b c")], old, { a: 300 })).toEqual(["002", "003"]);
});

test("new codes go up from the highest in force, in reading order and per kind", () => {
  const old = [inForce("002", "a"), inForce("009", "b"), inForce("503", "m", "MICRO")];
  const grids = [grid(4, "y"), grid(3, "x"), grid(2, "n", "MICRO"), grid(1, "m", "MICRO")];
  expect(labels(grids, old)).toEqual(["011", "010", "504", "503"]);
});

test("a grid that changes its kind gets a new code", () => {
  expect(labels([grid(1, "a", "MICRO")], [inForce("002", "a")])).toEqual(["501"]);
});

test("micro-grids without households keep their code by their buildings", () => {
  const old = [inForce("501", "m n", "MICRO"), inForce("502", "o", "MICRO")];
  const none = { m: 0, n: 0, o: 0 };
  expect(labels([grid(1, "m n", "MICRO"), grid(2, "o", "MICRO")], old, none)).toEqual([
    "501",
    "502",
  ]);
});

test("with a low share the grid with more in common keeps the code, and one only", () => {
  const grids = [grid(1, "a b"), grid(2, "c d e")];
  const result = previewCodes({
    communityCode: COMMUNITY,
    grids,
    inForce: [inForce("001", "a b c d e")],
    retiredCodes: [],
    householdsOf: new Map(["a", "b", "c", "d", "e"].map((id) => [id, 10])),
    codeKeepShare: 0.3,
  });
  expect(result.map((p) => p.label)).toEqual(["002", "001"]);
});

test("a retired code is never given again", () => {
  const old = [inForce("002", "a")];
  const retired = [`${COMMUNITY}007`, `${COMMUNITY}504`];
  const grids = [grid(1, "a"), grid(2, "x"), grid(3, "m", "MICRO")];
  expect(preview(grids, old, {}, retired).map((p) => p.label)).toEqual(["002", "008", "505"]);
  expect(preview([grid(1, "a")], [], {}, retired)[0].label).toBe("008");
});

test("a recoded community keeps the sequences under its new code", () => {
  const old = [{ code: "640104001999004", kind: "STANDARD" as const, buildingIds: ["a"] }];
  expect(preview([grid(1, "a")], old)[0].code).toBe("640104001003004");
});

test("when the range is used up the preview says so", () => {
  expect(() => preview([grid(1, "x")], [inForce("499", "a")])).toThrow("sequence 500 is needed");
});

test("a malformed code in force is refused", () => {
  const old = [{ code: "12", kind: "STANDARD" as const, buildingIds: ["a"] }];
  expect(() => preview([grid(1, "x")], old)).toThrow("has 2 digits, expected 15");
});

test("grids in force of a community without a code keep their labels", () => {
  const result = previewCodes({
    communityCode: null,
    grids: [grid(1, "a"), grid(2, "b"), grid(3, "m", "MICRO")],
    inForce: [
      { code: "007", kind: "STANDARD", buildingIds: ["b"] },
      { code: "502", kind: "MICRO", buildingIds: ["m"] },
    ],
    retiredCodes: ["006", "503"],
    householdsOf: new Map([
      ["a", 10],
      ["b", 10],
    ]),
    codeKeepShare: 0.7,
  });
  expect(result).toEqual([
    { label: "008", code: null, keptFrom: null },
    { label: "007", code: null, keptFrom: "007" },
    { label: "502", code: null, keptFrom: "502" },
  ]);
});
