/** What plans are called, and the words of their states and of what they are best in. */
import { format, says } from "../core/language";
import "./plan-words.css";

/** Where a plan is in its life. */
export const stateWords = says({
  DRAFT: { zh: "草案", en: "Draft" },
  SUBMITTED: { zh: "已提交", en: "Submitted" },
  ENDORSED: { zh: "已审核", en: "Endorsed" },
  APPROVED: { zh: "已批准", en: "Approved" },
  IN_FORCE: { zh: "已生效", en: "In force" },
  SUPERSEDED: { zh: "已被替代", en: "Superseded" },
  REJECTED: { zh: "已否决", en: "Rejected" },
  WITHDRAWN: { zh: "已撤回", en: "Withdrawn" },
});

/** What a search is asked to be best in. */
export const focusWords = says({
  BALANCED: { zh: "均衡", en: "Balanced" },
  LEAST_CHURN: { zh: "变动最小", en: "Least churn" },
  ROADS_FIRST: { zh: "道路优先", en: "Roads first" },
  MOST_COMPACT: { zh: "最紧凑", en: "Most compact" },
  FEWEST_GRIDS: { zh: "网格最少", en: "Fewest grids" },
  STAFF_SAVING: { zh: "节省人力", en: "Staff saving" },
});

const say = says({
  unnamed: { zh: "方案 {number}（{focus}，{time}）", en: "Plan {number} ({focus}, {time})" },
  short: { zh: "方案 {number} · {focus}", en: "Plan {number} · {focus}" },
});

/** What a plan is called among those that were proposed together. */
export function shortTitle(plan: Omit<Parameters<typeof planTitle>[0], "createdAt">): string {
  if (plan.name !== null) return plan.name;
  return say("short", { number: plan.alternative, focus: focusWords(plan.focus) });
}

/** What a plan is called by: its planner's name for it, or what it was proposed as. */
export function planTitle(plan: {
  readonly name: string | null;
  readonly alternative: number;
  readonly focus: Parameters<typeof focusWords>[0];
  readonly createdAt: string;
}): string {
  if (plan.name !== null) return plan.name;
  const time = format.time(plan.createdAt);
  return say("unnamed", { number: plan.alternative, focus: focusWords(plan.focus), time });
}
