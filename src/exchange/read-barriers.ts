import type { BarrierKind } from "../engine";
import type { DatasetBarrier } from "./dataset";
import type { Fault } from "./fault";
import { readFeatures } from "./feature-collection";
import { readText } from "./fields";
import { readLine } from "./geometry/read-geometry";

export const ROADS_FILE = "roads.geojson";

/** OpenStreetMap values; any other class, and none, is a road. */
const KIND_OF_CLASS: ReadonlyMap<string, BarrierKind> = new Map([
  ["river", "RIVER"],
  ["stream", "RIVER"],
  ["canal", "RIVER"],
  ["waterway", "RIVER"],
  ["rail", "RAILWAY"],
  ["railway", "RAILWAY"],
  ["subway", "RAILWAY"],
  ["light_rail", "RAILWAY"],
  ["tram", "RAILWAY"],
  ["wall", "WALL"],
  ["fence", "WALL"],
]);

/** Reads the lines on which borders should lie; a file without any is in order. */
export function readBarriers(text: string, faults: Fault[]): DatasetBarrier[] {
  return readFeatures(text, ROADS_FILE, faults).flatMap((raw): DatasetBarrier[] => {
    const lineClass = readText(raw.properties, "class", raw.report);
    const name = readText(raw.properties, "name", raw.report);
    const geometry = readLine(raw.geometry, raw.report);
    if (raw.id === null || geometry === null) return [];
    const kind = KIND_OF_CLASS.get(lineClass?.toLowerCase() ?? "") ?? "ROAD";
    return [{ id: raw.id, kind, class: lineClass, name, geometry }];
  });
}
