/** The map of a notice: drawn once at print quality, then kept as a picture. */
import { useSignal } from "@preact/signals";
import { Map as MapView, setWorkerUrl, type StyleSpecification } from "maplibre-gl";
import { useEffect, useRef } from "preact/hooks";
import { language, says } from "../core/language";
import type { Community, Ground } from "../ground/ground";
import { barrierLayers } from "../map/barrier-layers";
import { showAll } from "../map/camera";
import { statusOf, statusSigns } from "../map/grid-status";
import { collect, featureOf } from "../map/overlay";
import { boldFont, match, plainFont, rounded } from "../map/paint";
import { gridColours, ink } from "../map/palette";
import { addPatterns } from "../map/patterns";
import type { NoticeGrid } from "./notice";

/** The picture, and how many metres of ground it shows from west to east. */
interface Picture {
  readonly url: string;
  readonly across: number;
}

/** How wide notice.css makes it on paper. */
const PAPER_M = 0.296;
const ROUND_TO = 50;

/** Dots of the picture for each of the page. */
const SHARPNESS = 2.5;

const say = says({
  map: { zh: "{name}网格图", en: "Map of the grids of {name}" },
  scale: { zh: "上北，比例尺约 1:{n}（A3）", en: "North is up; scale about 1:{n} on A3" },
  drawing: { zh: "正在绘制地图…", en: "Drawing the map…" },
});

export function NoticeMap(props: {
  community: Community;
  ground: Ground;
  grids: readonly NoticeGrid[];
  /** Called with true once the picture is there, and with false while another one is drawn. */
  onDrawn: (isDrawn: boolean) => void;
}) {
  const { community, ground, grids, onDrawn } = props;
  const container = useRef<HTMLDivElement>(null);
  const picture = useSignal<Picture | null>(null);
  const now = language.value;
  useEffect(() => {
    picture.value = null;
    onDrawn(false);
    if (container.current === null) return undefined;
    setWorkerUrl(new URL(MAP_WORKER_URL, location.href).href);
    const map = new MapView({
      container: container.current,
      style: styleOf(community, ground, grids),
      interactive: false,
      attributionControl: false,
      fadeDuration: 0,
      pixelRatio: SHARPNESS,
      canvasContextAttributes: { preserveDrawingBuffer: true },
    });
    map.once("load", () => addPatterns(map));
    showAll(map, [community.polygon], 0);
    map.once("idle", () => {
      const bounds = map.getBounds();
      const across = bounds.getNorthWest().distanceTo(bounds.getNorthEast());
      picture.value = { url: map.getCanvas().toDataURL("image/png"), across };
      onDrawn(true);
    });
    return () => map.remove();
  }, [community.id, ground, grids, now, picture, onDrawn]);
  return (
    <figure class="notice-map">
      <div class="notice-canvas" ref={container} aria-hidden="true" />
      {picture.value === null ? (
        <p class="note" role="status">
          {say("drawing")}
        </p>
      ) : (
        <>
          <img
            id="notice-picture"
            src={picture.value.url}
            alt={say("map", { name: community.name })}
          />
          <figcaption>
            <span class="north" aria-hidden="true">
              ↑
            </span>
            {say("scale", { n: scaleOf(picture.value.across) })}
          </figcaption>
        </>
      )}
    </figure>
  );
}

function scaleOf(across: number): number {
  return Math.round(across / PAPER_M / ROUND_TO) * ROUND_TO;
}

function styleOf(
  community: Community,
  ground: Ground,
  grids: readonly NoticeGrid[],
): StyleSpecification {
  const geojson = (data: ReturnType<typeof collect>) => ({ type: "geojson" as const, data });
  return {
    version: 8,
    sources: {
      community: geojson(collect([featureOf(community.polygon, {})])),
      buildings: geojson(collect(ground.buildings.map(({ polygon }) => featureOf(polygon, {})))),
      barriers: geojson(
        collect(
          ground.barriers.map(({ line, kind, class: roadClass, name }) =>
            featureOf(line, { kind, class: roadClass ?? "", name: name ?? "" }),
          ),
        ),
      ),
      grids: geojson(
        collect(grids.map((grid) => featureOf(grid.polygon, { status: statusOf(grid) }))),
      ),
      labels: geojson(
        collect(
          grids.map((grid) =>
            featureOf(grid.point, {
              text: `${grid.name ?? grid.label}\n${statusSigns[statusOf(grid)]} ${grid.households}`,
            }),
          ),
        ),
      ),
    },
    layers: [
      { id: "paper", type: "background", paint: { "background-color": "#ffffff" } },
      {
        id: "grids-fill",
        type: "fill",
        source: "grids",
        paint: {
          "fill-color": match("status", gridColours, gridColours.inBand),
          "fill-opacity": 0.28,
        },
      },
      {
        id: "grids-pattern",
        type: "fill",
        source: "grids",
        paint: { "fill-pattern": ["concat", "hatch-", ["get", "status"]], "fill-opacity": 0.5 },
      },
      {
        id: "buildings",
        type: "fill",
        source: "buildings",
        paint: { "fill-color": "#a9adb1", "fill-outline-color": "#ffffff" },
      },
      ...barrierLayers("barriers"),
      {
        id: "grids-casing",
        type: "line",
        source: "grids",
        layout: rounded,
        paint: { "line-color": "#ffffff", "line-width": 4.5 },
      },
      {
        id: "grids-line",
        type: "line",
        source: "grids",
        layout: rounded,
        paint: { "line-color": "#b3261e", "line-width": 2 },
      },
      {
        id: "community-line",
        type: "line",
        source: "community",
        layout: rounded,
        paint: { "line-color": ink, "line-width": 3 },
      },
      {
        id: "barriers-name",
        type: "symbol",
        source: "barriers",
        layout: {
          "symbol-placement": "line",
          "text-field": ["get", "name"],
          "text-font": plainFont,
          "text-size": 11,
        },
        paint: { "text-color": "#4a4236", "text-halo-color": "#ffffff", "text-halo-width": 1.4 },
      },
      {
        id: "labels",
        type: "symbol",
        source: "labels",
        layout: {
          "text-field": ["get", "text"],
          "text-font": boldFont,
          "text-size": 15,
          "text-allow-overlap": true,
        },
        paint: { "text-color": ink, "text-halo-color": "#ffffff", "text-halo-width": 2 },
      },
    ],
  };
}
