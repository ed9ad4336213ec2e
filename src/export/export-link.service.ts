import { createHash, randomBytes } from "node:crypto";
import type { Knex } from "knex";
import { appendAudit, type Change } from "../audit/audit.repository";
import { authorize, roleFor, scopeOf, signedIn } from "../auth/policy";
import type { Viewer } from "../auth/viewer";
import { findCommunities } from "../community/community.service";
import type { Page, PageWish } from "../db/page";
import { findNetworks } from "../departmental/departmental.service";
import type { Text } from "../engine";
import type { ErrorCode } from "../errors";
import { findPlans } from "../plan/plan.service";
import { RefusedError } from "../refusal";
import { checkJurisdiction } from "../rule-set/jurisdiction";
import { MAX_HOURS, type ExportLink, type ExportSubject, type ExportWish } from "./export-link";
import {
  countDownload,
  findExportLinkBySecret,
  findExportLinksInScope,
  insertExportLink,
  pageExportLinks,
  revokeExportLinkRow,
} from "./export-link.repository";

/** Where the file of a link is from; only whoever makes the link hears of it, and once. */
export interface MadeLink {
  readonly link: ExportLink;
  readonly secret: string;
}

/** Makes a link to a file, which shows what its maker may read and nothing else. */
export async function createExportLink(
  db: Knex,
  viewer: Viewer | null,
  wish: ExportWish & { readonly hours: number },
): Promise<MadeLink> {
  const asker = signedIn(viewer);
  const { scope, communityId } = await showableOf(db, asker, wish.subject);
  const actor = authorize(asker, "MAKE_EXPORT_LINK", scope[0]);
  refuseNonsense(wish);
  const secret = randomBytes(32).toString("base64url");
  return db.transaction(async (trx) => {
    const link = await insertExportLink(trx, {
      ...wish,
      secretHash: hashOf(secret),
      scope,
      communityId,
      createdBy: actor,
    });
    await appendAudit(trx, [
      { ...changeOf(link), actor, action: "CREATE_EXPORT_LINK", before: null, after: told(link) },
    ]);
    return { link, secret };
  });
}

/** Ends a link at once: whoever made it may, and who answers for the communities that it shows. */
export async function revokeExportLink(
  db: Knex,
  viewer: Viewer | null,
  id: string,
): Promise<ExportLink> {
  const asker = signedIn(viewer);
  const [link] = await findExportLinksInScope(db, [id], scopeOf(asker, "READ"));
  if (link === undefined) {
    throw refused("NOT_FOUND", ["id"], { zh: "没有这条导出链接", en: "There is no such link" });
  }
  const action = link.createdBy.id === asker.id ? "MAKE_EXPORT_LINK" : "REVOKE_EXPORT_LINK";
  const [actor] = link.scope.map((prefix) => authorize(asker, action, prefix));
  return db.transaction(async (trx) => {
    const revoked = await revokeExportLinkRow(trx, id, actor);
    if (revoked === null) {
      throw refused("CONFLICT", ["id"], {
        zh: "这条导出链接已经撤销，无需再次撤销",
        en: "The link has been revoked before: nothing is left to do",
      });
    }
    await appendAudit(trx, [
      {
        ...changeOf(revoked),
        actor,
        action: "REVOKE_EXPORT_LINK",
        before: told(link),
        after: told(revoked),
      },
    ]);
    return revoked;
  });
}

/** Links that show nothing but what the viewer may read, newest first. */
export async function listExportLinks(
  db: Knex,
  viewer: Viewer | null,
  page: PageWish,
): Promise<Page<ExportLink>> {
  return pageExportLinks(db, scopeOf(viewer, "READ"), page);
}

/** The link of a secret, and whether it works now; null where there is none. */
export async function followExportLink(
  db: Knex,
  secret: string,
): Promise<{ readonly link: ExportLink; readonly works: boolean } | null> {
  return findExportLinkBySecret(db, hashOf(secret));
}

export { countDownload, findExportLinksInScope };

