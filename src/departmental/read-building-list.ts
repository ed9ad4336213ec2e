import { parseCsvText, type CsvRow } from "../exchange/csv-text";
import { featureName, reportInto, shown, type Fault, type Report } from "../exchange/fault";
import type { DepartmentalStaff } from "./departmental";
import { BUILDINGS_FILE, MAX_LENGTH, type BuildingGiven, type NetworkGiven } from "./network-given";

/** Headers that are understood, in small letters; the first is the one that faults name. */
const HEADERS = {
  code: ["网格编码", "网格代码", "网格编号", "code", "gridcode"],
  name: ["网格名称", "name", "gridname"],
  building: ["楼栋编码", "标准地址编码", "gisid", "building", "buildingid", "externalid"],
  staff: ["姓名", "网格员", "人员", "staff"],
  duty: ["职务", "岗位", "职责", "duty"],
} as const;
type Column = keyof typeof HEADERS;
const COLUMNS: readonly Column[] = ["code", "name", "building", "staff", "duty"];

/**
 * Reads a list of buildings: one row for each building of a grid, with the grid's code and name and
 * somebody who serves in it. A grid has as many staff as its rows name.
 */
export function readBuildingList(text: string): NetworkGiven {
  const faults: Fault[] = [];
  const notes: Fault[] = [];
  const table = parseCsvText(text, BUILDINGS_FILE, faults);
  const header = table === null ? null : readHeader(table.header, faults, notes);
  const rows = table?.rows ?? [];
  const grids = new Map<string, GridInMaking>();
  if (header !== null) {
    if (rows.length === 0) {
      reportInto(faults, BUILDINGS_FILE)("EMPTY_SET", null, {
        zh: "表头之下没有数据行",
        en: "there are no rows below the header",
      });
    }
    for (const row of rows) readRow(row, { header, grids, faults, notes });
  }
  return {
    source: "BUILDINGS",
    buildingField: header?.title.building ?? HEADERS.building[0],
    rowsRead: rows.length,
    grids: [...grids.values()].map(({ code, place, name, staff, buildings }) => ({
      code,
      place,
      name,
      geometry: null,
      staff: [...staff.values()],
      buildings: [...buildings.values()],
    })),
    faults,
    notes,
  };
}

interface GridInMaking {
  readonly code: string;
  readonly place: string;
  name: string | null;
  /** The row that told its name. */
  namedBy: string;
  readonly staff: Map<string, DepartmentalStaff>;
  readonly buildings: Map<string, BuildingGiven>;
  /** What was read already, to tell rows that come twice. */
  readonly seen: Set<string>;
}

interface Header {
  readonly width: number;
  /** Where a column is; undefined where the file has none of it. */
  readonly index: Readonly<Partial<Record<Column, number>>>;
  /** What faults call it. */
  readonly title: Readonly<Record<Column, string>>;
}

interface Reading {
  readonly header: Header;
  readonly grids: Map<string, GridInMaking>;
  readonly faults: Fault[];
  readonly notes: Fault[];
}

function readHeader(titles: readonly string[], faults: Fault[], notes: Fault[]): Header | null {
  const report = reportInto(faults, BUILDINGS_FILE, "#1");
  const note = reportInto(notes, BUILDINGS_FILE, "#1");
  const index: Partial<Record<Column, number>> = {};
  const title: Record<Column, string> = {
    code: HEADERS.code[0],
    name: HEADERS.name[0],
    building: HEADERS.building[0],
    staff: HEADERS.staff[0],
    duty: HEADERS.duty[0],
  };
  const before = faults.length;
  titles.forEach((given, i) => {
    const plain = given.replace(/[\s_*]/g, "").toLowerCase();
    const column = COLUMNS.find((one) => HEADERS[one].some((known) => known === plain));
    if (column === undefined) {
      if (given !== "") note("COLUMN_LEFT_OUT", given, LEFT_OUT);
    } else if (index[column] !== undefined) {
      report("DUPLICATE_COLUMN", given, {
        zh: `与“${title[column]}”含义相同`,
        en: `means the same as "${title[column]}"`,
      });
    } else {
      index[column] = i;
      title[column] = given;
    }
  });
  for (const column of ["code", "building"] as const) {
    if (index[column] !== undefined) continue;
    report("MISSING_COLUMN", title[column], {
      zh: `缺少此列（或 ${column}），表头为 ${shown(titles.join(","))}`,
      en: `this column (or ${column}) is missing, the header is ${shown(titles.join(","))}`,
    });
  }
  return faults.length > before ? null : { width: titles.length, index, title };
}

