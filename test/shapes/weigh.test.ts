import { EXACT_ZOOM, KEPT, MOST_ERROR_PX, pixelM, thresholdOf } from "../../src/shapes/threshold";
import { weighBorders, type Area, type Place, type WeighedArea } from "../../src/shapes/weigh";
import { distanceBetween, keyOf, lookAtCover } from "./cover";
import { drawnAt } from "./drawn-at";
import { randomTown, type TownOptions } from "./random-town";

const ZOOMS = Array.from({ length: EXACT_ZOOM + 1 }, (_, zoom) => zoom);

const TOWNS: readonly TownOptions[] = [
  { seed: 1, communities: 3, cells: 3, vertices: 12 },
  { seed: 2, communities: 2, cells: 4, vertices: 40 },
  { seed: 3, communities: 4, cells: 2, vertices: 3 },
  { seed: 4, communities: 3, cells: 1, vertices: 25 },
  { seed: 5, communities: 4, cells: 2, vertices: 50, hasWaves: true },
];

/** Expects that these cover the ground at every zoom, as they do exactly. */
function expectCover(areas: readonly WeighedArea[]): void {
  const exact = lookAtCover(areas.map((area) => drawnAt(area, EXACT_ZOOM)));
  for (const zoom of ZOOMS) {
    const { meetings, doubled, flat, rim } = lookAtCover(areas.map((area) => drawnAt(area, zoom)));
    const torn = [...rim].filter((vertex) => !exact.rim.has(vertex));
    expect({ zoom, meetings, doubled, flat, torn }).toEqual({
      zoom,
      meetings: 0,
      doubled: 0,
      flat: 0,
      torn: [],
    });
  }
}

describe.each(TOWNS)("in the invented town of seed $seed", (options) => {
  const { before, now, communities } = randomTown(options);
  const weighed = weighBorders([...before, ...now, ...communities]);
  const named = new Map(weighed.map((area) => [area.id, area]));
  const of = (areas: readonly Area[]): WeighedArea[] =>
    areas.flatMap(({ id }) => named.get(id) ?? []);

  test("grids share their borders at every zoom, on every date, and so do communities", () => {
    expectCover(of(before));
    expectCover(of(now));
    expectCover(of(communities));
  });

  test("neighbours whose grids are of another date share their borders, too", () => {
    const isEven = ({ communityId }: Area): boolean => Number(communityId.slice(1)) % 2 === 0;
    expectCover(of([...before.filter(isEven), ...now.filter((area) => !isEven(area))]));
  });

  test("the grids of a community have its border", () => {
    for (const { communityId } of communities) {
      const grids = of(now.filter((area) => area.communityId === communityId));
      const [community] = of(communities.filter(({ id }) => id === communityId));
      for (const zoom of ZOOMS) {
        const [ring] = drawnAt(community, zoom)[0];
        const { rim } = lookAtCover(grids.map((grid) => drawnAt(grid, zoom)));
        expect(rim).toEqual(new Set(ring.map(keyOf)));
      }
    }
  });

  test("no border is off by half a pixel", () => {
    for (const area of weighed.slice(0, 12)) {
      const [[exact]] = drawnAt(area, EXACT_ZOOM);
      for (const zoom of [6, 9, 11, 12, 13, 14, 15]) {
        const off = distanceBetween(exact, drawnAt(area, zoom)[0][0]);
        expect(off).toBeLessThan(MOST_ERROR_PX * pixelM(zoom));
      }
    }
  });

  test("a community drawn with those around it alone is drawn as with the whole town", () => {
    const all = [...before, ...now, ...communities];
    for (const { communityId } of communities) {
      const own = boxOf(all.filter((area) => area.communityId === communityId));
      const around = all.filter((area) => doMeet(own, boxOf([area])));
      if (options.communities > 3 && options.hasWaves !== true)
        expect(around.length).toBeLessThan(all.length);
      const alone = weighBorders(around, new Set([communityId]));
      expect(alone).toEqual(weighed.filter((area) => area.communityId === communityId));
    }
  });

  test("the order of the areas, and where their rings begin and to which side, make no difference", () => {
    const turned = [...communities, ...now, ...before].reverse().map((area): Area => ({
      ...area,
      polygons: area.polygons.map((polygon) =>
        polygon.map((ring) => {
          const reversed = [...ring].reverse();
          return [...reversed.slice(3), ...reversed.slice(1, 4)];
        }),
      ),
    }));
    expect(weightsOf(weighBorders(turned))).toEqual(weightsOf(weighed));
  });
});

function weightsOf(areas: readonly WeighedArea[]): Map<string, number> {
  const places = areas.flatMap(({ polygons }) => polygons.flat(2));
  const sorted = places.map(([x, y, weight]) => [keyOf([x, y]), weight] as const);
  return new Map(sorted.sort(([one], [other]) => (one < other ? -1 : 1)));
}

type Box = readonly [west: number, south: number, east: number, north: number];

