/** How the audit trail tells of staff. */
import type { Change } from "../audit/audit.repository";
import type { Staff } from "./staff";

/** For the audit trail: somebody began to serve. */
export function assigned(
  change: Pick<Change, "actor" | "communityId" | "planId">,
  staff: Staff,
): Change {
  return {
    ...change,
    action: "ASSIGN_STAFF",
    subject: `Staff ${staff.id}`,
    before: null,
    after: { ...staff },
  };
}

/** For the audit trail: somebody's time ended. */
export function ended(
  change: Pick<Change, "actor" | "communityId" | "planId">,
  staff: Staff,
  reason: string | null,
): Change {
  return {
    ...change,
    action: "END_STAFF",
    subject: `Staff ${staff.id}`,
    before: { ...staff, validTo: null, endKind: null, endReason: null },
    after: { ...staff },
    reason,
  };
}
