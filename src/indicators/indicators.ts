/** The policy's figures, as far as they follow from grids, buildings and staff. */
import type { Band, GridKind, Text } from "../engine";
import type { Staff } from "../staffing/staff";

/** A grid as the figures see it. */
export interface MeasuredGrid {
  readonly label: string;
  /** null where the community has no 12-digit code. */
  readonly code: string | null;
  readonly kind: GridKind;
  readonly reduced: boolean;
  /** null for a micro-grid. */
  readonly band: Band | null;
  readonly households: number;
  /** As far as buildings tell. */
  readonly residents: number;
  /** Households of buildings that do not tell how many live in them. */
  readonly householdsUncounted: number;
}

/** Who serves, grid by grid. */
export interface StaffFigures {
  readonly gridsWithFullTimeWorker: number;
  /** Different names: one person in two grids is one. */
  readonly fullTimeWorkers: number;
  readonly gridsWithHead: number;
  /** Heads who are secretaries of the grid's party branch or group. */
  readonly headsWhoAreSecretaries: number;
}

type Serving = Pick<Staff, "code" | "duty" | "name" | "fullTime" | "partyBranchSecretary">;

export interface Indicators {
  readonly grids: number;
  readonly gridsWithCode: number;
  readonly standardGrids: number;
  /** R1: standard grids that are not reduced, and how many of them are in their band. */
  readonly regularGrids: number;
  readonly regularGridsInBand: number;
  /** R2: reduced ones, those in the smaller band, those above it that rule R2 permits. */
  readonly reducedGrids: number;
  readonly reducedGridsInBand: number;
  readonly reducedGridsPermitted: number;
  /** R3 */
  readonly microGrids: number;
  readonly households: number;
  readonly residents: number;
  /** How many of them are reckoned from households. */
  readonly residentsReckoned: number;
  /** One in full time for every grid (R11). */
  readonly workersNeeded: number;
  readonly staff: StaffFigures;
  /** Visits that a worker makes on a working day: over all grids, and in the busiest one. */
  readonly visitsPerWorkerDay: number;
  readonly mostVisitsPerWorkerDay: number;
  readonly serviceRoomsM2: number;
  /** null without residents. */
  readonly workersPer10000: number | null;
  readonly communityWorkersWantedPer10000: number;
  /** What somebody has to see to. */
  readonly notes: readonly Text[];
}

/** People of a household, where a building does not tell how many live in it. */
export const RESIDENTS_PER_HOUSEHOLD = 2.5;
/** Every household is visited so often a year. */
export const VISITS_PER_YEAR = 2;
export const WORKING_DAYS_PER_YEAR = 250;
export const SERVICE_ROOM_M2_PER_HOUSEHOLD = 0.3;
/** Community workers, for everything they do, that the policy wants by the end of 2025. */
export const COMMUNITY_WORKERS_PER_10000 = 18;

/** Counts; `staff` are those who serve. */
export function indicatorsOf(
  grids: readonly MeasuredGrid[],
  standardBand: Band,
  staff: readonly Serving[],
): Indicators {
  const count = (isOne: (grid: MeasuredGrid) => boolean) => grids.filter(isOne).length;
  const sum = (value: (grid: MeasuredGrid) => number) =>
    grids.reduce((total, grid) => total + value(grid), 0);
  const households = sum((grid) => grid.households);
  const residentsReckoned = Math.round(
    sum((grid) => grid.householdsUncounted) * RESIDENTS_PER_HOUSEHOLD,
  );
  const residents = sum((grid) => grid.residents) + residentsReckoned;
  const workersPer10000 = residents === 0 ? null : (grids.length / residents) * 10_000;
  const isPermitted = ({ reduced, band, households: own }: MeasuredGrid) =>
    reduced && band !== null && own > band[1] && own <= standardBand[1];
  return {
    grids: grids.length,
    gridsWithCode: count(({ code }) => code !== null),
    standardGrids: count(({ kind }) => kind === "STANDARD"),
    regularGrids: count(({ kind, reduced }) => kind === "STANDARD" && !reduced),
    regularGridsInBand: count((grid) => !grid.reduced && isInBand(grid)),
    reducedGrids: count(({ reduced }) => reduced),
    reducedGridsInBand: count((grid) => grid.reduced && isInBand(grid)),
    reducedGridsPermitted: count(isPermitted),
    microGrids: count(({ kind }) => kind === "MICRO"),
    households,
    residents,
    residentsReckoned,
    workersNeeded: grids.length,
    staff: staffFigures(grids, staff),
    visitsPerWorkerDay: grids.length === 0 ? 0 : visitsPerDay(households) / grids.length,
    mostVisitsPerWorkerDay: visitsPerDay(Math.max(0, ...grids.map((grid) => grid.households))),
    serviceRoomsM2: households * SERVICE_ROOM_M2_PER_HOUSEHOLD,
    workersPer10000,
    communityWorkersWantedPer10000: COMMUNITY_WORKERS_PER_10000,
    notes:
      // A single grid cannot be merged with another.
      grids.length > 1 && workersPer10000 !== null && workersPer10000 > COMMUNITY_WORKERS_PER_10000
        ? [cannotBeStaffed(grids.length, workersPer10000)]
        : [],
  };
}

/** Visits a working day, if one worker visits so many households. */
function visitsPerDay(households: number): number {
  return (households * VISITS_PER_YEAR) / WORKING_DAYS_PER_YEAR;
}

function isInBand({ band, households }: MeasuredGrid): boolean {
  return band !== null && band[0] <= households && households <= band[1];
}

function staffFigures(grids: readonly MeasuredGrid[], staff: readonly Serving[]): StaffFigures {
  const codes = new Set(grids.flatMap(({ code }) => code ?? []));
  const serving = staff.filter(({ code }) => codes.has(code));
  const workers = serving.filter(({ duty, fullTime }) => duty === "GRID_WORKER" && fullTime);
  const heads = serving.filter(({ duty }) => duty === "GRID_HEAD");
  return {
    gridsWithFullTimeWorker: new Set(workers.map(({ code }) => code)).size,
    fullTimeWorkers: new Set(workers.map(({ name }) => name)).size,
    gridsWithHead: heads.length,
    headsWhoAreSecretaries: heads.filter(({ partyBranchSecretary }) => partyBranchSecretary).length,
  };
}

function cannotBeStaffed(workers: number, per10000: number): Text {
  const wanted = COMMUNITY_WORKERS_PER_10000;
  const got = per10000.toFixed(1);
  return {
    zh:
      `每个网格配 1 名专职网格员共需 ${workers} 名，合每万居民 ${got} 名，超过政策要求的每万居民 ${wanted} 名社区工作者：` +
      `即使社区工作者全部担任网格员也不够，须增配人员或合并小网格`,
    en:
      `One full-time worker per grid takes ${workers}, that is ${got} per 10,000 residents, more than the ` +
      `${wanted} community workers that the policy wants: even if all of them were grid workers it would not ` +
      `be enough, so more posts or fewer, larger grids are needed`,
  };
}
