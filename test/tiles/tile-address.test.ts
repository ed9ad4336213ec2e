import { boundsOf, parseAddress, stepsAt, stepsOf } from "../../src/tiles/tile-address";

test.each([
  ["0", "0", "0"],
  ["22", "4194303", "4194303"],
])("%s/%s/%s is a tile", (z, x, y) => {
  expect(parseAddress(z, x, y)).toEqual({ z: Number(z), x: Number(x), y: Number(y) });
});

test.each([
  ["23", "0", "0"],
  ["1", "2", "0"],
  ["1", "0", "-1"],
  ["01", "0", "0"],
  ["1", "0.5", "0"],
  ["", "0", "0"],
  ["1e0", "0", "0"],
])("%s/%s/%s is none", (z, x, y) => {
  expect(parseAddress(z, x, y)).toBeNull();
});

test("a tile of zoom 1 and its buffer reach from the edge of the world over its middle", () => {
  const [west, south, east, north] = boundsOf({ z: 1, x: 0, y: 0 });
  expect(west).toBeCloseTo(-180 - 180 / 64);
  expect(east).toBeCloseTo(180 / 64);
  expect(south).toBeLessThan(0);
  expect(north).toBeGreaterThan(85);
});

test("a place is where both ways of reckoning find it", () => {
  const address = { z: 14, x: 13_020, y: 6_293 };
  const [lon, lat] = [106.09, 38.4];
  const { perMetre, east, south } = stepsOf(address);
  const metres = [
    (lon * Math.PI * 6_378_137) / 180,
    6_378_137 * Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)),
  ];
  expect(stepsAt(address, lon, lat)).toEqual([
    Math.round(perMetre * metres[0] + east),
    Math.round(south - perMetre * metres[1]),
  ]);
});
