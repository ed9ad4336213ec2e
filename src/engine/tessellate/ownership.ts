import { TIE_M } from "./compass";
import { labelGround } from "./ground";
import { createHeap } from "./heap";
import { type Sources, buildingOf } from "./lines";
import { type Mesh, nextHalfEdge, previousHalfEdge } from "./mesh";
import type { Regions } from "./regions";
import { createUnion } from "./union";

/** Whose each triangle corner is, by the half-edge that starts there. */
export interface Owners {
  /** Group of buildings; below 0 outside and on ground that barriers cut off from all of them. */
  readonly owner: Int32Array;
  /** Metres to the owner's footprint, 0 on it. */
  readonly awayM: Float64Array;
}

/** A way along mesh edges that is longer than this times the straight line goes round something. */
const DETOUR = 1.25;
/** What going round the end of a barrier costs, as a multiple of its length. */
const DETOUR_PENALTY = 2.5;

/**
 * Gives every triangle corner inside the community to the nearest building that can be reached
 * without crossing a barrier.
 *
 * The corners around a vertex fall into sectors, parted by the barriers that meet there. A sector
 * that touches a footprint belongs to its building; the others take the nearest such sector's
 * building, found by a walk outwards over the mesh (Dijkstra). The distance is the straight one to
 * the footprint's point; where the way there has to go round the end of a barrier it is the way,
 * times a penalty. A dead-end barrier so keeps its two sides apart nearly to its end and lets them
 * meet beyond it.
 */
export function findOwners(mesh: Mesh, regions: Regions, sources: Sources): Owners {
  const sectors = findSectors(mesh, regions);
  const sites = findSites(mesh, regions, sources, sectors);
  const nearest = spread(mesh, regions, sectors, sites);

  const owner = new Int32Array(mesh.start.length).fill(-1);
  const awayM = new Float64Array(mesh.start.length);
  for (let h = 0; h < owner.length; h++) {
    const t = Math.floor(h / 3);
    if (!regions.inside[t]) continue;
    const building = regions.building[t];
    owner[h] = building >= 0 ? regions.group[building] : nearest.group[sectors[h]];
    awayM[h] = nearest.awayM[sectors[h]];
  }
  settleSharedCorners(mesh, regions, sectors, sites, owner);
  labelGround(mesh, regions, owner, awayM);
  return { owner, awayM };
}

/** A line that the ground of a building does not cross: a barrier, except under a footprint. */
export function isWall(mesh: Mesh, regions: Regions, h: number): boolean {
  if (mesh.edge[h] < 0 || regions.barrier[mesh.edge[h]] < 0) return false;
  const left = regions.building[Math.floor(h / 3)];
  const right = mesh.twin[h] < 0 ? -1 : regions.building[Math.floor(mesh.twin[h] / 3)];
  return left < 0 || right < 0 || regions.group[left] !== regions.group[right];
}

function findSectors(mesh: Mesh, regions: Regions): Int32Array {
  const union = createUnion(mesh.start.length);
  for (let h = 0; h < mesh.start.length; h++) {
    const g = mesh.twin[h];
    if (g < h || !regions.inside[Math.floor(h / 3)] || !regions.inside[Math.floor(g / 3)]) continue;
    if (isWall(mesh, regions, h)) continue;
    union.join(h, nextHalfEdge(g));
    union.join(nextHalfEdge(h), g);
  }
  return Int32Array.from(mesh.start, (_, h) => union.find(h));
}

/** Groups whose footprints touch a sector: usually one, several where buildings share a corner. */
type Sites = ReadonlyMap<number, readonly number[]>;

function findSites(mesh: Mesh, regions: Regions, sources: Sources, sectors: Int32Array): Sites {
  const sites = new Map<number, number[]>();
  const add = (sector: number, group: number) => {
    const list = sites.get(sector);
    if (!list) sites.set(sector, [group]);
    else if (!list.includes(group)) list.push(group);
  };
  const hasGround = new Set<number>();
  for (let h = 0; h < mesh.start.length; h++) {
    const building = regions.building[Math.floor(h / 3)];
    if (building < 0) continue;
    hasGround.add(regions.group[building]);
    add(sectors[h], regions.group[building]);
  }
  // A footprint too thin to hold a triangle still stands at its points.
  const thin = new Map<number, number[]>();
  mesh.arrangement.sources.forEach((list, edge) => {
    for (const source of list) {
      const building = buildingOf(sources, source);
      if (building < 0 || hasGround.has(regions.group[building])) continue;
      for (const v of [mesh.arrangement.a[edge], mesh.arrangement.b[edge]]) {
        thin.set(v, [...(thin.get(v) ?? []), regions.group[building]]);
      }
    }
  });
  if (thin.size > 0) {
    for (let h = 0; h < mesh.start.length; h++) {
      const t = Math.floor(h / 3);
      if (!regions.inside[t] || regions.building[t] >= 0) continue;
      for (const group of thin.get(mesh.start[h]) ?? []) add(sectors[h], group);
    }
  }
  for (const list of sites.values()) list.sort((p, q) => p - q);
  return sites;
}

