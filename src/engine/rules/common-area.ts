import { measureOverlay } from "./overlay";
import { edgesInMetres, type Plane, type Shape } from "./shape";

/** How much of a shape lies in each of the others, in square metres. */
export function commonAreas(shape: Shape, others: readonly Shape[], plane: Plane): number[] {
  const layers = [shape, ...others].map((layer) => edgesInMetres(layer, plane));
  const overlay = measureOverlay(layers, others.length, ([over, ...under], counts) => {
    under.forEach((cover, i) => (counts[i] = over > 0 && cover > 0 ? 1 : 0));
  });
  return overlay.map(({ areaM2 }) => areaM2);
}
