/** The ground that changes its grid between two divisions. */
import { area } from "@turf/turf";
import type { MultiPolygon, Polygon } from "geojson";
import type { BuildingDifference, ComparedGrid } from "./comparison";

/** A piece of ground that goes from one grid to another, as the database cut it. */
export interface GroundPiece {
  /** Id of the grid in what the plan is compared with; null: in none. */
  readonly fromGridId: string | null;
  /** Id of the grid in the plan; null: in none. */
  readonly toGridId: string | null;
  /** A MultiPolygon as PostGIS printed it. */
  readonly geometry: string;
  /** The same at full precision. */
  readonly ground: Polygon | MultiPolygon;
}

/** All ground that goes from one grid to another, with whoever lives there. */
export interface GroundChange {
  readonly from: ComparedGrid | null;
  readonly to: ComparedGrid | null;
  /** Of the buildings that stand in it. */
  readonly households: number;
  readonly buildings: number;
  readonly geometry: string;
  readonly areaM2: number;
}

/** Less than a square decimetre is a matter of rounding. */
const SPECK_M2 = 0.01;

/** Puts the buildings that differ on the ground that does; most households first, then the largest. */
export function groundChanges(
  pieces: readonly GroundPiece[],
  grids: readonly ComparedGrid[],
  differences: readonly BuildingDifference[],
): GroundChange[] {
  const gridOf = new Map(grids.map((grid) => [grid.gridId, grid]));
  const counts = new Map<string, { households: number; buildings: number }>();
  for (const { building, from, to } of differences) {
    const key = pairKey(from?.gridId ?? null, to?.gridId ?? null);
    const { households, buildings } = counts.get(key) ?? { households: 0, buildings: 0 };
    counts.set(key, { households: households + building.households, buildings: buildings + 1 });
  }
  return pieces
    .map(({ fromGridId, toGridId, geometry, ground }) => ({
      from: gridOf.get(fromGridId ?? "") ?? null,
      to: gridOf.get(toGridId ?? "") ?? null,
      ...(counts.get(pairKey(fromGridId, toGridId)) ?? { households: 0, buildings: 0 }),
      geometry,
      // As the engine measures grids.
      areaM2: area(ground),
    }))
    .filter(({ areaM2 }) => areaM2 >= SPECK_M2)
    .sort(
      (a, b) =>
        b.households - a.households ||
        b.areaM2 - a.areaM2 ||
        (pairKey(a.from?.key ?? null, a.to?.key ?? null) <
        pairKey(b.from?.key ?? null, b.to?.key ?? null)
          ? -1
          : 1),
    );
}

/** The changes as a GeoJSON FeatureCollection for a map; their geometries stay the text they are. */
export function differenceLayer(changes: readonly GroundChange[]): string {
  const features = changes.map(({ from, to, households, buildings, areaM2, geometry }) => {
    const properties = {
      from: from?.label ?? null,
      to: to?.label ?? null,
      fromCode: from?.code ?? null,
      toCode: to?.code ?? null,
      fromName: from?.name ?? null,
      toName: to?.name ?? null,
      households,
      buildings,
      areaM2,
    };
    return `{"type":"Feature","properties":${JSON.stringify(properties)},"geometry":${geometry}}`;
  });
  return `{"type":"FeatureCollection","features":[${features.join(",")}]}`;
}

function pairKey(from: string | null, to: string | null): string {
  return `${from ?? "-"} ${to ?? "-"}`;
}
