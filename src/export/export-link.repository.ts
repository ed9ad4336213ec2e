import type { Knex } from "knex";
import type { Actor } from "../auth/viewer";
import type { Page, PageWish } from "../db/page";
import { pageOf } from "../db/page";
import type { ExportLinkRow } from "../db/tables";
import type { ExportLink, ExportSubject, ExportWish } from "./export-link";

/** A link as it is stored first. */
export interface NewExportLink extends ExportWish {
  /** SHA-256 of its secret, in hex. */
  readonly secretHash: string;
  readonly scope: readonly string[];
  readonly communityId: string | null;
  readonly createdBy: Actor;
  readonly hours: number;
}

/** Stores a link and gives it. */
export async function insertExportLink(
  trx: Knex.Transaction,
  link: NewExportLink,
): Promise<ExportLink> {
  const { content, ...wish } = link.subject;
  const [row] = await trx("export_links")
    .insert({
      secret_hash: link.secretHash,
      content,
      format: link.format,
      crs: link.crs,
      wish: trx.raw("?", [JSON.stringify(wish)]),
      scope: [...link.scope],
      community_id: link.communityId,
      created_by: trx.raw("?", [JSON.stringify(link.createdBy)]),
      // One clock for both ends, in whole milliseconds as the API tells them.
      created_at: trx.raw("date_trunc('milliseconds', now())"),
      expires_at: trx.raw("date_trunc('milliseconds', now()) + make_interval(hours => ?)", [
        link.hours,
      ]),
    })
    .returning<ExportLinkRow[]>("*");
  return toExportLink(row);
}

/** Ends a link; null where somebody has done so before. */
export async function revokeExportLinkRow(
  trx: Knex.Transaction,
  id: string,
  revokedBy: Actor,
): Promise<ExportLink | null> {
  const [row] = await trx("export_links")
    .where({ id })
    .whereNull("revoked_at")
    .update({
      revoked_at: trx.raw("now()"),
      revoked_by: trx.raw("?", [JSON.stringify(revokedBy)]),
    })
    .returning<ExportLinkRow[]>("*");
  return row === undefined ? null : toExportLink(row);
}

/** The links with these ids that show nothing beyond these prefixes of codes. */
export async function findExportLinksInScope(
  db: Knex,
  ids: readonly string[],
  scope: readonly string[],
): Promise<ExportLink[]> {
  const rows = await db("export_links").whereIn("id", ids).where(isWithin(db, scope)).select("*");
  return rows.map(toExportLink);
}

/** Links that show nothing beyond these prefixes of codes, newest first. */
export async function pageExportLinks(
  db: Knex,
  scope: readonly string[],
  { first, after }: PageWish,
): Promise<Page<ExportLink>> {
  const query = db("export_links")
    .where(isWithin(db, scope))
    .select<(ExportLinkRow & { page_key: string })[]>(
      "*",
      db.raw(`to_char(created_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US"Z"') as page_key`),
    )
    .orderBy([
      { column: "created_at", order: "desc" },
      { column: "id", order: "desc" },
    ])
    .limit(first + 1);
  if (after !== null) {
    void query.whereRaw("(created_at, id) < (cast(? as timestamptz), cast(? as uuid))", [
      after.key,
      after.id,
    ]);
  }
  return pageOf(await query, first, toExportLink);
}

/** The link of a secret, and whether it works now; null where there is none. */
export async function findExportLinkBySecret(
  db: Knex,
  secretHash: string,
): Promise<{ readonly link: ExportLink; readonly works: boolean } | null> {
  const [row] = await db("export_links")
    .where({ secret_hash: secretHash })
    .select<(ExportLinkRow & { works: boolean })[]>(
      "*",
      db.raw("revoked_at is null and expires_at > now() as works"),
    );
  return row === undefined ? null : { link: toExportLink(row), works: row.works };
}

/** Counts one download. */
export async function countDownload(db: Knex, id: string): Promise<void> {
  await db("export_links")
    .where({ id })
    .update({ downloads: db.raw("downloads + 1"), last_used_at: db.raw("now()") });
}

/** Whether all that a link may show may be read by somebody with these prefixes. */
function isWithin(db: Knex, scope: readonly string[]): Knex.Raw {
  return db.raw(
    `not exists (select from unnest(scope) shown where not exists (
       select from unnest(cast(? as text[])) readable where starts_with(shown, readable)))`,
    [[...scope]],
  );
}

function toExportLink(row: ExportLinkRow): ExportLink {
  return {
    id: row.id,
    subject: toSubject(row),
    format: row.format,
    crs: row.crs,
    scope: row.scope,
    communityId: row.community_id,
    createdBy: row.created_by,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
    revokedBy: row.revoked_by,
    downloads: row.downloads,
    lastUsedAt: row.last_used_at,
  };
}

function toSubject({ content, wish }: Pick<ExportLinkRow, "content" | "wish">): ExportSubject {
  const at = wish.at == null ? null : new Date(wish.at);
  const planId = wish.planId ?? null;
  switch (content) {
    case "REGISTER":
      return { content, jurisdiction: wish.jurisdiction ?? "", at };
    case "PLAN":
      return { content, planId: planId ?? "" };
    case "CROSSWALK":
      return { content, networkId: wish.networkId ?? "", planId, at };
  }
}
