/** A community with buildings in a row, for the tests of certificates. */
import type { Building, Community } from "../../src/engine";

const SIDE_DEG = 0.001;
const MOST = 6;

export const COMMUNITY: Community = {
  id: "row",
  name: "Row",
  code: null,
  polygon: { type: "Polygon", coordinates: [rectangle(0, 0, MOST * SIDE_DEG, SIDE_DEG)] },
};

/** New buildings of so many households, from west to east. */
export function blocks(households: readonly number[]): Building[] {
  return households.map((count, i) => ({
    id: `b${i + 1}`,
    category: "RESIDENTIAL",
    households: count,
    builtYear: 2015,
    polygon: {
      type: "Polygon",
      coordinates: [
        rectangle((i + 0.3) * SIDE_DEG, 0.3 * SIDE_DEG, 0.4 * SIDE_DEG, 0.4 * SIDE_DEG),
      ],
    },
  }));
}

function rectangle(west: number, south: number, width: number, height: number): number[][] {
  const [x, y] = [113.5 + west, 22.2 + south];
  return [
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
    [x, y],
  ];
}
