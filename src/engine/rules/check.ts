/** All rules over one plan. */
import type { Finding, Severity } from "../plan-types";
import { createCheckMemo, type CheckMemo } from "./check-memo";
import { contextOf, type CheckedGrid, type PlanUnderCheck } from "./plan-under-check";
import { checkBands } from "./r1-band";
import { checkLargest, checkTotals } from "./r1-infeasible";
import { checkProved } from "./r1-proved";
import { checkMicroGrids } from "./r3-micro";
import { checkCoverage } from "./r4-coverage";
import { checkFootprints, checkMembership } from "./r6-buildings";
import { checkGiven } from "./r6-given";
import { checkConnected } from "./r7-connected";
import { checkEstates } from "./r9-estates";
import { checkUnfinished } from "./unfinished";
import { pairEdges } from "./twin-edges";

export type { GridUnderCheck, PlanUnderCheck } from "./plan-under-check";

/**
 * Every finding of a plan: errors first, then warnings, then what is only told; inside a severity
 * by rule, grid and building. Nothing the plan claims is believed: households, bands, coverage and
 * connection are computed again from buildings and polygons. A memo of earlier checks of the same
 * community, buildings and rules spares what they found out; it changes nothing.
 */
export function checkPlan(
  plan: PlanUnderCheck,
  memo: CheckMemo = createCheckMemo(plan),
): Finding[] {
  const context = contextOf(plan, memo);
  const connected = checkConnected(context);
  // An invalid ring has no inside, so there is nothing to measure until it is mended.
  const measurable = connected.every((finding) => finding.code !== "GRID_INVALID");
  const twins = measurable ? pairEdges(context) : null;
  const neighbours = ({ index }: CheckedGrid) =>
    (twins?.neighbours[index] ?? []).map((other) => context.grids[other]);
  return [
    ...checkBands(context, neighbours),
    ...checkTotals(context),
    ...checkProved(context),
    ...checkLargest(context),
    ...checkMicroGrids(context),
    ...(twins === null ? [] : checkCoverage(context, twins)),
    ...checkMembership(context),
    ...(measurable ? checkFootprints(context) : []),
    ...checkGiven(context),
    ...checkUnfinished(context),
    ...connected,
    ...checkEstates(context),
  ].sort(inOrder);
}

const RANK: Readonly<Record<Severity, number>> = { ERROR: 0, WARNING: 1, INFO: 2 };

function inOrder(a: Finding, b: Finding): number {
  return (
    RANK[a.severity] - RANK[b.severity] ||
    Number(a.rule.slice(1)) - Number(b.rule.slice(1)) ||
    compare(a.code, b.code) ||
    compare(a.gridLabel ?? "", b.gridLabel ?? "") ||
    compare(a.buildingIds[0] ?? "", b.buildingIds[0] ?? "")
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
