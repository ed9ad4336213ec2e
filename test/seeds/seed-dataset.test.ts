import { createHash } from "node:crypto";
import { area, booleanIntersects, intersect, kinks, feature, featureCollection } from "@turf/turf";
import type { MultiPolygon, Polygon, Position } from "geojson";
import { checkCommunityCode } from "../../src/engine";
import type { DatasetBuilding, DatasetCommunity } from "../../src/exchange/dataset";
import { parseDataset } from "../../src/exchange/read-dataset";
import { seedDataset } from "../../seeds";
import { datasetTexts } from "../../seeds/dataset-texts";

const dataset = seedDataset();
const { communities, buildings, barriers } = dataset;

function community(id: string): DatasetCommunity {
  return one(communities.filter((candidate) => candidate.id === `invented-${id}`));
}

function buildingsOf(id: string): DatasetBuilding[] {
  return buildings.filter(({ communityId }) => communityId === `invented-${id}`);
}

function named(name: string): DatasetBuilding {
  return one(buildings.filter((building) => building.name === name));
}

function one<T>(items: readonly T[]): T {
  expect(items).toHaveLength(1);
  return items[0];
}

function householdsOf(id: string): number {
  return buildingsOf(id).reduce((sum, { households }) => sum + households, 0);
}

function commonAreaM2(a: Polygon | MultiPolygon, b: Polygon | MultiPolygon): number {
  const common = intersect(featureCollection([feature(a), feature(b)]));
  return common === null ? 0 : area(common);
}

describe("the invented seeds as a data set", () => {
  test("the same seed gives the same bytes, another seed another town", () => {
    const bytes = (seed?: number) =>
      createHash("sha256")
        .update(JSON.stringify(seedDataset(seed)))
        .digest("hex");
    expect(bytes()).toBe(bytes(1));
    expect(bytes(2)).not.toBe(bytes(1));
  });

  test("are read without a fault or a remark, and read back as they were written", () => {
    const read = parseDataset(datasetTexts(dataset));
    expect(read).toEqual({ dataset, notes: [] });
  });

  test("say in every community's name that it is invented, in both languages", () => {
    for (const { name } of communities) expect(name).toMatch(/^示例·.*社区 \(.*, invented\)$/);
  });

  test("carry a real street code and a sequence from 901 that no real community has", () => {
    const codes = communities.map(({ code }) => code).filter((code) => code !== null);
    expect(new Set(codes).size).toBe(codes.length);
    for (const code of codes) {
      expect(code).toMatch(/^640104(009|010|011)9\d\d$/);
      expect(checkCommunityCode(code)).toBeNull();
    }
  });

  test("are fifteen communities of 244 to some thousand households and up to 150 buildings", () => {
    expect(communities).toHaveLength(15);
    for (const { id } of communities) {
      const own = buildings.filter(({ communityId }) => communityId === id);
      const households = own.reduce((sum, building) => sum + building.households, 0);
      expect(own.length).toBeLessThanOrEqual(150);
      expect(households).toBeGreaterThanOrEqual(244);
      expect(households).toBeLessThan(8000);
    }
  });

  test("neighbouring communities share their boundary vertex by vertex and never overlap", () => {
    const edges = new Map<string, number>();
    for (const { geometry } of communities) {
      for (const ring of ringsOf(geometry)) {
        for (let k = 1; k < ring.length; k++) {
          const key = [ring[k - 1].join(" "), ring[k].join(" ")].sort().join("|");
          edges.set(key, (edges.get(key) ?? 0) + 1);
        }
      }
    }
    const shared = [...edges.values()].filter((times) => times === 2).length;
    expect(Math.max(...edges.values())).toBe(2);
    // All edges but those round the town and round the hole have a twin.
    expect(edges.size - shared).toBe(2 * (5 + 3) * 12 + 2 * (5 + 4));
    for (const [k, a] of communities.entries()) {
      for (const b of communities.slice(k + 1)) {
        expect(commonAreaM2(a.geometry, b.geometry)).toBeLessThan(0.01);
      }
    }
  });

  test("every footprint is simple and most of it lies in its community", () => {
    for (const { geometry, communityId } of buildings) {
      expect(kinks(feature(geometry)).features).toEqual([]);
      const home = one(communities.filter(({ id }) => id === communityId));
      expect(commonAreaM2(geometry, home.geometry)).toBeGreaterThan(0.5 * area(geometry));
    }
  });

  test("special households and residents fit the households", () => {
    for (const { households, specialHouseholds, residents } of buildings) {
      expect(specialHouseholds).toBeLessThanOrEqual(households);
      if (residents !== null) expect(residents).toBeGreaterThanOrEqual(households);
    }
  });
});

