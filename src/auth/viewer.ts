/**
 * VIEWER    reads.
 * PLANNER   of the community or street: loads the ledger, proposes, edits, submits, withdraws.
 * REVIEWER  of the street: endorses, returns or rejects what was submitted.
 * APPROVER  of the county: approves, returns or rejects what was endorsed, puts it in force, files it.
 * ADMIN     runs the system: records codes, reads the audit trail; decides nothing about plans.
 */
export type Role = "VIEWER" | "PLANNER" | "REVIEWER" | "APPROVER" | "ADMIN";

export const ROLES: readonly Role[] = ["VIEWER", "PLANNER", "REVIEWER", "APPROVER", "ADMIN"];

/** A role that holds for every community whose code starts so; the empty prefix means everywhere. */
export interface Grant {
  readonly role: Role;
  readonly jurisdiction: string;
}

/** Whoever asks: one person, by the subject of the token. */
export interface Viewer {
  readonly id: string;
  readonly name: string;
  readonly grants: readonly Grant[];
}

/** Who did something, and in which role: what reviews and the audit trail keep. */
export interface Actor {
  readonly id: string;
  readonly name: string;
  readonly role: Role | "SYSTEM";
}

/** The program itself: what it does at start, on the command line, or when a date has come. */
export const SYSTEM: Actor = { id: "system", name: "Wangge", role: "SYSTEM" };
