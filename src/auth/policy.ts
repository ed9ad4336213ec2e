/** Who may do what: one table, which everything else asks. */
import type { Text } from "../engine";
import { DomainError } from "../errors";
import type { Actor, Role, Viewer } from "./viewer";

const EVERYONE: readonly Role[] = ["VIEWER", "PLANNER", "REVIEWER", "APPROVER", "ADMIN"];

/** Every action that needs a right, and the roles that give it inside their jurisdiction. */
export const POLICY = {
  /** Communities, their buildings, plans, grids, jobs, and the register. */
  READ: EVERYONE,
  /** The audit trail. */
  READ_AUDIT: ["REVIEWER", "APPROVER", "ADMIN"],
  /** Load a ledger: communities, estates, buildings, barriers. */
  IMPORT_DATASET: ["PLANNER", "ADMIN"],
  /** Load the grids of other departments. */
  IMPORT_DEPARTMENTAL_GRIDS: ["PLANNER", "ADMIN"],
  /** Have the engine propose plans, and cancel that. */
  PROPOSE_PLAN: ["PLANNER"],
  /** Change a draft by hand or let the engine help with it, copy a plan, name it, delete one's own draft. */
  EDIT_PLAN: ["PLANNER"],
  /** Save planning rules under a name, in one's jurisdiction. */
  SAVE_RULES: ["PLANNER", "REVIEWER", "APPROVER"],
  /** Choose the rules that proposals in a jurisdiction use when nothing else is said. */
  SET_DEFAULT_RULES: ["REVIEWER", "APPROVER"],
  SUBMIT_PLAN: ["PLANNER"],
  /** Bring a stale plan up to date with its basis. */
  REVALIDATE_PLAN: ["PLANNER", "REVIEWER", "APPROVER"],
  /** Before it is approved. */
  WITHDRAW_PLAN: ["PLANNER"],
  /** Before it is in force. */
  WITHDRAW_APPROVED_PLAN: ["APPROVER"],
  ENDORSE_PLAN: ["REVIEWER"],
  RETURN_SUBMITTED_PLAN: ["REVIEWER"],
  REJECT_SUBMITTED_PLAN: ["REVIEWER"],
  APPROVE_PLAN: ["APPROVER"],
  RETURN_ENDORSED_PLAN: ["APPROVER"],
  REJECT_ENDORSED_PLAN: ["APPROVER"],
  /** Lay a plan open to the public for a time. */
  GIVE_NOTICE: ["REVIEWER", "APPROVER"],
  /** Write a remark on a plan. */
  REMARK_ON_PLAN: ["PLANNER", "REVIEWER", "APPROVER"],
  PUT_PLAN_IN_FORCE: ["APPROVER"],
  FILE_PLAN: ["APPROVER"],
  /** Give a community another code, and its grids with it. */
  RECODE_COMMUNITY: ["ADMIN"],
  ASSIGN_STAFF: ["PLANNER"],
  /** Make a link that gives a file of what one may read, and revoke it. */
  MAKE_EXPORT_LINK: EVERYONE,
  /** Revoke a link that somebody else made. */
  REVOKE_EXPORT_LINK: ["REVIEWER", "APPROVER", "ADMIN"],
} as const satisfies Readonly<Record<string, readonly Role[]>>;

/** Something that needs a right. */
export type Action = keyof typeof POLICY;

/** The role that lets this viewer do it to a community with this code; null: may not. */
export function roleFor(
  viewer: Viewer | null,
  action: Action,
  communityCode: string | null,
): Role | null {
  const roles: readonly Role[] = POLICY[action];
  const grant = viewer?.grants.find(
    ({ role, jurisdiction }) =>
      roles.includes(role) && (communityCode ?? "").startsWith(jurisdiction),
  );
  return grant?.role ?? null;
}

