import { createRandom, previewCodes, type GridKind } from "../../src/engine";
import { lineageOf, type CodedGrid } from "../../src/register/lineage";
import { recodeGrids } from "../../src/register/recode";

const COMMUNITY = "640104001001";

/** `grid("001", "a b")` holds the buildings a and b. */
function grid(sequence: string, buildings: string): CodedGrid {
  const kind: GridKind = sequence < "500" ? "STANDARD" : "MICRO";
  return { code: COMMUNITY + sequence, kind, buildingIds: buildings.split(" ").filter(Boolean) };
}

/** a to f have 100 households each, x and y none. */
const HOUSEHOLDS = new Map(
  [..."abcdefxy"].map((id) => [id, id === "x" || id === "y" ? 0 : 100] as const),
);

/** `001>003 SPLIT 200/2`: households and buildings. */
function told(before: readonly CodedGrid[], after: readonly CodedGrid[]): string[] {
  return lineageOf(before, after, HOUSEHOLDS).map(
    ({ kind, from, to, households, buildings }) =>
      `${from.slice(12)}>${to.slice(12)} ${kind} ${households}/${buildings}`,
  );
}

test("a division that stays has no lineage", () => {
  const grids = [grid("001", "a b"), grid("002", "c d")];
  expect(told(grids, grids)).toEqual([]);
});

test("what a grid that keeps its code gives or gets is an adjustment", () => {
  expect(
    told(
      [grid("001", "a b c d"), grid("002", "e f")],
      [grid("001", "a b c"), grid("002", "d e f")],
    ),
  ).toEqual(["001>002 ADJUST 100/1"]);
  expect(told([grid("001", "a b c d")], [grid("001", "a b c"), grid("002", "d")])).toEqual([
    "001>002 ADJUST 100/1",
  ]);
});

test("a grid that becomes several smaller ones is split", () => {
  expect(told([grid("001", "a b c d")], [grid("002", "a b"), grid("003", "c d")])).toEqual([
    "001>002 SPLIT 200/2",
    "001>003 SPLIT 200/2",
  ]);
});

test("grids that go up in a larger one are merged", () => {
  expect(told([grid("001", "a b"), grid("002", "c d")], [grid("003", "a b c d")])).toEqual([
    "001>003 MERGE 200/2",
    "002>003 MERGE 200/2",
  ]);
});

test("a grid that is divided between two others of which one grows is told part by part", () => {
  expect(
    told([grid("001", "a b"), grid("002", "c d e")], [grid("003", "a"), grid("004", "b c d e")]),
  ).toEqual(["001>003 SPLIT 100/1", "001>004 MERGE 100/1", "002>004 MERGE 300/3"]);
});

test("one grid that is alone in its place, and changed too much for its code, is adjusted", () => {
  expect(told([grid("001", "a")], [grid("002", "a")])).toEqual(["001>002 ADJUST 100/1"]);
});

test("households that go to a grid of the other kind are retyped, whatever else happens", () => {
  expect(told([grid("001", "a x")], [grid("001", "a"), grid("501", "x")])).toEqual([
    "001>501 RETYPE 0/1",
  ]);
  expect(told([grid("501", "x"), grid("001", "a")], [grid("001", "a x")])).toEqual([
    "501>001 RETYPE 0/1",
  ]);
});

test("where nobody lives the buildings are counted", () => {
  expect(told([grid("501", "x y")], [grid("502", "x"), grid("503", "y")])).toEqual([
    "501>502 SPLIT 0/1",
    "501>503 SPLIT 0/1",
  ]);
});

test("buildings that are new, or gone, have no lineage", () => {
  const before = [grid("001", "a gone")];
  expect(told(before, [grid("002", "a b")])).toEqual(["001>002 ADJUST 100/1"]);
  expect(told([grid("001", "gone")], [grid("002", "a")])).toEqual([]);
});

