/** One plan in a box: whose it is, since when it waits, and what it changes. */
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { planTitle, stateWords } from "../alternatives/plan-words";
import { format, says } from "../core/language";
import { linkToView } from "../core/route";
import { useQuery } from "../core/query";
import { pointedAt } from "./inbox-map";
import { ChangeInShort, type InboxPlanFragment } from "./inbox.generated";

export type InboxPlan = InboxPlanFragment;

const say = says({
  submitted: { zh: "{who} 于 {time} 提交", en: "Submitted by {who}, {time}" },
  made: { zh: "{who} 于 {time} 编制", en: "Proposed by {who}, {time}" },
  nobody: { zh: "未知", en: "somebody" },
  returned: { zh: "{who} 于 {time} 退回：", en: "Returned by {who}, {time}:" },
  counting: { zh: "正在计算影响…", en: "Counting what changes…" },
  first: {
    zh: "首次划分：{n} 户、{buildings} 栋楼",
    en: "A first division, of {n} household in {buildings} buildings|A first division, of {n} households in {buildings} buildings",
  },
  moved: {
    zh: "{n} 户变更网格（{churn}）",
    en: "{n} household changes grid ({churn})|{n} households change grid ({churn})",
  },
  recoded: { zh: "{n} 户编码变更", en: "{n} household changes code|{n} households change code" },
  nothing: { zh: "没有住户变更网格", en: "No household changes grid" },
  unknown: { zh: "影响暂时无法计算", en: "What it changes cannot be told now" },
  warnings: { zh: "{n} 项提醒", en: "{n} warning|{n} warnings" },
  errors: { zh: "{n} 项错误", en: "{n} error|{n} errors" },
  stale: { zh: "依据已变，须重新核验", en: "Stale: to be revalidated" },
  noticeUntil: { zh: "公示至 {time}", en: "Public notice until {time}" },
  from: { zh: "{time} 起施行", en: "In force from {time}" },
  grids: { zh: "{n} 个网格", en: "{n} grid|{n} grids" },
  inBand: { zh: "标准网格达标 {n}/{all}", en: "{n} of {all} standard grids in band" },
});

export function InboxCard({ plan }: { plan: InboxPlan }) {
  const { community, state, metrics, notice, effectiveFrom } = plan;
  const item = useRef<HTMLLIElement>(null);
  const isSeen = useSeen(item);
  const count = (severity: string): number =>
    plan.findings.filter((finding) => finding.severity === severity).length;
  const [errors, warnings] = [count("ERROR"), count("WARNING")];
  const point = (): void => {
    pointedAt.value = community.id;
  };
  const leave = (): void => {
    pointedAt.value = null;
  };
  return (
    <li
      ref={item}
      class="inbox-card"
      data-plan={plan.id}
      data-community={community.code ?? community.id}
      onMouseEnter={point}
      onMouseLeave={leave}
      onFocusCapture={point}
      onBlurCapture={leave}
    >
      <p class="inbox-name">
        <a href={linkToView("plan", { plan: plan.id, tab: "decide" })}>{community.name}</a>
        <span class="inbox-state" data-state={state}>
          {stateWords(state)}
        </span>
      </p>
      <p class="inbox-change">{isSeen && <Change planId={plan.id} />}</p>
      <p class="muted fine">
        {planTitle(plan)} · {say("grids", { n: metrics.grids })}
        {metrics.standardGrids > 0 &&
          ` · ${say("inBand", { n: metrics.gridsInBand, all: metrics.standardGrids })}`}
      </p>
      <p class="muted fine">{sinceWhen(plan)}</p>
      <Returned plan={plan} />
      <p class="inbox-tags">
        {errors > 0 && <span class="tag bad">✕ {say("errors", { n: errors })}</span>}
        {warnings > 0 && <span class="tag warn">! {say("warnings", { n: warnings })}</span>}
        {plan.isStale === true && <span class="tag warn">↻ {say("stale")}</span>}
        {notice !== null && isToCome(notice.to) && (
          <span class="tag">{say("noticeUntil", { time: format.time(notice.to) })}</span>
        )}
        {state === "APPROVED" && effectiveFrom !== null && (
          <span class="tag">{say("from", { time: format.time(effectiveFrom) })}</span>
        )}
      </p>
    </li>
  );
}

function Change({ planId }: { planId: string }) {
  const { data, fault } = useQuery(ChangeInShort, { id: planId });
  if (data === null) {
    return <span class="muted">{say(fault === null ? "counting" : "unknown")}</span>;
  }
  const impact = data.plan?.impact;
  if (impact == null) return null;
  const { isFirst, households, buildings, householdsMoved, householdsRecoded, churn } = impact;
  if (isFirst) return <>{say("first", { n: households, buildings: format.number(buildings) })}</>;
  const moved =
    householdsMoved === 0
      ? say("nothing")
      : say("moved", { n: householdsMoved, churn: format.tenths(churn) });
  return (
    <>
      {moved}
      {householdsRecoded > 0 && ` · ${say("recoded", { n: householdsRecoded })}`}
    </>
  );
}

/** Why it came back, where it is to be mended. */
function Returned({ plan }: { plan: InboxPlan }) {
  if (plan.state !== "DRAFT") return null;
  const back = plan.reviews.nodes.findLast(({ kind }) => kind === "RETURN");
  if (back === undefined) return null;
  return (
    <blockquote class="inbox-returned">
      <span class="muted fine">
        {say("returned", { who: back.actor.name, time: format.time(back.at) })}
      </span>{" "}
      {back.comment}
    </blockquote>
  );
}

function sinceWhen({ submittedBy, submittedAt, author, createdAt }: InboxPlan): string {
  return submittedAt !== null && submittedBy !== null
    ? say("submitted", { who: submittedBy.name, time: format.time(submittedAt) })
    : say("made", { who: author?.name ?? say("nobody"), time: format.time(createdAt) });
}

function isToCome(moment: string): boolean {
  return new Date(moment).getTime() > Date.now();
}

/** What a plan changes takes counting: only what somebody sees is asked for. */
function useSeen(element: { readonly current: Element | null }): boolean {
  const isSeen = useSignal(false);
  useEffect(() => {
    if (element.current === null) return undefined;
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) isSeen.value = true;
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element, isSeen]);
  return isSeen.value;
}
