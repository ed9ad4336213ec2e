/** Where a plan stands: how far it has come, what it waits for, and what keeps it from going on. */
import { stateWords } from "../alternatives/plan-words";
import { both, format, says } from "../core/language";
import { viewer } from "../session/viewer";
import type { PlanToDecide, Review } from "./decisions";

const say = says({
  way: { zh: "办理进度", en: "How far it has come" },
  done: { zh: "已完成", en: "done" },
  here: { zh: "现在", en: "now" },
  by: { zh: "{who} · {time}", en: "{who} · {time}" },
  DRAFT: {
    zh: "草案：修改完成后由规划员提交。",
    en: "A draft: its planner submits it when it is ready.",
  },
  returned: {
    zh: "{who} 于 {time} 退回：修改后可再次提交。",
    en: "Returned by {who} on {time}: to be mended and submitted anew.",
  },
  SUBMITTED: { zh: "等待街道审核。", en: "Waits for the street to review it." },
  ENDORSED: {
    zh: "街道已同意，等待区级审批。",
    en: "The street agrees; waits for the county to approve it.",
  },
  APPROVED: {
    zh: "区级已批准，等待公布施行。",
    en: "The county has approved it; waits to be put in force.",
  },
  scheduled: {
    zh: "已批准，将于 {time} 自动施行，无须再办理。",
    en: "Approved. It is put in force by itself on {time}; nobody has to do anything.",
  },
  IN_FORCE: {
    zh: "自 {time} 起施行，网格已写入名册。",
    en: "In force since {time}; its grids are in the register.",
  },
  SUPERSEDED: { zh: "{time} 起被新方案替代。", en: "Superseded by another plan on {time}." },
  REJECTED: { zh: "方案已被否决，不再办理。", en: "It was rejected; nothing more happens to it." },
  WITHDRAWN: { zh: "方案已撤回，不再办理。", en: "It was withdrawn; nothing more happens to it." },
  filed: { zh: "备案编号 {number}（{time}）。", en: "Filed as {number} on {time}." },
  notice: { zh: "公示期：{from} 至 {to}。", en: "Public notice from {from} to {to}." },
  noticeRuns: {
    zh: "公示期：{from} 至 {to}，期满前不能批准。",
    en: "Public notice from {from} to {to}: it cannot be approved before its end.",
  },
  ownPlan: {
    zh: "本方案由您提交，须由另一人审核、批准和公布。",
    en: "You submitted this plan yourself: others have to endorse, approve and put it in force.",
  },
  stale: {
    zh: "方案的依据已有变化，须重新核验后方可继续办理：",
    en: "What this plan was made from has changed. It has to be revalidated before it proceeds:",
  },
  staleMore: { zh: "另有 {n} 处变化", en: "and {n} change more|and {n} changes more" },
  otherRules: {
    zh: "本方案使用的规则数值与社区现行规则不同。",
    en: "This plan was made with other numbers than the rules that its community uses now.",
  },
});

const shownChanges = 5;
const steps = ["DRAFT", "SUBMITTED", "ENDORSED", "APPROVED", "IN_FORCE"] as const;
type Step = (typeof steps)[number];

export function Standing({ plan }: { plan: PlanToDecide }) {
  const { state, notice, filingNumber, filedAt } = plan;
  return (
    <div class="standing">
      <p>
        <strong class="state" data-state={state}>
          {stateWords(state)}
        </strong>{" "}
        <span id="waits-for">{waitsFor(plan)}</span>
      </p>
      <ReturnedFor plan={plan} />
      <Way plan={plan} />
      {notice !== null && (
        <p>
          {say(isRunning(notice.to) && plan.state !== "IN_FORCE" ? "noticeRuns" : "notice", {
            from: format.time(notice.from),
            to: format.time(notice.to),
          })}
        </p>
      )}
      {filingNumber !== null && filedAt !== null && (
        <p>{say("filed", { number: filingNumber, time: format.time(filedAt) })}</p>
      )}
      {isOwn(plan) && <p class="muted">{say("ownPlan")}</p>}
      {!plan.hasRulesInUse && isUnderWay(plan) && <p class="muted">{say("otherRules")}</p>}
      <StaleNote plan={plan} />
    </div>
  );
}

/** What its planner has to mend. */
function ReturnedFor({ plan }: { plan: PlanToDecide }) {
  const back = plan.state === "DRAFT" ? lastReturn(plan.reviews.nodes) : null;
  return back === null ? null : <blockquote class="said returned">{back.comment}</blockquote>;
}

function Way({ plan }: { plan: PlanToDecide }) {
  const reached = stepOf(plan);
  return (
    <ol class="way" aria-label={say("way")}>
      {steps.map((step, i) => {
        const isDone = i < reached;
        const isHere = i === reached;
        return (
          <li
            key={step}
            class={isDone ? "done" : isHere ? "here" : "ahead"}
            aria-current={isHere ? "step" : undefined}
          >
            <span class="dot" aria-hidden="true" />
            {stateWords(step)}
            {(isDone || isHere) && (
              <span class="visually-hidden"> ({say(isDone ? "done" : "here")})</span>
            )}
          </li>
        );
      })}
    </ol>
  );
}

/** How far it is, or was before it ended otherwise. */
function stepOf({ state, reviews }: PlanToDecide): number {
  const isStep = (one: string): one is Step => steps.some((step) => step === one);
  if (isStep(state)) return steps.indexOf(state);
  if (state === "SUPERSEDED") return steps.length;
  const last = reviews.nodes.findLast(({ kind }) => kind === "REJECT" || kind === "WITHDRAW");
  return last !== undefined && isStep(last.fromState) ? steps.indexOf(last.fromState) : 0;
}

function waitsFor(plan: PlanToDecide): string {
  const { state, effectiveFrom, supersededAt } = plan;
  if (state === "DRAFT") {
    const back = lastReturn(plan.reviews.nodes);
    return back === null
      ? say("DRAFT")
      : say("returned", { who: back.actor.name, time: format.time(back.at) });
  }
  if (state === "APPROVED" && effectiveFrom !== null) {
    return say("scheduled", { time: format.time(effectiveFrom) });
  }
  const since = state === "SUPERSEDED" ? supersededAt : effectiveFrom;
  return say(state, { time: since === null ? "" : format.time(since) });
}

/** The return that made a draft of it again; null where it was submitted since, or never returned. */
function lastReturn(
  reviews: readonly Pick<Review, "kind" | "at" | "actor" | "comment">[],
): Pick<Review, "at" | "actor" | "comment"> | null {
  const last = reviews.findLast(({ kind }) => kind === "RETURN" || kind === "SUBMIT");
  return last?.kind === "RETURN" ? last : null;
}

function isRunning(to: string): boolean {
  return new Date(to).getTime() > Date.now();
}

function isUnderWay({ state }: PlanToDecide): boolean {
  return state === "SUBMITTED" || state === "ENDORSED" || state === "APPROVED";
}

function isOwn(plan: PlanToDecide): boolean {
  return isUnderWay(plan) && plan.submittedBy?.id === viewer.value?.id;
}

function StaleNote({ plan }: { plan: PlanToDecide }) {
  if (plan.isStale !== true) return null;
  const changes = plan.basisChanges ?? [];
  return (
    <div class="basis-changed" role="status">
      <p>{say("stale")}</p>
      <ul>
        {changes.slice(0, shownChanges).map(({ message }, i) => (
          <li key={i}>{both(message)}</li>
        ))}
        {changes.length > shownChanges && (
          <li>{say("staleMore", { n: changes.length - shownChanges })}</li>
        )}
      </ul>
    </div>
  );
}
