/** The map while a draft is edited: what is chosen, where it goes, and the tools that choose. */
import type { Position } from "geojson";
import { useEffect, useMemo, useRef } from "preact/hooks";
import type { Map as MapView, PointLike } from "maplibre-gl";
import { go } from "../core/route";
import { BUILDING_LAYER } from "../ground/ground-layers";
import type { Building } from "../ground/ground";
import { collect, featureOf, useFeatures, useOverlay } from "../map/overlay";
import { theMap } from "../map/stage";
import { GRID_LAYER } from "../plan/plan-layers";
import type { Grid } from "../plan/shown";
import {
  choose,
  chooseAlso,
  chosen,
  cutLine,
  hasChosen,
  places,
  target,
  toggle,
  tool,
} from "./desk";
import { editOverlay, BUILDINGS, DRAWING, PLACES, TARGET } from "./edit-overlay";
import { boxBetween, enclosed, middleOf, type Spot } from "./lasso";

/** A pointer that moves less than this has clicked, in pixels. */
const clickPx = 4;

export interface EditMapProps {
  readonly grids: readonly Grid[];
  readonly buildings: readonly Building[];
  /** Called when chosen buildings were dragged onto a grid. */
  readonly onDrop: (gridId: string) => void;
}

export function EditMap(props: EditMapProps) {
  const { grids, buildings } = props;
  useOverlay(editOverlay);
  useFeatures(
    BUILDINGS,
    useMemo(
      () => collect(buildings.map(({ id, polygon }) => featureOf(polygon, { id }))),
      [buildings],
    ),
  );
  useChosenStates();
  const aimed = target.value;
  const targetGrid =
    aimed?.kind === "GRID" ? grids.find(({ id }) => id === aimed.gridId) : undefined;
  useFeatures(
    TARGET,
    useMemo(() => targetGrid && collect([featureOf(targetGrid.polygon, {})]), [targetGrid]) ?? null,
  );
  const ground = places.value;
  useFeatures(
    PLACES,
    useMemo(
      () => collect(ground.map((coordinates) => featureOf({ type: "Point", coordinates }, {}))),
      [ground],
    ),
  );
  const line = cutLine.value;
  const drawing = useMemo(() => (line.length < 2 ? null : drawn(line)), [line]);
  useFeatures(DRAWING, drawing);
  usePointer(props);
  return null;
}

function drawn(line: readonly Position[]) {
  return collect([featureOf({ type: "LineString", coordinates: [...line] }, {})]);
}

/** Only what changes is told to the map: thousands of buildings stay as they are. */
function useChosenStates(): void {
  const map = theMap.value;
  const before = useRef<ReadonlySet<string>>(new Set());
  const now = chosen.value;
  useEffect(() => {
    if (map === null || map.getSource(BUILDINGS) === undefined) return;
    const set = (id: string, isChosen: boolean): void => {
      map.setFeatureState({ source: BUILDINGS, id }, { chosen: isChosen });
    };
    for (const id of before.current) if (!now.has(id)) set(id, false);
    for (const id of now) set(id, true);
    before.current = now;
  }, [map, now]);
}

/** Clicks, boxes, lassos, cuts and drops, by mouse, finger or pen alike. */
function usePointer(props: EditMapProps): void {
  const map = theMap.value;
  const latest = useRef(props);
  latest.current = props;
  const spots = useMemo<readonly Spot[]>(
    () => props.buildings.map(({ id, polygon }) => ({ id, at: middleOf(polygon) })),
    [props.buildings],
  );
  const current = tool.value;
  useEffect(() => {
    if (map === null) return undefined;
    const area = map.getCanvasContainer();
    const draws = current === "box" || current === "lasso" || current === "cut";
    if (draws) map.dragPan.disable();
    map.boxZoom.disable();
    area.style.cursor = draws || current === "ground" ? "crosshair" : "";
    const down = (event: PointerEvent): void => {
      if (event.button !== 0 || !event.isPrimary) return;
      const start = pointOf(map, event);
      if (draws) drag(map, start, drawTool(map, current, start, spots, event));
      else if (current === "click" && event.shiftKey && buildingAt(map, start) === null) {
        drag(map, start, drawTool(map, "box", start, spots, event));
      } else drag(map, start, clickTool(map, start, event, latest.current));
    };
    area.addEventListener("pointerdown", down);
    return () => {
      area.removeEventListener("pointerdown", down);
      area.style.cursor = "";
      map.dragPan.enable();
      map.boxZoom.enable();
    };
  }, [map, current, spots]);
}

type Pixel = readonly [number, number];

interface Gesture {
  readonly isPanning: boolean;
  readonly move: (at: Pixel) => void;
  readonly end: (at: Pixel, isClick: boolean) => void;
}

