import type { MultiPolygon, Polygon, Position } from "geojson";
import { box, boxRing, type Canvas, closed, ringAt } from "./canvas";

/** A community, and the part of the canvas that buildings have to stand in to stand in it. */
export interface Site {
  readonly polygon: Polygon | MultiPolygon;
  readonly height: number;
}

export function communitySite(draw: Canvas): Site {
  if (draw.random.below(12) > 0) return { polygon: wide(draw), height: 1 };
  // A strip hardly wider than a lane.
  const height = [0.05, 0.01][draw.random.below(2)];
  return { polygon: box(draw, 0, 0, 1, height), height };
}

function wide(draw: Canvas): Polygon | MultiPolygon {
  switch (draw.random.below(9)) {
    case 0:
      return box(draw, 0, 0, 1, 1);
    case 1:
      return polygonOf(boxRing(draw, 0, 0, 1, 1), boxRing(draw, 0.4, 0.4, 0.6, 0.65).reverse());
    case 2: // two islands
      return partsOf([boxRing(draw, 0, 0, 0.5, 1)], [boxRing(draw, 0.6, 0.1, 1, 0.8)]);
    case 3:
      return polygonOf(star(draw));
    case 4:
      return polygonOf(crowdedBox(draw));
    case 5: // an island in a lake
      return partsOf(
        [boxRing(draw, 0, 0, 1, 1), boxRing(draw, 0.2, 0.2, 0.8, 0.8).reverse()],
        [boxRing(draw, 0.35, 0.35, 0.65, 0.7)],
      );
    case 6: // a hole that touches the outside in a point
      return polygonOf(
        boxRing(draw, 0, 0, 1, 1),
        ringAt(draw, [
          [0.5, 0],
          [0.375, 0.5],
          [0.5, 0.75],
          [0.625, 0.5],
        ]),
      );
    case 7: // two parts that share a corner
      return partsOf([boxRing(draw, 0, 0, 0.5, 0.5)], [boxRing(draw, 0.5, 0.5, 1, 1)]);
    default: // a needle out of one side, a notch as thin in another
      return polygonOf(
        ringAt(draw, [
          [0, 0],
          [1, 0],
          [1, 0.5],
          [1.2, 0.5],
          [1, 0.500001],
          [1, 1],
          [0.5, 1],
          [0.500001, 0.3],
          [0.499999, 1],
          [0, 1],
        ]),
      );
  }
}

function polygonOf(...coordinates: Position[][]): Polygon {
  return { type: "Polygon", coordinates };
}

function partsOf(...coordinates: Position[][][]): MultiPolygon {
  return { type: "MultiPolygon", coordinates };
}

/** A star with needles for rays. */
function star({ random, at }: Canvas): Position[] {
  const rays = 5 + random.below(6);
  const ring: Position[] = [];
  for (let i = 0; i < 2 * rays; i++) {
    const angle = (Math.PI * i) / rays;
    const radius = i % 2 === 0 ? 0.5 : 0.15 + 0.3 * random.next();
    ring.push(at(0.5 + radius * Math.cos(angle), 0.5 + radius * Math.sin(angle)));
  }
  return closed(withoutRepeats(ring));
}

/** A box with many points on its straight sides, some of them twice. */
function crowdedBox({ at }: Canvas): Position[] {
  const ring: Position[] = [];
  for (let i = 0; i <= 8; i++) ring.push(at(i / 8, 0));
  for (let i = 1; i <= 8; i++) ring.push(at(1, i / 8), at(1, i / 8));
  ring.push(at(0.3, 1), at(0, 1));
  return closed(ring);
}

function withoutRepeats(ring: readonly Position[]): Position[] {
  return ring.filter((p, i) => i === 0 || p[0] !== ring[i - 1][0] || p[1] !== ring[i - 1][1]);
}