/** The code prefixes where this viewer may do it; none: nowhere; an empty one: everywhere. */
export function scopeOf(viewer: Viewer | null, action: Action): readonly string[] {
  const roles: readonly Role[] = POLICY[action];
  const prefixes = (viewer?.grants ?? [])
    .filter(({ role }) => roles.includes(role))
    .map(({ jurisdiction }) => jurisdiction);
  // A prefix says nothing beside a shorter one.
  return [...new Set(prefixes)]
    .filter((one) => !prefixes.some((other) => other !== one && one.startsWith(other)))
    .sort();
}

/**
 * The viewer in the role that lets him or her do it to a community with this code (null: one
 * without a code, which belongs to those whose jurisdiction is everywhere). Throws UNAUTHENTICATED
 * or FORBIDDEN, which says what is needed. An actor has been asked before: the program itself, or
 * somebody whose decision is carried out later.
 */
export function authorize(
  asker: Viewer | Actor | null,
  action: Action,
  communityCode: string | null,
): Actor {
  return actorIn(asker, action, communityCode, {
    zh: `社区 ${communityCode ?? "（无代码）"}`,
    en: `community ${communityCode ?? "without a code"}`,
  });
}

/** The same for what holds for a whole jurisdiction, by the code prefix that it is. */
export function authorizeThroughout(
  asker: Viewer | Actor | null,
  action: Action,
  jurisdiction: string,
): Actor {
  return actorIn(asker, action, jurisdiction, {
    zh: jurisdiction === "" ? "所有社区" : `代码以 ${jurisdiction} 开头的所有社区`,
    en: jurisdiction === "" ? "all communities" : `all communities of ${jurisdiction}`,
  });
}

function actorIn(
  asker: Viewer | Actor | null,
  action: Action,
  code: string | null,
  where: Text,
): Actor {
  const viewer = signedIn(asker);
  if ("role" in viewer) return viewer;
  const role = roleFor(viewer, action, code);
  if (role !== null) return { id: viewer.id, name: viewer.name, role };
  throw forbidden(viewer, action, where);
}

/** The same for something that is no single community's: the right is needed in any jurisdiction. */
export function authorizeSomewhere(asker: Viewer | Actor | null, action: Action): Actor {
  const viewer = signedIn(asker);
  if ("role" in viewer) return viewer;
  const roles: readonly Role[] = POLICY[action];
  const grant = viewer.grants.find(({ role }) => roles.includes(role));
  if (grant !== undefined) return { id: viewer.id, name: viewer.name, role: grant.role };
  throw forbidden(viewer, action, { zh: "任一社区", en: "any community" });
}

/** Whoever asks; throws UNAUTHENTICATED for a stranger. */
export function signedIn<Known extends Viewer | Actor>(asker: Known | null): Known {
  if (asker !== null) return asker;
  throw new DomainError(
    "UNAUTHENTICATED",
    "This needs a signed-in person: send the header Authorization: Bearer TOKEN",
    { text: { zh: "请先登录。", en: "Sign in first." } },
  );
}

/** For programs the message names the action; for people the text says it in their language. */
function forbidden({ grants }: Viewer, action: Action, where: Text): DomainError {
  const roles: readonly Role[] = POLICY[action];
  const held = grants.map(({ role, jurisdiction }) => `${role} of ${jurisdiction || "all"}`);
  const heldZh = grants.map(
    ({ role, jurisdiction }) => `${ROLE_ZH[role]}（${jurisdiction || "全部"}）`,
  );
  const needed = roles.join(" or ");
  return new DomainError(
    "FORBIDDEN",
    `${action} for ${where.en} needs the role ${needed} there; you have ${held.join(", ") || "none"}`,
    {
      text: {
        zh:
          `您的角色不能在此办理：需要${roles.map((role) => ROLE_ZH[role]).join("或")}角色，管辖` +
          `${where.zh}；您现有：${heldZh.join("、") || "无"}。`,
        en:
          `Your role does not allow this here: it needs ${needed} for ${where.en}; ` +
          `you have ${held.join(", ") || "none"}.`,
      },
    },
  );
}

const ROLE_ZH: Readonly<Record<Role, string>> = {
  VIEWER: "查阅员",
  PLANNER: "规划员",
  REVIEWER: "街道审核员",
  APPROVER: "区级审批人",
  ADMIN: "管理员",
};
