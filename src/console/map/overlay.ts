/** What a view draws on the map while it is shown. */
import { useEffect } from "preact/hooks";
import type { Feature, FeatureCollection, Geometry } from "geojson";
import {
  GeoJSONSource,
  type LayerSpecification,
  type Map as MapView,
  type MapGeoJSONFeature,
  type MapMouseEvent,
  type SourceSpecification,
} from "maplibre-gl";
import type { Slot } from "./slots";
import { theMap } from "./stage";

/** Sources and layers under ids that are the view's own: begin them with its name. */
export interface Overlay {
  readonly sources: Readonly<Record<string, SourceSpecification>>;
  readonly layers: readonly { readonly slot: Slot; readonly layer: LayerSpecification }[];
}

/** Nothing to draw. */
export const noFeatures: FeatureCollection = { type: "FeatureCollection", features: [] };

/** A source that gets its features by `useFeatures`; `promoteId` names the property that is the id. */
export function featureSource(promoteId?: string): SourceSpecification {
  return { type: "geojson", data: noFeatures, ...(promoteId === undefined ? {} : { promoteId }) };
}

/** A feature with its properties. */
export function featureOf(
  geometry: Geometry,
  properties: Record<string, string | number | boolean | null>,
): Feature {
  return { type: "Feature", geometry, properties };
}

/** Features as a collection. */
export function collect(features: Feature[]): FeatureCollection {
  return { type: "FeatureCollection", features };
}

/**
 * Draws an overlay as long as the component is shown. `key` says when it is another one: sources and
 * layers are then made anew. Call it before `useFeatures` for its sources.
 */
export function useOverlay(makeOverlay: () => Overlay | null, key = ""): void {
  const map = theMap.value;
  useEffect(() => {
    if (map === null) return undefined;
    const overlay = makeOverlay();
    if (overlay === null) return undefined;
    for (const [id, source] of Object.entries(overlay.sources)) map.addSource(id, source);
    for (const { slot, layer } of overlay.layers) map.addLayer(layer, `slot-${slot}`);
    return () => {
      if (theMap.peek() !== map) return;
      for (const { layer } of overlay.layers) map.removeLayer(layer.id);
      for (const id of Object.keys(overlay.sources)) map.removeSource(id);
    };
    // The key stands for the overlay.
  }, [map, key]);
}

/** Gives a source of an overlay its features; null: none. The same object is not drawn twice. */
export function useFeatures(
  sourceId: string,
  features: FeatureCollection | null,
  overlayKey = "",
): void {
  const map = theMap.value;
  useEffect(() => {
    const source = map?.getSource(sourceId);
    if (!(source instanceof GeoJSONSource)) return;
    document.body.dataset.map = "loading";
    void source.setData(features ?? noFeatures);
  }, [map, sourceId, features, overlayKey]);
}

/** Calls back with what was clicked: the topmost feature of these layers; null beside all of them. */
export function useMapClick(
  layerIds: readonly string[],
  onClick: (feature: MapGeoJSONFeature | null, event: MapMouseEvent) => void,
): void {
  useMapEvent((map) => {
    const click = (event: MapMouseEvent): void => {
      const layers = layerIds.filter((id) => map.getLayer(id));
      const [hit] = map.queryRenderedFeatures(event.point, { layers });
      onClick(hit ?? null, event);
    };
    const point = (event: MapMouseEvent): void => {
      const layers = layerIds.filter((id) => map.getLayer(id));
      const isOver = map.queryRenderedFeatures(event.point, { layers }).length > 0;
      map.getCanvas().style.cursor = isOver ? "pointer" : "";
    };
    map.on("click", click);
    map.on("mousemove", point);
    return () => {
      map.off("click", click);
      map.off("mousemove", point);
      map.getCanvas().style.cursor = "";
    };
  });
}

/** Listens to the map anew after each drawing, so that what is called back sees what is shown. */
export function useMapEvent(listen: (map: MapView) => () => void): void {
  const map = theMap.value;
  useEffect(() => (map === null ? undefined : listen(map)));
}
