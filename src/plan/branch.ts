/** Drafts that people keep beside each other: who may copy, name and delete them. */
import { roleFor } from "../auth/policy";
import type { Viewer } from "../auth/viewer";
import { isReadableLine } from "../readable";
import type { Plan } from "./plan";

/** Characters that a name may have. */
export const MAX_NAME = 100;

/** A name without the spaces around it; null: it is none, too long, or cannot be read. */
export function readName(given: string): string | null {
  const name = given.trim();
  return name === "" || name.length > MAX_NAME || !isReadableLine(name) ? null : name;
}

/** A plan as far as deleting it goes. */
export type DeletablePlan = Pick<Plan, "state" | "submittedAt" | "author">;

/** Why a plan cannot be deleted by somebody, whatever his or her rights; null: it can. */
export type DeletionBar = "SUBMITTED" | "NOT_YOURS";

/**
 * A draft that was never submitted is its author's alone. One of before people signed in, or that the
 * program made by itself, is everybody's who may edit it.
 */
export function deletionBar(
  { state, submittedAt, author }: DeletablePlan,
  viewerId: string,
): DeletionBar | null {
  if (state !== "DRAFT" || submittedAt !== null) return "SUBMITTED";
  return author === null || author.role === "SYSTEM" || author.id === viewerId ? null : "NOT_YOURS";
}

/** Whether somebody may copy a plan of this community, or keep drafts there at all. */
export function canBranch(viewer: Viewer | null, communityCode: string | null): boolean {
  return roleFor(viewer, "EDIT_PLAN", communityCode) !== null;
}

/** Whether somebody may delete a plan of this community now. */
export function canDelete(
  viewer: Viewer | null,
  communityCode: string | null,
  plan: DeletablePlan,
): boolean {
  return (
    viewer !== null && canBranch(viewer, communityCode) && deletionBar(plan, viewer.id) === null
  );
}