/**
 * Nearest group of every sector, by sector number, and how far it is; -1 where none is reached.
 * Of groups that are equally near it is the first, seen from its point that the compass has first.
 */
function spread(mesh: Mesh, regions: Regions, sectors: Int32Array, sites: Sites) {
  const { offset, corner } = cornersBySector(mesh, regions, sectors);
  const group = new Int32Array(mesh.start.length).fill(-1);
  const awayM = new Float64Array(mesh.start.length);
  /** Of the offer taken; no site where the sector touches a footprint itself. */
  const site = new Int32Array(mesh.start.length).fill(-1);
  const wayM = new Float64Array(mesh.start.length);
  const queue = createHeap();
  const offers: Offer[] = [];
  const distanceM = (p: number, q: number) =>
    Math.hypot(
      (mesh.x[p] - mesh.x[q]) * mesh.frame.metresX,
      (mesh.y[p] - mesh.y[q]) * mesh.frame.metresY,
    );

  const isBetter = ({ sector, costM, ...offer }: Offer): boolean => {
    if (group[sector] < 0) return true;
    if (site[sector] < 0 || costM > awayM[sector] + TIE_M) return false;
    if (costM < awayM[sector] - TIE_M) return true;
    if (offer.group !== group[sector]) return offer.group < group[sector];
    const ahead = mesh.along[offer.site] - mesh.along[site[sector]];
    return Math.abs(ahead) > TIE_M ? ahead < 0 : offer.wayM < wayM[sector] - TIE_M;
  };

  const offerAround = (sector: number, from: Pick<Offer, "group" | "site" | "wayM">) => {
    for (let i = offset[sector]; i < offset[sector + 1]; i++) {
      for (const h of [nextHalfEdge(corner[i]), previousHalfEdge(corner[i])]) {
        if (group[sectors[h]] >= 0 && site[sectors[h]] < 0) continue;
        const reachedM = from.wayM + distanceM(mesh.start[sector], mesh.start[h]);
        const straightM = distanceM(from.site, mesh.start[h]);
        const costM = reachedM <= DETOUR * straightM ? straightM : DETOUR_PENALTY * reachedM;
        const offer = { ...from, sector: sectors[h], wayM: reachedM, costM };
        if (!isBetter(offer)) continue;
        queue.push(costM, offers.length);
        offers.push(offer);
      }
    }
  };

  for (const [sector, groups] of sites) group[sector] = groups[0];
  for (const [sector, groups] of sites) {
    for (const owner of groups) {
      offerAround(sector, { group: owner, site: mesh.start[sector], wayM: 0 });
    }
  }
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const offer = offers[next];
    if (!isBetter(offer)) continue;
    const { sector } = offer;
    awayM[sector] = group[sector] < 0 ? offer.costM : Math.min(awayM[sector], offer.costM);
    group[sector] = offer.group;
    site[sector] = offer.site;
    wayM[sector] = offer.wayM;
    offerAround(sector, offer);
  }
  return { group, awayM };
}

/** A sector that a group could take, over a way along mesh edges from one of its points. */
interface Offer {
  readonly sector: number;
  readonly group: number;
  readonly site: number;
  readonly wayM: number;
  readonly costM: number;
}

/** The corners on open ground of each sector, in compressed rows. */
function cornersBySector(mesh: Mesh, regions: Regions, sectors: Int32Array) {
  const open = (h: number) => {
    const t = Math.floor(h / 3);
    return regions.inside[t] === 1 && regions.building[t] < 0;
  };
  const offset = new Int32Array(mesh.start.length + 1);
  for (let h = 0; h < mesh.start.length; h++) if (open(h)) offset[sectors[h] + 1]++;
  for (let i = 0; i < mesh.start.length; i++) offset[i + 1] += offset[i];
  const corner = new Int32Array(offset[mesh.start.length]);
  const fill = offset.slice();
  for (let h = 0; h < mesh.start.length; h++) if (open(h)) corner[fill[sectors[h]]++] = h;
  return { offset, corner };
}

/**
 * Where buildings share a corner, each open triangle there goes to the one of them that it
 * touches elsewhere too, so that the border starts at the shared corner itself.
 */
function settleSharedCorners(
  mesh: Mesh,
  regions: Regions,
  sectors: Int32Array,
  sites: Sites,
  owner: Int32Array,
): void {
  for (let h = 0; h < mesh.start.length; h++) {
    const t = Math.floor(h / 3);
    const groups = sites.get(sectors[h]);
    if (!regions.inside[t] || regions.building[t] >= 0 || !groups || groups.length < 2) continue;
    const onlyGroup = (corner: number) => {
      const there = sites.get(sectors[corner]);
      return there?.length === 1 && groups.includes(there[0]) ? there[0] : -1;
    };
    const after = onlyGroup(nextHalfEdge(h));
    const before = onlyGroup(previousHalfEdge(h));
    const either = [after, before].filter((group) => group >= 0);
    owner[h] = either.length > 0 ? Math.min(...either) : groups[0];
  }
}
