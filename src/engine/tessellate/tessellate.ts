import type { Barrier, Building, Community } from "../input-types";
import { type Arc, type BorderSegments, chainArcs, emptyBorderSegments, settleArcs } from "./arcs";
import { gatherCells } from "./cells";
import { createCompass } from "./compass";
import { createFrame, type Frame, LATTICE_PARTS, latticeX, latticeY } from "./frame";
import { type Sources, buildingOf, collectSegments, linesOf, ringsOf } from "./lines";
import { type Mesh, nextHalfEdge, triangulate } from "./mesh";
import { findOwners } from "./ownership";
import { forEachSegment, type PieceVertices, pieceVertices } from "./pieces";
import { createPointIndex, type PointIndex } from "./point-index";
import { type Regions, findRegions, triangleM2 } from "./regions";
import { snapRound } from "./snap-round";
import { type VertexTable, straightenArcs } from "./straighten";

/**
 * An exact tiling of a community by cells. Every border is an arc that both its sides share, so
 * any grouping of cells is again an exact tiling.
 */
export interface Tessellation {
  readonly frame: Frame;
  /** Vertices of the arcs: lattice positions, multiples of 1 / LATTICE_PARTS. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Borders between cells, and around them. */
  readonly arcs: readonly Arc[];
  /** Borders between blocks (the pieces that barriers enclose), and around them. */
  readonly blockArcs: readonly Arc[];
  /** Buildings (by index) of each cell; ground cells, last, have none. */
  readonly buildings: readonly (readonly number[])[];
  /** Block in which most of each cell lies. */
  readonly block: Int32Array;
  readonly blocks: number;
}

/**
 * Divides a community into cells: every building, or group of overlapping ones, with the ground
 * that is nearer to it than to any other inside the same block; ground that barriers cut off from
 * all buildings stands alone.
 *
 * 1. Boundary, barriers and footprints are noded on a lattice of whole numbers (snap-round.ts).
 * 2. The arrangement is triangulated; no triangle is cut by any line (mesh.ts).
 * 3. Triangle corners go to the nearest building inside the block (ownership.ts).
 * 4. Triangles of several owners are cut through the middles of their edges (pieces.ts).
 * 5. Pieces become connected cells (cells.ts), their borders become arcs (arcs.ts), which are
 *    straightened once (straighten.ts).
 *
 * Buildings and barriers come in canonical order. Throws EngineError INVALID_INPUT for a building
 * outside the community.
 */
export function tessellate(
  community: Community,
  buildings: readonly Building[],
  barriers: readonly Barrier[],
): Tessellation {
  return tessellateWith(straightenArcs, community, buildings, barriers);
}

/** The same with borders made straight in another way, to compare ways. */
export function tessellateWith(
  straighten: typeof straightenArcs,
  community: Community,
  buildings: readonly Building[],
  barriers: readonly Barrier[],
): Tessellation {
  const frame = frameOf(community);
  const compass = createCompass(frame, community, buildings);
  const { segments, sources } = collectSegments(frame, compass, community, barriers, buildings);
  const mesh = triangulate(frame, compass, snapRound(segments));
  const regions = findRegions(mesh, sources);
  const owners = findOwners(mesh, regions, sources);
  const cells = gatherCells(mesh, regions, owners, buildings);
  const at = pieceVertices(mesh, regions, owners);

  const cellSegments = emptyBorderSegments();
  const blockSegments = emptyBorderSegments();
  const cellAt = (piece: number) => (piece < 0 ? -1 : cells.cellOfPiece[piece]);
  const blockAt = (piece: number) => (piece < 0 ? -1 : regions.block[Math.floor(piece / 3)]);
  forEachSegment(mesh, regions, owners, at, (from, to, left, right, h) => {
    const barrier = h >= 0 && mesh.edge[h] >= 0 ? regions.barrier[mesh.edge[h]] : -1;
    add(cellSegments, from, to, cellAt(left), cellAt(right), barrier);
    add(blockSegments, from, to, blockAt(left), blockAt(right), barrier);
  });

  const given = givenPoints(frame, community, barriers, buildings);
  const along = (vertex: number) => at.x(vertex) * compass.alongX + at.y(vertex) * compass.alongY;
  const build = (arcs: readonly Arc[]) =>
    arcsWithVertices(settleArcs(arcs, along, compass.hand), mesh, at, given, sources);
  const cellArcs = build(chainArcs(cellSegments));
  const straight = straighten(cellArcs.arcs, cellArcs.obstacles, cellArcs.table, frame);
  const blockArcs = build(chainArcs(blockSegments));
  const straightBlocks = straighten(blockArcs.arcs, [], blockArcs.table, frame);
  const packed = pack(cellArcs.table, straight, blockArcs.table, straightBlocks);
  return {
    frame,
    ...packed,
    buildings: cells.buildings,
    block: blockOfCells(mesh, regions, cells.cellOfPiece, cells.count),
    blocks: regions.blocks,
  };
}

