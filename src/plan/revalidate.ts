/** What becomes of the grids of a plan, and of what was written about them, when it is made anew. */
import type { DeviationReason, Finding, NewPlan } from "./plan";
import { keyFindings } from "./finding-key";

/** A grid of a plan as it is stored, as far as its division goes. */
export interface DividedGrid {
  readonly id: string;
  readonly label: string;
  readonly households: number;
  readonly buildingIds: readonly string[];
}

/** A grid as it was and as it is; one of the two is null where it is new or gone. */
export interface GridChange {
  readonly before: Pick<DividedGrid, "label" | "households"> | null;
  readonly after: Pick<DividedGrid, "label" | "households"> | null;
}

/** A plan that was made anew, as far as its grids have to be known again. */
export interface MadeAnew {
  readonly grids: readonly Pick<DividedGrid, "label" | "households">[];
  readonly cells: NewPlan["cells"];
}

/** Which of the old grids each of the new ones is. */
export interface Succession {
  /** For each grid of the new plan, the old one that it is; null for a new one. */
  readonly ids: readonly (string | null)[];
  /** New labels by old ones. */
  readonly labels: ReadonlyMap<string, string>;
  /** Grids whose label or households are others now. */
  readonly changes: readonly GridChange[];
}

/**
 * A new grid is the old one with which it has the most buildings in common, and without any in
 * common the one of the same label. No grid is two.
 */
export function succession(old: readonly DividedGrid[], plan: MadeAnew): Succession {
  const gridOf = new Map(
    plan.cells.flatMap(({ buildingIds, grid }) => buildingIds.map((id) => [id, grid] as const)),
  );
  const pairs = old
    .flatMap((grid) => {
      const common = new Map<number, number>();
      for (const id of grid.buildingIds) {
        const now = gridOf.get(id);
        if (now !== undefined) common.set(now, (common.get(now) ?? 0) + 1);
      }
      const same = plan.grids.findIndex(({ label }) => label === grid.label);
      if (same >= 0 && !common.has(same)) common.set(same, 0);
      return [...common].map(([now, buildings]) => ({ grid, now, buildings }));
    })
    .sort((a, b) => b.buildings - a.buildings || (a.grid.label < b.grid.label ? -1 : 1));
  const oldOf = new Map<number, DividedGrid>();
  const labels = new Map<string, string>();
  for (const { grid, now } of pairs) {
    if (oldOf.has(now) || labels.has(grid.label)) continue;
    oldOf.set(now, grid);
    labels.set(grid.label, plan.grids[now].label);
  }
  const changes = [
    ...plan.grids.map((grid, i): GridChange => {
      const before = oldOf.get(i);
      return { before: before === undefined ? null : figures(before), after: figures(grid) };
    }),
    ...old
      .filter(({ label }) => !labels.has(label))
      .map((grid): GridChange => ({ before: figures(grid), after: null })),
  ];
  return {
    ids: plan.grids.map((_, i) => oldOf.get(i)?.id ?? null),
    labels,
    changes: changes.filter(
      ({ before, after }) =>
        before?.label !== after?.label || before?.households !== after?.households,
    ),
  };
}

/** What was written about warnings that are still there, under their keys of now. */
export function carryReasons(
  reasons: readonly DeviationReason[],
  labels: ReadonlyMap<string, string>,
  findings: readonly Finding[],
): DeviationReason[] {
  const warnings = new Set(
    keyFindings(findings, [])
      .filter(({ severity }) => severity === "WARNING")
      .map(({ key }) => key),
  );
  return reasons
    .map(({ finding, reason }) => ({ finding: relabel(finding, labels), reason }))
    .filter(({ finding }) => warnings.has(finding));
}

/** The third part of a key is the label. A grid that is gone keeps its old one, which no finding has. */
function relabel(key: string, labels: ReadonlyMap<string, string>): string {
  const [rule, code, label, ...rest] = key.split("/");
  const now = label === "-" ? label : (labels.get(label) ?? `${label}?`);
  return [rule, code, now, ...rest].join("/");
}

function figures({ label, households }: Pick<DividedGrid, "label" | "households">) {
  return { label, households };
}
