/** The map: follows the state, and tells the actions what was clicked. */
import { Map as MapView, ScaleControl, setWorkerUrl } from "maplibre-gl";
import type { FeatureCollection } from "geojson";
import type { GeoJSONSource } from "maplibre-gl";
import type { Actions } from "./actions";
import { wordsOf } from "./i18n";
import * as features from "./map-features";
import { addPatterns } from "./map-patterns";
import type { SourceName } from "./map-layers";
import { layerIds, mapStyle } from "./map-style";
import { showAll, showWhole } from "./map-view";
import { shownCommunity, shownGrid, shownPlan } from "./state";
import type { State, Wangge } from "./state";

const glideMs = 600;

/** The middle of Ningxia, until a community is known. */
const firstCenter: [number, number] = [106.2, 38.45];

/** False where the browser has no WebGL 2, without which nothing can be drawn. */
export function canDraw(): boolean {
  return document.createElement("canvas").getContext("webgl2") !== null;
}

/**
 * `data-map` on the body is "idle" once everything asked for is drawn, and `data-view` on the
 * container says where the map looks: for tests and other scripts that watch the page.
 */
export function showMap(container: HTMLElement, store: Wangge, actions: Actions): MapView {
  setWorkerUrl(new URL(MAP_WORKER_URL, location.href).href);
  const map = new MapView({
    container,
    style: mapStyle(),
    center: firstCenter,
    zoom: 10,
    fadeDuration: 0,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    maxPitch: 0,
  });
  map.keyboard.disableRotation();
  map.touchZoomRotate.disableRotation();
  map.addControl(new ScaleControl({ unit: "metric" }), "bottom-left");
  const state = document.body.dataset;
  state.map = "loading";
  map.on("movestart", () => {
    state.map = "loading";
  });
  map.on("idle", () => {
    const { lng, lat } = map.getCenter();
    container.dataset.view = [lng, lat, map.getZoom()].join(",");
    container.dataset.plan = shownPlan(store.get())?.id ?? "";
    state.map = "idle";
  });
  map.on("load", () => {
    addPatterns(map);
    followState(map, store);
    followPointer(map, store, actions);
  });
  return map;
}

/** Shows the whole of what is looked at: the community, or all that are listed. */
export function showEverything(map: MapView, state: State, duration: number): void {
  const chosen = shownCommunity(state);
  if (chosen) return showAll(map, [chosen.community.polygon], duration);
  if (state.communityKey !== null || state.list.state !== "ready") return;
  showAll(
    map,
    state.list.value.entries.map(({ polygon }) => polygon),
    duration,
  );
}

function followState(map: MapView, store: Wangge): void {
  const draw = (now: State, before: State | null): void => {
    const words = wordsOf(now.language);
    const chosen = shownCommunity(now);
    const plan = shownPlan(now);
    const isNewCommunity = before === null || shownCommunity(before) !== chosen;
    const isNewPlan = before === null || shownPlan(before) !== plan;
    const isNewLanguage = now.language !== before?.language;
    const isNewList = now.list !== before?.list || now.communityKey !== before.communityKey;

    if (isNewList) put(map, "communities", listed(now));
    if (isNewCommunity) {
      const polygon = chosen?.community.polygon;
      put(map, "community", polygon && features.outlineFeatures(polygon));
      put(map, "surroundings", polygon && features.surroundings(polygon));
      put(map, "barriers", chosen && features.barrierFeatures(chosen.barriers));
    }
    if (isNewCommunity || isNewPlan) {
      put(map, "buildings", chosen && features.buildingFeatures(chosen.buildings, plan));
    }
    if (isNewPlan) {
      put(map, "blocks", plan && features.blockFeatures(plan));
      put(map, "grids", plan && features.gridFeatures(plan));
    }
    if (isNewPlan || isNewLanguage) {
      put(map, "gridLabels", plan && features.gridLabelFeatures(plan, words));
    }
    if (isNewLanguage) map.getCanvas().setAttribute("aria-label", words.say("map"));
    if (now.layers !== before?.layers) showLayers(map, now);
    if (now.gridLabel !== before?.gridLabel) {
      map.setFilter("grid-chosen", ["==", ["get", "label"], now.gridLabel ?? ""]);
      const grid = shownGrid(now);
      if (grid) showWhole(map, grid.polygon, glideMs);
    }
    if (isNewCommunity || isNewPlan || (isNewList && chosen === null)) {
      showEverything(map, now, before === null ? 0 : glideMs);
    }
  };
  draw(store.get(), null);
  store.watch(draw);
}

function listed(state: State): FeatureCollection | null {
  if (state.communityKey !== null || state.list.state !== "ready") return null;
  return features.communityFeatures(state.list.value.entries);
}

function put(map: MapView, name: SourceName, data: FeatureCollection | null | undefined): void {
  document.body.dataset.map = "loading";
  void map.getSource<GeoJSONSource>(name)?.setData(data ?? features.nothing);
}

function showLayers(map: MapView, { layers }: State): void {
  const show = (id: string, visible: boolean): void => {
    map.setLayoutProperty(id, "visibility", visible ? "visible" : "none");
  };
  for (const id of layerIds.grids) show(id, layers.grids);
  for (const id of layerIds.blocks) show(id, layers.blocks);
  for (const id of layerIds.buildings) show(id, layers.buildings);
  for (const id of layerIds.barriers) show(id, layers.barriers);
  // Under coloured grids the tints of the blocks would only muddy the colours.
  show("blocks-fill", layers.blocks && !layers.grids);
}

function followPointer(map: MapView, store: Wangge, actions: Actions): void {
  map.on("click", ({ point }) => {
    const [hit] = map.queryRenderedFeatures(point, { layers: ["grids-fill", "communities-fill"] });
    const properties: Record<string, unknown> | undefined = hit?.properties;
    if (typeof properties?.key === "string") actions.choose(properties.key);
    else if (store.get().communityKey !== null) {
      actions.selectGrid(typeof properties?.label === "string" ? properties.label : null);
    }
  });
  for (const layer of ["grids-fill", "communities-fill"]) {
    map.on("mouseenter", layer, () => {
      map.getCanvas().style.cursor = "pointer";
    });
    map.on("mouseleave", layer, () => {
      map.getCanvas().style.cursor = "";
    });
  }
}
