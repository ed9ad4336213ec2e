/** The roles by name, and in a sentence each. */
import { says } from "../core/language";

export const roleWords = says({
  VIEWER: { zh: "查阅员", en: "Viewer" },
  PLANNER: { zh: "规划员", en: "Planner" },
  REVIEWER: { zh: "街道审核员", en: "Street reviewer" },
  APPROVER: { zh: "区级审批人", en: "County approver" },
  ADMIN: { zh: "管理员", en: "Administrator" },
  VIEWER_hint: { zh: "仅查阅。", en: "Reads." },
  PLANNER_hint: {
    zh: "提出、修改、提交和撤回方案。",
    en: "Proposes, edits, submits and withdraws plans.",
  },
  REVIEWER_hint: {
    zh: "对已提交的方案审核同意、退回或否决。",
    en: "Endorses, returns or rejects what was submitted.",
  },
  APPROVER_hint: {
    zh: "批准已审核的方案，并使其生效。",
    en: "Approves what was endorsed, and puts it in force.",
  },
  ADMIN_hint: {
    zh: "维护代码、查阅审计记录，不对方案作决定。",
    en: "Records codes and reads the audit trail; decides nothing about plans.",
  },
});
