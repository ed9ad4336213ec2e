import type { LineString, MultiLineString, MultiPolygon, Polygon, Position } from "geojson";
import { isRecord } from "../feature-collection";
import { shown, type Report } from "../fault";
import { describeFlaws } from "./describe-flaws";
import { partsOf } from "./rings";
import { flawsOf } from "./validity";

/** A valid area in the file's own coordinates; null, with faults, where it is none. */
export function readArea(value: unknown, report: Report): Polygon | MultiPolygon | null {
  const found = readCoordinates(value, ["Polygon", "MultiPolygon"], report);
  if (found === null) return null;
  const { type, coordinates } = found;
  const polygons = type === "Polygon" ? [coordinates] : coordinates;
  const read = readListOf(polygons, report, (rings) => readListOf(rings, report, readRing(report)));
  if (read === null || !isInRange(read.flat(2), report)) return null;
  const geometry: Polygon | MultiPolygon =
    type === "Polygon"
      ? { type: "Polygon", coordinates: read[0] }
      : { type: "MultiPolygon", coordinates: read };
  const flaws = flawsOf(partsOf(geometry));
  describeFlaws(flaws, report);
  return flaws.length === 0 ? geometry : null;
}

/** A line in the file's own coordinates; null, with faults, where it is none. */
export function readLine(value: unknown, report: Report): LineString | MultiLineString | null {
  const found = readCoordinates(value, ["LineString", "MultiLineString"], report);
  if (found === null) return null;
  const { type, coordinates } = found;
  const lines = type === "LineString" ? [coordinates] : coordinates;
  const read = readListOf(lines, report, readPath(report));
  if (read === null || !isInRange(read.flat(), report)) return null;
  return type === "LineString"
    ? { type: "LineString", coordinates: read[0] }
    : { type: "MultiLineString", coordinates: read };
}

function readCoordinates(
  value: unknown,
  types: readonly [string, string],
  report: Report,
): { type: string; coordinates: unknown } | null {
  if (value === null || value === undefined) {
    report("MISSING_GEOMETRY", "geometry", { zh: "没有几何图形", en: "there is no geometry" });
    return null;
  }
  const type = isRecord(value) ? value.type : value;
  if (!isRecord(value) || typeof type !== "string" || !types.includes(type)) {
    report("WRONG_GEOMETRY_TYPE", "geometry", {
      zh: `几何类型为 ${shown(type)}，须为 ${types.join(" 或 ")}`,
      en: `the geometry is ${shown(type)}, ${types.join(" or ")} is needed`,
    });
    return null;
  }
  return { type, coordinates: value.coordinates };
}

/** Reads a list that must not be empty; null where it, or any of its items, is faulty. */
function readListOf<T>(
  value: unknown,
  report: Report,
  readItem: (item: unknown) => T | null,
): T[] | null {
  if (!Array.isArray(value) || value.length === 0) {
    report("INVALID_COORDINATES", "geometry", {
      zh: `坐标列表为空或缺失（${shown(value)}）`,
      en: `a list of coordinates is empty or missing (${shown(value)})`,
    });
    return null;
  }
  const items = value.map(readItem);
  return items.every((item) => item !== null) ? items : null;
}

const readRing =
  (report: Report) =>
  (value: unknown): Position[] | null => {
    const ring = readPositions(value, report);
    if (ring === null) return null;
    const [first, last] = [ring[0], ring[ring.length - 1]];
    if (first[0] !== last[0] || first[1] !== last[1]) {
      report("RING_NOT_CLOSED", "geometry", {
        zh: `环未闭合：首点 ${placeOf(first)}，末点 ${placeOf(last)}`,
        en: `a ring is not closed: it starts at ${placeOf(first)} and ends at ${placeOf(last)}`,
      });
      return null;
    }
    if (ring.length >= 4) return ring;
    report("TOO_FEW_POINTS", "geometry", {
      zh: `环只有 ${ring.length} 个点，至少 4 个（含闭合点）`,
      en: `a ring has ${ring.length} points, at least 4 are needed with the closing one`,
    });
    return null;
  };

const readPath =
  (report: Report) =>
  (value: unknown): Position[] | null => {
    const path = readPositions(value, report);
    if (path === null) return null;
    if (path.length < 2) {
      report("TOO_FEW_POINTS", "geometry", {
        zh: "线只有 1 个点，至少 2 个",
        en: "a line has 1 point, at least 2 are needed",
      });
      return null;
    }
    if (path.some(([lon, lat]) => lon !== path[0][0] || lat !== path[0][1])) return path;
    report("ZERO_LENGTH", "geometry", {
      zh: `线的所有点都在 ${placeOf(path[0])}，长度为零`,
      en: `all points of a line are at ${placeOf(path[0])}, it has no length`,
    });
    return null;
  };

/** Heights and measures after lon and lat are left out: everything here is planar. */
function readPositions(value: unknown, report: Report): Position[] | null {
  let refused = false;
  const positions = readListOf(value, report, (item): Position | null => {
    const values: readonly unknown[] = Array.isArray(item) ? item : [];
    const [lon, lat] = values;
    if (typeof lon === "number" && typeof lat === "number" && isFinite(lon) && isFinite(lat)) {
      return [lon, lat];
    }
    if (!refused) {
      report("INVALID_COORDINATES", "geometry", {
        zh: `坐标 ${shown(item)} 不是两个有限数值`,
        en: `the position ${shown(item)} is not two finite numbers`,
      });
    }
    refused = true;
    return null;
  });
  return positions;
}

function isInRange(positions: readonly Position[], report: Report): boolean {
  const wrong = positions.filter(([lon, lat]) => Math.abs(lon) > 180 || Math.abs(lat) > 90);
  if (wrong.length === 0) return true;
  const swapped = positions.every(([lon, lat]) => Math.abs(lon) <= 90 && Math.abs(lat) <= 180);
  const hint = swapped
    ? { zh: "；经纬度很可能颠倒", en: "; longitude and latitude are probably swapped" }
    : wrong.length === positions.length
      ? {
          zh: "；很可能是投影坐标（米）",
          en: "; these are probably projected coordinates in metres",
        }
      : { zh: "", en: "" };
  report("COORDINATES_OUT_OF_RANGE", "geometry", {
    zh: `${wrong.length} 个点超出经度 ±180、纬度 ±90 的范围，首个为 ${placeOf(wrong[0])}${hint.zh}`,
    en: `${wrong.length} points are outside longitude ±180, latitude ±90, first ${placeOf(wrong[0])}${hint.en}`,
  });
  return false;
}

function placeOf([lon, lat]: Position): string {
  return `[${lon}, ${lat}]`;
}
