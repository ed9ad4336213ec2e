/** From buildings to shares: which grids take over which, and how much of them. */
import type { Text } from "../engine";
import { gridWords, type DepartmentalNetwork } from "./departmental";

/** One building in one grid of a network; twice where it is in two of them. */
export interface CrosswalkBuilding {
  readonly buildingId: string;
  readonly externalId: string;
  readonly households: number;
  /** Code of the department's grid; null: in none. */
  readonly departmentalCode: string | null;
  /** Code of the unified grid, or its label where it has no code; null: in none. */
  readonly unifiedCode: string | null;
}

/** A part of a grid that lies in a grid of the other network. */
export interface CrosswalkShare {
  /** Code of the other grid; null: in none. */
  readonly code: string | null;
  readonly households: number;
  readonly buildings: number;
  /** Of the households of the grid; of its buildings where it has no households. 0 to 1. */
  readonly share: number;
}

/** A grid, and where its households are in the other network. */
export interface CrosswalkGrid {
  readonly code: string;
  readonly households: number;
  readonly buildings: number;
  /** The largest first. */
  readonly shares: readonly CrosswalkShare[];
  /** Whether all of its buildings are in one grid of the other network. */
  readonly whole: boolean;
  readonly sentence: Text;
}

/** A building that a network has in two of its grids, or more. */
export interface DoubledBuilding {
  readonly buildingId: string;
  readonly codes: readonly string[];
}

/** How a network lies to the unified grids. */
export interface Crosswalk {
  /** Households of all buildings, each counted once. */
  readonly households: number;
  /** The department's grids that hold buildings, by code. */
  readonly departmentalGrids: readonly CrosswalkGrid[];
  /** The unified grids that hold buildings, by code. */
  readonly unifiedGrids: readonly CrosswalkGrid[];
  /** Ids of buildings that the network has in no grid. */
  readonly inNone: readonly string[];
  readonly inSeveral: readonly DoubledBuilding[];
  /** Ids of buildings that are in no unified grid. */
  readonly notUnified: readonly string[];
  readonly unity: Unity;
}

/** Rule R10, one network: how many grids of departments lie wholly in one unified grid. */
export interface Unity {
  readonly grids: number;
  readonly whole: number;
  /** 0 to 1; null where there are no grids. */
  readonly share: number | null;
}

/** Sums buildings up to a crosswalk. */
export function toCrosswalk(
  network: Pick<DepartmentalNetwork, "department" | "name">,
  buildings: readonly CrosswalkBuilding[],
): Crosswalk {
  const departmentalGrids = gridsOf(
    buildings,
    (building) => building.departmentalCode,
    (building) => building.unifiedCode,
  ).map((grid) => ({ ...grid, sentence: departmentalSentence(gridWords(network), grid) }));
  const unifiedGrids = gridsOf(
    buildings,
    (building) => building.unifiedCode,
    (building) => building.departmentalCode,
  ).map((grid) => ({ ...grid, sentence: unifiedSentence(grid) }));
  const each = new Map(buildings.map((building) => [building.buildingId, building]));
  return {
    households: sum([...each.values()].map(({ households }) => households)),
    departmentalGrids,
    unifiedGrids,
    inNone: buildings.filter((one) => one.departmentalCode === null).map((one) => one.buildingId),
    inSeveral: doubled(buildings),
    notUnified: [...each.values()]
      .filter(({ unifiedCode }) => unifiedCode === null)
      .map(({ buildingId }) => buildingId),
    unity: unityOf(departmentalGrids),
  };
}

/** Rule R10 over the grids of one network, or of several. */
export function unityOf(grids: readonly Pick<CrosswalkGrid, "whole">[]): Unity {
  const whole = grids.filter((grid) => grid.whole).length;
  return {
    grids: grids.length,
    whole,
    share: grids.length === 0 ? null : whole / grids.length,
  };
}

type CodeOf = (building: CrosswalkBuilding) => string | null;

function gridsOf(
  buildings: readonly CrosswalkBuilding[],
  ownCode: CodeOf,
  otherCode: CodeOf,
): Omit<CrosswalkGrid, "sentence">[] {
  const grids = new Map<string, CrosswalkBuilding[]>();
  for (const building of buildings) {
    const code = ownCode(building);
    if (code === null) continue;
    const grid = grids.get(code);
    if (grid === undefined) grids.set(code, [building]);
    else grid.push(building);
  }
  return [...grids]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, members]) => {
      // In two old grids a building counts once for the unified one, and for each of the old ones.
      const own = new Map(members.map((one) => [one.buildingId, one.households]));
      const households = sum([...own.values()]);
      const shares = sharesOf(members, otherCode, { households, buildings: own.size });
      const whole = shares.length === 1 && shares[0].code !== null;
      return { code, households, buildings: own.size, shares, whole };
    });
}

