import { area } from "@turf/turf";
import { propose } from "../../src/engine";
import {
  at,
  barrier,
  box,
  cellWith,
  community,
  cornersOf,
  errorsOf,
  house,
  metres,
  sharedCorners,
  village,
} from "./ground";

describe("cells", () => {
  test("tile the community without gap or overlap", async () => {
    const input = village(6, 5, 20);
    const plan = await propose(input);
    expect(errorsOf(plan)).toEqual([]);
    expect(plan.cells).toHaveLength(30);
    const sum = plan.cells.reduce((total, cell) => total + area(cell.polygon), 0);
    expect(sum).toBeCloseTo(area(input.community.polygon), 3);
  });

  test("never cross a river", async () => {
    const plan = await propose({
      community: community(box(0, 0, 200, 100)),
      buildings: [
        house("north", 20, 70, 100),
        house("south", 150, 10, 100),
        house("west", 10, 10, 100),
      ],
      barriers: [barrier("r", "RIVER", [-10, 30], [100, 55], [210, 60])],
    });
    const bank = (x: number) => (x < 100 ? 30 + ((x + 10) * 25) / 110 : 55 + ((x - 100) * 5) / 110);
    const offsets = (id: string) =>
      cornersOf(cellWith(plan, id)).map((p) => {
        const [x, y] = metres(p);
        return y - bank(x);
      });
    expect(Math.min(...offsets("north"))).toBeGreaterThan(-0.02);
    expect(Math.max(...offsets("south"), ...offsets("west"))).toBeLessThan(0.02);
  });

  test("meet on the given line of a road, not beside it", async () => {
    const plan = await propose({
      community: community(box(0, 0, 200, 100)),
      buildings: [house("a", 20, 20, 100), house("b", 150, 70, 100)],
      barriers: [barrier("r", "ROAD", [100, -10], [100, 110])],
    });
    const border = sharedCorners(cellWith(plan, "a"), cellWith(plan, "b"));
    expect(border.length).toBeGreaterThanOrEqual(2);
    for (const [lon] of border) expect(lon).toBe(at(100, 0)[0]);
  });

  test("meet midway where no barrier parts them", async () => {
    const plan = await propose({
      community: community(box(0, 0, 100, 60)),
      buildings: [house("a", 10, 25, 100), house("b", 70, 25, 100)],
    });
    const border = sharedCorners(cellWith(plan, "a"), cellWith(plan, "b"));
    expect(border.length).toBeGreaterThanOrEqual(2);
    for (const corner of border) expect(metres(corner)[0]).toBeCloseTo(50, 0);
  });

  test("keep to their side of a dead-end road as far as it goes", async () => {
    const plan = await propose({
      community: community(box(0, 0, 100, 100)),
      buildings: [house("a", 10, 40, 100), house("b", 70, 60, 100)],
      barriers: [barrier("end", "ROAD", [60, -10], [60, 70])],
    });
    const border = sharedCorners(cellWith(plan, "a"), cellWith(plan, "b")).map(metres);
    const beside = border.filter(([, y]) => y <= 60);
    expect(beside.length).toBeGreaterThan(0);
    for (const [x] of beside) expect(x).toBeCloseTo(60, 1);
    expect(border.some(([, y]) => y > 90)).toBe(true);
  });

  test("hold buildings that overlap together", async () => {
    const plan = await propose({
      community: community(box(0, 0, 100, 60)),
      buildings: [house("a", 10, 25, 100), house("b", 25, 30, 100), house("c", 70, 25, 100)],
    });
    expect(cellWith(plan, "a").buildingIds).toEqual(["a", "b"]);
    expect(cellWith(plan, "c").buildingIds).toEqual(["c"]);
  });

  test("part buildings that only share a wall", async () => {
    const plan = await propose({
      community: community(box(0, 0, 100, 60)),
      buildings: [house("a", 10, 25, 200), house("b", 30, 25, 200)],
    });
    expect(errorsOf(plan)).toEqual([]);
    expect(cellWith(plan, "a").buildingIds).toEqual(["a"]);
  });

  test("hold a building whole that a road passes under", async () => {
    const plan = await propose({
      community: community(box(0, 0, 100, 60)),
      buildings: [house("over", 40, 25, 100), house("a", 5, 5, 100), house("b", 75, 45, 100)],
      barriers: [barrier("r", "ROAD", [50, -10], [50, 70])],
    });
    expect(errorsOf(plan)).toEqual([]);
    const xs = cornersOf(cellWith(plan, "over")).map((p) => metres(p)[0]);
    expect(Math.min(...xs)).toBeLessThanOrEqual(40.01);
    expect(Math.max(...xs)).toBeGreaterThanOrEqual(59.99);
  });

  test("hold what lies inside of a building across the boundary", async () => {
    const plan = await propose({
      community: community(box(0, 0, 100, 60)),
      buildings: [house("across", 90, 25, 100), house("a", 5, 5, 100)],
    });
    expect(errorsOf(plan)).toEqual([]);
    expect(Math.max(...cornersOf(cellWith(plan, "across")).map((p) => p[0]))).toBe(at(100, 0)[0]);
  });

  test("keep the two blocks of one building in one connected cell", async () => {
    const plan = await propose({
      community: community(box(0, 0, 200, 40)),
      buildings: [
        {
          ...house("pair", 10, 10, 100),
          polygon: {
            type: "MultiPolygon",
            coordinates: [box(10, 10, 30, 20).coordinates, box(150, 10, 170, 20).coordinates],
          },
        },
        house("between", 80, 10, 100),
      ],
    });
    expect(errorsOf(plan)).toEqual([]);
    expect(cellWith(plan, "pair").polygon.type).toBe("Polygon");
  });

  test("make ground that barriers cut off from every building a cell of its own", async () => {
    const plan = await propose({
      community: community(box(0, 0, 100, 60)),
      buildings: [house("a", 5, 5, 300)],
      barriers: [barrier("r", "RIVER", [60, -10], [60, 70])],
    });
    expect(plan.cells.map((cell) => cell.buildingIds)).toEqual([["a"], []]);
    expect(plan.blocks).toHaveLength(2);
  });

  test("divide a long strip without buildings into compact pieces", async () => {
    const houses = [0, 1, 2, 3, 4, 5].map((i) => house(`h${i}`, 40 + 100 * i, 10, 100));
    const plan = await propose({
      community: community(box(0, 0, 600, 80)),
      buildings: houses,
      barriers: [barrier("r", "RIVER", [-10, 40], [610, 40])],
    });
    expect(errorsOf(plan)).toEqual([]);
    const strip = plan.cells.filter((cell) => cell.buildingIds.length === 0);
    expect(strip.length).toBeGreaterThan(2);
    for (const cell of strip) expect(area(cell.polygon)).toBeGreaterThan(2500);
  });
});
