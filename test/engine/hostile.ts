/**
 * Communities that nobody would draw and somebody will send: footprints that overlap, touch, shrink
 * to needles, straddle the boundary or stand twice; barriers through buildings, that touch, end
 * nowhere, run along the boundary or lie double; holes, islands, collinear and duplicate points;
 * from a few metres to a thousand kilometres.
 */
import type { MultiPolygon, Polygon, Position } from "geojson";
import { createRandom, type Barrier, type Building, type Category } from "../../src/engine";
import type { ProposeInput, Random } from "../../src/engine";

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
/** Degrees: a courtyard, a neighbourhood, a city, ten degrees of longitude. */
const SIZES: readonly number[] = [0.0002, 0.01, 0.01, 0.01, 0.2, 10];

/** One hostile input per seed; the same seed gives the same input. */
export function hostileInput(seed: number): ProposeInput {
  const random = createRandom(seed * 7919 + 13);
  const draw = canvas(random);
  const polygon = communityPolygon(draw);
  const buildings = buildingsIn(draw, polygon);
  return {
    community: { id: `hostile-${seed}`, name: "hostile", code: "640104001999", polygon },
    buildings,
    barriers: barriersIn(draw, polygon, buildings),
    seed,
    effort: 0.02,
  };
}

interface Canvas {
  readonly random: Random;
  readonly size: number;
  /** Fractions of the canvas to lon/lat; sometimes on a coarse raster, which makes collinear points. */
  at(x: number, y: number): Position;
}

function canvas(random: Random): Canvas {
  const size = SIZES[random.below(SIZES.length)];
  const west = 106 + random.next();
  const south = 38 + random.next();
  const raster = random.below(3) === 0 ? 16 : 0;
  const digits = random.below(2) === 0 ? 7 : 12;
  const round = (value: number) => Number(value.toFixed(digits));
  const at = (x: number, y: number): Position => {
    const [u, v] =
      raster > 0 ? [Math.round(x * raster) / raster, Math.round(y * raster) / raster] : [x, y];
    return [round(west + u * size), round(south + v * size * 0.8)];
  };
  return { random, size, at };
}

function communityPolygon(draw: Canvas): Polygon | MultiPolygon {
  const { random } = draw;
  switch (random.below(5)) {
    case 0:
      return box(draw, 0, 0, 1, 1);
    case 1: {
      const hole = boxRing(draw, 0.4, 0.4, 0.6, 0.65).reverse();
      return { type: "Polygon", coordinates: [boxRing(draw, 0, 0, 1, 1), hole] };
    }
    case 2:
      return {
        type: "MultiPolygon",
        coordinates: [[boxRing(draw, 0, 0, 0.5, 1)], [boxRing(draw, 0.6, 0.1, 1, 0.8)]],
      };
    case 3: {
      // A star with needles for rays.
      const rays = 5 + random.below(6);
      const ring: Position[] = [];
      for (let i = 0; i < 2 * rays; i++) {
        const angle = (Math.PI * i) / rays;
        const radius = i % 2 === 0 ? 0.5 : 0.15 + 0.3 * random.next();
        ring.push(draw.at(0.5 + radius * Math.cos(angle), 0.5 + radius * Math.sin(angle)));
      }
      return { type: "Polygon", coordinates: [closed(withoutRepeats(ring))] };
    }
    default: {
      // A box with many points on its straight sides, some of them twice.
      const ring: Position[] = [];
      for (let i = 0; i <= 8; i++) ring.push(draw.at(i / 8, 0));
      for (let i = 1; i <= 8; i++) ring.push(draw.at(1, i / 8), draw.at(1, i / 8));
      ring.push(draw.at(0.3, 1), draw.at(0, 1));
      return { type: "Polygon", coordinates: [closed(ring)] };
    }
  }
}