function sharesOf(
  members: readonly CrosswalkBuilding[],
  otherCode: CodeOf,
  grid: Pick<CrosswalkGrid, "households" | "buildings">,
): CrosswalkShare[] {
  const parts = new Map<string | null, { households: number; buildings: number }>();
  for (const member of members) {
    const code = otherCode(member);
    const part = parts.get(code) ?? { households: 0, buildings: 0 };
    parts.set(code, part);
    part.households += member.households;
    part.buildings += 1;
  }
  return [...parts]
    .map(([code, part]) => ({
      code,
      ...part,
      share:
        grid.households > 0 ? part.households / grid.households : part.buildings / grid.buildings,
    }))
    .sort(
      (a, b) =>
        b.households - a.households ||
        b.buildings - a.buildings ||
        // What is in none comes last.
        (a.code === null ? 1 : b.code === null ? -1 : a.code < b.code ? -1 : 1),
    );
}

function doubled(buildings: readonly CrosswalkBuilding[]): DoubledBuilding[] {
  const codes = new Map<string, string[]>();
  for (const { buildingId, departmentalCode } of buildings) {
    if (departmentalCode === null) continue;
    const known = codes.get(buildingId);
    if (known === undefined) codes.set(buildingId, [departmentalCode]);
    else known.push(departmentalCode);
  }
  return [...codes]
    .filter(([, held]) => held.length > 1)
    .map(([buildingId, held]) => ({ buildingId, codes: held }));
}

/** "Party grid D-12 (412 households): 96 % to 640104001001003, 4 % to …004." */
function departmentalSentence(words: Text, grid: Omit<CrosswalkGrid, "sentence">): Text {
  const size = sizeOf(grid);
  const short = shortenerOf(grid.shares);
  const parts = grid.shares.map((share): Text => {
    const part = partOf(grid, share);
    const to = short(share.code);
    return to === null
      ? { zh: `${part.zh}未划入任何网格`, en: `${part.en} in no unified grid` }
      : { zh: `${part.zh}划入 ${to}`, en: `${part.en} to ${to}` };
  });
  const [{ code }] = grid.shares;
  const all: Text = grid.whole
    ? { zh: `整体划入 ${code}`, en: `wholly to ${code}` }
    : { zh: parts.map(({ zh }) => zh).join("，"), en: parts.map(({ en }) => en).join(", ") };
  return {
    zh: `${words.zh} ${grid.code}（${size.zh}）：${all.zh}。`,
    en: `${words.en} ${grid.code} (${size.en}): ${all.en}.`,
  };
}

/** "640104001001003 (430 households): 92 % from D-12, 8 % from D-13." */
function unifiedSentence(grid: Omit<CrosswalkGrid, "sentence">): Text {
  const size = sizeOf(grid);
  const parts = grid.shares.map((share): Text => {
    const part = partOf(grid, share);
    return share.code === null
      ? { zh: `${part.zh}原不属任何网格`, en: `${part.en} from no grid` }
      : { zh: `${part.zh}来自 ${share.code}`, en: `${part.en} from ${share.code}` };
  });
  return {
    zh: `${grid.code}（${size.zh}）：${parts.map(({ zh }) => zh).join("，")}。`,
    en: `${grid.code} (${size.en}): ${parts.map(({ en }) => en).join(", ")}.`,
  };
}

function sizeOf({ households, buildings }: Pick<CrosswalkGrid, "households" | "buildings">): Text {
  if (households > 0) return { zh: `${households} 户`, en: counted(households, "household") };
  return { zh: `${buildings} 栋，无住户`, en: `${counted(buildings, "building")}, no households` };
}

/** A share of households is told in percent; buildings without any, among others with some, by number. */
function partOf({ households }: Pick<CrosswalkGrid, "households">, share: CrosswalkShare): Text {
  if (households > 0 && share.households === 0) {
    return {
      zh: `无住户的 ${share.buildings} 栋`,
      en: `${counted(share.buildings, "building")} without households`,
    };
  }
  const percent = percentOf(share.share);
  return { zh: `${percent}%`, en: `${percent} %` };
}

function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

/** The first code in full, the others of the same community by their last three digits. */
function shortenerOf([first]: readonly CrosswalkShare[]): (code: string | null) => string | null {
  const community = first.code?.length === 15 ? first.code.slice(0, 12) : null;
  return (code) =>
    community !== null && code !== first.code && code?.startsWith(community)
      ? `…${code.slice(12)}`
      : code;
}

/** Whole percents; what is not all does not read as all, nor what is not nothing as nothing. */
function percentOf(share: number): string {
  const percent = Math.round(share * 100);
  if (percent === 100 && share < 1) return ">99";
  if (percent === 0 && share > 0) return "<1";
  return String(percent);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