const LEFT_OUT = {
  zh: "此列不读取、不保存",
  en: "this column is neither read nor stored",
};

function readRow({ number, cells }: CsvRow, { header, grids, faults, notes }: Reading): void {
  const cell = (column: Column): string | null => {
    const index = header.index[column];
    return index === undefined ? null : (cells[index] ?? "") || null;
  };
  const { title } = header;
  const code = cell("code");
  const place = featureName(number - 1, code);
  const report = reportInto(faults, BUILDINGS_FILE, place);
  const before = faults.length;
  refuseExtraCells(cells, header.width, report);
  for (const column of COLUMNS) refuseLong(cell(column), title[column], report);
  const [building, staff, duty] = [cell("building"), cell("staff"), cell("duty")];
  if (code === null) report("MISSING_VALUE", title.code, EMPTY);
  if (building === null) report("MISSING_VALUE", title.building, EMPTY);
  if (staff === null && duty !== null) {
    report("MISSING_VALUE", title.staff, {
      zh: `有职务 ${shown(duty)} 而无姓名`,
      en: `there is a duty, ${shown(duty)}, and no name`,
    });
  }
  if (code === null || building === null || faults.length > before) return;
  const grid = grids.get(code) ?? newGrid(code, place);
  grids.set(code, grid);
  takeName(grid, cell("name"), { place, title: title.name }, report);
  const row = JSON.stringify([building, staff, duty]);
  if (grid.seen.has(row)) {
    reportInto(notes, BUILDINGS_FILE, place)("DUPLICATE_ROW", title.building, {
      zh: `网格 ${code} 已有楼栋 ${shown(building)} 的同一行，只取一次`,
      en: `grid ${code} has this row of building ${shown(building)} already: taken once`,
    });
    return;
  }
  grid.seen.add(row);
  if (staff !== null) grid.staff.set(JSON.stringify([staff, duty]), { name: staff, duty });
  const known = grid.buildings.get(building) ?? { externalId: building, place, rows: 0 };
  grid.buildings.set(building, { ...known, rows: known.rows + 1 });
}

const EMPTY = { zh: "此格为空", en: "the cell is empty" };

function newGrid(code: string, place: string): GridInMaking {
  return {
    code,
    place,
    name: null,
    namedBy: place,
    staff: new Map<string, DepartmentalStaff>(),
    buildings: new Map<string, BuildingGiven>(),
    seen: new Set<string>(),
  };
}

/** Rows of a grid may be silent about its name, but must not contradict. */
function takeName(
  grid: GridInMaking,
  name: string | null,
  { place, title }: { readonly place: string; readonly title: string },
  report: Report,
): void {
  if (name === null || grid.name === name) return;
  if (grid.name === null) {
    grid.name = name;
    grid.namedBy = place;
    return;
  }
  report("GRID_NAMES_DIFFER", title, {
    zh: `为 ${shown(name)}，而 ${grid.namedBy} 称同一网格为 ${shown(grid.name)}`,
    en: `is ${shown(name)}, but ${grid.namedBy} calls the same grid ${shown(grid.name)}`,
  });
}

function refuseExtraCells(cells: readonly string[], width: number, report: Report): void {
  const extra = cells.slice(width).filter((cell) => cell !== "");
  if (extra.length === 0) return;
  report("EXTRA_CELLS", null, {
    zh: `有 ${cells.length} 格，表头只有 ${width} 列：${shown(extra.join(","))}`,
    en: `has ${cells.length} cells, the header has ${width} columns: ${shown(extra.join(","))}`,
  });
}

function refuseLong(value: string | null, title: string, report: Report): void {
  if (value === null || value.length <= MAX_LENGTH) return;
  report("INVALID_TEXT", title, {
    zh: `${shown(value)} 有 ${value.length} 个字，最多 ${MAX_LENGTH} 个`,
    en: `${shown(value)} has ${value.length} characters, at most ${MAX_LENGTH} are allowed`,
  });
}
