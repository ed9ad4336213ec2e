import { EngineError } from "../errors";
import type { Building } from "../types";
import { latticeX, latticeY } from "./frame";
import { ringsOf } from "./lines";
import { type Mesh, nextHalfEdge } from "./mesh";
import { turn } from "./predicates";
import type { Owners } from "./ownership";
import { forEachSegment, pieceOf, pieceVertices } from "./pieces";
import { type Regions, triangleM2 } from "./regions";
import { createUnion } from "./union";

/** Pieces gathered into cells, each edge-connected. */
export interface Cells {
  readonly count: number;
  /** Cell of each piece (by its corner half-edge); -1 for what is no piece. */
  readonly cellOfPiece: Int32Array;
  /** Buildings (by index) of each cell, ascending; empty for ground. */
  readonly buildings: readonly (readonly number[])[];
}

/**
 * Pieces of one owner that hang together make one component. The components with the owner's
 * footprint stay; stray ones, cut off from it by somebody else's ground, go to the neighbour with
 * which they share most border, rather not across a barrier. A building in several places keeps
 * them together by taking the cells on the shortest way between.
 */
export function gatherCells(
  mesh: Mesh,
  regions: Regions,
  owners: Owners,
  buildings: readonly Building[],
): Cells {
  const { component, count, ownerOf } = findComponents(mesh, regions, owners.owner);
  const anchored = findAnchors(mesh, regions, component, ownerOf, count);
  const borders = measureBorders(mesh, regions, owners, component);
  const home = settleStrays(count, anchored, borders);
  joinScattered(count, anchored, ownerOf, home, borders);
  const homeOfGroup = new Map<number, number>();
  for (let c = 0; c < count; c++) {
    if (anchored[c] && ownerOf[c] >= 0) homeOfGroup.set(ownerOf[c], home[c]);
  }
  const homeOfBuilding = buildings.map((building, i) => {
    const cell =
      homeOfGroup.get(regions.group[i]) ?? homeAtCorner(mesh, component, home, building.polygon);
    if (cell === undefined) throw outside(building);
    return cell;
  });
  return numberCells(component, home, homeOfBuilding);
}

function findComponents(mesh: Mesh, regions: Regions, owner: Int32Array) {
  const union = createUnion(mesh.start.length);
  for (let first = 0; first < mesh.start.length; first += 3) {
    for (let h = first + 1; h < first + 3; h++) {
      const piece = pieceOf(owner, h);
      if (piece !== h) union.join(piece, h);
    }
  }
  // Equal owners on both sides of a segment; ground without owner is bounded by its barriers.
  for (let h = 0; h < mesh.start.length; h++) {
    const g = mesh.twin[h];
    if (g < h || !regions.inside[Math.floor(h / 3)] || !regions.inside[Math.floor(g / 3)]) continue;
    const crossesBarrier = mesh.edge[h] >= 0 && regions.barrier[mesh.edge[h]] >= 0;
    for (const [left, right] of [
      [h, nextHalfEdge(g)],
      [nextHalfEdge(h), g],
    ]) {
      if (owner[left] === owner[right] && !(owner[left] < 0 && crossesBarrier)) {
        union.join(left, right);
      }
    }
  }
  const component = new Int32Array(mesh.start.length).fill(-1);
  const ownerOf: number[] = [];
  for (let h = 0; h < mesh.start.length; h++) {
    if (!regions.inside[Math.floor(h / 3)]) continue;
    const root = union.find(h);
    if (root === h) {
      component[h] = ownerOf.length;
      ownerOf.push(owner[h]);
    } else component[h] = component[root];
  }
  return { component, count: ownerOf.length, ownerOf };
}

