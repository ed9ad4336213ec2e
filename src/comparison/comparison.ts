/**
 * Two divisions of one community, side by side. How many households move is counted by the engine,
 * here as in `Plan.regridding`: there is one number of a name.
 */
import { livingOn, type GridKind } from "../engine";

/** A grid of one of the two divisions. */
export interface ComparedGrid {
  /** Of the plan's grid. */
  readonly gridId: string;
  /** As its division calls it, and no other of its grids: its label, or the code that it has in force. */
  readonly key: string;
  readonly label: string;
  /** null where the community has none. */
  readonly code: string | null;
  readonly name: string | null;
  readonly kind: GridKind;
  readonly buildingIds: readonly string[];
}

/** A building that one of the divisions has, or that stands in the community. */
export interface ComparedBuilding {
  readonly id: string;
  /** Id in the data set it came from. */
  readonly externalId: string;
  readonly households: number;
}

/** What is compared: a plan against another one, or against the grids in force. */
export interface ComparedDivisions {
  readonly plan: readonly ComparedGrid[];
  readonly against: readonly ComparedGrid[];
  /** By external id. */
  readonly buildings: readonly ComparedBuilding[];
  /** Grids without buildings that hold the same ground, by their ids: most of it first. */
  readonly sameGround: readonly GroundInCommon[];
}

/** Ground that a grid of the plan and one of what it is compared with share. */
export interface GroundInCommon {
  readonly planGridId: string;
  readonly againstGridId: string;
}

/** A grid in both divisions, or in one; never null in both. */
export interface GridMatch {
  readonly plan: ComparedGrid | null;
  readonly against: ComparedGrid | null;
  /** Households as counted now. */
  readonly planHouseholds: number;
  readonly againstHouseholds: number;
  readonly commonHouseholds: number;
  readonly commonBuildings: number;
  /** Whether it has the same kind and the same buildings in both. */
  readonly isSame: boolean;
}

/** A building that is not in the same grid in both. */
export interface BuildingDifference {
  readonly building: ComparedBuilding;
  /** null: it is in no grid of what the plan is compared with. */
  readonly from: ComparedGrid | null;
  /** null: it is in no grid of the plan. */
  readonly to: ComparedGrid | null;
}

/** Every household of the community, once. */
export interface HouseholdCount {
  readonly total: number;
  /** In the same grid in both. */
  readonly staying: number;
  /** In a grid in both, and not in the same. */
  readonly moved: number;
  /** In a grid of the plan only. */
  readonly added: number;
  /** In a grid of what it is compared with only. */
  readonly dropped: number;
  /** In no grid of either. */
  readonly inNone: number;
}

/** How two divisions differ. */
export interface DivisionComparison {
  /** By the plan's label; those that it does not have come last, by theirs. */
  readonly grids: readonly GridMatch[];
  /** By external id. */
  readonly buildings: readonly BuildingDifference[];
  readonly households: HouseholdCount;
}

/** Compares two divisions, building by building. */
export function compareDivisions(divisions: ComparedDivisions): DivisionComparison {
  const { plan, against, buildings } = divisions;
  const pairs = pairsOf(divisions);
  const [toOf, fromOf] = [gridOfBuildings(plan), gridOfBuildings(against)];
  const placed = buildings.map((building) => {
    const [from, to] = [fromOf.get(building.id) ?? null, toOf.get(building.id) ?? null];
    const isSame = from !== null && to !== null && pairs.get(to.gridId) === from.gridId;
    return { building, from, to, isSame };
  });
  const count = (belongs: (one: (typeof placed)[number]) => boolean) =>
    placed.reduce((sum, one) => sum + (belongs(one) ? one.building.households : 0), 0);
  return {
    grids: matchesOf(divisions, pairs),
    buildings: placed
      .filter(({ from, to, isSame }) => !isSame && (from !== null || to !== null))
      .map(({ building, from, to }) => ({ building, from, to })),
    households: {
      total: count(() => true),
      staying: count(({ isSame }) => isSame),
      moved: count(({ from, to, isSame }) => from !== null && to !== null && !isSame),
      added: count(({ from, to }) => from === null && to !== null),
      dropped: count(({ from, to }) => from !== null && to === null),
      inNone: count(({ from, to }) => from === null && to === null),
    },
  };
}

/**
 * Which grids are the same one, as ids of `against` by ids of the plan: those that have most
 * households in common, and of grids without buildings those that have ground in common. The other
 * way round the same pairs come out: whatever else is equal, of two pairs that share a grid the one with
 * the smaller key goes first.
 */
function pairsOf(divisions: ComparedDivisions): Map<string, string> {
  const { plan, against, buildings, sameGround } = divisions;
  const idOf = new Map(against.map(({ key, gridId }) => [key, gridId]));
  const inForce = against.map(({ key, buildingIds }) => ({ code: key, buildingIds }));
  const pairs = new Map(
    livingOn(plan, { inForce, buildings }).map(({ code, grid }) => [
      plan[grid].gridId,
      idOf.get(code) ?? code,
    ]),
  );
  const taken = new Set(pairs.values());
  for (const { planGridId, againstGridId } of sameGround) {
    if (pairs.has(planGridId) || taken.has(againstGridId)) continue;
    pairs.set(planGridId, againstGridId);
    taken.add(againstGridId);
  }
  return pairs;
}

function matchesOf(
  { plan, against, buildings }: ComparedDivisions,
  pairs: ReadonlyMap<string, string>,
): GridMatch[] {
  const householdsOf = new Map(buildings.map(({ id, households }) => [id, households]));
  const sum = (ids: readonly string[]) =>
    ids.reduce((total, id) => total + (householdsOf.get(id) ?? 0), 0);
  const match = (own: ComparedGrid | null, other: ComparedGrid | null): GridMatch => {
    const [ownIds, otherIds] = [own?.buildingIds ?? [], other?.buildingIds ?? []];
    const there = new Set(otherIds);
    const common = ownIds.filter((id) => there.has(id));
    const isAll = common.length === ownIds.length && common.length === otherIds.length;
    return {
      plan: own,
      against: other,
      planHouseholds: sum(ownIds),
      againstHouseholds: sum(otherIds),
      commonHouseholds: sum(common),
      commonBuildings: common.length,
      isSame: isAll && own?.kind === other?.kind,
    };
  };
  const others = new Map(against.map((grid) => [grid.gridId, grid]));
  const matched = new Set(pairs.values());
  return [
    ...plan.map((grid) => match(grid, others.get(pairs.get(grid.gridId) ?? "") ?? null)),
    ...against.filter(({ gridId }) => !matched.has(gridId)).map((grid) => match(null, grid)),
  ];
}

function gridOfBuildings(grids: readonly ComparedGrid[]): Map<string, ComparedGrid> {
  return new Map(grids.flatMap((grid) => grid.buildingIds.map((id) => [id, grid] as const)));
}