function frameOf(community: Community): Frame {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const ring of ringsOf(community.polygon)) {
    for (const [lon, lat] of ring) {
      west = Math.min(west, lon);
      east = Math.max(east, lon);
      south = Math.min(south, lat);
      north = Math.max(north, lat);
    }
  }
  return createFrame(west, south, east, north);
}

function add(
  segments: BorderSegments,
  from: number,
  to: number,
  left: number,
  right: number,
  barrier: number,
): void {
  if (left === right) return;
  segments.from.push(from);
  segments.to.push(to);
  segments.left.push(left);
  segments.right.push(right);
  segments.barrier.push(barrier);
}

/** The corners of the input's own lines, which straightening keeps. */
function givenPoints(
  frame: Frame,
  community: Community,
  barriers: readonly Barrier[],
  buildings: readonly Building[],
): PointIndex {
  const points = createPointIndex();
  const lines = [
    ...ringsOf(community.polygon),
    ...barriers.flatMap((b) => linesOf(b.line)),
    ...buildings.flatMap((b) => ringsOf(b.polygon)),
  ];
  for (const line of lines) {
    for (const [lon, lat] of line) points.add(latticeX(frame, lon), latticeY(frame, lat));
  }
  return points;
}

/** Renumbers the arcs' vertices from 0 and looks up what straightening needs to know of them. */
function arcsWithVertices(
  arcs: readonly Arc[],
  mesh: Mesh,
  at: PieceVertices,
  given: PointIndex,
  sources: Sources,
): { arcs: Arc[]; obstacles: number[]; table: VertexTable } {
  const number = new Map<number, number>();
  const numberOf = (vertex: number) => {
    let n = number.get(vertex);
    if (n === undefined) number.set(vertex, (n = number.size));
    return n;
  };
  const renumbered = arcs.map((arc) => ({ ...arc, vertices: arc.vertices.map(numberOf) }));
  const obstacles: number[] = [];
  mesh.arrangement.sources.forEach((list, edge) => {
    if (!list.some((source) => buildingOf(sources, source) >= 0)) return;
    obstacles.push(numberOf(mesh.arrangement.a[edge]), numberOf(mesh.arrangement.b[edge]));
  });
  const vertices = [...number.keys()];
  // Lines that cross make a corner, too.
  const lines = new Uint32Array(mesh.x.length);
  for (const ends of [mesh.arrangement.a, mesh.arrangement.b]) for (const v of ends) lines[v]++;
  const x = Float64Array.from(vertices, at.x);
  const y = Float64Array.from(vertices, at.y);
  const table = {
    x,
    y,
    gapM: Float64Array.from(vertices, at.gapM),
    given: Uint8Array.from(vertices, (v, i) =>
      lines[v] > 2 || given.find(x[i], y[i]) >= 0 ? 1 : 0,
    ),
  };
  return { arcs: renumbered, obstacles, table };
}

/** One vertex table for both sets of arcs, holding only what they still use. */
function pack(
  cellTable: VertexTable,
  cellArcs: readonly Arc[],
  blockTable: VertexTable,
  blockArcs: readonly Arc[],
) {
  const points = createPointIndex();
  const move = (arcs: readonly Arc[], table: VertexTable): Arc[] =>
    arcs.map((arc) => ({
      ...arc,
      // Parts of a step as whole numbers: the index hashes whole numbers best.
      vertices: arc.vertices.map((v) =>
        points.add(LATTICE_PARTS * table.x[v], LATTICE_PARTS * table.y[v]),
      ),
    }));
  const arcs = move(cellArcs, cellTable);
  const moved = move(blockArcs, blockTable);
  return {
    arcs,
    blockArcs: moved,
    x: Float64Array.from(points.x, (v) => v / LATTICE_PARTS),
    y: Float64Array.from(points.y, (v) => v / LATTICE_PARTS),
  };
}

function blockOfCells(
  mesh: Mesh,
  regions: Regions,
  cellOfPiece: Int32Array,
  count: number,
): Int32Array {
  const areas = Array.from({ length: count }, () => new Map<number, number>());
  for (let t = 0; t < regions.inside.length; t++) {
    if (!regions.inside[t]) continue;
    const third = triangleM2(mesh, t) / 3;
    for (let h = 3 * t, k = 0; k < 3; k++, h = nextHalfEdge(h)) {
      if (cellOfPiece[h] < 0) continue;
      const of = areas[cellOfPiece[h]];
      of.set(regions.block[t], (of.get(regions.block[t]) ?? 0) + third);
    }
  }
  return Int32Array.from(areas, (of) => {
    let best = -1;
    for (const [block, area] of of) {
      const most = of.get(best) ?? -1;
      if (area > most || (area === most && block < best)) best = block;
    }
    return best;
  });
}