/** 1 for each component that stands by itself: it has footprint, is ground, or its owner's largest. */
function findAnchors(
  mesh: Mesh,
  regions: Regions,
  component: Int32Array,
  ownerOf: readonly number[],
  count: number,
): Uint8Array {
  const anchored = new Uint8Array(count);
  const areaM2 = new Float64Array(count);
  for (let h = 0; h < component.length; h++) {
    if (component[h] < 0) continue;
    const t = Math.floor(h / 3);
    areaM2[component[h]] += triangleM2(mesh, t) / 3;
    if (regions.building[t] >= 0) anchored[component[h]] = 1;
  }
  const hasAnchor = new Set<number>();
  for (let c = 0; c < count; c++) {
    if (ownerOf[c] < 0) anchored[c] = 1;
    else if (anchored[c]) hasAnchor.add(ownerOf[c]);
  }
  const largest = new Map<number, number>();
  for (let c = 0; c < count; c++) {
    if (ownerOf[c] < 0 || hasAnchor.has(ownerOf[c])) continue;
    const best = largest.get(ownerOf[c]);
    if (best === undefined || areaM2[c] > areaM2[best]) largest.set(ownerOf[c], c);
  }
  for (const c of largest.values()) anchored[c] = 1;
  return anchored;
}

/** Border lengths between components; a metre on a barrier counts little against one in the open. */
type Borders = ReadonlyMap<number, ReadonlyMap<number, number>>;
const BARRIER_WEIGHT = 1e-3;

function measureBorders(
  mesh: Mesh,
  regions: Regions,
  owners: Owners,
  component: Int32Array,
): Borders {
  const at = pieceVertices(mesh, regions, owners);
  const borders = new Map<number, Map<number, number>>();
  const add = (from: number, to: number, length: number) => {
    let row = borders.get(from);
    if (!row) borders.set(from, (row = new Map<number, number>()));
    row.set(to, (row.get(to) ?? 0) + length);
  };
  forEachSegment(mesh, regions, owners, at, (from, to, left, right, h) => {
    if (right < 0 || component[left] === component[right]) return;
    const onBarrier = h >= 0 && mesh.edge[h] >= 0 && regions.barrier[mesh.edge[h]] >= 0;
    const length =
      Math.hypot(
        (at.x(from) - at.x(to)) * mesh.frame.metresX,
        (at.y(from) - at.y(to)) * mesh.frame.metresY,
      ) * (onBarrier ? BARRIER_WEIGHT : 1);
    add(component[left], component[right], length);
    add(component[right], component[left], length);
  });
  return borders;
}

/** The anchored component that each component joins. */
function settleStrays(count: number, anchored: Uint8Array, borders: Borders): Int32Array {
  const home = Int32Array.from({ length: count }, (_, c) => (anchored[c] ? c : -1));
  let open = [...home.keys()].filter((c) => home[c] < 0);
  while (open.length > 0) {
    const choice = open.map((stray) => {
      const gain = new Map<number, number>();
      for (const [other, length] of borders.get(stray) ?? []) {
        if (home[other] >= 0) gain.set(home[other], (gain.get(home[other]) ?? 0) + length);
      }
      return bestOf(gain);
    });
    if (choice.every((c) => c < 0)) {
      for (const stray of open) home[stray] = stray;
      return home;
    }
    open.forEach((stray, i) => (home[stray] = choice[i]));
    open = open.filter((stray) => home[stray] < 0);
  }
  return home;
}

/** Key of the largest value, the lowest among equals; -1 of an empty map. */
function bestOf(gain: ReadonlyMap<number, number>): number {
  let best = -1;
  for (const [key, value] of gain) {
    const least = best < 0 ? -1 : (gain.get(best) ?? -1);
    if (value > least || (value === least && key < best)) best = key;
  }
  return best;
}

