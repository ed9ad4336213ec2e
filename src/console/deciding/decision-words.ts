/** Decisions in words: what the button says, what it does, and who is next. */
import { says } from "../core/language";

/** What one does. */
export const decisionWords = says({
  revalidate: { zh: "重新核验", en: "Revalidate" },
  submit: { zh: "提交", en: "Submit" },
  endorse: { zh: "审核通过", en: "Endorse" },
  approve: { zh: "批准", en: "Approve" },
  putInForce: { zh: "公布施行", en: "Put in force" },
  file: { zh: "登记备案", en: "File" },
  giveNotice: { zh: "公示", en: "Give public notice" },
  return: { zh: "退回修改", en: "Return" },
  reject: { zh: "否决", en: "Reject" },
  withdraw: { zh: "撤回", en: "Withdraw" },
});

/** What comes of it, and what happens next: read before it is confirmed. */
export const consequenceWords = says({
  revalidate: {
    zh: "按现在的边界、楼栋、分界线和名册重新核验本方案：划分不变，户数和核查问题会更新，之后可以继续办理。已提交的方案若不再符合规则，则不作变动并说明原因。",
    en: "The plan is checked again against today's boundary, buildings, barriers and register. Its division stays; figures and findings are renewed, and it can proceed. A plan that was submitted has to hold as it is: otherwise nothing changes, and you are told why.",
  },
  submit: {
    zh: "方案提交后不能再修改，由街道审核；须由另一人审核。",
    en: "Once submitted, the plan cannot be edited. Next the street reviews it; somebody else than you has to.",
  },
  endorse: {
    zh: "表示街道同意本方案。下一步由区级审批。",
    en: "The street agrees with this plan. Next the county decides whether to approve it.",
  },
  approve: {
    zh: "表示区级批准本方案。下一步公布施行，可以即刻施行或定期施行。",
    en: "The county approves this plan. Next it is put in force, at once or on a date.",
  },
  putInForce: {
    zh: "方案的网格写入名册，编码正式发放，原有网格同时退出。此事不能撤销，只能由新方案替代。",
    en: "The grids enter the register, their codes are issued, and the grids of before retire. This cannot be undone; only another plan can replace it.",
  },
  file: {
    zh: "把上级的备案编号记入本方案。",
    en: "Writes down the number under which the higher body filed this plan.",
  },
  giveNotice: {
    zh: "方案在此期间公开征求意见，期满之前不能批准。再次公示会替换原来的时间。",
    en: "The plan lies open for remarks in this time, and cannot be approved before its end. A second notice replaces the first.",
  },
  return: {
    zh: "方案回到草案，由规划员修改后再次提交。理由会写入办理记录。",
    en: "The plan becomes a draft again; its planner mends it and submits it anew. Your reason goes into the book.",
  },
  reject: {
    zh: "方案就此终止，不能恢复；需要时另行编制。理由会写入办理记录。",
    en: "The plan ends here and cannot be taken up again; a new one may be proposed. Your reason goes into the book.",
  },
  withdraw: {
    zh: "方案就此终止，不能恢复；需要时可以另存为新的草案。理由会写入办理记录。",
    en: "The plan ends here and cannot be taken up again; it may be copied as a new draft. Your reason goes into the book.",
  },
});

/** What is announced once it is done. */
export const doneWords = says({
  revalidate: { zh: "已重新核验。", en: "Revalidated." },
  submit: { zh: "已提交，待街道审核。", en: "Submitted. Next the street reviews it." },
  endorse: { zh: "已审核通过，待区级审批。", en: "Endorsed. Next the county decides." },
  approve: { zh: "已批准，待公布施行。", en: "Approved. Next it is put in force." },
  putInForce: { zh: "已公布施行。", en: "Done: it is in force." },
  schedule: {
    zh: "施行时间已定，届时自动施行。",
    en: "The day is set: it is put in force by itself.",
  },
  file: { zh: "备案编号已登记。", en: "The filing number is written down." },
  giveNotice: { zh: "已开始公示。", en: "Public notice is given." },
  return: { zh: "已退回规划员修改。", en: "Returned to its planner." },
  reject: { zh: "已否决。", en: "Rejected." },
  withdraw: { zh: "已撤回。", en: "Withdrawn." },
});

/** Entries of the book. */
export const reviewWords = says({
  SUBMIT: { zh: "提交", en: "Submitted" },
  ENDORSE: { zh: "审核通过", en: "Endorsed" },
  RETURN: { zh: "退回修改", en: "Returned" },
  APPROVE: { zh: "批准", en: "Approved" },
  REJECT: { zh: "否决", en: "Rejected" },
  WITHDRAW: { zh: "撤回", en: "Withdrawn" },
  SCHEDULE: { zh: "确定施行时间", en: "Given a day" },
  PUT_IN_FORCE: { zh: "公布施行", en: "Put in force" },
  SUPERSEDE: { zh: "被新方案替代", en: "Superseded" },
  FILE: { zh: "备案", en: "Filed" },
  REVALIDATE: { zh: "重新核验", en: "Revalidated" },
  NOTICE: { zh: "公示", en: "Public notice" },
  REMARK: { zh: "批注", en: "Remark" },
});
