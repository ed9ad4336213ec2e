/** The register on the map: everything in force by vector tiles, and one community in detail. */
import type { Geometry } from "geojson";
import { useEffect, useMemo } from "preact/hooks";
import { changes } from "../core/client";
import { showWhole } from "../map/camera";
import { lookAtWhole } from "../map/framed-map";
import { statusOf, statusSigns, type Sized } from "../map/grid-status";
import {
  collect,
  featureOf,
  featureSource,
  useFeatures,
  useMapClick,
  useOverlay,
  type Overlay,
} from "../map/overlay";
import { boldFont, match, rounded, zoomed } from "../map/paint";
import { gridColours, ink } from "../map/palette";
import { theMap } from "../map/stage";
import { go } from "../core/route";
import { useQuery } from "../core/query";
import { RegisterCommunities } from "./register.generated";

/** The grids of the whole register, for clicks. */
export const REGISTER_LAYER = "register-tiles-fill";
const GRID_LAYER = "register-grids-fill";

const FIRST_LOOK = 60;
const GLIDE_MS = 400;

/** Everything in force at a moment. */
export function RegisterMap({ at }: { at: string | null }) {
  const key = `${at ?? ""} ${changes.value}`;
  useOverlay(() => tileOverlay(at, changes.peek()), key);
  const { data } = useQuery(RegisterCommunities, { filter: null, first: FIRST_LOOK });
  const map = theMap.value;
  useEffect(() => {
    if (data !== null) lookAtWhole(data.communities.nodes.map(({ polygon }) => polygon));
  }, [map, data === null]);
  return null;
}

function tileOverlay(at: string | null, round: number): Overlay {
  const search = new URLSearchParams(at === null ? { round: String(round) } : { at });
  const tiles = (layer: string): string =>
    `${location.origin}/tiles/${layer}/{z}/{x}/{y}.mvt?${search.toString()}`;
  return {
    sources: {
      "register-tiles": { type: "vector", tiles: [tiles("register")], maxzoom: 16 },
      "register-communities": { type: "vector", tiles: [tiles("communities")], maxzoom: 16 },
    },
    layers: [
      {
        slot: "ground",
        layer: {
          id: "register-communities-fill",
          type: "fill",
          source: "register-communities",
          "source-layer": "communities",
          paint: { "fill-color": "#fdfcf9" },
        },
      },
      {
        slot: "areas",
        layer: {
          id: REGISTER_LAYER,
          type: "fill",
          source: "register-tiles",
          "source-layer": "register",
          paint: {
            "fill-color": [
              "case",
              ["==", ["get", "kind"], "MICRO"],
              gridColours.micro,
              ["get", "inBand"],
              ["case", ["get", "reduced"], gridColours.reduced, gridColours.inBand],
              gridColours.above,
            ],
            "fill-opacity": 0.36,
          },
        },
      },
      {
        slot: "borders",
        layer: {
          id: "register-tiles-line",
          type: "line",
          source: "register-tiles",
          "source-layer": "register",
          layout: rounded,
          paint: {
            "line-color": ink,
            "line-width": ["interpolate", ["linear"], ["zoom"], 10, 0.3, 16, 1.6],
          },
        },
      },
      {
        slot: "borders",
        layer: {
          id: "register-communities-line",
          type: "line",
          source: "register-communities",
          "source-layer": "communities",
          layout: rounded,
          paint: {
            "line-color": ink,
            "line-width": ["interpolate", ["linear"], ["zoom"], 9, 0.6, 16, 3],
          },
        },
      },
      {
        slot: "labels",
        layer: {
          id: "register-communities-label",
          type: "symbol",
          source: "register-communities",
          "source-layer": "communities-labels",
          minzoom: 11,
          layout: { "text-field": ["get", "name"], "text-font": boldFont, "text-size": 13 },
          paint: { "text-color": ink, "text-halo-color": "#ffffff", "text-halo-width": 1.8 },
        },
      },
    ],
  };
}

/** What is drawn of a grid. */
interface Drawn {
  readonly code: string;
  readonly households: number;
  readonly polygon: Geometry;
  readonly grid: Sized & {
    readonly label: string;
    readonly name: string | null;
    readonly pointOnSurface: Geometry;
  };
}

/** The grids of one community. */
export function CommunityMap(props: { entries: readonly Drawn[]; chosen: string | null }) {
  const { entries, chosen } = props;
  useOverlay(gridOverlay);
  useFeatures(
    "register-grids",
    useMemo(() => collect(entries.map(areaOf)), [entries]),
  );
  useFeatures(
    "register-labels",
    useMemo(() => collect(entries.map(labelOf)), [entries]),
  );
  const map = theMap.value;
  useEffect(() => {
    if (map === null) return;
    map.setFilter("register-grids-chosen", ["==", ["get", "code"], chosen ?? ""]);
    const polygon = entries.find(({ code }) => code === chosen)?.polygon;
    if (polygon !== undefined) showWhole(map, polygon, GLIDE_MS);
  }, [map, chosen, entries]);
  useMapClick([GRID_LAYER], (feature) => {
    const code: unknown = feature?.properties.code;
    go({ grid: typeof code === "string" ? code : null });
  });
  return null;
}

function areaOf({ code, polygon, grid }: Drawn) {
  return featureOf(polygon, { code, status: statusOf(grid) });
}

function labelOf({ code, households, grid }: Drawn) {
  const sign = statusSigns[statusOf(grid)];
  return featureOf(grid.pointOnSurface, {
    text: `${grid.name ?? code.slice(-3)}\n${sign} ${households}`.trim(),
  });
}

function gridOverlay(): Overlay {
  return {
    sources: { "register-grids": featureSource(), "register-labels": featureSource() },
    layers: [
      {
        slot: "areas",
        layer: {
          id: GRID_LAYER,
          type: "fill",
          source: "register-grids",
          paint: {
            "fill-color": match("status", gridColours, gridColours.inBand),
            "fill-opacity": 0.36,
          },
        },
      },
      {
        slot: "areas",
        layer: {
          id: "register-grids-pattern",
          type: "fill",
          source: "register-grids",
          paint: { "fill-pattern": ["concat", "hatch-", ["get", "status"]], "fill-opacity": 0.55 },
        },
      },
      {
        slot: "borders",
        layer: {
          id: "register-grids-casing",
          type: "line",
          source: "register-grids",
          layout: rounded,
          paint: { "line-color": "#ffffff", "line-width": zoomed(2.4, 6) },
        },
      },
      {
        slot: "borders",
        layer: {
          id: "register-grids-line",
          type: "line",
          source: "register-grids",
          layout: rounded,
          paint: { "line-color": ink, "line-width": zoomed(1, 2.4) },
        },
      },
      {
        slot: "marks",
        layer: {
          id: "register-grids-chosen",
          type: "line",
          source: "register-grids",
          layout: rounded,
          filter: ["==", ["get", "code"], ""],
          paint: { "line-color": "#d4267d", "line-width": zoomed(3, 6) },
        },
      },
      {
        slot: "labels",
        layer: {
          id: "register-grids-label",
          type: "symbol",
          source: "register-labels",
          layout: {
            "text-field": ["get", "text"],
            "text-font": boldFont,
            "text-size": 12.5,
            "text-line-height": 1.15,
            "text-variable-anchor": ["center", "top", "bottom", "left", "right"],
            "text-radial-offset": 0.2,
          },
          paint: { "text-color": ink, "text-halo-color": "#ffffff", "text-halo-width": 1.8 },
        },
      },
    ],
  };
}
