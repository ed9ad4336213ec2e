/** The map with its buttons; MapLibre's own cannot change their language. */
import { signal } from "@preact/signals";
import type { Geometry } from "geojson";
import { says } from "../core/language";
import { showAll } from "./camera";
import { MapStage, theMap } from "./stage";

const glideMs = 400;

const home = signal<readonly Geometry[]>([]);

const say = says({
  zoomIn: { zh: "放大", en: "Zoom in" },
  zoomOut: { zh: "缩小", en: "Zoom out" },
  zoomFit: { zh: "显示全部", en: "Show everything" },
});

/** Says what the whole of the view is, and looks at it unless it was the same before. */
export function lookAtWhole(whole: readonly Geometry[]): void {
  home.value = whole;
  const map = theMap.value;
  if (map !== null) showAll(map, whole, 0);
}

export function FramedMap() {
  const map = theMap.value;
  return (
    <>
      <MapStage />
      {map !== null && (
        <div id="map-controls">
          <button
            type="button"
            id="zoom-in"
            aria-label={say("zoomIn")}
            title={say("zoomIn")}
            onClick={() => map.zoomIn()}
          >
            +
          </button>
          <button
            type="button"
            id="zoom-out"
            aria-label={say("zoomOut")}
            title={say("zoomOut")}
            onClick={() => map.zoomOut()}
          >
            −
          </button>
          <button
            type="button"
            id="zoom-fit"
            aria-label={say("zoomFit")}
            title={say("zoomFit")}
            onClick={() => showAll(map, home.value, glideMs)}
          >
            ⤢
          </button>
        </div>
      )}
    </>
  );
}
