/** Data sets for tests of the API: plain communities in a row, quick to plan. */
import type { Dataset, DatasetBuilding } from "../../../src/exchange/dataset";
import { building, community, rectangle } from "../../support/dataset";

const WEST = 106.2;
const SOUTH = 38.4;
const SIDE = 0.006;

/**
 * Communities `c0`, `c1`, ... in a row, each with three by three buildings of 100 households in two
 * estates, and one road from west to east through all of them.
 */
export function rowOfCommunities(count: number): Dataset {
  return {
    communities: Array.from({ length: count }, (_, i) =>
      community({
        id: `c${i}`,
        name: `社区${i}`,
        code: `640104001${String(901 + i)}`,
        geometry: rectangle(WEST + i * SIDE, SOUTH, WEST + (i + 1) * SIDE, SOUTH + SIDE),
      }),
    ),
    buildings: Array.from({ length: count }, (_, i) => buildingsOf(i)).flat(),
    barriers: [
      {
        id: "road",
        kind: "ROAD",
        class: "primary",
        name: "解放街",
        geometry: {
          type: "LineString",
          coordinates: [
            [WEST - 0.001, SOUTH + SIDE / 3],
            [WEST + count * SIDE + 0.001, SOUTH + SIDE / 3],
          ],
        },
      },
    ],
  };
}

function buildingsOf(i: number): DatasetBuilding[] {
  return Array.from({ length: 9 }, (_, n) => {
    const west = WEST + i * SIDE + (0.4 + (n % 3)) * (SIDE / 3);
    const south = SOUTH + (0.4 + Math.floor(n / 3)) * (SIDE / 3);
    return building({
      id: `c${i}-b${n}`,
      communityId: `c${i}`,
      name: `${n + 1}号楼`,
      estateName: n < 3 ? "南园" : "北园",
      households: 100,
      residents: 250,
      builtYear: 2012,
      specialHouseholds: 0,
      geometry: rectangle(west, south, west + 0.0004, south + 0.0003),
    });
  });
}
