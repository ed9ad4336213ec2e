/** What became of each community of a street, those first that need a person most; and their submission. */
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { stateWords } from "../alternatives/plan-words";
import { act, ask } from "../core/client";
import { both, format, says } from "../core/language";
import { useQuery } from "../core/query";
import { linkToView } from "../core/route";
import { useTask } from "../ui/busy";
import { Await, FaultNote } from "../ui/note";
import { isOver, type Job } from "./job";
import {
  PlanWarnings,
  StreetResults,
  SubmitPlans,
  type StreetResultsQuery,
  type SubmitPlansMutation,
} from "./proposing.generated";

type Result = NonNullable<StreetResultsQuery["job"]>["results"]["nodes"][number];
type Outcomes = SubmitPlansMutation["submitPlans"];

const shownAtMost = 1000;

const say = says({
  results: { zh: "各社区结果", en: "Results by community" },
  NOT_PLANNED: { zh: "未能划分", en: "Not planned" },
  ERRORS: { zh: "有错误，须先改正", en: "Errors: to be mended first" },
  WARNINGS: { zh: "有警告，提交须写明理由", en: "Warnings: need a written reason" },
  INFOS: { zh: "有提示", en: "Notes" },
  CLEAN: { zh: "无问题", en: "Nothing found" },
  count: { zh: "{name}：{n}", en: "{name}: {n}" },
  inBand: { zh: "{inBand}/{n} 个网格达标", en: "{inBand} of {n} grids in band" },
  warnings: { zh: "警告 {n}", en: "{n} warning|{n} warnings" },
  errors: { zh: "错误 {n}", en: "{n} error|{n} errors" },
  outOfBand: { zh: "{n} 户不达标", en: "{n} household out of band|{n} households out of band" },
  submit: { zh: "一并提交", en: "Submit together" },
  submitN: { zh: "提交 {n} 个方案", en: "Submit {n} plan|Submit {n} plans" },
  withWarnings: {
    zh: "连同有警告的 {n} 个方案，理由如下",
    en: "also the {n} with warnings, for this reason|also the {n} with warnings, for this reason",
  },
  reason: { zh: "偏离规则的理由（用于全部警告）", en: "Why the plans deviate (for all warnings)" },
  comment: { zh: "意见（可不填）", en: "Comment (may be left out)" },
  none: { zh: "目前没有可以提交的方案。", en: "There is no plan to submit now." },
  submitted: { zh: "已提交 {n} 个方案。", en: "{n} plan is submitted.|{n} plans are submitted." },
  notSubmitted: { zh: "{n} 个未提交：", en: "{n} is not:|{n} are not:" },
  refusal: { zh: "{community}：{reason}", en: "{community}: {reason}" },
});

export function StreetResultsList({ job }: { job: Job }) {
  const query = useQuery(StreetResults, { id: job.id, first: shownAtMost });
  const { reload } = query;
  // With every community that is done.
  useEffect(() => {
    if (job.done > 0) reload();
  }, [job.done, reload]);
  return (
    <Await query={query}>
      {({ job: found }) =>
        found === null || found.results.nodes.length === 0 ? null : (
          <section class="street-results" aria-label={say("results")}>
            <ul class="outcome-counts">
              {found.resultCounts
                .filter(({ communities }) => communities > 0)
                .map(({ outcome, communities }) => (
                  <li key={outcome} data-outcome={outcome}>
                    {say("count", { name: say(outcome), n: communities })}
                  </li>
                ))}
            </ul>
            {isOver(job) && <Submit results={found.results.nodes} />}
            <ul class="street-list" id="street-results">
              {found.results.nodes.map((result) => (
                <ResultItem key={result.community.id} result={result} />
              ))}
            </ul>
          </section>
        )
      }
    </Await>
  );
}

