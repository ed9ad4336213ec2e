/** The map behind every view: made once, and drawn on by whoever is shown. */
import { signal, useSignalEffect, type ReadonlySignal } from "@preact/signals";
import { Map as MapView, ScaleControl, setWorkerUrl } from "maplibre-gl";
import { useEffect, useRef } from "preact/hooks";
import { language, says } from "../core/language";
import { authorization } from "../core/session";
import { Note } from "../ui/note";
import { addPatterns } from "./patterns";
import { paper } from "./palette";
import { slots } from "./slots";
import "maplibre-gl/dist/maplibre-gl.css";
import "./stage.css";

/** The middle of Ningxia, until something else is shown. */
const firstCenter: [number, number] = [106.2, 38.45];

const ready = signal<MapView | null>(null);

/** The map, once it can be drawn on; null before, and where the browser cannot draw. */
export const theMap: ReadonlySignal<MapView | null> = ready;

const say = says({
  map: {
    zh: "网格地图。方向键移动，加减键缩放。",
    en: "Map of the grids. Arrow keys move it, plus and minus zoom.",
  },
  failed: {
    zh: "此浏览器无法绘制地图（缺少 WebGL 2），列表仍可使用。",
    en: "This browser cannot draw the map (WebGL 2 is missing). The lists still work.",
  },
});

/**
 * `data-map` on the body is "idle" once everything asked for is drawn, and `data-view` on the
 * container says where the map looks: for tests and other scripts that watch the page.
 */
export function MapStage() {
  const container = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (container.current === null || !canDraw) return undefined;
    const map = makeMap(container.current);
    return () => {
      ready.value = null;
      map.remove();
    };
  }, []);
  useSignalEffect(() => {
    void language.value;
    ready.value?.getCanvas().setAttribute("aria-label", say("map"));
  });
  return (
    <div id="stage">
      <div id="map" ref={container} />
      {!canDraw && <Note>{say("failed")}</Note>}
    </div>
  );
}

const canDraw = document.createElement("canvas").getContext("webgl2") !== null;

function makeMap(container: HTMLDivElement): MapView {
  setWorkerUrl(new URL(MAP_WORKER_URL, location.href).href);
  const map = new MapView({
    container,
    style: {
      version: 8,
      sources: {},
      layers: [
        { id: "paper", type: "background", paint: { "background-color": paper } },
        // Invisible marks of the order in which everything is drawn; see slots.ts.
        ...slots.map((id) => ({
          id: `slot-${id}`,
          type: "background" as const,
          layout: { visibility: "none" as const },
        })),
      ],
    },
    center: firstCenter,
    zoom: 9,
    fadeDuration: 0,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    maxPitch: 0,
    transformRequest: (url) => ({
      url,
      headers: new URL(url, location.href).origin === location.origin ? authorization() : {},
    }),
  });
  map.keyboard.disableRotation();
  map.touchZoomRotate.disableRotation();
  map.addControl(new ScaleControl({ unit: "metric" }), "bottom-left");
  const state = document.body.dataset;
  state.map = "loading";
  map.on("movestart", () => {
    state.map = "loading";
  });
  map.on("dataloading", () => {
    state.map = "loading";
  });
  map.on("idle", () => {
    const { lng, lat } = map.getCenter();
    container.dataset.view = [lng, lat, map.getZoom()].join(",");
    state.map = "idle";
  });
  map.on("load", () => {
    addPatterns(map);
    ready.value = map;
  });
  return map;
}
