import type { DraftEffect, DraftPlan, GridEffect } from "../edit-types";
import type { Finding, Grid } from "../plan-types";

/**
 * What lies between two plans of one ground. Findings are the same when they say the same of the same
 * grid and buildings, whatever its label and the numbers are now.
 */
export function draftEffect(before: DraftPlan, after: DraftPlan): DraftEffect {
  const moved = after.plan.cells.filter(
    ({ grid }, cell) => after.keys[grid] !== before.keys[before.plan.cells[cell].grid],
  );
  return {
    before: before.plan.metrics,
    after: after.plan.metrics,
    grids: gridEffects(before, after),
    findingsNew: findingsLeft(after, before),
    findingsGone: findingsLeft(before, after),
    buildingIds: moved.flatMap(({ buildingIds }) => buildingIds).sort(),
    householdsMoved: moved.reduce((sum, { households }) => sum + households, 0),
  };
}

/** Those that are other than before, in the order of the plan after; those that are gone last. */
function gridEffects(before: DraftPlan, after: DraftPlan): GridEffect[] {
  const was = new Map(before.keys.map((key, i) => [key, before.plan.grids[i]]));
  const is = new Set(after.keys);
  const there = after.keys.map((key, i) => ({
    key,
    before: was.get(key) ?? null,
    after: after.plan.grids[i],
  }));
  const gone = before.keys.flatMap((key, i) =>
    is.has(key) ? [] : [{ key, before: before.plan.grids[i], after: null }],
  );
  const touched = there.filter((grid) => grid.before === null || !isAlike(grid.before, grid.after));
  return [...touched, ...gone];
}

/** Whether all is the same but for the findings. */
function isAlike(before: Grid, after: Grid): boolean {
  // Where the outline is the same object, all that depends on nothing but the cells is.
  if (before.polygon !== after.polygon) {
    if (JSON.stringify(before.polygon) !== JSON.stringify(after.polygon)) return false;
  }
  return (
    before.label === after.label &&
    before.code === after.code &&
    before.kind === after.kind &&
    before.reducedReason === after.reducedReason &&
    before.reason.en === after.reason.en
  );
}

/** Findings of one plan that the other does not have. */
function findingsLeft(of: DraftPlan, other: DraftPlan): Finding[] {
  const left = new Map<string, number>();
  const name = nameFindings(other);
  for (const finding of other.plan.findings) {
    left.set(name(finding), (left.get(name(finding)) ?? 0) + 1);
  }
  const nameOfThis = nameFindings(of);
  return of.plan.findings.filter((finding) => {
    const known = left.get(nameOfThis(finding)) ?? 0;
    left.set(nameOfThis(finding), known - 1);
    return known <= 0;
  });
}

/** The place tells those apart that are about neither a grid nor buildings. */
function nameFindings({ plan, keys }: DraftPlan): (finding: Finding) => string {
  const keyOf = new Map(plan.grids.map(({ label }, i) => [label, keys[i]]));
  return ({ code, gridLabel, buildingIds, place }) => {
    const key = gridLabel === null ? null : (keyOf.get(gridLabel) ?? null);
    const where = key === null && buildingIds.length === 0 ? place : null;
    return JSON.stringify([code, key, buildingIds, where]);
  };
}
