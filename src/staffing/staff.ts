/** Who serves in which grid (rule R11): one full-time grid worker and one grid head for each. */

import type { Text } from "../engine";

/**
 * GRID_HEAD    网格长: leads the grid, at most one at a time; secretary of its party branch or group.
 * GRID_WORKER  网格员: works in it, full time or beside another post.
 * SUPPORT      网格辅助力量: community police, family doctor, heads of buildings, volunteers.
 */
export type StaffDuty = "GRID_HEAD" | "GRID_WORKER" | "SUPPORT";

/**
 * ENDED         somebody ended it.
 * REPLACED      another person took the place.
 * MOVED         the code retired, and the person went over to the grid that took its households.
 * WITHOUT_GRID  the code retired, and no grid had a place for the person.
 */
export type StaffEnd = "ENDED" | "REPLACED" | "MOVED" | "WITHOUT_GRID";

/** What people call each duty. */
export const DUTY_TEXT: Readonly<Record<StaffDuty, Text>> = {
  GRID_HEAD: { zh: "网格长", en: "grid head" },
  GRID_WORKER: { zh: "网格员", en: "grid worker" },
  SUPPORT: { zh: "网格辅助力量", en: "support" },
};

/** One time that one person had one duty in one grid. */
export interface Staff {
  readonly id: string;
  readonly communityId: string;
  readonly code: string;
  readonly duty: StaffDuty;
  readonly name: string;
  readonly fullTime: boolean;
  /** Whether a grid head is the secretary of the grid's party branch or group. */
  readonly partyBranchSecretary: boolean;
  readonly validFrom: Date;
  /** null: serves now. */
  readonly validTo: Date | null;
  /** The row that this one goes on from: the same person, before the grids were divided anew. */
  readonly continues: string | null;
  readonly endKind: StaffEnd | null;
  readonly endReason: string | null;
}

/** Those who serve just before a moment (null: now), heads first. */
export function stationedAt(staff: readonly Staff[], end: Date | null): Staff[] {
  return staff
    .filter(({ validFrom, validTo }) =>
      end === null ? validTo === null : validFrom < end && (validTo === null || validTo >= end),
    )
    .sort((a, b) => compareText(a.duty, b.duty) || compareText(a.name, b.name));
}

/** All that a move looks at. */
export type Serving = Pick<Staff, "id" | "code" | "duty" | "name">;

/** Households and buildings that go from the grid of one code to that of another. */
export interface CodeFlow {
  readonly from: string;
  readonly to: string;
  readonly households: number;
  readonly buildings: number;
}

/** One person on the way to another grid. */
export interface StaffMove<Person extends Serving = Serving> {
  readonly person: Person;
  readonly to: string;
  /** The same name has that duty there already: somebody who served in both grids. */
  readonly isThere: boolean;
}

/** What becomes of those who serve when codes retire. */
export interface StaffMoves<Person extends Serving = Serving> {
  readonly stay: readonly Person[];
  readonly move: readonly StaffMove<Person>[];
  readonly withoutGrid: readonly Person[];
}

/**
 * Those on codes that live on stay. Those on a retired code go over to the grid that takes most of
 * its households, if that has nobody in their duty; where several grids send people to one place,
 * those go whose grid gives it most households. Supporters are as many as they are: they all go.
 */
export function planStaffMoves<Person extends Serving>(
  serving: readonly Person[],
  retired: ReadonlySet<string>,
  flows: readonly CodeFlow[],
): StaffMoves<Person> {
  const stay = serving.filter(({ code }) => !retired.has(code));
  const leaving = serving.filter(({ code }) => retired.has(code));
  const heirOf = new Map<string, CodeFlow>();
  for (const flow of flows) {
    const best = heirOf.get(flow.from);
    if (best === undefined || compareFlows(flow, best) < 0) heirOf.set(flow.from, flow);
  }
  // Who holds a place: the code that its people come from.
  const holders = new Map(stay.map(({ code, duty }) => [placeOf(code, duty), code]));
  for (const { from, to } of [...heirOf.values()].sort(compareFlows)) {
    for (const { duty } of leaving.filter(({ code }) => code === from)) {
      const place = placeOf(to, duty);
      if (duty !== "SUPPORT" && !holders.has(place)) holders.set(place, from);
    }
  }
  const goes = (person: Person, to: string) =>
    person.duty === "SUPPORT" || holders.get(placeOf(to, person.duty)) === person.code;

  const there = new Set(stay.map((person) => personAt(person.code, person)));
  const move: StaffMove<Person>[] = [];
  const late: Person[] = [];
  for (const person of leaving) {
    const to = heirOf.get(person.code)?.to;
    if (to === undefined || !goes(person, to)) {
      late.push(person);
      continue;
    }
    move.push({ person, to, isThere: there.has(personAt(to, person)) });
    there.add(personAt(to, person));
  }
  const withoutGrid: Person[] = [];
  for (const person of late) {
    const to = heirOf.get(person.code)?.to;
    if (to !== undefined && there.has(personAt(to, person))) {
      move.push({ person, to, isThere: true });
    } else withoutGrid.push(person);
  }
  return { stay, move, withoutGrid };
}

function placeOf(code: string, duty: StaffDuty): string {
  return `${code} ${duty}`;
}

function personAt(code: string, { duty, name }: Serving): string {
  return `${placeOf(code, duty)} ${name}`;
}

/** Most households first, then most buildings, then the lower code. */
function compareFlows(a: CodeFlow, b: CodeFlow): number {
  return (
    b.households - a.households ||
    b.buildings - a.buildings ||
    compareText(a.to, b.to) ||
    compareText(a.from, b.from)
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
