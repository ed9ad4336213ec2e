/** Invented ground for benches of maps: areas in rows and columns whose wavy borders are shared point by point. */

/** A lattice of grids, in communities of ten by five. */
export interface Lattice {
  readonly columns: number;
  readonly rows: number;
  readonly west: number;
  readonly south: number;
  readonly width: number;
  readonly height: number;
}

export const COMMUNITY_COLUMNS = 10;
export const COMMUNITY_ROWS = 5;

/** Pieces of each side of a grid: 41 positions in its ring. */
const PIECES = 10;

type Position = readonly [number, number];

/** The border of a block of cells, counterclockwise from its south-western corner, as WKT. */
export function blockWkt(
  lattice: Lattice,
  [column, row]: readonly [number, number],
  [columns, rows]: readonly [number, number],
): string {
  const ring: Position[] = [];
  for (let i = 0; i < columns; i++) ring.push(...side(lattice, [column + i, row], [1, 0]));
  for (let i = 0; i < rows; i++) ring.push(...side(lattice, [column + columns, row + i], [0, 1]));
  for (let i = columns; i > 0; i--) {
    ring.push(...side(lattice, [column + i - 1, row + rows], [1, 0], "BACK"));
  }
  for (let i = rows; i > 0; i--) {
    ring.push(...side(lattice, [column, row + i - 1], [0, 1], "BACK"));
  }
  ring.push(ring[0]);
  return `POLYGON((${ring.map((position) => position.join(" ")).join(",")}))`;
}

/** A side of a cell from a corner eastward or northward, or back; without its last position. */
function side(
  lattice: Lattice,
  [column, row]: readonly [number, number],
  [east, north]: readonly [0 | 1, 0 | 1],
  way: "THERE" | "BACK" = "THERE",
): Position[] {
  const positions = Array.from({ length: PIECES + 1 }, (_, k): Position => {
    // Less than 45 degrees from the straight line as seen from either corner: sides never meet between.
    const room = (0.25 * Math.min(k, PIECES - k)) / PIECES;
    const c = column + (east * k) / PIECES;
    const r = row + (north * k) / PIECES;
    const wave = room * wobble(c * 31.7 + r * 57.3 + east);
    return [
      lattice.west + ((c + wave * north) * lattice.width) / lattice.columns,
      lattice.south + ((r + wave * east) * lattice.height) / lattice.rows,
    ];
  });
  return way === "THERE" ? positions.slice(0, -1) : positions.reverse().slice(0, -1);
}

/** From -1 to 1, the same for the same place. */
function wobble(place: number): number {
  const much = Math.sin(place * 12.9898) * 43_758.5453;
  return 2 * (much - Math.floor(much)) - 1;
}
