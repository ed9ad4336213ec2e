import {
  barrierColours,
  buildingColours,
  gridColours,
  ink,
  type BuildingLook,
} from "../../src/console/map/palette";
import type { BarrierKind } from "../../src/engine";
import type { GridLook } from "./map";
import { element, escaped } from "./sheet";

/** What is seen on the two maps and has to be explained. */
export interface Seen {
  readonly buildings: ReadonlySet<BuildingLook>;
  readonly barriers: ReadonlySet<BarrierKind>;
  readonly grids: ReadonlySet<GridLook>;
}

const BUILDINGS: Readonly<Record<BuildingLook, string>> = {
  RESIDENTIAL: "住宅 homes",
  OLD: "老旧小区 old estate",
  OFFICE: "写字楼 office",
  MARKET: "市场 market",
  PUBLIC_VENUE: "公共场馆 public venue",
  OTHER: "其他 other",
};

const BARRIERS: Readonly<Record<BarrierKind, string>> = {
  ROAD: "道路 road",
  RIVER: "河流 river",
  RAILWAY: "铁路 railway",
  WALL: "围墙 wall",
};

const GRIDS: Readonly<Record<GridLook, string>> = {
  inBand: "标准网格 standard grid, 300-500 户 households",
  reduced: "小规模网格 reduced grid (old estates), 100-300 户",
  below: "低于标准 below its band",
  above: "高于标准 above its band",
  micro: "专属网格 micro-grid (offices, markets, venues)",
};

const ROW = 24;

/** The legend of the first map: what stands there and which lines run there. */
export function legendBefore(seen: Seen, left: number, top: number): string {
  const buildings = chosen(BUILDINGS, seen.buildings).map(
    ([look, text]) => [swatch(buildingColours[look]), text] as const,
  );
  const barriers = chosen(BARRIERS, seen.barriers).map(
    ([kind, text]) => [stroke(barrierColours[kind], kind === "WALL" ? 2 : 5), text] as const,
  );
  const boundary = [stroke(ink, 3), "社区边界 community boundary"] as const;
  return column(buildings, left, top) + column([...barriers, boundary], left + 230, top);
}

/** The legend of the second map: the kinds of grids. */
export function legendAfter(seen: Seen, left: number, top: number): string {
  const grids = chosen(GRIDS, seen.grids).map(
    ([look, text]) => [swatch(gridColours[look], 0.5), text] as const,
  );
  const border = [stroke(ink, 1.6), "网格边界 grid border"] as const;
  return column([...grids, border], left, top);
}

/** Height of the higher of both legends. */
export function legendHeight({ buildings, barriers, grids }: Seen): number {
  // The boundary and the grid border are always explained too.
  return ROW * Math.max(buildings.size, barriers.size + 1, grids.size + 1);
}

function chosen<K extends string>(texts: Readonly<Record<K, string>>, seen: ReadonlySet<K>) {
  const known = Object.entries<string>(texts);
  return known.flatMap(([key, text]) =>
    [...seen].filter((one) => one === key).map((one) => [one, text] as const),
  );
}

function column(entries: readonly (readonly [sign: string, text: string])[], x: number, y: number) {
  return entries
    .map(([sign, text], row) => {
      const label = element("text", { x: 30, y: 12, "font-size": 14, fill: ink }, escaped(text));
      return element("g", { transform: `translate(${x} ${y + row * ROW})` }, sign + label);
    })
    .join("\n");
}

function swatch(fill: string, opacity = 1): string {
  return element("rect", {
    width: 20,
    height: 14,
    rx: 2,
    fill,
    "fill-opacity": opacity.toString(),
  });
}

function stroke(colour: string, width: number): string {
  // White streets need a ground to be seen on.
  const ground = element("rect", { width: 20, height: 14, rx: 2, fill: "#e4e0d6" });
  const line = element("path", { d: "M0 7L20 7", stroke: colour, "stroke-width": width });
  return ground + line;
}
