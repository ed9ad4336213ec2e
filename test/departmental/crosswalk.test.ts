import { toCrosswalk, type CrosswalkBuilding } from "../../src/departmental/crosswalk";
import type { Department } from "../../src/departmental/departmental";
import { readBuildingList } from "../../src/departmental/read-building-list";

const CODE = "640104001901";
const PARTY = { department: "PARTY" as Department, name: "党建网格" };

/** One building of so many households, in one old and one new grid. */
function building(
  id: string,
  households: number,
  departmentalCode: string | null,
  unifiedCode: string | null,
): CrosswalkBuilding {
  return { buildingId: id, externalId: id, households, departmentalCode, unifiedCode };
}

function sentences(
  buildings: readonly CrosswalkBuilding[],
  network: { department: Department; name: string } = PARTY,
): { zh: string; en: string }[] {
  return toCrosswalk(network, buildings).departmentalGrids.map(({ sentence }) => sentence);
}

test("what is not all never reads as all, nor what is not nothing as nothing", () => {
  const found = sentences([
    building("a", 999, "D-12", `${CODE}003`),
    building("b", 1, "D-12", `${CODE}004`),
  ]);
  expect(found).toEqual([
    {
      zh: `党建网格 D-12（1000 户）：>99%划入 ${CODE}003，<1%划入 …004。`,
      en: `Party grid D-12 (1000 households): >99 % to ${CODE}003, <1 % to …004.`,
    },
  ]);
});

test("buildings without households are told by number, and keep a grid from being whole", () => {
  const buildings = [
    building("a", 412, "D-12", `${CODE}003`),
    building("b", 0, "D-12", `${CODE}501`),
    building("c", 0, "D-12", null),
  ];
  expect(sentences(buildings)).toEqual([
    {
      zh: `党建网格 D-12（412 户）：100%划入 ${CODE}003，无住户的 1 栋划入 …501，无住户的 1 栋未划入任何网格。`,
      en:
        `Party grid D-12 (412 households): 100 % to ${CODE}003, 1 building without households to ` +
        "…501, 1 building without households in no unified grid.",
    },
  ]);
  expect(toCrosswalk(PARTY, buildings).unity).toEqual({ grids: 1, whole: 0, share: 0 });
});

test("a grid without any households is shared out by its buildings", () => {
  const buildings = [
    building("a", 0, "D-1", `${CODE}001`),
    building("b", 0, "D-1", `${CODE}001`),
    building("c", 0, "D-1", `${CODE}002`),
    building("d", 0, "D-1", `${CODE}002`),
  ];
  expect(sentences(buildings)).toEqual([
    {
      zh: `党建网格 D-1（4 栋，无住户）：50%划入 ${CODE}001，50%划入 …002。`,
      en: `Party grid D-1 (4 buildings, no households): 50 % to ${CODE}001, 50 % to …002.`,
    },
  ]);
});

test("a grid is called by its department, and by the name of a network that is not the usual one", () => {
  const buildings = [building("a", 1, "7", `${CODE}001`)];
  expect(sentences(buildings, { department: "HEALTH", name: "疾控" })[0]).toEqual({
    zh: `卫健网格（疾控） 7（1 户）：整体划入 ${CODE}001。`,
    en: `Health grid (疾控) 7 (1 household): wholly to ${CODE}001.`,
  });
  expect(sentences(buildings, { department: "OTHER", name: "燃气网格" })[0]).toEqual({
    zh: `燃气网格 7（1 户）：整体划入 ${CODE}001。`,
    en: `Grid of 燃气网格 7 (1 household): wholly to ${CODE}001.`,
  });
});

test("codes of another community are told in full", () => {
  const found = sentences([
    building("a", 3, "D-1", `${CODE}001`),
    building("b", 1, "D-1", "640104001902001"),
  ]);
  expect(found[0].en).toBe(
    `Party grid D-1 (4 households): 75 % to ${CODE}001, 25 % to 640104001902001.`,
  );
});

test("without grids there is no share of them that is whole", () => {
  expect(toCrosswalk(PARTY, [building("a", 5, null, `${CODE}001`)])).toMatchObject({
    ...{ households: 5, inNone: ["a"], inSeveral: [], notUnified: [] },
    unity: { grids: 0, whole: 0, share: null },
    unifiedGrids: [{ sentence: { zh: `${CODE}001（5 户）：100%原不属任何网格。` } }],
  });
});

test("a list may quote line breaks, delimiters and quotes", () => {
  const { grids, faults, rowsRead } = readBuildingList(
    'code;name;building\r\n"D;1";"a ""b""\nc";b1\r\n\r\nD-2;;b2',
  );
  expect(faults).toEqual([]);
  expect(rowsRead).toBe(2);
  expect(grids).toMatchObject([
    { code: "D;1", name: 'a "b"\nc', place: '#2 "D;1"' },
    // Empty rows count: it is the number that a spreadsheet shows.
    { code: "D-2", name: null, place: '#4 "D-2"' },
  ]);
});
