/** People of the demo mode: one of each role, for everywhere. They exist nowhere else. */
import type { Role, Viewer } from "./viewer";

const NAMES: Readonly<Record<Role, string>> = {
  VIEWER: "示例·查阅员 (demo viewer)",
  PLANNER: "示例·规划员 (demo planner)",
  REVIEWER: "示例·街道审核员 (demo reviewer)",
  APPROVER: "示例·区级审批人 (demo approver)",
  ADMIN: "示例·管理员 (demo admin)",
};

/** The demo person of a role. */
export function demoPerson(role: Role): Viewer {
  return {
    id: `demo-${role.toLowerCase()}`,
    name: NAMES[role],
    grants: [{ role, jurisdiction: "" }],
  };
}

/** Whom the demo mode takes you for while you have not chosen anybody. */
export const DEMO_PLANNER: Viewer = demoPerson("PLANNER");
