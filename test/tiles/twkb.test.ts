import { TwkbReader } from "../../src/tiles/twkb";

/** Signed whole numbers as TWKB writes them. */
const signed = (value: number): number[] => varint(value < 0 ? -2 * value - 1 : 2 * value);
const varint = (value: number): number[] =>
  value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))];
const path = (...steps: number[]): number[] => [
  ...varint(steps.length / 2),
  ...steps.flatMap(signed),
];

test("lines and polygons are read one after the other, each from the origin", () => {
  const bytes = new Uint8Array([
    ...[2, 0, ...path(5, -7, 1, 1)],
    ...[3, 0, ...varint(2), ...path(0, 0, 9, 0, 0, 9, -9, -9), ...path(3, 3, 1, 0, 0, 1, -1, -1)],
    ...[6, 0x10],
    ...[5, 0, ...varint(1), ...path(1, 2, 3, 4)],
  ]);
  const reader = new TwkbReader(bytes);
  expect(reader.next()).toEqual({ type: "LINE", paths: [[5, -7, 6, -6]] });
  expect(reader.next()).toEqual({
    type: "AREA",
    polygons: [
      [
        [0, 0, 9, 0, 9, 9, 0, 0],
        [3, 3, 4, 3, 4, 4, 3, 3],
      ],
    ],
  });
  expect(reader.next()).toBeNull();
  expect(reader.next()).toEqual({ type: "LINE", paths: [[1, 2, 4, 6]] });
});

test("steps far beyond 32 bits are read exactly", () => {
  const far = 12_345_678_901_234;
  const reader = new TwkbReader(new Uint8Array([2, 0, ...path(far, -far, 1, 1)]));
  expect(reader.next()).toEqual({ type: "LINE", paths: [[far, -far, far + 1, -far + 1]] });
});

test("points are no part of any tile", () => {
  const reader = new TwkbReader(new Uint8Array([1, 0, ...signed(1), ...signed(1)]));
  expect(() => reader.next()).toThrow("got type 1");
});