/** The communities of the wish that the viewer may read, by prefixes of their codes: never none. */
async function showableOf(
  db: Knex,
  viewer: Viewer,
  subject: ExportSubject,
): Promise<Pick<ExportLink, "scope" | "communityId">> {
  switch (subject.content) {
    case "REGISTER": {
      const { jurisdiction } = subject;
      checkJurisdiction(jurisdiction);
      const scope = narrowed(scopeOf(viewer, "MAKE_EXPORT_LINK"), jurisdiction);
      if (scope.length > 0) return { scope, communityId: null };
      throw refused("NOT_FOUND", ["register", "jurisdiction"], {
        zh: `您可查阅的社区中没有代码以“${jurisdiction}”开头的，请改填本人管辖范围内的代码`,
        en: `No community that you may read has a code that starts with "${jurisdiction}": give one of your own jurisdiction`,
      });
    }
    case "PLAN":
      return ofPlan(db, viewer, subject.planId, ["planId"]);
    case "CROSSWALK": {
      const [network] = await findNetworks(db, [subject.networkId]);
      const shown = await ofCommunity(db, viewer, network?.communityId ?? null);
      if (shown === null) {
        throw refused("NOT_FOUND", ["crosswalk", "networkId"], {
          zh: "没有这个部门网格",
          en: "There is no such network of a department",
        });
      }
      if (subject.planId === null) return shown;
      const plan = await ofPlan(db, viewer, subject.planId, ["crosswalk", "planId"]);
      if (plan.communityId === shown.communityId) return shown;
      throw refused("OTHER_COMMUNITY", ["crosswalk", "planId"], {
        zh: "方案与部门网格不属于同一社区，请选择同一社区的方案",
        en: "The plan is of another community than the network: choose one of the same",
      });
    }
  }
}

async function ofPlan(
  db: Knex,
  viewer: Viewer,
  planId: string,
  path: readonly string[],
): Promise<Pick<ExportLink, "scope" | "communityId">> {
  const [plan] = await findPlans(db, [planId]);
  const shown = await ofCommunity(db, viewer, plan?.communityId ?? null);
  if (shown !== null) return shown;
  throw refused("NOT_FOUND", path, { zh: "没有这个方案", en: "There is no such plan" });
}

/** null where the viewer may not read it. */
async function ofCommunity(
  db: Knex,
  viewer: Viewer,
  communityId: string | null,
): Promise<Pick<ExportLink, "scope" | "communityId"> | null> {
  const [community] = communityId === null ? [] : await findCommunities(db, [communityId]);
  if (community === undefined || roleFor(viewer, "READ", community.code) === null) return null;
  // One without a code belongs to those whose jurisdiction is everywhere.
  return { scope: [community.code ?? ""], communityId };
}

/** What lies in one of the prefixes and in the jurisdiction. */
function narrowed(prefixes: readonly string[], jurisdiction: string): readonly string[] {
  if (prefixes.some((prefix) => jurisdiction.startsWith(prefix))) return [jurisdiction];
  return prefixes.filter((prefix) => prefix.startsWith(jurisdiction));
}

function refuseNonsense({ subject, format, crs, hours }: ExportWish & { hours: number }): void {
  if (hours < 1 || hours > MAX_HOURS) {
    throw refused("BAD_HOURS", ["hours"], {
      zh: `有效时间应为 1 至 ${MAX_HOURS} 小时，现为 ${hours} 小时`,
      en: `Expected 1 to ${MAX_HOURS} hours, got ${hours}`,
    });
  }
  if (subject.content === "CROSSWALK" && format === "GEOJSON") {
    throw refused("NO_SUCH_FORMAT", ["format"], {
      zh: "对照表没有图形，请选择 CSV 格式",
      en: "A crosswalk has no shapes: choose the format CSV",
    });
  }
  if (format === "CSV" && crs !== "CGCS2000") {
    throw refused("NO_COORDINATES", ["crs"], {
      zh: "CSV 中没有坐标，请不要填写坐标系，或选择 GeoJSON 格式",
      en: "A CSV has no coordinates: leave the crs out, or choose the format GEOJSON",
    });
  }
  if (subject.content === "CROSSWALK" && subject.planId !== null && subject.at !== null) {
    throw refused("PLAN_OR_MOMENT", ["crosswalk", "at"], {
      zh: "对照方案时没有时点，请在方案与时点中只填一项",
      en: "Against a plan there is no moment: give the plan or the moment, not both",
    });
  }
}

/** What the audit trail keeps of it; never the secret. */
function told({ subject, ...link }: ExportLink): Readonly<Record<string, unknown>> {
  const { downloads, lastUsedAt, ...rest } = link;
  return { ...subject, ...rest, ...(lastUsedAt === null ? {} : { downloads, lastUsedAt }) };
}

function changeOf({
  id,
  communityId,
  subject,
}: ExportLink): Pick<Change, "subject" | "communityId" | "planId"> {
  const planId = "planId" in subject ? subject.planId : null;
  return { subject: `ExportLink ${id}`, communityId, planId };
}

function hashOf(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

function refused(code: string, path: readonly string[], message: Text): RefusedError {
  const kind: ErrorCode = code === "NOT_FOUND" || code === "CONFLICT" ? code : "BAD_INPUT";
  return new RefusedError(kind, [{ code, message, path }]);
}