/** Follows one pointer until it is lifted. */
function drag(map: MapView, start: Pixel, gesture: Gesture): void {
  if (!gesture.isPanning) map.dragPan.disable();
  let furthest = 0;
  const move = (event: PointerEvent): void => {
    const at = pointOf(map, event);
    furthest = Math.max(furthest, Math.hypot(at[0] - start[0], at[1] - start[1]));
    gesture.move(at);
  };
  const stop = (): void => {
    window.removeEventListener("pointermove", move);
    window.removeEventListener("pointerup", up);
    window.removeEventListener("pointercancel", stop);
    const keepsStill = tool.peek() !== "click" && tool.peek() !== "ground";
    if (!gesture.isPanning && !keepsStill) map.dragPan.enable();
  };
  const up = (event: PointerEvent): void => {
    stop();
    gesture.end(pointOf(map, event), furthest < clickPx);
  };
  window.addEventListener("pointermove", move);
  window.addEventListener("pointerup", up);
  window.addEventListener("pointercancel", stop);
}

/** A click chooses; a drag that begins on a chosen building carries what is chosen along. */
function clickTool(map: MapView, start: Pixel, event: PointerEvent, props: EditMapProps): Gesture {
  const building = buildingAt(map, start);
  const isCarrying = tool.peek() === "click" && building !== null && chosen.peek().has(building);
  const adds = event.shiftKey || event.ctrlKey || event.metaKey;
  return {
    isPanning: !isCarrying,
    move(at) {
      if (!isCarrying || isNear(start, at)) return;
      const grid = gridAt(map, at, props.grids);
      map.getCanvasContainer().style.cursor = "grabbing";
      if (grid !== undefined) target.value = { kind: "GRID", gridId: grid.id };
    },
    end(at, isClick) {
      if (isCarrying) map.getCanvasContainer().style.cursor = "";
      if (isClick) return click(map, at, building, adds, props.grids);
      const grid = isCarrying ? gridAt(map, at, props.grids) : undefined;
      if (grid !== undefined) props.onDrop(grid.id);
    },
  };
}

function click(
  map: MapView,
  at: Pixel,
  building: string | null,
  adds: boolean,
  grids: readonly Grid[],
): void {
  if (tool.peek() === "ground") {
    const { lng, lat } = map.unproject([...at]);
    places.value = [...places.peek(), [lng, lat]];
    return;
  }
  if (building !== null) {
    if (adds || chosen.peek().has(building)) toggle([building]);
    else choose([building]);
    return;
  }
  const grid = gridAt(map, at, grids);
  if (grid === undefined) return;
  if (hasChosen.peek()) target.value = { kind: "GRID", gridId: grid.id };
  else go({ grid: grid.label }, { replace: true });
}

/** A box, a lasso or a cut, drawn while the pointer moves. */
function drawTool(
  map: MapView,
  kind: "box" | "lasso" | "cut" | "click" | "ground",
  start: Pixel,
  spots: readonly Spot[],
  { shiftKey }: PointerEvent,
): Gesture {
  const path: Pixel[] = [start];
  const ring = (): Position[] => {
    const corners = kind === "box" ? boxBetween([...start], [...(path.at(-1) ?? start)]) : path;
    return corners.map(([x, y]) => map.unproject([x, y]).toArray());
  };
  return {
    isPanning: false,
    move(at) {
      if (isNear(path.at(-1) ?? start, at)) return;
      path.push(at);
      const line =
        kind === "cut" ? [start, at].map(([x, y]) => map.unproject([x, y]).toArray()) : ring();
      cutLine.value = kind === "cut" ? line : [...line, line[0]];
    },
    end(at, isClick) {
      if (kind === "cut") {
        if (isClick) cutLine.value = [];
        return;
      }
      cutLine.value = [];
      if (isClick) return;
      path.push(at);
      const ids = enclosed(ring(), spots);
      if (shiftKey) chooseAlso(ids);
      else choose(ids);
    },
  };
}

function isNear(a: Pixel, b: Pixel): boolean {
  return Math.hypot(a[0] - b[0], a[1] - b[1]) < clickPx;
}

function pointOf(map: MapView, { clientX, clientY }: PointerEvent): Pixel {
  const { left, top } = map.getCanvas().getBoundingClientRect();
  return [clientX - left, clientY - top];
}

function buildingAt(map: MapView, at: Pixel): string | null {
  return propertyAt(map, at, BUILDING_LAYER, "id");
}

function gridAt(map: MapView, at: Pixel, grids: readonly Grid[]): Grid | undefined {
  const label = propertyAt(map, at, GRID_LAYER, "label");
  return grids.find((grid) => grid.label === label);
}

function propertyAt(map: MapView, at: Pixel, layer: string, property: string): string | null {
  if (!map.getLayer(layer)) return null;
  const point: PointLike = [at[0], at[1]];
  const [hit] = map.queryRenderedFeatures(point, { layers: [layer] });
  const value: unknown = hit?.properties[property];
  return typeof value === "string" ? value : null;
}
