/** What is on the desk as the input of edits. */
import { chosen, held, places, type Target } from "./desk";
import { ownVersion } from "./live-edits";
import type { Destination } from "./totals";

/** Which plan an edit is for, and in which version it was seen. */
export interface Seen {
  readonly planId: string;
  readonly expectedVersion: number;
}

/** What the viewer has just made of it counts as seen, so that one key can follow another fast. */
export function seenOf(plan: { readonly id: string; readonly version: number }): Seen {
  return { planId: plan.id, expectedVersion: Math.max(plan.version, ownVersion(plan.id)) };
}

/** The chosen buildings and places. */
export function chosenInput() {
  return {
    buildingIds: [...chosen.peek()].sort(),
    places: places.peek().map(([lon, lat]) => ({ lon, lat })),
  };
}

/** The move of what is chosen to a target. */
export function moveInput(seen: Seen, to: Target) {
  return {
    ...seen,
    ...chosenInput(),
    ...(to.kind === "GRID" ? { toGridId: to.gridId } : { toNewGrid: { kind: to.gridKind } }),
  };
}

/** The swap of what was held for what is chosen. */
export function swapInput(seen: Seen) {
  return {
    ...seen,
    buildingIds: [...(held.peek()?.buildings ?? [])].sort(),
    forBuildingIds: [...chosen.peek()].sort(),
  };
}

/** Where totals count it. */
export function destinationOf(to: Target | null): Destination {
  if (to === null) return null;
  return to.kind === "GRID" ? { gridId: to.gridId } : "NEW";
}
