import { EngineError } from "../errors";
import { HAIR_M, SLIVER_M, SPECK_M2 } from "../tolerance";
import type { Building } from "../input-types";
import { latticeX, latticeY } from "./frame";
import { type ComponentBorders, measureBorders } from "./component-borders";
import { mergeGround } from "./ground";
import { ringsOf } from "./lines";
import { type Mesh, nextHalfEdge } from "./mesh";
import { joinScattered } from "./scattered";
import { turn } from "./predicates";
import type { Owners } from "./ownership";
import { pieceOf } from "./pieces";
import { type Regions, triangleM2 } from "./regions";
import { createUnion } from "./union";

/** Pieces gathered into cells, each edge-connected. */
export interface Cells {
  readonly count: number;
  /** Cell of each piece (by its corner half-edge); -1 for what is no piece, or a mere speck. */
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
  const { component, count, ownerOf } = inOrder(mesh, findComponents(mesh, regions, owners.owner));
  const areaM2 = areasOf(mesh, component, count);
  const borders = measureBorders(mesh, regions, owners, component, count);
  const anchored = findAnchors(regions, component, ownerOf, areaM2, borders.outlineM);
  const merged = mergeGround(count, {
    isGround: (c) => ownerOf[c] < 0 && anchored[c] === 1,
    areaM2,
    outlineM: borders.outlineM,
    openM: (c) => borders.open[c],
  });
  const home = settleStrays(anchored, merged, borders, areaM2);
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

function findComponents(mesh: Mesh, regions: Regions, owner: Int32Array): Components {
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

interface Components {
  /** Component of each piece (by its corner half-edge), -1 for what is no piece. */
  readonly component: Int32Array;
  readonly count: number;
  readonly ownerOf: readonly number[];
}

/** Components numbered by owner, those of one owner along the compass: not as the mesh has them. */
function inOrder(mesh: Mesh, { component, count, ownerOf }: Components): Components {
  const m2 = new Float64Array(count);
  const along = new Float64Array(count);
  for (let h = 0; h < component.length; h++) {
    if (component[h] < 0) continue;
    const third = triangleM2(mesh, Math.floor(h / 3)) / 3;
    m2[component[h]] += third;
    along[component[h]] += third * mesh.along[mesh.start[h]];
  }
  const middle = (c: number) => (m2[c] > 0 ? along[c] / m2[c] : 0);
  // Ground that is near to a building has its label from it.
  const label = (c: number) => (ownerOf[c] < 0 ? -2 - ownerOf[c] : ownerOf[c]);
  const order = [...ownerOf.keys()].sort(
    (p, q) =>
      Number(ownerOf[p] < 0) - Number(ownerOf[q] < 0) ||
      label(p) - label(q) ||
      middle(p) - middle(q),
  );
  const number = new Int32Array(count);
  order.forEach((c, i) => (number[c] = i));
  return {
    component: component.map((c) => (c < 0 ? -1 : number[c])),
    count,
    ownerOf: order.map((c) => ownerOf[c]),
  };
}

function areasOf(mesh: Mesh, component: Int32Array, count: number): Float64Array {
  const areaM2 = new Float64Array(count);
  for (let h = 0; h < component.length; h++) {
    if (component[h] >= 0) areaM2[component[h]] += triangleM2(mesh, Math.floor(h / 3)) / 3;
  }
  return areaM2;
}

/**
 * 1 for each component that stands by itself: with footprint, real ground, or its owner's largest;
 * never one that is a mere line on the lattice, which would vanish once its border is drawn straight.
 */
function findAnchors(
  regions: Regions,
  component: Int32Array,
  ownerOf: readonly number[],
  areaM2: Float64Array,
  outlineM: Float64Array,
): Uint8Array {
  const anchored = new Uint8Array(ownerOf.length);
  const isHair = (c: number) => 2 * areaM2[c] <= HAIR_M * outlineM[c];
  for (let h = 0; h < component.length; h++) {
    const c = component[h];
    if (c >= 0 && regions.building[Math.floor(h / 3)] >= 0 && !isHair(c)) anchored[c] = 1;
  }
  const hasAnchor = new Set<number>();
  ownerOf.forEach((owner, c) => {
    // Two drawings of one line leave slivers between them, on which nobody can stand.
    if (owner < 0) anchored[c] = 2 * areaM2[c] > SLIVER_M * outlineM[c] ? 1 : 0;
    else if (anchored[c]) hasAnchor.add(owner);
  });
  const largest = new Map<number, number>();
  ownerOf.forEach((owner, c) => {
    if (owner < 0 || hasAnchor.has(owner) || isHair(c)) return;
    const best = largest.get(owner);
    if (best === undefined || areaM2[c] > areaM2[best] * (1 + SAME)) largest.set(owner, c);
  });
  for (const c of largest.values()) anchored[c] = 1;
  return anchored;
}

/** Measures whose ratio is nearer to 1 than this are equal. */
const SAME = 1e-5;

/** A metre on a barrier counts this much against one in the open when a stray piece chooses. */
const BARRIER_WEIGHT = 1e-3;

/**
 * The component that each one belongs to: itself, the ground it was merged into, or its choice; -1
 * for a speck that rounding cut off from everything.
 */
function settleStrays(
  anchored: Uint8Array,
  merged: Int32Array,
  borders: ComponentBorders,
  areaM2: Float64Array,
): Int32Array {
  const home = merged.map((into, c) => (anchored[c] ? into : -1));
  let open = [...home.keys()].filter((c) => home[c] < 0);
  while (open.length > 0) {
    const choice = open.map((stray) => {
      const gain = new Map<number, number>();
      for (const [rows, weight] of [
        [borders.open, 1],
        [borders.barrier, BARRIER_WEIGHT],
      ] as const) {
        for (const [other, length] of rows[stray]) {
          if (home[other] < 0) continue;
          gain.set(home[other], (gain.get(home[other]) ?? 0) + weight * length);
        }
      }
      return bestOf(gain);
    });
    if (choice.every((c) => c < 0)) {
      const hasOthers = open.length < home.length;
      for (const stray of open) home[stray] = hasOthers && areaM2[stray] <= SPECK_M2 ? -1 : stray;
      return home;
    }
    open.forEach((stray, i) => (home[stray] = choice[i]));
    open = open.filter((stray) => home[stray] < 0);
  }
  return home;
}

/** Key of the largest value, the lowest among equals; -1 of an empty map. */
function bestOf(gain: ReadonlyMap<number, number>): number {
  const most = Math.max(...gain.values());
  const best = [...gain].filter(([, value]) => value >= most * (1 - SAME));
  return gain.size === 0 ? -1 : Math.min(...best.map(([key]) => key));
}

/**
 * Home of the ground at a footprint that has none of its own, because it is a mere point or lies
 * within others: at the first of its corners, along the compass, that is inside the community.
 */
function homeAtCorner(
  mesh: Mesh,
  component: Int32Array,
  home: Int32Array,
  footprint: Building["polygon"],
): number | undefined {
  const { frame, compass } = mesh;
  const corners = ringsOf(footprint)
    .flat()
    .map(([lon, lat]) => [latticeX(frame, lon), latticeY(frame, lat)])
    .map(([px, py]) => ({ px, py, along: px * compass.alongX + py * compass.alongY }))
    .sort((p, q) => p.along - q.along);
  for (const { px, py } of corners) {
    for (let first = 0; first < component.length; first += 3) {
      if (component[first] < 0 || !triangleHolds(mesh, first, px, py)) continue;
      const away = (h: number) =>
        Math.hypot(
          (mesh.x[mesh.start[h]] - px) * frame.metresX,
          (mesh.y[mesh.start[h]] - py) * frame.metresY,
        );
      const nearest = [first, first + 1, first + 2].sort((p, q) => away(p) - away(q))[0];
      if (home[component[nearest]] >= 0) return home[component[nearest]];
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

/** Numbers cells by their first building, ground last. */
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
  order.delete(-1);
  const number = new Map([...order].map((cell, i) => [cell, i]));
  return {
    count: order.size,
    cellOfPiece: Int32Array.from(component, (c) => (c < 0 ? -1 : (number.get(home[c]) ?? -1))),
    buildings: [...order].map((cell) => members.get(cell) ?? []),
  };
}