test("every household of the old grids that still stands is accounted for, once", () => {
  for (let seed = 1; seed <= 300; seed++) {
    const { before, after, householdsOf } = randomChange(seed);
    const entries = lineageOf(before, after, householdsOf);
    const isThere = new Set(after.flatMap(({ buildingIds }) => buildingIds));
    const sum = (ids: readonly string[]) =>
      ids.reduce((total, id) => total + (householdsOf.get(id) ?? 0), 0);
    for (const old of before) {
      const standing = old.buildingIds.filter((id) => isThere.has(id));
      const heir = after.find(({ code }) => code === old.code)?.buildingIds ?? [];
      const stayed = standing.filter((id) => heir.includes(id));
      const leaving = entries.filter(({ from }) => from === old.code);
      const left = leaving.reduce((total, { households }) => total + households, 0);
      const buildings = leaving.reduce((total, entry) => total + entry.buildings, 0);
      expect(left + sum(stayed)).toBe(sum(standing));
      expect(buildings + stayed.length).toBe(standing.length);
    }
    const kinds = new Map([...before, ...after].map(({ code, kind }) => [code, kind]));
    for (const { kind, from, to, buildings } of entries) {
      expect(buildings).toBeGreaterThan(0);
      expect(kind === "RETYPE").toBe(kinds.get(from) !== kinds.get(to));
    }
    expect(new Set(entries.map(({ from, to }) => `${from} ${to}`)).size).toBe(entries.length);
  }
});

/** Two divisions of some buildings, the second with the codes that the engine would give. */
function randomChange(seed: number) {
  const random = createRandom(seed);
  const whole = (below: number) => random.below(below);
  const ids = Array.from({ length: 2 + whole(30) }, (_, i) => `b${i}`);
  const householdsOf = new Map(ids.map((id) => [id, whole(4) === 0 ? 0 : whole(300)]));
  const kind = (): GridKind => (whole(4) === 0 ? "MICRO" : "STANDARD");
  const divide = (pool: readonly string[]) => {
    const lists = Array.from({ length: 1 + whole(6) }, (): string[] => []);
    for (const id of pool) lists[whole(lists.length)].push(id);
    return lists.map((buildingIds, i) => ({
      kind: kind(),
      buildingIds,
      lon: i,
      lat: 0,
      heightDeg: 1,
      smallestBuildingId: buildingIds[0] ?? "",
    }));
  };
  const number = (grids: ReturnType<typeof divide>, inForce: readonly CodedGrid[]): CodedGrid[] =>
    previewCodes({
      communityCode: COMMUNITY,
      grids,
      inForce,
      retiredCodes: [],
      householdsOf,
      codeKeepShare: 0.7,
    }).map(({ code }, i) => ({
      code: code ?? "",
      kind: grids[i].kind,
      buildingIds: grids[i].buildingIds,
    }));
  const before = number(divide(ids.filter(() => whole(8) > 0)), []);
  const kept = before.map(({ kind: same, buildingIds }, i) => ({
    kind: same,
    buildingIds: buildingIds.filter(() => whole(10) > 0),
    lon: i,
    lat: 0,
    heightDeg: 1,
    smallestBuildingId: buildingIds[0] ?? "",
  }));
  const after = number(whole(2) === 0 ? divide(ids) : kept, before);
  return { before, after, householdsOf };
}

test("recoded grids keep their sequences where the new code is fresh, range by range", () => {
  const inForce = ["002", "004", "501"].map((sequence) => COMMUNITY + sequence);
  const NEW = "640104002001";
  expect(recodeGrids(inForce, NEW, []).map(({ to }) => to)).toEqual([
    `${NEW}002`,
    `${NEW}004`,
    `${NEW}501`,
  ]);
  expect(recodeGrids(inForce, NEW, [`${NEW}007`]).map(({ to }) => to)).toEqual([
    `${NEW}008`,
    `${NEW}009`,
    `${NEW}501`,
  ]);
  expect(recodeGrids(inForce, NEW, [`${NEW}560`]).map(({ to }) => to)).toEqual([
    `${NEW}002`,
    `${NEW}004`,
    `${NEW}561`,
  ]);
});

test("a range that is used up is refused", () => {
  const NEW = "640104002001";
  expect(() => recodeGrids([`${COMMUNITY}001`], NEW, [`${NEW}499`])).toThrow(/1-499/);
});
