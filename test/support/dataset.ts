/** A small data set for tests: two communities side by side, with everything a table can hold. */
import type { Polygon } from "geojson";
import type {
  Dataset,
  DatasetBarrier,
  DatasetBuilding,
  DatasetCommunity,
} from "../../src/exchange/dataset";

/** A rectangle in degrees. */
export function rectangle(west: number, south: number, east: number, north: number): Polygon {
  return {
    type: "Polygon",
    coordinates: [
      [
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south],
      ],
    ],
  };
}

export function community(values: Partial<DatasetCommunity> = {}): DatasetCommunity {
  return {
    id: "west",
    name: "西社区",
    code: "640104001901",
    geometry: rectangle(106.2, 38.4, 106.21, 38.41),
    ...values,
  };
}

export function building(values: Partial<DatasetBuilding> = {}): DatasetBuilding {
  return {
    id: "b1",
    communityId: "west",
    name: "1号楼",
    estateName: "阳光小区",
    oldEstate: null,
    category: "RESIDENTIAL",
    households: 120,
    residents: 300,
    units: 3,
    floors: 6,
    builtYear: 1998,
    specialHouseholds: 2,
    floorAreaM2: 9876.5,
    microGrid: null,
    geometry: rectangle(106.201, 38.401, 106.2015, 38.4012),
    ...values,
  };
}

export function barrier(values: Partial<DatasetBarrier> = {}): DatasetBarrier {
  return {
    id: "r1",
    kind: "ROAD",
    class: "primary",
    name: "解放街",
    geometry: {
      type: "LineString",
      coordinates: [
        [106.199, 38.405],
        [106.221, 38.405],
      ],
    },
    ...values,
  };
}

/** The communities west and east, with a building each in an estate, and a road through both. */
export function smallDataset(): Dataset {
  return {
    communities: [
      community(),
      community({
        id: "east",
        name: "东社区",
        code: "640104001902",
        geometry: rectangle(106.21, 38.4, 106.22, 38.41),
      }),
    ],
    buildings: [
      building(),
      building({
        id: "b2",
        communityId: "east",
        name: null,
        estateName: "东苑",
        oldEstate: true,
        residents: null,
        units: null,
        floors: null,
        builtYear: null,
        floorAreaM2: null,
        microGrid: false,
        geometry: rectangle(106.211, 38.401, 106.2115, 38.4012),
      }),
    ],
    barriers: [barrier()],
  };
}