function ResultItem({ result }: { result: Result }) {
  const { community, plan, outcome, reason, errors, warnings, householdsOutOfBand } = result;
  const place = community.code ?? community.id;
  const counts = [
    ...(errors > 0 ? [say("errors", { n: errors })] : []),
    ...(warnings > 0 ? [say("warnings", { n: warnings })] : []),
    ...(householdsOutOfBand > 0 ? [say("outOfBand", { n: householdsOutOfBand })] : []),
  ];
  return (
    <li data-community={place} data-outcome={outcome}>
      <p class="plan-line">
        <a
          href={
            plan === null
              ? linkToView("community", { community: place })
              : linkToView("plan", { plan: plan.id })
          }
        >
          {community.name}
        </a>
        {plan !== null && (
          <span class={`life-badge state-${plan.state}`}>{stateWords(plan.state)}</span>
        )}
      </p>
      <p class="fine">
        {say(outcome)}
        {plan !== null &&
          ` · ${say("inBand", {
            inBand: plan.metrics.gridsInBand,
            n: plan.metrics.standardGrids,
          })}`}
        {counts.length > 0 && ` · ${format.list(counts)}`}
      </p>
      {reason !== null && <p class="fine muted">{both(reason)}</p>}
    </li>
  );
}

const submittable: ReadonlySet<Result["outcome"]> = new Set(["CLEAN", "INFOS"]);

function Submit({ results }: { results: readonly Result[] }) {
  const withWarnings = useSignal(false);
  const reason = useSignal("");
  const comment = useSignal("");
  const answer = useSignal<Outcomes | null>(null);
  const task = useTask();
  const open = results.filter(({ plan }) => plan?.viewerCanSubmit === true);
  const sound = open.filter(({ outcome }) => submittable.has(outcome));
  const warned = open.filter(({ outcome }) => outcome === "WARNINGS");
  const chosen = withWarnings.value ? [...sound, ...warned] : sound;
  const isReady = chosen.length > 0 && (!withWarnings.value || reason.value.trim() !== "");
  const submit = async (): Promise<void> => {
    const plans = await Promise.all(
      chosen.flatMap(({ plan }) => (plan === null ? [] : [toSubmit(plan, reason.value.trim())])),
    );
    answer.value = await act(SubmitPlans, { plans, comment: comment.value.trim() || null });
  };
  return (
    <form
      class="street-submit"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) void task.run(submit);
      }}
    >
      <h3>{say("submit")}</h3>
      {open.length === 0 && answer.value === null && <p class="muted">{say("none")}</p>}
      {warned.length > 0 && (
        <label class="check">
          <input
            type="checkbox"
            id="with-warnings"
            checked={withWarnings.value}
            onChange={(event) => (withWarnings.value = event.currentTarget.checked)}
          />
          {say("withWarnings", { n: warned.length })}
        </label>
      )}
      {withWarnings.value && warned.length > 0 && (
        <textarea
          id="street-reason"
          rows={2}
          required
          aria-label={say("reason")}
          placeholder={say("reason")}
          value={reason.value}
          onInput={(event) => (reason.value = event.currentTarget.value)}
        />
      )}
      {open.length > 0 && (
        <>
          <textarea
            id="street-comment"
            rows={1}
            aria-label={say("comment")}
            placeholder={say("comment")}
            value={comment.value}
            onInput={(event) => (comment.value = event.currentTarget.value)}
          />
          <button
            type="submit"
            class="primary"
            id="submit-street"
            disabled={!isReady || task.isBusy}
          >
            {say("submitN", { n: chosen.length })}
          </button>
        </>
      )}
      {task.fault !== null && <FaultNote fault={task.fault} />}
      {answer.value !== null && <Submitted outcomes={answer.value} />}
    </form>
  );
}

async function toSubmit(plan: NonNullable<Result["plan"]>, reason: string) {
  const { id: planId, version: expectedVersion } = plan;
  const { plan: found } = await ask(PlanWarnings, { id: planId });
  const warnings = (found?.findings ?? []).filter(({ severity }) => severity === "WARNING");
  const findings = warnings.map(({ key }) => key);
  return {
    planId,
    expectedVersion,
    deviationReasons: findings.length === 0 ? [] : [{ findings, reason }],
  };
}

function Submitted({
  outcomes: { submitted, notSubmitted, outcomes: all },
}: {
  outcomes: Outcomes;
}) {
  return (
    <div role="status" class="outcome" id="submitted">
      <p>{say("submitted", { n: submitted })}</p>
      {notSubmitted > 0 && (
        <>
          <p>{say("notSubmitted", { n: notSubmitted })}</p>
          <ul>
            {all.flatMap(({ plan, refusals }) =>
              refusals.map(({ code, message }) => (
                <li key={`${plan.id} ${code}`}>
                  {say("refusal", { community: plan.community.name, reason: both(message) })}
                </li>
              )),
            )}
          </ul>
        </>
      )}
    </div>
  );
}
