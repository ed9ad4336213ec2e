/** Cell graphs for the tests of the partition: drawn as text, or drawn at random. */
import type { Random } from "../../src/engine";
import type { CellGraph } from "../../src/engine/partition/cell-graph";

export interface DrawnCell {
  readonly households: number;
  readonly old?: number;
  readonly special?: number;
  readonly estate?: number;
  readonly block?: number;
  readonly x: number;
  readonly y: number;
}

/** Undirected, with the length of the border and how much of it is barrier. */
export type DrawnBorder = readonly [a: number, b: number, lengthM: number, barrierM: number];

const SIDE_M = 50;

export function graphOf(
  cells: readonly DrawnCell[],
  borders: readonly DrawnBorder[],
  outerM: (cell: number) => number = () => SIDE_M,
): CellGraph {
  const rows: DrawnBorder[][] = cells.map(() => []);
  for (const [a, b, lengthM, barrierM] of borders) {
    rows[a].push([a, b, lengthM, barrierM]);
    rows[b].push([b, a, lengthM, barrierM]);
  }
  for (const row of rows) row.sort((p, q) => p[1] - q[1]);
  const offset = new Int32Array(cells.length + 1);
  rows.forEach((row, i) => (offset[i + 1] = offset[i] + row.length));
  const flat = rows.flat();
  const estates = cells.reduce((most, cell) => Math.max(most, (cell.estate ?? -1) + 1), 0);
  const estateHouseholds = new Int32Array(estates);
  for (const { estate = -1, households } of cells) {
    if (estate >= 0) estateHouseholds[estate] += households;
  }
  return {
    n: cells.length,
    households: Int32Array.from(cells, (cell) => cell.households),
    oldHouseholds: Int32Array.from(cells, (cell) => cell.old ?? 0),
    specialHouseholds: Int32Array.from(cells, (cell) => cell.special ?? 0),
    estate: Int32Array.from(cells, (cell) => cell.estate ?? -1),
    estateHouseholds,
    block: Int32Array.from(cells, (cell) => cell.block ?? 0),
    areaM2: new Float64Array(cells.length).fill(SIDE_M * SIDE_M),
    outerM: Float64Array.from(cells, (_, i) => outerM(i)),
    x: Float64Array.from(cells, (cell) => cell.x),
    y: Float64Array.from(cells, (cell) => cell.y),
    offset,
    neighbour: Int32Array.from(flat, (border) => border[1]),
    borderM: Float64Array.from(flat, (border) => border[2]),
    barrierM: Float64Array.from(flat, (border) => border[3]),
  };
}

export interface Drawing {
  readonly graph: CellGraph;
  /** Letter of each cell, "" where none was given. */
  readonly letters: readonly string[];
}

/**
 * Square cells from a drawing: `100`, or `100a` with a letter to speak of it by; an upper-case
 * letter puts the cell into an old estate. `.` is no cell. A line of dashes is a road through the
 * whole width, and so is a column of bars through the height.
 *
 *     100a 100b | 200
 *     100a .    | 200
 */
export function draw(text: string): Drawing {
  const cells: DrawnCell[] = [];
  const letters: string[] = [];
  const at = new Map<string, number>();
  const borders: DrawnBorder[] = [];
  let roadAbove = false;
  let y = 0;
  for (const line of text.trim().split("\n")) {
    if (/^[\s-]+$/.test(line)) {
      roadAbove = true;
      continue;
    }
    let x = 0;
    let roadBefore = false;
    for (const word of line.trim().split(/\s+/)) {
      if (word === "|") {
        roadBefore = true;
        continue;
      }
      const [, digits, letter] = /^(\d+)([a-zA-Z]?)$/.exec(word) ?? [];
      if (digits !== undefined) {
        const i = cells.length;
        const households = Number(digits);
        const old = letter !== "" && letter === letter.toUpperCase() ? households : 0;
        cells.push({ households, old, x: x * SIDE_M, y: -y * SIDE_M });
        letters.push(letter);
        const west = at.get(`${x - 1},${y}`);
        const north = at.get(`${x},${y - 1}`);
        if (west !== undefined) borders.push([west, i, SIDE_M, roadBefore ? SIDE_M : 0]);
        if (north !== undefined) borders.push([north, i, SIDE_M, roadAbove ? SIDE_M : 0]);
        at.set(`${x},${y}`, i);
      }
      roadBefore = false;
      x++;
    }
    roadAbove = false;
    y++;
  }
  const inner = new Float64Array(cells.length);
  for (const [a, b, lengthM] of borders) {
    inner[a] += lengthM;
    inner[b] += lengthM;
  }
  return { graph: graphOf(cells, borders, (i) => 4 * SIDE_M - inner[i]), letters };
}

/** A small graph of some awkward kind: patchy lattice, path, star, pieces, lumps, empty ground. */
export function randomGraph(random: Random): CellGraph {
  const shape = random.below(6);
  const n = 1 + random.below(shape === 5 ? 60 : 24);
  const width = Math.max(1, Math.round(Math.sqrt(n) * (0.5 + random.next())));
  const hole = random.next() < 0.5 ? 0 : random.next() * 0.5;
  const households = householdsFrom(random);
  const cells = Array.from({ length: n }, (_, i): DrawnCell => {
    const all = households();
    return {
      households: all,
      old: random.below(3) === 0 ? random.below(all + 1) : random.below(2) * all,
      special: random.below(all + 1),
      estate: random.below(4) - 1,
      block: random.below(3),
      x: (i % width) * SIDE_M,
      y: Math.floor(i / width) * SIDE_M,
    };
  });
  const borders: DrawnBorder[] = [];
  const join = (a: number, b: number) => {
    const lengthM = 0.5 + random.next() * 80;
    borders.push([a, b, lengthM, random.below(2) * random.next() * lengthM]);
  };
  for (let i = 1; i < n; i++) {
    if (shape === 0) join(i - 1, i);
    else if (shape === 1) join(0, i);
    else if (shape === 2) join(random.below(i), i);
    else {
      if (i % width > 0 && random.next() >= hole) join(i - 1, i);
      if (i >= width && random.next() >= hole) join(i - width, i);
      if (i > width && i % width > 0 && random.next() < 0.3) join(i - width - 1, i);
    }
  }
  return graphOf(cells, borders, () => random.below(2) * random.next() * 100);
}

function householdsFrom(random: Random): () => number {
  const kinds = [
    () => random.below(150),
    () => (random.below(3) === 0 ? random.below(250) : 0),
    () => (random.below(5) === 0 ? 400 + random.below(500) : random.below(120)),
    () => random.below(8),
    () => 0,
    () => 250 + random.below(60),
  ];
  return kinds[random.below(kinds.length)];
}
