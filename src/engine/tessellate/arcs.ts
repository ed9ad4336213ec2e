/**
 * The borders between cells as arcs: chains of segments with the same cells on their sides that
 * follow the same thing. Cells, grids and blocks are all assembled from arcs, so that neighbours
 * share every vertex and what is done to a border is done once.
 */
export interface Arc {
  /** Numbers of vertices, from first to last; equal ends make a ring. */
  readonly vertices: readonly number[];
  /** What lies to the left and right; -1 outside the community. */
  readonly left: number;
  readonly right: number;
  /** Barrier the arc lies on, -1 for none. */
  readonly barrier: number;
}

/** Segments with something different on their sides, before they are chained. */
export interface BorderSegments {
  readonly from: number[];
  readonly to: number[];
  readonly left: number[];
  readonly right: number[];
  readonly barrier: number[];
}

export function emptyBorderSegments(): BorderSegments {
  return { from: [], to: [], left: [], right: [], barrier: [] };
}

/** Chains segments into arcs that end where three borders meet or what they follow changes. */
export function chainArcs(segments: BorderSegments): Arc[] {
  const at = incidence(segments);
  const used = new Uint8Array(segments.from.length);
  const arcs: Arc[] = [];
  const isNode = (vertex: number) => {
    const ends = at.get(vertex) ?? [];
    return ends.length !== 2 || !continues(segments, vertex, ends[0], ends[1]);
  };
  const walk = (first: number, start: number) => {
    const forward = segments.from[first] === start;
    const vertices = [start];
    let [segment, vertex] = [first, start];
    for (;;) {
      used[segment] = 1;
      vertex = segments.from[segment] === vertex ? segments.to[segment] : segments.from[segment];
      vertices.push(vertex);
      if (vertex === start || isNode(vertex)) break;
      const ends = at.get(vertex) ?? [];
      segment = ends[0] === segment ? ends[1] : ends[0];
    }
    arcs.push({
      vertices,
      left: forward ? segments.left[first] : segments.right[first],
      right: forward ? segments.right[first] : segments.left[first],
      barrier: segments.barrier[first],
    });
  };
  for (let s = 0; s < used.length; s++) {
    if (used[s]) continue;
    if (isNode(segments.from[s])) walk(s, segments.from[s]);
    else if (isNode(segments.to[s])) walk(s, segments.to[s]);
  }
  // What is left are rings without any node.
  for (let s = 0; s < used.length; s++) if (!used[s]) walk(s, segments.from[s]);
  return arcs;
}

/**
 * The same arcs in an order and with directions that come from the cells beside them and the
 * compass, not from where the chaining began: what is done to one after the other, and along each,
 * is then done alike on turned and mirrored ground.
 */
export function settleArcs(
  arcs: readonly Arc[],
  along: (vertex: number) => number,
  hand: 1 | -1,
): Arc[] {
  const ends = new Map<number, number>();
  for (const { vertices } of arcs) {
    for (const end of [vertices[0], vertices[vertices.length - 1]]) {
      ends.set(end, (ends.get(end) ?? 0) + 1);
    }
  }
  const settled = arcs.map((arc) => {
    const isRight = hand > 0 ? arc.left <= arc.right : arc.left >= arc.right;
    const directed = isRight ? arc : reversed(arc);
    const { vertices } = directed;
    // Where other borders end, a ring must end as well.
    const isFree = vertices[0] === vertices[vertices.length - 1] && ends.get(vertices[0]) === 2;
    return isFree ? { ...directed, vertices: fromFirst(vertices, along) } : directed;
  });
  const middle = ({ vertices }: Arc) => along(vertices[0]) + along(vertices[vertices.length - 1]);
  const lower = ({ left, right }: Arc) => Math.min(left, right);
  const upper = ({ left, right }: Arc) => Math.max(left, right);
  return settled
    .map((arc) => ({ arc, at: middle(arc) }))
    .sort((p, q) => lower(p.arc) - lower(q.arc) || upper(p.arc) - upper(q.arc) || p.at - q.at)
    .map(({ arc }) => arc);
}

function reversed(arc: Arc): Arc {
  const vertices = [...arc.vertices].reverse();
  return { ...arc, vertices, left: arc.right, right: arc.left };
}

/** A ring that begins at the vertex which comes first along the compass. */
function fromFirst(ring: readonly number[], along: (vertex: number) => number): number[] {
  let first = 0;
  for (let i = 1; i < ring.length; i++) if (along(ring[i]) < along(ring[first])) first = i;
  return [...ring.slice(first, -1), ...ring.slice(0, first), ring[first]];
}

function incidence({ from, to }: BorderSegments): Map<number, number[]> {
  const at = new Map<number, number[]>();
  for (let s = 0; s < from.length; s++) {
    for (const vertex of [from[s], to[s]]) {
      const list = at.get(vertex);
      if (list) list.push(s);
      else at.set(vertex, [s]);
    }
  }
  return at;
}

function continues(segments: BorderSegments, vertex: number, p: number, q: number): boolean {
  if (segments.barrier[p] !== segments.barrier[q]) return false;
  const sameWay = (segments.to[p] === vertex) === (segments.from[q] === vertex);
  return sameWay
    ? segments.left[p] === segments.left[q] && segments.right[p] === segments.right[q]
    : segments.left[p] === segments.right[q] && segments.right[p] === segments.left[q];
}