describe("what the seeds show", () => {
  test("a river, a railway, walls with gates and a wall without, dead ends", () => {
    const kinds = new Set(barriers.map(({ kind }) => kind));
    expect(kinds).toEqual(new Set(["ROAD", "RIVER", "RAILWAY", "WALL"]));
    expect(barriers.some(({ id }) => id.startsWith("drive-wall-"))).toBe(true);
    const closedWalls = barriers.filter(({ kind, geometry: { coordinates: line } }) => {
      return kind === "WALL" && String(line[0]) === String(line[line.length - 1]);
    });
    expect(closedWalls.map(({ name }) => name).sort()).toEqual(["云杉三期围墙", "研究院围墙"]);
    expect(barriers.filter((barrier) => barrier.class === "service").length).toBeGreaterThan(4);
  });

  test("the river runs through three communities and meets no building", () => {
    const river = one(barriers.filter(({ kind }) => kind === "RIVER"));
    const meets = (geometry: Polygon | MultiPolygon) =>
      booleanIntersects(feature(river.geometry), feature(geometry));
    const crossed = communities.filter(({ geometry }) => meets(geometry));
    expect(crossed.map(({ id }) => id)).toEqual([
      "invented-liuan",
      "invented-luhua",
      "invented-wenlan",
    ]);
    expect(buildings.filter(({ geometry }) => meets(geometry))).toEqual([]);
  });

  test("old estates by year, and by flag against the year, both ways", () => {
    const estate = (name: string) => buildings.filter(({ estateName }) => estateName === name);
    expect(estate("柳岸一村").every(({ builtYear }) => (builtYear ?? 0) < 2000)).toBe(true);
    expect(estate("槐荫二村").every((b) => (b.builtYear ?? 0) > 2000 && b.oldEstate)).toBe(true);
    expect(
      estate("槐荫三村").every((b) => (b.builtYear ?? 0) < 2000 && b.oldEstate === false),
    ).toBe(true);
    for (const { households } of estate("柳岸一村")) {
      expect(households).toBeGreaterThanOrEqual(24);
      expect(households).toBeLessThanOrEqual(60);
    }
  });

  test("towers of 100-250 households, twins of 280, and one that no grid can hold", () => {
    for (const { households } of buildings.filter((b) => b.estateName === "云杉一期")) {
      expect(households).toBeGreaterThanOrEqual(100);
      expect(households).toBeLessThanOrEqual(250);
    }
    expect(named("双子1座").households).toBe(280);
    expect(named("星桥一号").households).toBe(612);
  });

  test("a mall, a market hall without a floor area, and both explicit flags", () => {
    expect(named("锦市广场")).toMatchObject({ category: "MARKET", floorAreaM2: 46_000 });
    const hall = named("锦市农贸市场");
    expect(hall).toMatchObject({ category: "MARKET", floorAreaM2: null, floors: 2 });
    expect(2 * area(hall.geometry)).toBeGreaterThan(5000);
    expect(named("老夜市").microGrid).toBe(true);
    expect(named("闲置批发楼").microGrid).toBe(false);
    expect(named("闲置批发楼").floorAreaM2).toBeGreaterThan(5000);
  });

  test("a hospital of several buildings, office towers, and mixed towers on both sides of 100", () => {
    const hospital = buildings.filter(({ name }) => name?.startsWith("杏林医院"));
    expect(hospital).toHaveLength(4);
    expect(hospital.filter(({ floorAreaM2 }) => (floorAreaM2 ?? 0) >= 5000)).toHaveLength(3);
    const offices = buildingsOf("fangzhou").filter(({ category }) => category === "OFFICE");
    expect(offices.filter(({ floorAreaM2 }) => (floorAreaM2 ?? 0) >= 20_000)).toHaveLength(6);
    expect(offices.map(({ households }) => households).filter((h) => h > 0)).toEqual([42, 164]);
  });

  test("totals that no number of grids fits: 552 and 244", () => {
    expect(householdsOf("shuofeng")).toBe(552);
    expect(householdsOf("xinqu")).toBe(244);
  });

  test("a community in two parts, one with a hole, one without a code", () => {
    expect(community("wangta").geometry).toMatchObject({ type: "MultiPolygon" });
    expect(community("wangta").geometry.coordinates).toHaveLength(2);
    expect(community("wenlan").geometry).toMatchObject({ type: "Polygon" });
    expect(community("wenlan").geometry.coordinates).toHaveLength(2);
    expect(community("shiliu").code).toBeNull();
  });

  test("overlapping footprints, one recorded twice, one across the boundary, one over a lane", () => {
    const overlap = commonAreaM2(named("主楼").geometry, named("加建楼").geometry);
    expect(overlap).toBeGreaterThan(50);
    const twice = buildings.filter(({ name }) => name === "重复登记楼");
    expect(twice).toHaveLength(2);
    expect(twice[0].geometry).toEqual(twice[1].geometry);
    const across = named("骑界楼").geometry;
    const inside = commonAreaM2(across, community("shiliu").geometry) / area(across);
    expect(inside).toBeGreaterThan(0.5);
    expect(inside).toBeLessThan(0.95);
    const lane = one(barriers.filter(({ name }) => name === "石榴巷"));
    const over = named("过街楼").geometry;
    expect(booleanIntersects(feature(lane.geometry), feature(over))).toBe(true);
  });

  test("special populations, buildings without households, and unknown values", () => {
    const special = buildingsOf("hequan").reduce((sum, b) => sum + b.specialHouseholds, 0);
    expect(special / householdsOf("hequan")).toBeGreaterThan(0.2);
    expect(buildings.some(({ category }) => category === "OTHER")).toBe(true);
    expect(buildings.some(({ residents }) => residents === null)).toBe(true);
    expect(buildings.some(({ builtYear }) => builtYear === null)).toBe(true);
    expect(buildings.some(({ estateName, households }) => !estateName && households > 0)).toBe(
      true,
    );
  });
});

function ringsOf(geometry: Polygon | MultiPolygon): Position[][] {
  return geometry.type === "Polygon" ? geometry.coordinates : geometry.coordinates.flat();
}
