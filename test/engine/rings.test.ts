import type { Position } from "geojson";
import { drawPolygons } from "../../src/engine/outline/rings";
import { createFrame } from "../../src/engine/tessellate/frame";

// A board of three by three squares; rows are given from north to south, and squares with the same
// letter are one area.
function draw(...rows: readonly string[]) {
  const side = 4;
  const cells = [...rows].reverse().join("");
  const letters = [...new Set(cells)].filter((letter) => letter !== ".").sort();
  const at = (column: number, row: number) =>
    column < 0 || row < 0 || column > 2 || row > 2 ? -1 : 3 * row + column;
  const vertex = (column: number, row: number) => side * row + column;
  const arcs = Array.from({ length: side }, (_, row) =>
    Array.from({ length: side }, (_, column) => [
      // Eastwards, then northwards.
      {
        vertices: [vertex(column, row), vertex(column + 1, row)],
        left: at(column, row),
        right: at(column, row - 1),
        fits: column < 3,
      },
      {
        vertices: [vertex(column, row), vertex(column, row + 1)],
        left: at(column - 1, row),
        right: at(column, row),
        fits: row < 3,
      },
    ]),
  )
    .flat(2)
    .filter(({ fits, left, right }) => fits && left !== right)
    .map(({ vertices, left, right }) => ({ vertices, left, right, barrier: -1 }));
  const board = {
    frame: createFrame(106, 38, 106, 38),
    x: Float64Array.from({ length: side * side }, (_, v) => 100 * (v % side)),
    y: Float64Array.from({ length: side * side }, (_, v) => 100 * Math.floor(v / side)),
  };
  return drawPolygons(board, arcs, (cell) => letters.indexOf(cells[cell]), letters.length);
}

const corners = (rings: readonly (readonly Position[])[]) => rings.map(({ length }) => length - 1);

test("pieces that touch at two corners around a hole are two polygons, not one with a hole", () => {
  const [area] = draw(".aa", "a.a", "aa.");
  expect(area?.type).toBe("MultiPolygon");
  if (area?.type !== "MultiPolygon") return;
  expect(area.coordinates.map(corners)).toEqual([[8], [8]]);
});

test("a hole that touches the exterior at one corner stays a hole", () => {
  const [area] = draw("aaa", "a.a", "aa.");
  expect(area?.type).toBe("Polygon");
  if (area?.type !== "Polygon") return;
  expect(corners(area.coordinates).sort()).toEqual([12, 4]);
});

test("squares that touch at a corner are two polygons", () => {
  const [a, b] = draw("ab.", "ba.", "...");
  expect([a?.type, b?.type]).toEqual(["MultiPolygon", "MultiPolygon"]);
});
