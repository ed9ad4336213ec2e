import type { Knex } from "knex";
import { appendAudit } from "../audit/audit.repository";
import type { Actor } from "../auth/viewer";
import { planStaffMoves, type CodeFlow, type Staff, type StaffMoves } from "./staff";
import {
  endStaffRows,
  findRetiredAmong,
  findStaffOfCommunities,
  insertStaff,
  type Moment,
} from "./staff.repository";
import { assigned, ended } from "./staff-audit";

export {
  findContinuations,
  findStaff,
  findStaffAt,
  findStaffEndedByPlan,
  findStaffOfCodes,
  findStaffOfCommunities,
} from "./staff.repository";
export { assignStaff, endStaff } from "./assign-staff.service";

/** Grids that were divided anew, or got other codes. */
export interface StaffMoveWish {
  readonly communityId: string;
  /** The plan that was put in force; null where the community got another code. */
  readonly planId: string | null;
  /** When its grids begin. */
  readonly at: Moment;
  /** What came of the codes. */
  readonly lineage: readonly CodeFlow[];
  readonly actor: Actor;
}

/**
 * Brings those who serve along when codes retire, and gives what became of them. The community is
 * locked, the new codes are issued and the old ones retired by then. Writes the audit trail.
 */
export async function moveStaff(
  trx: Knex.Transaction,
  { communityId, planId, at, lineage, actor }: StaffMoveWish,
): Promise<StaffMoves<Staff>> {
  const serving = await findStaffOfCommunities(trx, [communityId]);
  const retired = await findRetiredAmong(trx, [...new Set(serving.map(({ code }) => code))]);
  const moves = planStaffMoves(serving, retired, lineage);
  const ending = { validTo: at, endReason: null, endedByPlan: planId };
  const moved = await endStaffRows(
    trx,
    moves.move.map(({ person }) => person.id),
    { ...ending, endKind: "MOVED" },
  );
  const left = await endStaffRows(
    trx,
    moves.withoutGrid.map(({ id }) => id),
    { ...ending, endKind: "WITHOUT_GRID" },
  );
  const begun = await insertStaff(
    trx,
    moves.move
      .filter(({ isThere }) => !isThere)
      .map(({ person, to }) => ({
        ...person,
        code: to,
        continues: person.id,
        validFrom: person.validFrom > new Date(at) ? person.validFrom : at,
      })),
  );
  const change = { actor, communityId, planId };
  await appendAudit(trx, [
    ...byCode([...moved, ...left]).map((staff) => ended(change, staff, null)),
    ...byCode(begun).map((staff) => assigned(change, staff)),
  ]);
  return moves;
}

function byCode(staff: readonly Staff[]): Staff[] {
  return [...staff].sort((a, b) => (a.code + a.id < b.code + b.id ? -1 : 1));
}
