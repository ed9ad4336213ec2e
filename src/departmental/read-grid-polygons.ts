import { reportInto, shown, type Fault, type Report } from "../exchange/fault";
import { isRecord, readFeatures, type RawFeature } from "../exchange/feature-collection";
import { readText, type Properties } from "../exchange/fields";
import { readArea } from "../exchange/geometry/read-geometry";
import type { DepartmentalStaff } from "./departmental";
import { MAX_LENGTH, POLYGONS_FILE, type GridGiven, type NetworkGiven } from "./network-given";

/** What is read of a feature; `duty` belongs to a `staff` that is one name. */
const READ: ReadonlySet<string> = new Set(["code", "name", "staff", "duty"]);

/** Reads polygons with `code`, `name` and `staff`. */
export function readGridPolygons(text: string): NetworkGiven {
  const faults: Fault[] = [];
  const notes: Fault[] = [];
  const features = readFeatures(text, POLYGONS_FILE, faults, "code");
  if (features.length === 0 && faults.length === 0) {
    reportInto(faults, POLYGONS_FILE)("EMPTY_SET", null, {
      zh: "文件中没有网格",
      en: "the file holds no grids",
    });
  }
  const leftOut = new Set(features.flatMap(({ properties }) => Object.keys(properties)));
  for (const name of [...leftOut].filter((one) => !READ.has(one)).sort()) {
    reportInto(notes, POLYGONS_FILE)("COLUMN_LEFT_OUT", name, {
      zh: "此属性不读取、不保存",
      en: "this property is neither read nor stored",
    });
  }
  const codes = new Map<string, string>();
  const grids = features.flatMap((feature, i) => readGrid(feature, i, codes));
  return {
    source: "POLYGONS",
    buildingField: "geometry",
    rowsRead: features.length,
    grids,
    faults,
    notes,
  };
}

function readGrid(
  { id, properties, geometry, report }: RawFeature,
  index: number,
  codes: Map<string, string>,
): GridGiven[] {
  const name = withinLength(readText(properties, "name", report), "name", report);
  const staff = readStaff(properties, report);
  const area = readArea(geometry, report);
  const code = withinLength(id?.trim() ?? null, "code", report);
  if (code === null || area === null) return [];
  const place = `#${index + 1} ${JSON.stringify(code)}`;
  const first = codes.get(code);
  if (first !== undefined) {
    report("DUPLICATE_ID", "code", {
      zh: `code 与 ${first} 重复`,
      en: `the code is already used by ${first}`,
    });
    return [];
  }
  codes.set(code, place);
  return [{ code, name, staff, geometry: area, buildings: [], place }];
}

/** One name, a list of names, or a list of `{ name, duty }`. */
function readStaff(properties: Properties, report: Report): DepartmentalStaff[] {
  const { staff, duty } = properties;
  if (Array.isArray(staff)) return staff.flatMap((one: unknown) => readPerson(one, report));
  if (staff === undefined || staff === null || staff === "") {
    if (duty !== undefined && duty !== null && duty !== "") {
      report("MISSING_VALUE", "staff", {
        zh: `有职务 ${shown(duty)} 而无姓名`,
        en: `there is a duty, ${shown(duty)}, and no name`,
      });
    }
    return [];
  }
  return readPerson({ name: staff, duty }, report);
}

function readPerson(value: unknown, report: Report): DepartmentalStaff[] {
  const given: unknown = typeof value === "string" ? { name: value } : value;
  const person = isRecord(given) ? given : {};
  const other = Object.keys(person).filter((key) => key !== "name" && key !== "duty");
  const { name, duty = null } = person;
  if (typeof name !== "string" || name.trim() === "" || other.length > 0) {
    report("INVALID_STAFF", "staff", {
      zh: `${shown(value)} 不是姓名，也不是只含 name 和 duty 的对象`,
      en: `${shown(value)} is neither a name nor an object with name and duty only`,
    });
    return [];
  }
  const read = {
    name: withinLength(readText({ staff: name }, "staff", report), "staff", report),
    duty: withinLength(readText({ duty }, "duty", report), "duty", report),
  };
  return read.name === null ? [] : [{ name: read.name, duty: read.duty }];
}

function withinLength(value: string | null, field: string, report: Report): string | null {
  if (value === null || value.length <= MAX_LENGTH) return value;
  report("INVALID_TEXT", field, {
    zh: `${shown(value)} 有 ${value.length} 个字，最多 ${MAX_LENGTH} 个`,
    en: `${shown(value)} has ${value.length} characters, at most ${MAX_LENGTH} are allowed`,
  });
  return null;
}
