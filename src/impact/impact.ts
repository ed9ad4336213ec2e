/**
 * What a plan changes against the grids in force, for whom. How many households move is counted by
 * the engine, here as in `Plan.regridding`: there is one number of a name.
 */
import { buildingMoves, regriddingOf, type GridKind } from "../engine";
import type { LineageKind } from "../db/tables";
import { lineageOf, type LineageEntry } from "../register/lineage";

/** A grid in force before the plan. Buildings go by their data set's ids in here. */
export interface GridBefore {
  readonly code: string;
  readonly kind: GridKind;
  readonly buildingIds: readonly string[];
}

/** A grid of the plan. */
export interface GridAfter {
  readonly label: string;
  /** null where the community has no 12-digit code. */
  readonly code: string | null;
  readonly kind: GridKind;
  /** The code in force that it keeps; null: it gets a new one. */
  readonly keeps: string | null;
  readonly buildingIds: readonly string[];
}

/** A building of the plan. */
export interface BuildingOfPlan {
  /** Id in the data set it came from. */
  readonly id: string;
  readonly uuid: string;
  readonly households: number;
  readonly estateId: string | null;
  readonly estateName: string | null;
}

/** Two divisions of the same ground. */
export interface Divisions {
  /** None: nothing was in force. */
  readonly before: readonly GridBefore[];
  /** By label. */
  readonly after: readonly GridAfter[];
  /** All buildings of the plan, by id. */
  readonly buildings: readonly BuildingOfPlan[];
}

/** A building whose grid or code changes, or that was in no grid. */
export interface BuildingChange {
  readonly building: BuildingOfPlan;
  /** null: it was in no grid. */
  readonly from: string | null;
  readonly toLabel: string;
  readonly toCode: string | null;
  /** Whether it leaves the grid in which most of its grid lives on. */
  readonly moves: boolean;
}

/** How much of something lies in a grid. */
export interface Share {
  /** Last three digits of the code; null for what was in no grid. */
  readonly label: string | null;
  readonly code: string | null;
  readonly households: number;
  readonly buildings: number;
}

/** In which grids an estate was, and in which it is. */
export interface EstateChange {
  readonly estateId: string;
  readonly name: string;
  readonly households: number;
  readonly householdsMoved: number;
  /** Most households first. */
  readonly from: readonly Share[];
  readonly to: readonly Share[];
  /** Whether it was in several grids before. */
  readonly wasSplit: boolean;
  readonly isSplit: boolean;
}

/** A code that lives on. */
export interface KeptCode {
  readonly code: string;
  readonly label: string;
  readonly kind: GridKind;
  readonly householdsBefore: number;
  readonly householdsAfter: number;
}

/** What goes over from one code to another. */
export interface CodeShare extends Share {
  readonly kind: LineageKind;
}

/** A code that ends, and what takes its households over, most first. */
export interface RetiredCode {
  readonly code: string;
  readonly label: string;
  readonly kind: GridKind;
  readonly households: number;
  readonly successors: readonly CodeShare[];
}

/** A code that is new, and where its households come from, most first. */
export interface IssuedCode {
  readonly code: string | null;
  readonly label: string;
  readonly kind: GridKind;
  readonly households: number;
  readonly from: readonly CodeShare[];
}

/** What a plan changes. Households are those of buildings that stand. */
export interface DivisionChange {
  /** Nothing was in force: nothing changes for anybody. */
  readonly isFirst: boolean;
  readonly households: number;
  readonly buildings: number;
  /** Those that were in a grid before. */
  readonly householdsRegistered: number;
  readonly householdsMoved: number;
  readonly churn: number;
  readonly householdsRecoded: number;
  /** In the order of `Divisions.buildings`. */
  readonly changes: readonly BuildingChange[];
  /** Those with a building among the changes, by name. */
  readonly estates: readonly EstateChange[];
  /** All that lie in several grids of the plan, by name. */
  readonly splitEstates: readonly EstateChange[];
  readonly kept: readonly KeptCode[];
  readonly retired: readonly RetiredCode[];
  readonly issued: readonly IssuedCode[];
  readonly lineage: readonly LineageEntry[];
}

