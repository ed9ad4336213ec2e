/** Turns what the API gave into the features that the map's layers draw. */
import type { Feature, FeatureCollection, Geometry, Polygon, Position } from "geojson";
import type { Barrier, Building, CommunityEntry, Plan } from "./api-types";
import { statusOf, statusSigns } from "./grid-status";
import type { Words } from "./i18n";
import type { BuildingLook } from "./palette";

export const nothing: FeatureCollection = { type: "FeatureCollection", features: [] };

/** The year that parts old estates from others where no plan says which one it used. */
const usualCutoffYear = 2000;

export function communityFeatures(entries: readonly CommunityEntry[]): FeatureCollection {
  return collect(
    entries.map(({ id, code, name, polygon }) => feature(polygon, { key: code ?? id, name })),
  );
}

export function outlineFeatures(polygon: Geometry): FeatureCollection {
  return collect([feature(polygon, {})]);
}

/** Everything but the community, so that its surroundings step back. */
export function surroundings(polygon: Geometry): FeatureCollection {
  const parts = partsOf(polygon);
  const world: Position[] = [
    [-180, -85],
    [180, -85],
    [180, 85],
    [-180, 85],
    [-180, -85],
  ];
  const around: Polygon = {
    type: "Polygon",
    coordinates: [world, ...parts.map(([outer]) => outer)],
  };
  const holes = parts.flatMap(([, ...inner]) => inner);
  return collect([
    feature(around, {}),
    ...holes.map((ring) => feature({ type: "Polygon", coordinates: [ring] }, {})),
  ]);
}

export function buildingFeatures(
  buildings: readonly Building[],
  plan: Plan | null,
): FeatureCollection {
  const cutoff = plan?.rules.oldEstateCutoffYear ?? usualCutoffYear;
  return collect(
    buildings.map((building) => feature(building.polygon, { look: lookOf(building, cutoff) })),
  );
}

/** An estate's explicit flag wins over the year a building was built in. */
function lookOf(building: Building, cutoffYear: number): BuildingLook {
  if (building.category !== "RESIDENTIAL") return building.category;
  const builtOld = building.builtYear !== null && building.builtYear <= cutoffYear;
  return (building.estate?.oldEstate ?? builtOld) ? "OLD" : "RESIDENTIAL";
}

export function barrierFeatures(barriers: readonly Barrier[]): FeatureCollection {
  return collect(
    barriers.map((barrier) =>
      feature(barrier.line, {
        kind: barrier.kind,
        class: barrier.class ?? "",
        name: barrier.name ?? "",
      }),
    ),
  );
}

/** One feature per block; `no` lets neighbours be tinted differently. */
export function blockFeatures(plan: Plan): FeatureCollection {
  const { blocks } = plan;
  const pieces = blocks.type === "GeometryCollection" ? blocks.geometries : [blocks];
  const polygons = pieces.flatMap((piece) =>
    piece.type === "MultiPolygon" || piece.type === "Polygon" ? partsOf(piece) : [],
  );
  return collect(
    polygons.map((coordinates, no) => feature({ type: "Polygon", coordinates }, { no })),
  );
}

export function gridFeatures(plan: Plan): FeatureCollection {
  return collect(
    plan.grids.map((grid) => feature(grid.polygon, { label: grid.label, status: statusOf(grid) })),
  );
}

export function gridLabelFeatures(plan: Plan, words: Words): FeatureCollection {
  return collect(
    plan.grids.map((grid) =>
      feature(grid.pointOnSurface, {
        label: grid.label,
        code: grid.code ?? grid.label,
        status: statusOf(grid),
        households:
          `${statusSigns[statusOf(grid)]} ` + words.say("labelHouseholds", { n: grid.households }),
        size: grid.areaM2,
      }),
    ),
  );
}

function partsOf(polygon: Geometry): readonly Position[][][] {
  if (polygon.type === "Polygon") return [polygon.coordinates];
  if (polygon.type === "MultiPolygon") return polygon.coordinates;
  return [];
}

function feature(geometry: Geometry, properties: Record<string, string | number>): Feature {
  return { type: "Feature", geometry, properties };
}

function collect(features: Feature[]): FeatureCollection {
  return { type: "FeatureCollection", features };
}
