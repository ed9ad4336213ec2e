import { drawPolygons } from "./outline/rings";
import type { Ground } from "./ground";
import { commonAreas } from "./rules/common-area";
import { boxesMeet, boxOf, planeAround, shapeOf } from "./rules/shape";
import type { Box, Plane, Shape } from "./rules/shape";
import { SPECK_M2 } from "./tolerance";
import type { GivenGrid } from "./input-types";

/** A shape and the box around it. */
interface Boxed {
  readonly shape: Shape;
  readonly box: Box;
}

/**
 * Cells of no grid (-1) that lie in the polygon of one: buildings by their footprints, ground without
 * buildings by all of it. Where several polygons hold some, the one that holds most.
 */
export function groundOfGrids(
  { prepared, tessellation }: Ground,
  grids: readonly GivenGrid[],
  gridOf: Int32Array,
): void {
  if (grids.every(({ polygon }) => !polygon)) return;
  const covers = grids.map(({ polygon }) => (polygon ? boxed(shapeOf(polygon)) : null));
  const plane = planeAround(shapeOf(prepared.community.polygon));
  const open = Array.from(gridOf.keys()).filter((cell) => gridOf[cell] < 0);
  if (open.length === 0) return;
  const place = new Map(open.map((cell, i) => [cell, i]));
  const drawn = drawPolygons(
    tessellation,
    tessellation.arcs,
    (cell) => place.get(cell) ?? open.length,
    open.length + 1,
  );
  open.forEach((cell, i) => {
    const ground = drawn[i];
    const footprints = tessellation.buildings[cell].map((b) =>
      shapeOf(prepared.buildings[b].polygon),
    );
    const shapes = footprints.length > 0 ? footprints : ground ? [shapeOf(ground)] : [];
    gridOf[cell] = mostCommon(shapes.map(boxed), covers, plane);
  });
}

/** The cover that holds most of some shapes; -1 where none holds more than a speck. */
function mostCommon(
  shapes: readonly Boxed[],
  covers: readonly (Boxed | null)[],
  plane: Plane,
): number {
  const held = covers.map(() => 0);
  for (const one of shapes) {
    const near = covers.flatMap((cover, c) =>
      cover && boxesMeet(one.box, cover.box) ? [{ cover, c }] : [],
    );
    const areas = commonAreas(
      one.shape,
      near.map(({ cover }) => cover.shape),
      plane,
    );
    near.forEach(({ c }, i) => (held[c] += areas[i]));
  }
  const most = Math.max(...held);
  return most > SPECK_M2 ? held.indexOf(most) : -1;
}

function boxed(shape: Shape): Boxed {
  return { shape, box: boxOf(shape) };
}
