import Flatbush from "flatbush";
import type { Shape } from "./shape";

/** The edges of a shape in degrees, and where they are. */
export interface Border {
  readonly shape: Shape;
  readonly edges: readonly (readonly [number, number, number, number])[];
  readonly index: Flatbush;
}

export function borderOf(shape: Shape): Border {
  const edges = shape.flat().flatMap((ring) =>
    ring.map((a, i): [number, number, number, number] => {
      const b = ring[(i + 1) % ring.length];
      return [a[0], a[1], b[0], b[1]];
    }),
  );
  const index = new Flatbush(edges.length);
  for (const [ax, ay, bx, by] of edges) {
    index.add(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by));
  }
  index.finish();
  return { shape, edges, index };
}
