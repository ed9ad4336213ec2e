import { type Mesh, nextHalfEdge, previousHalfEdge } from "./mesh";
import type { Regions } from "./regions";

/**
 * Cutting triangles between owners. A triangle whose corners have two owners is cut through the
 * middles of its two mixed edges, one with three owners from its centre to the middles of all
 * three: the chordal axis (Prasad 1997), which runs midway between the owners.
 *
 *        c                  c
 *       / \                /|\         A piece is named by the first corner half-edge of its
 *      m---m              m | m        triangle that has its owner, so pieces need no table.
 *     /     \            /  *  \       The middle of the edge of half-edge h is vertex
 *    a-------a          a---m---b      middle(h), the centre of triangle t is centre(t).
 */
export function pieceOf(owner: Int32Array, h: number): number {
  const first = h - (h % 3);
  for (let k = first; k < h; k++) if (owner[k] === owner[h]) return k;
  return h;
}

export interface PieceVertices {
  /** Vertex in the middle of the edge of half-edge h, the same for its twin. */
  readonly middle: (h: number) => number;
  readonly centre: (t: number) => number;
  /** Lattice position of any vertex: of the mesh, a middle or a centre. */
  readonly x: (vertex: number) => number;
  readonly y: (vertex: number) => number;
  /** Metres between the owners whose border passes the vertex; 0 at a vertex of the mesh. */
  readonly gapM: (vertex: number) => number;
}

export function pieceVertices(mesh: Mesh): PieceVertices {
  const vertices = mesh.x.length;
  const halfEdges = mesh.start.length;
  const { metresX, metresY } = mesh.frame;
  const lengthM = (h: number) => {
    const [p, q] = [mesh.start[h], mesh.start[nextHalfEdge(h)]];
    return Math.hypot((mesh.x[p] - mesh.x[q]) * metresX, (mesh.y[p] - mesh.y[q]) * metresY);
  };
  const position = (values: Float64Array, vertex: number): number => {
    if (vertex < vertices) return values[vertex];
    const h = vertex - vertices;
    if (h < halfEdges) return (values[mesh.start[h]] + values[mesh.start[nextHalfEdge(h)]]) / 2;
    const first = 3 * (h - halfEdges);
    // Eighths, not thirds: exact, and inside the triangle all the same.
    const sum =
      3 * values[mesh.start[first]] +
      3 * values[mesh.start[first + 1]] +
      2 * values[mesh.start[first + 2]];
    return sum / 8;
  };
  return {
    middle: (h) => vertices + (mesh.twin[h] >= 0 ? Math.min(h, mesh.twin[h]) : h),
    centre: (t) => vertices + halfEdges + t,
    x: (vertex) => position(mesh.x, vertex),
    y: (vertex) => position(mesh.y, vertex),
    gapM: (vertex) => {
      if (vertex < vertices) return 0;
      const h = vertex - vertices;
      if (h < halfEdges) return lengthM(h);
      const first = 3 * (h - halfEdges);
      return Math.min(lengthM(first), lengthM(first + 1), lengthM(first + 2));
    },
  };
}

/**
 * Calls `visit` once for every segment that has different pieces on its sides: `left` and `right`
 * are pieces (corner half-edges), -1 outside the community; `halfEdge` is -1 for a cut through a
 * triangle, else a half-edge on whose line the segment lies.
 */
export function forEachSegment(
  mesh: Mesh,
  regions: Regions,
  owner: Int32Array,
  visit: (from: number, to: number, left: number, right: number, halfEdge: number) => void,
): void {
  const { middle, centre } = pieceVertices(mesh);
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
