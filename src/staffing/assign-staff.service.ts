import type { Knex } from "knex";
import { appendAudit } from "../audit/audit.repository";
import { authorize, roleFor } from "../auth/policy";
import type { Viewer } from "../auth/viewer";
import type { Text } from "../engine";
import type { ErrorCode } from "../errors";
import { RefusedError } from "../refusal";
import { DUTY_TEXT, type Staff, type StaffDuty } from "./staff";
import { assigned, ended } from "./staff-audit";
import {
  endStaffRows,
  findCodeOwner,
  findStaff,
  findStaffOfCommunities,
  insertStaff,
  lockCommunity,
  momentFor,
  type CodeOwner,
} from "./staff.repository";

/** Who shall serve where. */
export interface AssignWish {
  readonly gridCode: string;
  readonly duty: StaffDuty;
  readonly name: string;
  readonly fullTime: boolean;
  readonly partyBranchSecretary: boolean;
  /** The row of the person whose place it is until now. */
  readonly replacesId: string | null;
}

/** Gives somebody a duty in a grid in force; who had the place until now ends at the same moment. */
export async function assignStaff(
  db: Knex,
  viewer: Viewer | null,
  wish: AssignWish,
): Promise<{ readonly staff: Staff; readonly replaced: Staff | null }> {
  const owner = await ownerOf(db, viewer, wish.gridCode);
  const actor = authorize(viewer, "ASSIGN_STAFF", owner.communityCode);
  const name = wish.name.trim();
  refuseNonsense({ ...wish, name });
  const { communityId } = owner;
  return db.transaction(async (trx) => {
    await lockCommunity(trx, communityId);
    const code = (await findCodeOwner(trx, wish.gridCode)) ?? owner;
    if (code.isRetired) throw refused("CONFLICT", "CODE_RETIRED", "gridCode", retired(code.code));
    const colleagues = (await findStaffOfCommunities(trx, [communityId])).filter(
      (one) => one.code === code.code && one.duty === wish.duty,
    );
    const replaced = await placeHolder(trx, wish, colleagues);
    const left = colleagues.filter(({ id }) => id !== replaced?.id);
    refuseTaken(wish.duty, name, left);
    const moment = await momentFor(trx, code.code, replaced?.id ?? null);
    const gone =
      replaced &&
      (await endStaffRows(trx, [replaced.id], {
        validTo: moment,
        endKind: "REPLACED",
        endReason: null,
        endedByPlan: null,
      }));
    const [staff] = await insertStaff(trx, [
      { ...wish, name, communityId, code: code.code, continues: null, validFrom: moment },
    ]);
    const change = { actor, communityId };
    await appendAudit(trx, [
      ...(gone ?? []).map((one) => ended(change, one, null)),
      assigned(change, staff),
    ]);
    return { staff, replaced: gone?.[0] ?? null };
  });
}

/** Ends somebody's time in a grid; refused where it has ended already. */
export async function endStaff(
  db: Knex,
  viewer: Viewer | null,
  { id, reason }: { readonly id: string; readonly reason: string },
): Promise<Staff> {
  const [known] = await findStaff(db, [id]);
  const owner = await ownerOf(db, viewer, known?.code ?? null);
  const actor = authorize(viewer, "ASSIGN_STAFF", owner.communityCode);
  const why = reason.trim();
  if (why === "") {
    throw refused("BAD_INPUT", "REASON_MISSING", "reason", {
      zh: "请写明离岗原因",
      en: "Say why: the reason is empty",
    });
  }
  const { communityId } = owner;
  return db.transaction(async (trx) => {
    await lockCommunity(trx, communityId);
    const [staff] = await endStaffRows(trx, [id], {
      validTo: await momentFor(trx, known.code, id),
      endKind: "ENDED",
      endReason: why,
      endedByPlan: null,
    });
    if (staff === undefined) throw refused("CONFLICT", "CONFLICT", "id", hasEnded(known.name));
    await appendAudit(trx, [ended({ actor, communityId }, staff, why)]);
    return staff;
  });
}

