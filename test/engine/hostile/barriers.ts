import type { LineString, MultiLineString, Position } from "geojson";
import type { Barrier, Building } from "../../../src/engine";
import { type Canvas, ringsOf } from "./canvas";
import type { Site } from "./community";

const COUNTS: readonly number[] = [0, 1, 3, 8, 20];

export function hostileBarriers(
  draw: Canvas,
  site: Site,
  buildings: readonly Building[],
): Barrier[] {
  const { random } = draw;
  const barriers: Barrier[] = [];
  const count = COUNTS[random.below(COUNTS.length)];
  for (let i = 0; i < count; i++) {
    const lines = barrierLines(draw, site, buildings, barriers);
    if (lines.length === 0) continue;
    barriers.push({
      id: `w${barriers.length}`,
      kind: (["ROAD", "RIVER", "RAILWAY", "WALL"] as const)[random.below(4)],
      name: random.below(2) === 0 ? null : `line ${barriers.length}`,
      line: shapeOf(lines),
    });
  }
  return barriers;
}

function shapeOf(lines: Position[][]): LineString | MultiLineString {
  return lines.length === 1
    ? { type: "LineString", coordinates: lines[0] }
    : { type: "MultiLineString", coordinates: lines };
}

/** One barrier; none where what it goes by is not there. */
function barrierLines(
  draw: Canvas,
  { polygon, height }: Site,
  buildings: readonly Building[],
  barriers: readonly Barrier[],
): Position[][] {
  const { random, at } = draw;
  const [x, y] = [random.next(), random.next() * height];
  const hair = (line: readonly Position[]) =>
    line.map(([lon, lat]) => [lon, lat + draw.size * 1e-6]);
  const building = () => ringsOf(buildings[random.below(buildings.length)].polygon)[0];
  const earlier = () => linesOf(barriers[random.below(barriers.length)])[0];
  switch (random.below(13)) {
    case 0: // through everything
      return [[at(-0.1, y), at(x, y + 0.1 * height), at(1.1, random.next() * height)]];
    case 1: // ends nowhere
      return [[at(x, y), at(x + 0.2, y), at(x + 0.2, y)]];
    case 2: // along the boundary
      return [ringsOf(polygon)[0].slice(0, 3)];
    case 3: // a hair beside the boundary
      return [hair(ringsOf(polygon)[0].slice(0, 3))];
    case 4: // along a wall of a building
      return buildings.length > 0 ? [building().slice(0, 2)] : [];
    case 5: // all around a building
      return buildings.length > 0 ? [building()] : [];
    case 6: // a loop that crosses itself
      return [
        [
          at(x, y),
          at(x + 0.3, y + 0.2 * height),
          at(x + 0.3, y),
          at(x, y + 0.2 * height),
          at(x, y),
        ],
      ];
    case 7: // from the end of an earlier one, which it touches
      return barriers.length > 0 ? [[earlier()[0], at(x, y)]] : [];
    case 8: // against the middle of an earlier one
      return barriers.length > 0 ? [[middleOf(earlier()), at(x, y)]] : [];
    case 9: // a hair beside an earlier one
      return barriers.length > 0 ? [hair(earlier())] : [];
    case 10: // of no length, and a part elsewhere
      return [
        [at(x, y), at(x, y)],
        [at(y, x), at(y + 0.1, x)],
      ];
    case 11: // to and fro over the boundary
      return [Array.from({ length: 9 }, (_, i) => at(i / 8, i % 2 === 0 ? -0.01 : 0.02 * height))];
    default: // an earlier one again, the other way round
      return barriers.length > 0 ? [[...earlier()].reverse()] : [];
  }
}

function linesOf({ line }: Barrier): Position[][] {
  return line.type === "LineString" ? [line.coordinates] : line.coordinates;
}

function middleOf([p, q]: readonly Position[]): Position {
  return [(p[0] + q[0]) / 2, (p[1] + q[1]) / 2];
}
