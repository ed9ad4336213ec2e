import type { MultiPolygon, Polygon, Position } from "geojson";
import type { Building, Category } from "../../../src/engine";
import { box, boxRing, type Canvas, closed, ringAt, ringsOf } from "./canvas";
import type { Site } from "./community";
import { isInside } from "./plane";

const CATEGORIES: readonly Category[] = [
  "RESIDENTIAL",
  "RESIDENTIAL",
  "RESIDENTIAL",
  "OFFICE",
  "MARKET",
  "PUBLIC_VENUE",
  "OTHER",
];
const HOUSEHOLDS: readonly number[] = [0, 0, 1, 24, 60, 60, 120, 280, 520];
/** Buildings. Most faults of geometry show among few; some need a crowd. */
const COUNTS: readonly number[] = [0, 1, 2, 2, 3, 4, 5, 6, 8, 10, 12, 16, 30, 60];

/** Only those that stand in the community with a corner at least: the engine refuses the others. */
export function hostileBuildings(draw: Canvas, site: Site): Building[] {
  const { random } = draw;
  const count = COUNTS[random.below(COUNTS.length)];
  const buildings: Building[] = [];
  for (let i = 0; i < count; i++) {
    const polygon =
      buildings.length > 0 && random.below(5) === 0
        ? besideOf(draw, buildings[random.below(buildings.length)].polygon)
        : footprint(draw, site);
    if (!ringsOf(polygon).some((ring) => ring.some((p) => isInside(p, site.polygon)))) continue;
    const estate = random.below(3) === 0 ? null : `estate ${random.below(4)}`;
    buildings.push({
      id: `b${(i * 37) % 101}-${i}`,
      polygon,
      category: CATEGORIES[random.below(CATEGORIES.length)],
      households: HOUSEHOLDS[random.below(HOUSEHOLDS.length)],
      estate,
      estateName: estate,
      builtYear: [null, 1985, 2015][random.below(3)],
      floors: 1 + random.below(30),
    });
  }
  return buildings;
}

function footprint(draw: Canvas, site: Site): Polygon | MultiPolygon {
  const { random } = draw;
  const [x, y] = [random.next() * 1.02 - 0.01, (random.next() * 1.02 - 0.01) * site.height];
  const w = 0.02 + 0.1 * random.next();
  const h = 0.02 + 0.1 * random.next();
  switch (random.below(13)) {
    case 0: // a needle
      return box(draw, x, y, x + w, y + 1e-6);
    case 1: // a courtyard
      return {
        type: "Polygon",
        coordinates: [
          boxRing(draw, x, y, x + w, y + h),
          boxRing(draw, x + w / 3, y + h / 3, x + w / 2, y + h / 2).reverse(),
        ],
      };
    case 2: // two blocks of one building
      return {
        type: "MultiPolygon",
        coordinates: [
          [boxRing(draw, x, y, x + w / 2, y + h / 2)],
          [boxRing(draw, x + w, y + h, x + 1.5 * w, y + 1.5 * h)],
        ],
      };
    case 3: // turned
      return turned(draw, x, y, w, h);
    case 4: // points on the walls, some of them twice
      return polygonAt(draw, [
        [x, y],
        [x + w / 4, y],
        [x + w / 2, y],
        [x + w / 2, y],
        [x + w, y],
        [x + w, y + h / 2],
        [x + w, y + h],
        [x + w, y + h],
        [x, y + h],
        [x, y + h / 2],
      ]);
    case 5: // a needle that leans
      return polygonAt(draw, [
        [x, y],
        [x + 3 * w, y + h],
        [x + 3 * w, y + h + 1e-6],
      ]);
    case 6: // three wings around a yard, whose opening is a hair
      return polygonAt(draw, [
        [x, y],
        [x + w, y],
        [x + w, y + h],
        [x + w / 2 + 1e-6, y + h],
        [x + w / 2 + 1e-6, y + h / 3],
        [x + w / 2, y + h / 3],
        [x + w / 2, y + h],
        [x, y + h],
      ]);
    case 7: // as large as a quarter of the canvas
      return random.below(3) === 0
        ? box(draw, x, y, x + 4 * w, y + 4 * h * site.height)
        : box(draw, x, y, x + w, y + h);
    case 8:
      return polygonAt(draw, [
        [x, y],
        [x + w, y],
        [x, y + h],
      ]);
    default:
      return box(draw, x, y, x + w, y + h * site.height);
  }
}

function polygonAt(draw: Canvas, corners: readonly (readonly [number, number])[]): Polygon {
  return { type: "Polygon", coordinates: [ringAt(draw, corners)] };
}

function turned(draw: Canvas, x: number, y: number, w: number, h: number): Polygon {
  const [c, s] = [Math.cos(x * 7), Math.sin(x * 7)];
  const corner = (u: number, v: number) => draw.at(x + u * c - v * s, y + u * s + v * c);
  return {
    type: "Polygon",
    coordinates: [closed([corner(0, 0), corner(w, 0), corner(w, h), corner(0, h)])],
  };
}

/**
 * The same footprint once more, or its neighbour: a shared wall, a shared corner, a hair's overlap or
 * gap, half of it overlapped, one inside the other.
 */
function besideOf(draw: Canvas, polygon: Polygon | MultiPolygon): Polygon {
  const [ring] = ringsOf(polygon);
  const [width, height] = [extent(ring, 0), extent(ring, 1)];
  const hair = draw.size * 1e-6;
  const choice = draw.random.below(7);
  if (choice === 6) {
    const [lon, lat] = ring[0];
    const inward = (p: Position): Position => [
      lon + 0.1 * width + (p[0] - lon) / 3,
      lat + 0.1 * height + (p[1] - lat) / 3,
    ];
    return { type: "Polygon", coordinates: [ring.map(inward)] };
  }
  const east = [0, width, width - hair, width + hair, width / 2, width][choice];
  const north = choice === 5 ? height : 0;
  return { type: "Polygon", coordinates: [ring.map(([lon, lat]) => [lon + east, lat + north])] };
}

function extent(ring: readonly Position[], axis: 0 | 1): number {
  const values = ring.map((p) => p[axis]);
  return Math.max(...values) - Math.min(...values);
}