/** Joins the anchored components of one owner along the fewest cells between them. */
function joinScattered(
  count: number,
  anchored: Uint8Array,
  ownerOf: readonly number[],
  home: Int32Array,
  borders: Borders,
): void {
  const byOwner = new Map<number, number[]>();
  for (let c = 0; c < count; c++) {
    if (!anchored[c] || ownerOf[c] < 0) continue;
    byOwner.set(ownerOf[c], [...(byOwner.get(ownerOf[c]) ?? []), c]);
  }
  for (const parts of byOwner.values()) {
    for (const part of parts.slice(1)) {
      const way = shortestWay(home, borders, home[parts[0]], home[part]);
      // Parts of a community that do not touch have no way between them: the building itself is it.
      const taken = new Set(way ?? [home[parts[0]], home[part]]);
      const into = Math.min(...taken);
      for (let c = 0; c < count; c++) if (taken.has(home[c])) home[c] = into;
    }
  }
}

function shortestWay(
  home: Int32Array,
  borders: Borders,
  from: number,
  to: number,
): number[] | undefined {
  const members = new Map<number, number[]>();
  home.forEach((h, c) => members.set(h, [...(members.get(h) ?? []), c]));
  const cameFrom = new Map<number, number>([[from, from]]);
  const queue = [from];
  for (const cell of queue) {
    if (cell === to) break;
    const neighbours = new Set<number>();
    for (const c of members.get(cell) ?? []) {
      for (const other of borders.get(c)?.keys() ?? []) neighbours.add(home[other]);
    }
    for (const next of [...neighbours].sort((p, q) => p - q)) {
      if (cameFrom.has(next)) continue;
      cameFrom.set(next, cell);
      queue.push(next);
    }
  }
  if (!cameFrom.has(to)) return undefined;
  const way = [to];
  for (let cell = to; cell !== from;) {
    cell = cameFrom.get(cell) ?? from;
    way.push(cell);
  }
  return way;
}

/**
 * Home of the ground at a footprint that has none of its own, because it is a mere point or lies
 * within others: at the first of its corners that is inside the community.
 */
function homeAtCorner(
  mesh: Mesh,
  component: Int32Array,
  home: Int32Array,
  footprint: Building["polygon"],
): number | undefined {
  for (const [lon, lat] of ringsOf(footprint).flat()) {
    const [px, py] = [latticeX(mesh.frame, lon), latticeY(mesh.frame, lat)];
    for (let first = 0; first < component.length; first += 3) {
      if (component[first] < 0 || !triangleHolds(mesh, first, px, py)) continue;
      const away = (h: number) =>
        Math.hypot(
          (mesh.x[mesh.start[h]] - px) * mesh.frame.metresX,
          (mesh.y[mesh.start[h]] - py) * mesh.frame.metresY,
        );
      const nearest = [first, first + 1, first + 2].sort((p, q) => away(p) - away(q))[0];
      return home[component[nearest]];
    }
  }
  return undefined;
}

function triangleHolds(mesh: Mesh, first: number, px: number, py: number): boolean {
  for (let h = first; h < first + 3; h++) {
    const [p, q] = [mesh.start[h], mesh.start[nextHalfEdge(h)]];
    if (turn(mesh.x[p], mesh.y[p], mesh.x[q], mesh.y[q], px, py) < 0) return false;
  }
  return true;
}

function outside(building: Building): EngineError {
  const fault = {
    feature: `building ${building.id}`,
    reason: "its footprint lies outside the community",
  };
  return new EngineError("INVALID_INPUT", `${fault.feature}: ${fault.reason}`, [fault]);
}

/** Numbers cells by their first building, ground last in the order of the mesh. */
function numberCells(
  component: Int32Array,
  home: Int32Array,
  homeOfBuilding: readonly number[],
): Cells {
  const members = new Map<number, number[]>();
  homeOfBuilding.forEach((cell, i) => {
    const list = members.get(cell);
    if (list) list.push(i);
    else members.set(cell, [i]);
  });
  // Map keys come in the order of the first building.
  const order = new Set([...members.keys(), ...home]);
  const number = new Map([...order].map((cell, i) => [cell, i]));
  return {
    count: order.size,
    cellOfPiece: Int32Array.from(component, (c) => (c < 0 ? -1 : (number.get(home[c]) ?? -1))),
    buildings: [...order].map((cell) => members.get(cell) ?? []),
  };
}
