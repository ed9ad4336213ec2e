import type { Knex } from "knex";
import { authorizeSomewhere, scopeOf } from "../auth/policy";
import type { Viewer } from "../auth/viewer";
import type { Page, PageWish } from "../db/page";
import { DomainError } from "../errors";
import type { AuditEntry } from "./audit";
import { pageAudit, type AuditFilter } from "./audit.repository";

/**
 * The audit trail of the communities that the viewer may audit, newest first; what concerns no
 * single community only for those who may everywhere. Throws FORBIDDEN for who may nowhere.
 */
export async function readAudit(
  db: Knex,
  viewer: Viewer | null,
  filter: Omit<AuditFilter, "scope">,
  page: PageWish,
): Promise<Page<AuditEntry>> {
  authorizeSomewhere(viewer, "READ_AUDIT");
  const scope = scopeOf(viewer, "READ_AUDIT");
  const { from, to } = filter;
  if (from !== undefined && to !== undefined && from >= to) {
    throw new DomainError(
      "BAD_INPUT",
      `Expected from before to, got ${from.toISOString()} and ${to.toISOString()}`,
    );
  }
  return pageAudit(db, { ...filter, scope }, page);
}
