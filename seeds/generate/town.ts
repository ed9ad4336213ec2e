import type { Dataset, DatasetBuilding } from "../../src/exchange/dataset";
import { buildEstate, type EstateSpec } from "./estates";
import { buildSingle, type SingleBuilding } from "./features";
import { drawBarrier, type Ground, type Site } from "./site";
import type { Lot, Position } from "./street-plan";
import { territoryPolygon } from "./territory";

/** A street, river, railway or wall inside a community, along lattice positions. */
export interface InnerLine {
  readonly kind: "ROAD" | "RIVER" | "RAILWAY" | "WALL";
  readonly class: string;
  readonly name: string | null;
  readonly path: readonly Position[];
  /** Room that buildings leave; 0 where some stand over the line on purpose. */
  readonly clearanceM: number;
}

/** One community of a town, as it is written down in a table. */
export interface CommunitySpec {
  readonly id: string;
  readonly name: string;
  readonly code: string | null;
  readonly lots: readonly Lot[];
  readonly leftOut?: readonly Lot[];
  readonly lines: readonly InnerLine[];
  readonly singles: readonly SingleBuilding[];
  readonly estates: readonly EstateSpec[];
  /** Share of special-population households, unless an estate says otherwise. */
  readonly specialShare?: number;
  /** Makes the households of the whole community add up to this. */
  readonly totalHouseholds?: number;
}

/** Draws every community of the table on the site and hands back the data set. */
export function buildTown(site: Site, specs: readonly CommunitySpec[]): Dataset {
  // Lines come first everywhere, since no later building may stand on one.
  for (const spec of specs) {
    for (const [k, { path, clearanceM, ...line }] of spec.lines.entries()) {
      const id = `${line.kind.toLowerCase()}-${spec.id}-${k}`;
      drawBarrier(site, { id, ...line }, path, clearanceM);
    }
  }
  for (const spec of specs) buildCommunity(site, spec);
  return {
    communities: specs.map((spec) => ({
      id: spec.id,
      name: spec.name,
      code: spec.code,
      geometry: territoryPolygon(site.plan, spec.lots, spec.leftOut),
    })),
    buildings: site.buildings,
    barriers: site.barriers,
  };
}

function buildCommunity(site: Site, spec: CommunitySpec): void {
  const ground: Ground = {
    site,
    communityId: spec.id,
    standing: [],
    specialShare: spec.specialShare ?? 0.03,
  };
  const first = site.buildings.length;
  for (const single of spec.singles) buildSingle(ground, single);
  for (const estate of spec.estates) buildEstate(ground, estate);
  if (spec.totalHouseholds !== undefined) {
    const scaled = scaleHouseholds(site.buildings.slice(first), spec.totalHouseholds);
    site.buildings.splice(first, scaled.length, ...scaled);
  }
}

/** Keeps the proportions between buildings; rounding errors are passed on to the next building. */
function scaleHouseholds(buildings: readonly DatasetBuilding[], total: number): DatasetBuilding[] {
  const sum = buildings.reduce((households, building) => households + building.households, 0);
  let before = 0;
  return buildings.map((building) => {
    const from = Math.round((before * total) / sum);
    before += building.households;
    const households = Math.round((before * total) / sum) - from;
    const share = building.households === 0 ? 0 : households / building.households;
    return {
      ...building,
      households,
      residents: building.residents === null ? null : Math.round(building.residents * share),
      specialHouseholds: Math.min(households, Math.round(building.specialHouseholds * share)),
    };
  });
}