function buildingsIn(draw: Canvas, community: Polygon | MultiPolygon): Building[] {
  const { random } = draw;
  const count = COUNTS[random.below(COUNTS.length)];
  const buildings: Building[] = [];
  for (let i = 0; i < count; i++) {
    const polygon =
      buildings.length > 0 && random.below(6) === 0
        ? besideOf(draw, buildings[random.below(buildings.length)].polygon)
        : footprint(draw);
    if (!reaches(polygon, community)) continue;
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

function footprint(draw: Canvas): Polygon | MultiPolygon {
  const { random } = draw;
  const [x, y] = [random.next() * 1.02 - 0.01, random.next() * 1.02 - 0.01];
  const w = 0.02 + 0.1 * random.next();
  const h = 0.02 + 0.1 * random.next();
  switch (random.below(7)) {
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
    case 3: {
      // turned
      const [c, s] = [Math.cos(x * 7), Math.sin(x * 7)];
      const corner = (u: number, v: number) => draw.at(x + u * c - v * s, y + u * s + v * c);
      return {
        type: "Polygon",
        coordinates: [closed([corner(0, 0), corner(w, 0), corner(w, h), corner(0, h)])],
      };
    }
    default:
      return box(draw, x, y, x + w, y + h);
  }
}

/** The same footprint once more, or its neighbour that shares a wall or overlaps by a hair. */
function besideOf(draw: Canvas, polygon: Polygon | MultiPolygon): Polygon {
  const ring = polygon.type === "Polygon" ? polygon.coordinates[0] : polygon.coordinates[0][0];
  const lons = ring.map(([lon]) => lon);
  const width = Math.max(...lons) - Math.min(...lons);
  const shift = [0, width, width - draw.size * 1e-6, width / 2][draw.random.below(4)];
  return { type: "Polygon", coordinates: [ring.map(([lon, lat]) => [lon + shift, lat])] };
}

function barriersIn(
  draw: Canvas,
  community: Polygon | MultiPolygon,
  buildings: readonly Building[],
): Barrier[] {
  const { random } = draw;
  const barriers: Barrier[] = [];
  const add = (line: Position[]) =>
    barriers.push({
      id: `w${barriers.length}`,
      kind: (["ROAD", "RIVER", "RAILWAY", "WALL"] as const)[random.below(4)],
      name: random.below(2) === 0 ? null : `line ${barriers.length}`,
      line: { type: "LineString", coordinates: line },
    });
  const count = [0, 1, 3, 8, 20][random.below(5)];
  for (let i = 0; i < count; i++) {
    const [x, y] = [random.next(), random.next()];
    switch (random.below(6)) {
      case 0: // through everything
        add([draw.at(-0.1, y), draw.at(x, y + 0.1), draw.at(1.1, random.next())]);
        break;
      case 1: // ends nowhere
        add([draw.at(x, y), draw.at(x + 0.2, y), draw.at(x + 0.2, y)]);
        break;
      case 2: // along the boundary
        add(
          (community.type === "Polygon"
            ? community.coordinates
            : community.coordinates[0])[0].slice(0, 3),
        );
        break;
      case 3: // along a wall of a building
        if (buildings.length > 0)
          add(outerRing(buildings[random.below(buildings.length)]).slice(0, 2));
        break;
      case 4: // a loop that crosses itself
        add([
          draw.at(x, y),
          draw.at(x + 0.3, y + 0.2),
          draw.at(x + 0.3, y),
          draw.at(x, y + 0.2),
          draw.at(x, y),
        ]);
        break;
      default: // the last one again
        if (barriers.length > 0) add(barriers[barriers.length - 1].line.coordinates as Position[]);
    }
  }
  return barriers;
}

function outerRing({ polygon }: Building): Position[] {
  return polygon.type === "Polygon" ? polygon.coordinates[0] : polygon.coordinates[0][0];
}

function box(draw: Canvas, x0: number, y0: number, x1: number, y1: number): Polygon {
  return { type: "Polygon", coordinates: [boxRing(draw, x0, y0, x1, y1)] };
}

function boxRing(draw: Canvas, x0: number, y0: number, x1: number, y1: number): Position[] {
  return closed([draw.at(x0, y0), draw.at(x1, y0), draw.at(x1, y1), draw.at(x0, y1)]);
}

function closed(ring: Position[]): Position[] {
  return [...ring, ring[0]];
}

function withoutRepeats(ring: readonly Position[]): Position[] {
  return ring.filter((p, i) => i === 0 || p[0] !== ring[i - 1][0] || p[1] !== ring[i - 1][1]);
}

/** Whether a corner of the footprint lies well inside the community (even-odd). */
function reaches(polygon: Polygon | MultiPolygon, community: Polygon | MultiPolygon): boolean {
  const rings = community.type === "Polygon" ? community.coordinates : community.coordinates.flat();
  const corners = polygon.type === "Polygon" ? polygon.coordinates[0] : polygon.coordinates.flat(2);
  return corners.some(([lon, lat]) => {
    let odd = false;
    for (const ring of rings) {
      for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
        const [[ax, ay], [bx, by]] = [ring[i], ring[j]];
        if (ay > lat !== by > lat && lon < ((bx - ax) * (lat - ay)) / (by - ay) + ax) odd = !odd;
      }
    }
    return odd;
  });
}
