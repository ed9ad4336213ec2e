/**
 * Whether a division is an exact tiling, told from nothing but the coordinates of its polygons. In an
 * exact tiling every directed edge of one polygon is an edge of another in the other direction, but
 * for those along the community boundary.
 */
import type { MultiPolygon, Polygon, Position } from "geojson";
import type { Plan } from "../../src/engine";

type Shape = Polygon | MultiPolygon;

/** Directed edges, with how often each is there more often than its opposite. */
export type Edges = ReadonlyMap<string, number>;

/** What is left of the edges of some polygons once opposite ones have cancelled out. */
export function edgesLeft(shapes: readonly Shape[]): Edges {
  const left = new Map<string, number>();
  for (const [a, b] of shapes.flatMap(edgesOf)) {
    const back = `${String(b)} ${String(a)}`;
    const opposite = left.get(back) ?? 0;
    if (opposite > 1) left.set(back, opposite - 1);
    else if (opposite === 1) left.delete(back);
    else {
      const edge = `${String(a)} ${String(b)}`;
      left.set(edge, (left.get(edge) ?? 0) + 1);
    }
  }
  return left;
}

export function isSame(one: Edges, other: Edges): boolean {
  return one.size === other.size && [...one].every(([edge, times]) => other.get(edge) === times);
}

/** Twice the area of polygons in square degrees around a point near them, holes taken off. */
export function doubleArea(shapes: readonly Shape[], [x0, y0]: Position): number {
  let sum = 0;
  for (const [[ax, ay], [bx, by]] of shapes.flatMap(edgesOf)) {
    sum += (ax - x0) * (by - y0) - (bx - x0) * (ay - y0);
  }
  return sum;
}

/** The pieces of each grid: cells that share an edge, however short. */
export function piecesOfGrids({ grids, cells }: Plan): number[][][] {
  const cellOn = new Map<string, number>();
  const besides: number[][] = cells.map(() => []);
  cells.forEach(({ polygon }, cell) => {
    for (const [a, b] of edgesOf(polygon)) {
      cellOn.set(`${String(a)} ${String(b)}`, cell);
      const other = cellOn.get(`${String(b)} ${String(a)}`);
      if (other === undefined) continue;
      besides[cell].push(other);
      besides[other].push(cell);
    }
  });
  const seen = new Set<number>();
  const pieces: number[][][] = grids.map(() => []);
  cells.forEach(({ grid }, first) => {
    if (grid < 0 || seen.has(first)) return;
    seen.add(first);
    const piece = [first];
    for (const cell of piece) {
      for (const next of besides[cell]) {
        if (seen.has(next) || cells[next].grid !== grid) continue;
        seen.add(next);
        piece.push(next);
      }
    }
    pieces[grid].push(piece);
  });
  return pieces;
}

function edgesOf(shape: Shape): [Position, Position][] {
  const rings = shape.type === "Polygon" ? shape.coordinates : shape.coordinates.flat();
  return rings.flatMap((ring) => ring.slice(1).map((b, i): [Position, Position] => [ring[i], b]));
}