function boxOf(areas: readonly Area[]): Box {
  const places = areas.flatMap(({ polygons }) => polygons.flat(2));
  const [xs, ys] = [places.map(([x]) => x), places.map(([, y]) => y)];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

function doMeet(one: Box, other: Box): boolean {
  const around = 0.01;
  return (
    one[0] <= other[2] + around &&
    other[0] <= one[2] + around &&
    one[1] <= other[3] + around &&
    other[1] <= one[3] + around
  );
}

/** An area of one polygon, given by its rings without the last place. */
function areaOf(id: string, ...rings: readonly (readonly Place[])[]): Area {
  const polygons = [rings.map((ring) => [...ring, ring[0]])];
  return { id, communityId: id, kind: "COMMUNITY", polygons };
}

/** A circle of so many places. */
function circle([x, y]: Place, radius: number, places: number): Place[] {
  return Array.from({ length: places }, (_, i): Place => {
    const angle = (2 * Math.PI * i) / places;
    return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
  });
}

describe("borders as bad as they come", () => {
  test("an enclave and the hole around it stay a triangle at least", () => {
    const island = circle([500, 500], 80, 60);
    const square: Place[] = [
      [0, 0],
      [1000, 0],
      [1000, 1000],
      [0, 1000],
    ];
    const weighed = weighBorders([areaOf("a", square, island), areaOf("b", island)]);
    expectCover(weighed);
    expect(drawnAt(weighed[1], 0)[0][0]).toHaveLength(4);
  });

  test("a lens between two neighbours that meet at its ends does not vanish", () => {
    const arc = (height: number): Place[] =>
      Array.from({ length: 21 }, (_, i): Place => [
        i * 10,
        Math.round(height * Math.sin((Math.PI * i) / 20) * 1000) / 1000,
      ]);
    const [upper, lower] = [arc(6), arc(-4)];
    const lens = areaOf("lens", [...lower, ...upper.slice(1, -1).reverse()]);
    const north = areaOf("north", [...upper, [200, 300], [0, 300]]);
    const south = areaOf("south", [...lower.slice().reverse(), [0, -300], [200, -300]]);
    const weighed = weighBorders([lens, north, south]);
    expectCover(weighed);
    expect(drawnAt(weighed[0], 0)[0][0].length).toBeGreaterThanOrEqual(4);
  });

  test("a spiral does not cross itself, nor what lies between its turns", () => {
    const turn = (radius: number): Place[] =>
      Array.from({ length: 181 }, (_, i): Place => {
        const angle = (i * Math.PI) / 30;
        const r = radius + i * 4;
        return [r * Math.cos(angle), r * Math.sin(angle)];
      });
    const [inner, outer] = [turn(200), turn(320)];
    const ring = [...inner, ...outer.reverse()];
    const spot = circle([380, 89], 10, 12);
    expectCover(weighBorders([areaOf("spiral", ring)]));
    expectCover(weighBorders([areaOf("spiral", ring), areaOf("spot", spot)]));
  });

  test("combs whose teeth stand in each other's gaps do not cross", () => {
    const border = Array.from({ length: 200 }, (_, i): Place => [
      Math.floor(i / 2) * 10 + (i % 2) * 0.5,
      Math.floor((i + 1) / 2) % 2 === 0 ? 0 : 400,
    ]);
    const east = border[border.length - 1][0];
    expectCover(
      weighBorders([
        areaOf("north", [...border, [east, 900], [0, 900]]),
        areaOf("south", [...border.slice().reverse(), [0, -500], [east, -500]]),
      ]),
    );
  });

  test("parts and holes that touch at a vertex keep to it", () => {
    const touching: Area = {
      id: "a",
      communityId: "a",
      kind: "COMMUNITY",
      polygons: [
        [
          closed([0, 0], [40, 0], [100, 0], [100, 100], [0, 100]),
          closed([40, 0], [30, 30], [45, 33], [50, 30]),
        ],
        [closed([100, 100], [200, 100], [205, 150], [200, 200], [100, 200])],
      ],
    };
    const weighed = weighBorders([touching]);
    const heavy = weighed[0].polygons.flat(2).filter(([, , weight]) => weight === KEPT);
    expect(heavy).toContainEqual([100, 100, KEPT]);
    expectCover(weighed);
  });

  test("an area narrower than what is told apart is given as it is", () => {
    const hair = areaOf("hair", [
      [0, 0],
      [0.0004, 0],
      [0.0002, 0.0005],
    ]);
    const [{ polygons }] = weighBorders([hair]);
    expect(polygons[0][0].map(([x, y]) => [x, y])).toEqual(hair.polygons[0][0]);
  });

  test("areas that lie over each other are drawn, whatever they are", () => {
    const over = [areaOf("a", circle([0, 0], 100, 90)), areaOf("b", circle([30, 10], 100, 77))];
    for (const area of weighBorders([...over, { ...over[0], id: "again" }])) expectCover([area]);
  });
});

function closed(...places: Place[]): Place[] {
  return [...places, places[0]];
}

test("a zoom asks for the square of half its pixel, and the nearest ones for everything", () => {
  expect(Math.sqrt(thresholdOf(10))).toBeCloseTo(40_075_016.69 / 512 / 1024 / 2, 3);
  expect([EXACT_ZOOM, EXACT_ZOOM + 6].map(thresholdOf)).toEqual([0, 0]);
  expect(thresholdOf(0)).toBeLessThan(KEPT);
});
