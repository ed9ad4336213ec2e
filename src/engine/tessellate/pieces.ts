import { type Mesh, nextHalfEdge, previousHalfEdge } from "./mesh";
import type { Owners } from "./ownership";
import type { Regions } from "./regions";

/**
 * Cutting triangles between owners. A triangle whose corners have two owners is cut from one mixed
 * edge to the other, one with three owners from a point inside to all three edges. An edge is cut
 * where both owners are equally far: in the middle between footprints, which is the chordal axis
 * (Prasad 1997), and off it where a corner lies on a boundary or barrier at some distance.
 *
 *        c                  c
 *       / \                /|\         A piece is named by the first corner half-edge of its
 *      m---m              m | m        triangle that has its owner, so pieces need no table.
 *     /     \            /  *  \       The cut of the edge of half-edge h is vertex middle(h),
 *    a-------a          a---m---b      the point inside triangle t is vertex centre(t).
 */
export function pieceOf(owner: Int32Array, h: number): number {
  const first = h - (h % 3);
  for (let k = first; k < h; k++) if (owner[k] === owner[h]) return k;
  return h;
}

export interface PieceVertices {
  /** Vertex where the edge of half-edge h is cut, the same for its twin. */
  readonly middle: (h: number) => number;
  readonly centre: (t: number) => number;
  /** Lattice position of any vertex, in multiples of 1 / LATTICE_PARTS. */
  readonly x: (vertex: number) => number;
  readonly y: (vertex: number) => number;
  /** Metres between the owners whose border passes the vertex; 0 at a vertex of the mesh. */
  readonly gapM: (vertex: number) => number;
}

/** Cuts lie on 64ths of an edge, centres on 256ths between cuts: exact, all of them. */
const CUT_PARTS = 64;
const CENTRE_PARTS = 256;

export function pieceVertices(mesh: Mesh, regions: Regions, { awayM }: Owners): PieceVertices {
  const vertices = mesh.x.length;
  const halfEdges = mesh.start.length;
  const { metresX, metresY } = mesh.frame;
  const lengthM = (h: number) => {
    const [p, q] = [mesh.start[h], mesh.start[nextHalfEdge(h)]];
    return Math.hypot((mesh.x[p] - mesh.x[q]) * metresX, (mesh.y[p] - mesh.y[q]) * metresY);
  };
  const middle = (h: number) => vertices + (mesh.twin[h] >= 0 ? Math.min(h, mesh.twin[h]) : h);
  const insideAt = (h: number) => h >= 0 && regions.inside[Math.floor(h / 3)] === 1;
  /** The corner half-edges of an edge whose distances count: those inside the community. */
  const cornersOf = (h: number): [number, number] => {
    if (insideAt(h) || mesh.twin[h] < 0) return [h, nextHalfEdge(h)];
    return [nextHalfEdge(mesh.twin[h]), mesh.twin[h]];
  };
  const cutOf = (h: number): number => {
    // The two sides of a line know other distances, and must cut it at one point.
    if (mesh.edge[h] >= 0 && insideAt(h) && insideAt(mesh.twin[h])) return 1 / 2;
    const [p, q] = cornersOf(h);
    const length = lengthM(h);
    const share = length > 0 ? (length + awayM[q] - awayM[p]) / (2 * length) : 1 / 2;
    return 1 / 2 + partsOff(share - 1 / 2) / CUT_PARTS;
  };
  const position = (values: Float64Array, vertex: number): number => {
    if (vertex < vertices) return values[vertex];
    const h = vertex - vertices;
    if (h < halfEdges) {
      const [p, q] = [values[mesh.start[h]], values[mesh.start[nextHalfEdge(h)]]];
      return p + cutOf(h) * (q - p);
    }
    return centrePosition(values, 3 * (h - halfEdges));
  };
  /** In a slender triangle the cuts of its long edges are near the place that all owners share. */
  const centrePosition = (values: Float64Array, first: number): number => {
    const [p, q, r] = centreParts([0, 1, 2].map((k) => lengthM(first + k) ** 2));
    const cut = (k: number) => position(values, middle(first + k));
    return (p * cut(0) + q * cut(1) + r * cut(2)) / CENTRE_PARTS;
  };
  const gapOf = (h: number) => {
    const [p, q] = cornersOf(h);
    return lengthM(h) + awayM[p] + awayM[q];
  };
  return {
    middle,
    centre: (t) => vertices + halfEdges + t,
    x: (vertex) => position(mesh.x, vertex),
    y: (vertex) => position(mesh.y, vertex),
    gapM: (vertex) => {
      if (vertex < vertices) return 0;
      const h = vertex - vertices;
      if (h < halfEdges) return gapOf(h);
      const first = 3 * (h - halfEdges);
      return Math.min(gapOf(first), gapOf(first + 1), gapOf(first + 2));
    },
  };
}

/** Parts of an edge to its middle, rounded alike from both of its ends. */
function partsOff(share: number): number {
  const parts = Math.min(CUT_PARTS / 2 - 1, Math.round(Math.abs(share) * CUT_PARTS));
  return share < 0 ? -parts : parts;
}

/** Whole parts in the given ratio, at least one each; what rounding leaves goes to the largest. */
function centreParts(weights: readonly number[]): number[] {
  const share = (CENTRE_PARTS - 3) / (weights[0] + weights[1] + weights[2] || 1);
  const parts = weights.map((weight) => 1 + Math.floor(weight * share));
  parts[weights.indexOf(Math.max(...weights))] += CENTRE_PARTS - parts[0] - parts[1] - parts[2];
  return parts;
}

/**
 * Calls `visit` once for every segment that has different pieces on its sides: `left` and `right`
 * are pieces (corner half-edges), -1 outside the community; `halfEdge` is -1 for a cut through a
 * triangle, else a half-edge on whose line the segment lies.
 */
export function forEachSegment(
  mesh: Mesh,
  regions: Regions,
  { owner }: Pick<Owners, "owner">,
  { middle, centre }: Pick<PieceVertices, "middle" | "centre">,
  visit: (from: number, to: number, left: number, right: number, halfEdge: number) => void,
): void {
  for (let h = 0; h < mesh.start.length; h++) {
    if (!regions.inside[Math.floor(h / 3)]) continue;
    const g = mesh.twin[h];
    const otherInside = g >= 0 && regions.inside[Math.floor(g / 3)] === 1;
    if (otherInside && g < h) continue;
    const next = nextHalfEdge(h);
    const m = middle(h);
    const rightOfStart = otherInside ? pieceOf(owner, nextHalfEdge(g)) : -1;
    const rightOfEnd = otherInside ? pieceOf(owner, g) : -1;
    visit(mesh.start[h], m, pieceOf(owner, h), rightOfStart, h);
    visit(m, mesh.start[next], pieceOf(owner, next), rightOfEnd, h);
  }
  for (let first = 0; first < mesh.start.length; first += 3) {
    const t = first / 3;
    if (!regions.inside[t]) continue;
    const [p, q, r] = [owner[first], owner[first + 1], owner[first + 2]];
    if (p !== q && q !== r && r !== p) {
      for (let h = first; h < first + 3; h++) {
        visit(middle(h), centre(t), h, nextHalfEdge(h), -1);
      }
      continue;
    }
    for (let h = first; h < first + 3; h++) {
      const [before, after] = [previousHalfEdge(h), nextHalfEdge(h)];
      if (owner[before] !== owner[after] || owner[h] === owner[after]) continue;
      visit(middle(h), middle(before), pieceOf(owner, h), pieceOf(owner, after), -1);
    }
  }
}
