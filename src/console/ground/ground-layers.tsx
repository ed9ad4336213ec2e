/** Draws the ground of a community: its outline, what is on it, and its surroundings stepping back. */
import type { Feature, Geometry, Polygon, Position } from "geojson";
import { useEffect, useMemo } from "preact/hooks";
import { barrierLayers } from "../map/barrier-layers";
import { lookAtWhole } from "../map/framed-map";
import { collect, featureOf, featureSource, useFeatures, useOverlay } from "../map/overlay";
import { match, rounded, zoomed } from "../map/paint";
import { buildingColours, ink, paper, type BuildingLook } from "../map/palette";
import type { Slot } from "../map/slots";
import { theMap } from "../map/stage";
import type { Building, Community, Ground } from "./ground";

/** The layer of the buildings, for clicks; features have `id`, the building's, as their id. */
export const BUILDING_LAYER = "ground-buildings-fill";
/** Its source, for feature states. */
export const BUILDING_SOURCE = "ground-buildings";

/** The year that parts old estates from others where no plan says which one it used. */
const usualCutoffYear = 2000;

export function GroundLayers(props: {
  community: Community;
  ground: Ground | null;
  oldEstateCutoffYear?: number;
}) {
  const { community, ground, oldEstateCutoffYear = usualCutoffYear } = props;
  const { polygon } = community;
  const whole = JSON.stringify(polygon);
  useOverlay(makeOverlay);
  useFeatures(
    "ground-community",
    useMemo(() => collect([featureOf(polygon, {})]), [whole]),
  );
  useFeatures(
    "ground-surroundings",
    useMemo(() => collect(surroundings(polygon)), [whole]),
  );
  useFeatures(
    BUILDING_SOURCE,
    useMemo(
      () =>
        ground &&
        collect(
          ground.buildings.map((building) =>
            featureOf(building.polygon, {
              id: building.id,
              look: lookOf(building, oldEstateCutoffYear),
              name: building.name ?? "",
              households: building.households,
            }),
          ),
        ),
      [ground, oldEstateCutoffYear],
    ),
  );
  useFeatures(
    "ground-barriers",
    useMemo(
      () =>
        ground &&
        collect(
          ground.barriers.map(({ line, kind, class: roadClass, name }) =>
            featureOf(line, { kind, class: roadClass ?? "", name: name ?? "" }),
          ),
        ),
      [ground],
    ),
  );
  const map = theMap.value;
  useEffect(() => lookAtWhole([polygon]), [map, community.id]);
  return null;
}

function makeOverlay() {
  const barriers: Slot = "barriers";
  return {
    sources: {
      "ground-community": featureSource(),
      "ground-surroundings": featureSource(),
      [BUILDING_SOURCE]: featureSource("id"),
      "ground-barriers": featureSource(),
    },
    layers: [
      {
        slot: "ground" as const,
        layer: {
          id: "ground-community-fill",
          type: "fill" as const,
          source: "ground-community",
          paint: { "fill-color": "#fdfcf9" },
        },
      },
      {
        slot: "buildings" as const,
        layer: {
          id: BUILDING_LAYER,
          type: "fill" as const,
          source: BUILDING_SOURCE,
          paint: {
            "fill-color": match("look", buildingColours, buildingColours.OTHER),
            "fill-opacity": 0.88,
            "fill-outline-color": "#fffdf8",
          },
        },
      },
      ...barrierLayers("ground-barriers").map((layer) => ({ slot: barriers, layer })),
      {
        slot: "surroundings" as const,
        layer: {
          id: "ground-surroundings-fill",
          type: "fill" as const,
          source: "ground-surroundings",
          paint: { "fill-color": paper, "fill-opacity": 0.72 },
        },
      },
      {
        slot: "borders" as const,
        layer: {
          id: "ground-community-line",
          type: "line" as const,
          source: "ground-community",
          layout: rounded,
          paint: { "line-color": ink, "line-width": zoomed(2, 4.4) },
        },
      },
    ],
  };
}

/** An estate's explicit flag wins over the year a building was built in. */
function lookOf(building: Building, cutoffYear: number): BuildingLook {
  if (building.category !== "RESIDENTIAL") return building.category;
  const builtOld = building.builtYear !== null && building.builtYear <= cutoffYear;
  return (building.estate?.oldEstate ?? builtOld) ? "OLD" : "RESIDENTIAL";
}

/** Everything but the community. */
function surroundings(polygon: Geometry): Feature[] {
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
  return [
    featureOf(around, {}),
    ...holes.map((ring) => featureOf({ type: "Polygon", coordinates: [ring] }, {})),
  ];
}

function partsOf(polygon: Geometry): readonly Position[][][] {
  if (polygon.type === "Polygon") return [polygon.coordinates];
  return polygon.type === "MultiPolygon" ? polygon.coordinates : [];
}
