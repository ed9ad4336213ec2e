import type { Polygon, Position } from "geojson";

export type Properties = Record<string, unknown>;

/** A feature as its author has it in hand: free to be spoilt by a test. */
export interface LooseFeature {
  type: string;
  properties: Properties;
  geometry: unknown;
}

export interface LooseCollection {
  type: string;
  features: LooseFeature[];
}

export interface SmallDataset {
  communities: LooseCollection;
  buildings: LooseCollection;
  roads: LooseCollection;
}

/** About 111 m to the north, 87 m to the east at 38.5° N. */
export const STEP = 0.001;

/** A closed square by its south-west corner and the length of its sides in degrees. */
export function square(lon: number, lat: number, side: number): Position[] {
  return [
    [lon, lat],
    [lon + side, lat],
    [lon + side, lat + side],
    [lon, lat + side],
    [lon, lat],
  ];
}

export function polygon(...rings: Position[][]): Polygon {
  return { type: "Polygon", coordinates: rings };
}

export function feature(properties: Properties, geometry: unknown): LooseFeature {
  return { type: "Feature", properties, geometry };
}

/**
 * Two communities side by side with 4 buildings of 100 households each, and a road through both:
 *
 *     +---------+---------+
 *     |  b2 b3  |  b6 b7  |
 *     |---------r1--------|
 *     |  b0 b1  |  b4 b5  |
 *     +-- west -+-- east -+
 */
export function smallDataset(): SmallDataset {
  const [lon, lat] = [106.2, 38.48];
  const side = 5 * STEP;
  const building = (i: number): LooseFeature => {
    const east = i >= 4;
    const [column, row] = [i % 2, Math.floor((i % 4) / 2)];
    const west = lon + (east ? side : 0) + (1 + 2 * column) * STEP;
    return feature(
      {
        id: `b${i}`,
        communityId: east ? "east" : "west",
        estateName: row === 0 ? "南园" : "北园",
        households: 100,
        floors: 11,
        category: "RESIDENTIAL",
        builtYear: 2010,
      },
      polygon(square(west, lat + (1 + 2 * row) * STEP, STEP / 2)),
    );
  };
  const community = (id: string, name: string, code: string, west: number): LooseFeature =>
    feature({ id, name, code }, polygon(square(west, lat, side)));
  return {
    communities: collection([
      community("west", "西社区", "640104001003", lon),
      community("east", "东社区", "640104001004", lon + side),
    ]),
    buildings: collection([0, 1, 2, 3, 4, 5, 6, 7].map(building)),
    roads: collection([
      feature(
        { id: "r1", class: "residential", name: "和平路" },
        {
          type: "LineString",
          coordinates: [
            [lon - STEP, lat + 2.25 * STEP],
            [lon + 2 * side + STEP, lat + 2.25 * STEP],
          ],
        },
      ),
    ]),
  };
}

/** The texts of its files. */
export function textsOf({ communities, buildings, roads }: SmallDataset): {
  communities: string;
  buildings: string;
  roads: string;
} {
  return {
    communities: JSON.stringify(communities),
    buildings: JSON.stringify(buildings),
    roads: JSON.stringify(roads),
  };
}

function collection(features: LooseFeature[]): LooseCollection {
  return { type: "FeatureCollection", features };
}
