import type { Position } from "geojson";
import type { Ground } from "../ground";
import type { Sketcher } from "../outline/sketch";
import { locateInShape, shapeOf, type Shape } from "../rules/shape";

/** A cell that shares a border with another one. */
export interface Beside {
  readonly cell: number;
  readonly borderM: number;
}

/** The ground as edits see it. Here cells touch where their polygons do, however short the border. */
export interface Terrain {
  /** Cell of each building, by id. */
  readonly cellOf: ReadonlyMap<string, number>;
  /** By cell, ascending. */
  readonly beside: readonly (readonly Beside[])[];
  readonly hasBuildings: (cell: number) => boolean;
  /** The cell at a place (lon/lat); -1 outside the community. */
  readonly cellAt: (place: Position) => number;
}

/** Looks at a ground once, for all edits. */
export function lookAt({ prepared, tessellation }: Ground, sketcher: Sketcher): Terrain {
  const { arcs, buildings } = tessellation;
  const cellOf = new Map<string, number>();
  buildings.forEach((list, cell) => {
    for (const i of list) cellOf.set(prepared.buildings[i].id, cell);
  });
  const rows = buildings.map(() => new Map<number, number>());
  arcs.forEach(({ left, right }, arc) => {
    if (left < 0 || right < 0 || left === right) return;
    rows[left].set(right, (rows[left].get(right) ?? 0) + sketcher.arcM[arc]);
    rows[right].set(left, (rows[right].get(left) ?? 0) + sketcher.arcM[arc]);
  });
  const shapes: (Shape | undefined)[] = buildings.map(() => undefined);
  const shape = (cell: number) => (shapes[cell] ??= shapeOf(sketcher.cells[cell]));
  return {
    cellOf,
    beside: rows.map((row) =>
      [...row].sort(([p], [q]) => p - q).map(([cell, borderM]) => ({ cell, borderM })),
    ),
    hasBuildings: (cell) => buildings[cell].length > 0,
    cellAt: ([lon, lat]) => buildings.findIndex((_, c) => locateInShape(lon, lat, shape(c)) >= 0),
  };
}

/** The connected pieces of some cells, each ascending, joined where `joined` holds. */
export function piecesOf(
  { beside }: Terrain,
  cells: Iterable<number>,
  joined: (a: number, b: number) => boolean,
): number[][] {
  const left = new Set(cells);
  const pieces: number[][] = [];
  for (const first of left) {
    left.delete(first);
    const piece = [first];
    for (const cell of piece) {
      for (const { cell: next } of beside[cell]) {
        if (!left.has(next) || !joined(cell, next)) continue;
        left.delete(next);
        piece.push(next);
      }
    }
    pieces.push(piece.sort((p, q) => p - q));
  }
  return pieces;
}
