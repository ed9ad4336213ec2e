import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  checkCommunityCode,
  checkGridCode,
  decodeGridCode,
  encodeGridCode,
} from "../../src/engine/code/grid-code";
import { numberGrids, type PlacedGrid } from "../../src/engine/code/number";
import { EngineError } from "../../src/engine/errors";
import type { GridKind } from "../../src/engine/input-types";

function vectors(file: string): string[][] {
  return readFileSync(join(__dirname, "vectors", file), "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => line.split(","));
}

function kindOf(text: string): GridKind {
  if (text === "STANDARD" || text === "MICRO") return text;
  throw new Error(`Not a kind: ${text}`);
}

describe("a grid code", () => {
  const all = vectors("grid-codes.csv");

  test.each(all.filter(([, reason]) => reason === ""))(
    "%s decodes, and encodes to itself (%s%s %s)",
    (code, _reason, kind, sequence, communityCode) => {
      expect(checkGridCode(code)).toBeNull();
      const decoded = decodeGridCode(code);
      expect(decoded).toEqual({
        communityCode,
        countyCode: code.slice(0, 6),
        streetCode: code.slice(0, 9),
        kind,
        sequence: Number(sequence),
      });
      expect(encodeGridCode(communityCode, decoded.kind, decoded.sequence)).toBe(code);
    },
  );

  test.each(all.filter(([, reason]) => reason !== ""))('"%s" is refused: %s', (code, reason) => {
    const fault = checkGridCode(code);
    expect(fault?.reason).toBe(reason);
    expect(fault?.message.zh).toContain(fault?.reason.startsWith("SEQ") ? fault.got : code);
    expect(fault?.message.en).toContain(fault?.got);
    expect(() => decodeGridCode(code)).toThrow(EngineError);
  });

  test("says in both languages what it got and what it expected", () => {
    expect(checkGridCode("64010400100312")).toEqual({
      reason: "WRONG_LENGTH",
      got: "14",
      expected: "15",
      message: {
        zh: "编码“64010400100312”有 14 位，应为 15 位",
        en: 'Code "64010400100312" has 14 digits, expected 15',
      },
    });
  });

  test("is not made from a sequence outside the range of its kind", () => {
    for (const [kind, sequence] of [
      ["STANDARD", 0],
      ["STANDARD", 500],
      ["MICRO", 500],
      ["MICRO", 900],
      ["STANDARD", 1.5],
      ["STANDARD", NaN],
    ] as const) {
      expect(() => encodeGridCode("640104001003", kind, sequence)).toThrow(`got ${sequence}`);
    }
    expect(() => encodeGridCode("640104001000", "STANDARD", 1)).toThrow("community 000");
  });
});

describe("a community code", () => {
  test.each(vectors("community-codes.csv"))("%s is judged: %s", (code, reason) => {
    expect(checkCommunityCode(code)?.reason ?? "").toBe(reason);
  });
});

describe("numbering in reading order", () => {
  const cases = new Map<string, string[][]>();
  for (const line of vectors("numbering.csv")) {
    cases.set(line[0], [...(cases.get(line[0]) ?? []), line]);
  }

  test.each([...cases])("%s", (_name, lines) => {
    const grids = lines.map(([, lon, lat, heightDeg, kind, smallestBuildingId]) => ({
      lon: Number(lon),
      lat: Number(lat),
      heightDeg: Number(heightDeg),
      kind: kindOf(kind),
      smallestBuildingId,
    }));
    const expected = lines.map((line) => Number(line[6]));
    expect(numberGrids(grids)).toEqual(expected);
    expect(numberGrids([...grids].reverse())).toEqual([...expected].reverse());
  });

  test("says so where a range has no codes left", () => {
    const many = (count: number, kind: GridKind): PlacedGrid[] =>
      Array.from({ length: count }, (_, i) => ({
        lon: 106 + i / 1000,
        lat: 38,
        heightDeg: 0.01,
        kind,
        smallestBuildingId: `b${i}`,
      }));
    expect(numberGrids(many(499, "STANDARD")).at(-1)).toBe(499);
    expect(() => numberGrids(many(500, "STANDARD"))).toThrow(
      "sequence 500 is needed, the range ends at 499",
    );
    expect(numberGrids(many(399, "MICRO")).at(-1)).toBe(899);
    expect(() => numberGrids(many(400, "MICRO"))).toThrow("the range ends at 899");
  });
});
