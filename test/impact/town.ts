/** A town on paper: twelve towers of 100 households in four estates, and an office tower. */
import { indicatorsOf, type MeasuredGrid } from "../../src/indicators/indicators";
import {
  compareDivisions,
  type BuildingOfPlan,
  type DivisionChange,
  type GridAfter,
  type GridBefore,
} from "../../src/impact/impact";
import { summaryOf } from "../../src/impact/summary";
import type { OpenWarning } from "../../src/impact/summary-warnings";
import { planStaffMoves, type Serving, type StaffDuty } from "../../src/staffing/staff";

export const TOWN = "640104001003";

const ESTATES = ["南园", "北园", "东苑", "西苑"];

/** `b00` to `b11`, three to an estate, and `office`. */
export const BUILDINGS: readonly BuildingOfPlan[] = [
  ...Array.from({ length: 12 }, (_, i) => ({
    id: `b${String(i).padStart(2, "0")}`,
    uuid: `uuid-${i}`,
    households: 100,
    estateId: `estate-${Math.floor(i / 3)}`,
    estateName: ESTATES[Math.floor(i / 3)],
  })),
  { id: "office", uuid: "uuid-office", households: 0, estateId: null, estateName: null },
];

/** Residential buildings from one number up to before another. */
export function towers(from: number, to: number): string[] {
  return BUILDINGS.slice(from, to).map(({ id }) => id);
}

/** A grid in force. */
export function old(label: string, buildingIds: readonly string[]): GridBefore {
  return { code: TOWN + label, kind: kindOf(label), buildingIds };
}

/** A grid of the plan that keeps its code. */
export function kept(label: string, buildingIds: readonly string[]): GridAfter {
  return { ...fresh(label, buildingIds), keeps: TOWN + label };
}

/** A grid of the plan with a new code. */
export function fresh(label: string, buildingIds: readonly string[]): GridAfter {
  return { label, code: TOWN + label, kind: kindOf(label), keeps: null, buildingIds };
}

/** Somebody who serves in a grid. */
export function serves(name: string, label: string, duty: StaffDuty = "GRID_WORKER"): Serving {
  return { id: `${name}-${label}`, name, code: TOWN + label, duty };
}

/** Three grids: the southern estates have one each, the other two share the third. */
export const THREE: readonly GridBefore[] = [
  old("001", towers(0, 3)),
  old("002", towers(3, 6)),
  old("003", towers(6, 12)),
];

export function compare(
  before: readonly GridBefore[],
  after: readonly GridAfter[],
): DivisionChange {
  return compareDivisions({ before, after, buildings: BUILDINGS });
}

/** What is told of it. */
export function tell(
  before: readonly GridBefore[],
  after: readonly GridAfter[],
  more: {
    readonly serving?: readonly Serving[];
    readonly warnings?: readonly OpenWarning[];
    readonly errors?: number;
    readonly largeEstates?: number;
  } = {},
) {
  const { serving = [], warnings = [], errors = 0, largeEstates = 0 } = more;
  const change = compare(before, after);
  const staff = planStaffMoves(
    serving,
    new Set(change.retired.map(({ code }) => code)),
    change.lineage,
  );
  const stationed = [
    ...staff.stay,
    ...staff.move.map(({ person, to }) => ({ ...person, code: to })),
  ].map((person) => ({ ...person, fullTime: true, partyBranchSecretary: false }));
  const band = [300, 500] as const;
  return summaryOf({
    community: { name: "湖滨社区", code: TOWN },
    change,
    before: change.isFirst ? null : indicatorsOf(before.map(measured), band, []),
    after: indicatorsOf(after.map(measured), band, stationed),
    staff,
    warnings,
    errors,
    largeEstates,
  });
}

function measured(grid: GridBefore | GridAfter): MeasuredGrid {
  const ids = new Set(grid.buildingIds);
  return {
    label: "label" in grid ? grid.label : grid.code.slice(-3),
    code: grid.code,
    kind: grid.kind,
    reduced: false,
    band: grid.kind === "MICRO" ? null : [300, 500],
    households: BUILDINGS.reduce((sum, b) => sum + (ids.has(b.id) ? b.households : 0), 0),
    residents: 3000 / 12,
    householdsUncounted: 0,
  };
}

function kindOf(label: string) {
  return label < "500" ? "STANDARD" : "MICRO";
}
