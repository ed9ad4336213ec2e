import type { Knex } from "knex";
import { appendAudit } from "../audit/audit.repository";
import { authorize } from "../auth/policy";
import type { Viewer } from "../auth/viewer";
import type { Community } from "../community/community";
import { findCommunities } from "../community/community.service";
import { recordCrosswalk } from "../departmental/departmental.service";
import { checkCommunityCode, EngineError, type Text } from "../engine";
import { DomainError } from "../errors";
import { readComment, refused } from "../plan/decide.service";
import { RefusedError } from "../refusal";
import { moveStaff } from "../staffing/staffing.service";
import type { LineageEntry } from "./lineage";
import { issuedCode, retiredCode } from "./put-in-force.service";
import { recodeGrids, type RecodedGrid } from "./recode";
import {
  changeCommunityCode,
  findBearerName,
  findCodesIssuedUnder,
  findLastUse,
  lockCommunityToRecode,
  type CommunityToRecode,
} from "./recode.repository";
import type { GridInForceRow } from "./register";
import {
  beginRegister,
  endRegister,
  insertLineage,
  issueCodes,
  nextMoment,
  retireCodes,
  type RegisterChange,
} from "./register-change.repository";
import { findGridsInForce } from "./register.repository";

/** Which community shall get which code, and why. */
export interface RecodeWish {
  readonly communityId: string;
  /** The version that he or she has seen. */
  readonly expectedVersion: number;
  /** 12 digits. */
  readonly code: string;
  readonly reason: string;
}

/**
 * Gives a community another code, or its first, and all its grids in force codes under it. Plans that
 * are not in force are stale by that: they were made for other codes.
 */
export async function recodeCommunity(
  db: Knex,
  viewer: Viewer | null,
  wish: RecodeWish,
): Promise<Community> {
  if (viewer === null) authorize(viewer, "RECODE_COMMUNITY", null);
  return db.transaction(async (trx) => {
    const community = await lockCommunityToRecode(trx, wish.communityId);
    if (community === null) {
      throw refused("NOT_FOUND", "NOT_FOUND", "没有这个社区", "There is no such community", [
        "communityId",
      ]);
    }
    const actor = authorize(viewer, "RECODE_COMMUNITY", community.code);
    const { code } = wish;
    checkFormat(code);
    authorize(viewer, "RECODE_COMMUNITY", code);
    const reason = readReason(wish.reason);
    await checkWish(trx, community, wish);

    const at = await momentOfRecoding(trx, community.id, code);
    await changeCommunityCode(trx, community, { code, at });
    const inForce = await findGridsInForce(trx, community.id);
    const recoded = recodedOrRefused(inForce, code, await findCodesIssuedUnder(trx, code));
    const change: RegisterChange = { communityId: community.id, planId: null, at };
    const lineage = lineageOfRecoding(recoded, inForce);
    const bearers = bearersOf(recoded, inForce);
    await endRegister(trx, change);
    await retireCodes(
      trx,
      change,
      recoded.map(({ from }) => from),
    );
    await issueCodes(
      trx,
      change,
      recoded.map(({ to, kind }) => ({ code: to, kind })),
    );
    await beginRegister(trx, change, bearers);
    await insertLineage(trx, change, lineage);
    if (inForce.length > 0) {
      await recordCrosswalk(trx, { communityId: community.id, planId: inForce[0].planId, at });
      await moveStaff(trx, { ...change, lineage, actor });
    }
    await appendAudit(trx, [
      {
        actor,
        action: "RECODE_COMMUNITY",
        subject: `Community ${community.id}`,
        communityId: community.id,
        before: { code: community.code, version: community.version },
        after: {
          code,
          version: community.version + 1,
          at: at.toISOString(),
          grids: Object.fromEntries(recoded.map(({ from, to }) => [from, to])),
        },
        reason,
      },
      ...recoded.map(({ from }) => retiredCode(change, actor, from, lineage)),
      ...bearers.map((bearer) => issuedCode(change, actor, bearer)),
    ]);
    const [changed] = await findCommunities(trx, [community.id]);
    if (changed === undefined) throw new DomainError("NOT_FOUND", "The community is gone");
    return changed;
  });
}

function checkFormat(code: string): void {
  const fault = checkCommunityCode(code);
  if (fault === null) return;
  throw new RefusedError("BAD_INPUT", [
    { code: `CODE_${fault.reason}`, message: fault.message, path: ["code"] },
  ]);
}

function readReason(given: string): string {
  const reason = readComment(given, false);
  if (reason !== null) return reason;
  throw refused(
    "BAD_INPUT",
    "REASON_NEEDED",
    "请写明改码的原因",
    "Write down why the code changes",
    ["reason"],
  );
}

async function checkWish(
  trx: Knex.Transaction,
  community: CommunityToRecode,
  { code, expectedVersion }: RecodeWish,
): Promise<void> {
  if (community.version !== expectedVersion) {
    throw refused(
      "CONFLICT",
      "CONFLICT",
      `您看到的是第 ${expectedVersion} 版，社区已变，现为第 ${community.version} 版：请查看现状后再改`,
      `You saw version ${expectedVersion}, but the community has changed and is now version ` +
        `${community.version}: look at it as it is now`,
      ["expectedVersion"],
    );
  }
  if (community.code === code) {
    throw refused(
      "BAD_INPUT",
      "SAME_CODE",
      `社区现用代码就是 ${code}`,
      `${code} is the code of this community already`,
      ["code"],
    );
  }
  const bearer = await findBearerName(trx, code);
  if (bearer === null) return;
  throw refused(
    "CONFLICT",
    "CODE_IN_USE",
    `代码 ${code} 由“${bearer}”使用：请先给它改码`,
    `Code ${code} is in use by "${bearer}": give that community another one first`,
    ["code"],
  );
}

/** After everything in this community, and after the code's last use in any other. */
async function momentOfRecoding(
  trx: Knex.Transaction,
  communityId: string,
  code: string,
): Promise<Date> {
  const at = await nextMoment(trx, communityId);
  const given = await findLastUse(trx, code);
  return given === null || given < at ? at : new Date(given.getTime() + 1);
}

function recodedOrRefused(
  inForce: readonly GridInForceRow[],
  code: string,
  issuedUnderIt: readonly string[],
): RecodedGrid[] {
  try {
    return recodeGrids(
      inForce.map((grid) => grid.code),
      code,
      issuedUnderIt,
    );
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    const zh = `代码 ${code} 下的网格顺序号已用完（001-499 或 501-899）：请改用其他代码`;
    const message: Text = { zh, en: error.message };
    throw new RefusedError("CONFLICT", [{ code: "NO_CODES_LEFT", message, path: ["code"] }]);
  }
}

function lineageOfRecoding(
  recoded: readonly RecodedGrid[],
  inForce: readonly GridInForceRow[],
): LineageEntry[] {
  return recoded.map(({ from, to }) => {
    const { households, buildingIds } = gridOf(inForce, from);
    return { kind: "RECODE", from, to, households, buildings: buildingIds.length };
  });
}

function bearersOf(recoded: readonly RecodedGrid[], inForce: readonly GridInForceRow[]) {
  return recoded.map(({ from, to, kind }) => ({
    code: to,
    kind,
    gridId: gridOf(inForce, from).gridId,
  }));
}

function gridOf(inForce: readonly GridInForceRow[], code: string): GridInForceRow {
  const grid = inForce.find((one) => one.code === code);
  if (grid === undefined) throw new Error(`${code} is not in force`);
  return grid;
}
