import type { Actor } from "../auth/viewer";

/** What the audit trail keeps of one change. */
export interface AuditEntry {
  readonly at: Date;
  readonly actor: Actor;
  /** Such as SUBMIT_PLAN; permanent, never renamed. */
  readonly action: string;
  readonly subject: string;
  /** null: it concerns no single community. */
  readonly communityId: string | null;
  readonly planId: string | null;
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
  readonly reason: string | null;
  /** Its number in the chain of its community, from 1. */
  readonly seq: number;
  readonly previousHash: string;
  readonly hash: string;
}