/** Whose the code is. What the viewer may not read is as if it did not exist. */
async function ownerOf(db: Knex, viewer: Viewer | null, code: string | null): Promise<CodeOwner> {
  const owner = code === null ? null : await findCodeOwner(db, code);
  if (owner !== null && (viewer === null || roleFor(viewer, "READ", owner.communityCode))) {
    return owner;
  }
  // Whoever is not signed in is told that first.
  if (viewer === null) authorize(viewer, "ASSIGN_STAFF", null);
  throw code === null
    ? refused("NOT_FOUND", "NOT_FOUND", "id", {
        zh: "没有这条人员记录",
        en: "There is no such staff",
      })
    : refused("NOT_FOUND", "NOT_FOUND", "gridCode", {
        zh: `没有网格编码 ${code}，请从网格名册中选择`,
        en: `There is no grid code ${code}: choose one from the register`,
      });
}

function refuseNonsense({ duty, name, partyBranchSecretary }: AssignWish): void {
  if (name === "" || name.length > MAX_NAME) {
    throw refused("BAD_INPUT", "NAME_LENGTH", "name", {
      zh: `姓名应为 1 至 ${MAX_NAME} 个字，现为 ${name.length} 个字`,
      en: `Expected a name of 1 to ${MAX_NAME} characters, got ${name.length}`,
    });
  }
  if (partyBranchSecretary && duty !== "GRID_HEAD") {
    throw refused("BAD_INPUT", "NOT_A_HEAD", "partyBranchSecretary", {
      zh: "网格党支部（党小组）书记只登记在网格长名下",
      en: "Only a grid head can be recorded as secretary of the grid's party branch",
    });
  }
}

const MAX_NAME = 50;

/** The row that is to end for this one. */
async function placeHolder(
  trx: Knex.Transaction,
  { gridCode, duty, replacesId }: AssignWish,
  colleagues: readonly Staff[],
): Promise<Staff | null> {
  if (replacesId === null) return null;
  const holder = colleagues.find(({ id }) => id === replacesId);
  if (holder !== undefined) return holder;
  const [known] = await findStaff(trx, [replacesId]);
  if (known?.code === gridCode && known.duty === duty) {
    throw refused("CONFLICT", "CONFLICT", "replacesId", hasEnded(known.name));
  }
  throw refused("BAD_INPUT", "NOT_THIS_PLACE", "replacesId", {
    zh: `被接替的人不在网格 ${gridCode} 担任${DUTY_TEXT[duty].zh}`,
    en: `The one to be replaced does not serve as ${DUTY_TEXT[duty].en} in grid ${gridCode}`,
  });
}

function refuseTaken(duty: StaffDuty, name: string, colleagues: readonly Staff[]): void {
  const same = colleagues.find((one) => one.name === name);
  if (same !== undefined) {
    throw refused("CONFLICT", "ALREADY_SERVES", "name", {
      zh: `${name}已在网格 ${same.code} 担任${DUTY_TEXT[duty].zh}；若是同名的另一人，请在姓名后加以区分`,
      en: `${name} already serves as ${DUTY_TEXT[duty].en} in grid ${same.code}; if this is another person of that name, add something that tells them apart`,
    });
  }
  if (duty !== "GRID_HEAD" || colleagues.length === 0) return;
  const [head] = colleagues;
  throw refused("CONFLICT", "HEAD_EXISTS", "duty", {
    zh: `网格 ${head.code} 已有网格长${head.name}；如要更换，请在 replacesId 中写明接替他（她）`,
    en: `Grid ${head.code} has a head, ${head.name}: to replace him or her, give that id as replacesId`,
  });
}

function retired(code: string): Text {
  return {
    zh: `网格编码 ${code} 已停用，请查“接替编码”后改用现行编码`,
    en: `Grid code ${code} has retired: look up what replaced it and use that code`,
  };
}

function hasEnded(name: string): Text {
  return {
    zh: `${name}已经离岗，请刷新人员名单后重试`,
    en: `${name} has already ended there: read the staff again and retry`,
  };
}

function refused(error: ErrorCode, code: string, field: string, message: Text): RefusedError {
  return new RefusedError(error, [{ code, message, path: [field] }]);
}
