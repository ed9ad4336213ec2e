import { featureName, reportInto, shown, type Fault, type Report } from "./fault";
import { parseJsonText } from "./json-text";

/** A GeoJSON feature before its properties and its geometry have been looked at. */
export interface RawFeature {
  readonly properties: Readonly<Record<string, unknown>>;
  readonly geometry: unknown;
  /** Its id as text; null, with a fault, where it has none or another feature has it too. */
  readonly id: string | null;
  readonly report: Report;
}

/** Names of longitude-latitude systems that equal WGS 84 for our purpose. */
const LON_LAT_CRS = /(CRS84|EPSG:{1,2}(4326|4490))$/i;

/**
 * The features of a GeoJSON text, each with its own report; what cannot be one is a fault.
 * `idField` is the property that names them.
 */
export function readFeatures(
  text: string,
  file: string,
  faults: Fault[],
  idField = "id",
): RawFeature[] {
  const report = reportInto(faults, file);
  const value = parseJsonText(text, report);
  if (value === undefined) return [];
  if (!isRecord(value) || value.type !== "FeatureCollection" || !Array.isArray(value.features)) {
    report("NOT_A_FEATURE_COLLECTION", null, {
      zh: `须为 GeoJSON FeatureCollection（含 features 列表），实为 ${kindOf(value)}`,
      en: `a GeoJSON FeatureCollection with a list of features is needed, this is ${kindOf(value)}`,
    });
    return [];
  }
  refuseOtherCrs(value.crs, report);
  const seen = new Map<string, number>();
  return value.features.flatMap((feature: unknown, index) =>
    readFeature({ feature, index, idField }, seen, file, faults),
  );
}

/** Whether a value is a JSON object. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function readFeature(
  { feature: value, index, idField }: { feature: unknown; index: number; idField: string },
  seen: Map<string, number>,
  file: string,
  faults: Fault[],
): RawFeature[] {
  if (!isRecord(value) || value.type !== "Feature" || !isRecord(value.properties)) {
    reportInto(faults, file, featureName(index, null))("NOT_A_FEATURE", null, {
      zh: `须为带 properties 的 GeoJSON Feature，实为 ${kindOf(value)}`,
      en: `a GeoJSON Feature with properties is needed, this is ${kindOf(value)}`,
    });
    return [];
  }
  const { properties, geometry } = value;
  const given = properties[idField];
  const id = idText(given);
  const report = reportInto(faults, file, featureName(index, id));
  if (id === null) {
    report("MISSING_ID", idField, {
      zh: `${idField} 须为非空文本或数字，实为 ${shown(given)}`,
      en: `${idField} must be a text that is not empty, or a number; it is ${shown(given)}`,
    });
    return [{ properties, geometry, id, report }];
  }
  const first = seen.get(id);
  if (first !== undefined) {
    report("DUPLICATE_ID", idField, {
      zh: `${idField} 与 #${first + 1} 重复`,
      en: `the ${idField} is already used by #${first + 1}`,
    });
    return [{ properties, geometry, id: null, report }];
  }
  seen.set(id, index);
  return [{ properties, geometry, id, report }];
}

function idText(value: unknown): string | null {
  if (typeof value === "number" && Number.isFinite(value)) return String(value);
  // PostgreSQL text cannot hold NUL.
  return typeof value === "string" && value.trim() !== "" && !value.includes("\0") ? value : null;
}

function refuseOtherCrs(crs: unknown, report: Report): void {
  if (crs === undefined || crs === null) return;
  const named = isRecord(crs) && isRecord(crs.properties) ? crs.properties.name : crs;
  if (typeof named === "string" && LON_LAT_CRS.test(named)) return;
  report("UNSUPPORTED_CRS", "crs", {
    zh: `坐标系 ${shown(named)} 不支持：须为 CGCS2000（EPSG:4490）或 WGS 84 经纬度`,
    en: `coordinate system ${shown(named)} is not supported: CGCS2000 (EPSG:4490) or WGS 84 longitude and latitude is needed`,
  });
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return "list";
  if (!isRecord(value)) return shown(value);
  return typeof value.type === "string" ? shown(value.type) : "object";
}