/** Compares a plan with what was in force before it. */
export function compareDivisions(divisions: Divisions): DivisionChange {
  const { before, after, buildings } = divisions;
  const householdsOf = new Map(buildings.map(({ id, households }) => [id, households]));
  const sum = (ids: readonly string[]) =>
    ids.reduce((total, id) => total + (householdsOf.get(id) ?? 0), 0);
  const ground = { inForce: before, retiredCodes: [], buildings };
  const regridding = regriddingOf(after, ground);
  const moves = new Map(buildingMoves(after, ground).map((move) => [move.buildingId, move]));
  const gridOf = new Map(after.map((grid) => [grid.label, grid]));
  const placed = buildings.flatMap((building): (BuildingChange & { recoded: boolean })[] => {
    const move = moves.get(building.id);
    if (move === undefined) return [];
    const toCode = gridOf.get(move.label)?.code ?? null;
    return [{ building, ...move, toLabel: move.label, toCode }];
  });
  const isFirst = before.length === 0;
  const changes = isFirst
    ? []
    : placed.filter(({ moves, recoded, from }) => moves || recoded || from === null);
  const estates = estatesOf(placed);
  const touched = new Set(changes.map(({ building }) => building.estateId));
  const lineage = lineageOf(before, after.map(coded), householdsOf);
  const keptBy = new Map(after.map((grid) => [grid.keeps, grid]));
  const lives = before.filter(({ code }) => keptBy.has(code));
  return {
    isFirst,
    households: sum(placed.map(({ building }) => building.id)),
    buildings: placed.length,
    householdsRegistered: regridding?.households ?? 0,
    householdsMoved: regridding?.householdsMoved ?? 0,
    churn: regridding?.churn ?? 0,
    householdsRecoded: regridding?.householdsRecoded ?? 0,
    changes: changes.map(({ building, from, toLabel, toCode, moves }) => ({
      building,
      from,
      toLabel,
      toCode,
      moves,
    })),
    estates: estates.filter(({ estateId }) => touched.has(estateId)),
    splitEstates: estates.filter(({ isSplit }) => isSplit),
    kept: lives.map(({ code, kind, buildingIds }) => ({
      code,
      label: labelOf(code),
      kind,
      householdsBefore: sum(buildingIds),
      householdsAfter: sum(keptBy.get(code)?.buildingIds ?? []),
    })),
    retired: before
      .filter(({ code }) => !keptBy.has(code))
      .map(({ code, kind, buildingIds }) => ({
        code,
        label: labelOf(code),
        kind,
        households: sum(buildingIds),
        successors: lineage
          .filter(({ from }) => from === code)
          .map((entry) => ({ ...toShare(entry, entry.to), kind: entry.kind }))
          .sort(mostFirst),
      })),
    issued: after
      .filter(({ keeps }) => keeps === null)
      .map((grid) => ({
        code: grid.code,
        label: grid.label,
        kind: grid.kind,
        households: sum(grid.buildingIds),
        from: lineage
          .filter(({ to }) => to === coded(grid).code)
          .map((entry) => ({ ...toShare(entry, entry.from), kind: entry.kind }))
          .sort(mostFirst),
      })),
    lineage,
  };
}

/** Last three digits of a code. */
export function labelOf(code: string): string {
  return code.slice(-3);
}

/** A grid without a code goes by its label. */
function coded(grid: GridAfter): GridAfter & { readonly code: string } {
  return { ...grid, code: grid.code ?? grid.label };
}

function estatesOf(placed: readonly BuildingChange[]): EstateChange[] {
  const members = new Map<string, { name: string; list: BuildingChange[] }>();
  for (const change of placed) {
    const { estateId, estateName } = change.building;
    if (estateId === null) continue;
    const estate = members.get(estateId) ?? { name: estateName ?? "", list: [] };
    estate.list.push(change);
    members.set(estateId, estate);
  }
  return [...members]
    .map(([estateId, { name, list }]) => {
      const from = sharesOf(list, ({ from: code }) => [code === null ? null : labelOf(code), code]);
      const to = sharesOf(list, ({ toLabel, toCode }) => [toLabel, toCode]);
      return {
        estateId,
        name,
        households: total(list),
        householdsMoved: total(list.filter(({ moves }) => moves)),
        from,
        to,
        wasSplit: from.filter(({ code }) => code !== null).length > 1,
        isSplit: to.length > 1,
      };
    })
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

function sharesOf(
  list: readonly BuildingChange[],
  gridOf: (change: BuildingChange) => readonly [label: string | null, code: string | null],
): Share[] {
  const shares = new Map<string | null, Share>();
  for (const change of list) {
    const [label, code] = gridOf(change);
    const { households, buildings } = shares.get(label) ?? { households: 0, buildings: 0 };
    shares.set(label, {
      label,
      code,
      households: households + change.building.households,
      buildings: buildings + 1,
    });
  }
  return [...shares.values()].sort(mostFirst);
}

function toShare({ households, buildings }: LineageEntry, code: string): Share {
  return { label: labelOf(code), code, households, buildings };
}

function total(list: readonly BuildingChange[]): number {
  return list.reduce((sum, { building }) => sum + building.households, 0);
}

function mostFirst(a: Share, b: Share): number {
  return (
    b.households - a.households ||
    b.buildings - a.buildings ||
    ((a.label ?? "") < (b.label ?? "") ? -1 : 1)
  );
}
