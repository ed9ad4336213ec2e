import { colourAreas, COLOURS } from "../../src/tiles/colour";

/** A square of a board by its column and row. */
function square(column: number, row: number): readonly number[] {
  const [e, n] = [column + 1, row + 1];
  return [column, row, e, row, e, n, column, n, column, row];
}

const board = (side: number) =>
  Array.from({ length: side * side }, (_, i) => {
    const [column, row] = [i % side, Math.floor(i / side)];
    const polygons = [[square(column, row)]];
    return { id: `${column}/${row}`, shape: { type: "AREA" as const, polygons } };
  });

test("squares that share a side have different colours, all colours are used", () => {
  const colours = colourAreas(board(12));
  for (let i = 0; i < 144; i++) {
    const [column, row] = [i % 12, Math.floor(i / 12)];
    for (const other of [`${column + 1}/${row}`, `${column}/${row + 1}`]) {
      expect(colours[`${column}/${row}`]).not.toBe(colours[other]);
    }
  }
  expect(new Set(Object.values(colours)).size).toBe(COLOURS);
});

test("the same areas get the same colours", () => {
  expect(colourAreas(board(5))).toEqual(colourAreas(board(5)));
});

test("an area that lies around five others and they all differ where they meet", () => {
  // A wheel of five: each touches the hub and the next.
  const spokes = Array.from({ length: 5 }, (_, i) => {
    const angle = (2 * Math.PI * i) / 5;
    return [Math.round(100 * Math.cos(angle)), Math.round(100 * Math.sin(angle))] as const;
  });
  const rim = spokes.map(([x, y]) => [2 * x, 2 * y] as const);
  const wheel = spokes.map((spoke, i) => {
    const j = (i + 1) % 5;
    const ring = [...spoke, ...spokes[j], ...rim[j], ...rim[i], ...spoke];
    return { id: `${i}`, shape: { type: "AREA" as const, polygons: [[ring]] } };
  });
  const hub = [...spokes.flat(), ...spokes[0]];
  const colours = colourAreas([
    ...wheel,
    { id: "hub", shape: { type: "AREA" as const, polygons: [[hub]] } },
    { id: "empty", shape: null },
  ]);
  for (let i = 0; i < 5; i++) {
    expect(colours[`${i}`]).not.toBe(colours.hub);
    expect(colours[`${i}`]).not.toBe(colours[`${(i + 1) % 5}`]);
  }
});
