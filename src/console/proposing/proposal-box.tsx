/** Asks for plans of one community: the button, its options, the progress, and what came of it. */
import { useSignal, type Signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { act } from "../core/client";
import { both, says } from "../core/language";
import { useQuery } from "../core/query";
import { linkToView } from "../core/route";
import { announce } from "../ui/announce";
import { useTask } from "../ui/busy";
import { FaultNote } from "../ui/note";
import { isOver, keepJob, keptJob, useJob, type Job } from "./job";
import { OptionFields } from "./option-fields";
import { options, searchInput } from "./options";
import { departmentWords } from "./department-words";
import { Progress } from "./progress";
import {
  ProposalChoices,
  ProposalOutcome,
  ProposePlan,
  type ProposalChoicesQuery,
} from "./proposing.generated";
import "./proposing.css";

const say = says({
  title: { zh: "提出方案", en: "Propose plans" },
  propose: { zh: "提出划分方案", en: "Propose a division" },
  again: { zh: "重新提出方案", en: "Propose again" },
  mayNot: {
    zh: "由本社区的规划员提出划分方案。",
    en: "Planners of this community propose divisions.",
  },
  options: { zh: "选项", en: "Options" },
  begun: { zh: "已开始计算方案。", en: "The proposal has begun." },
  done: { zh: "新方案已提出。", en: "The new plan is ready." },
  doneMany: { zh: "已提出 {n} 个备选方案。", en: "{n} plans to choose from are ready." },
  open: { zh: "打开方案", en: "Open the plan" },
  choose: { zh: "并排比较，从中选择", en: "Compare side by side and choose" },
  notPlanned: { zh: "未能划分：{reason}", en: "Not planned: {reason}" },
  cancelled: {
    zh: "已取消，没有任何改动。",
    en: "The proposal was cancelled; nothing has changed.",
  },
  failed: {
    zh: "计算未能完成。请重试；若再次发生，请联系管理员。",
    en: "The proposal failed. Try again; if it happens again, tell your administrator.",
  },
  dismiss: { zh: "知道了", en: "Dismiss" },
  start: { zh: "起点", en: "Start from" },
  startInForce: { zh: "在用网格", en: "The grids in force" },
  startAnew: { zh: "从零开始", en: "Nothing: divide anew" },
  network: { zh: "{department}：{name}", en: "{department}: {name}" },
  builtIn: {
    zh: "内置数值：普通网格 {min}–{max} 户，小规模网格 {low}–{high} 户。",
    en: "Built-in numbers: standard grids {min}–{max} households, reduced ones {low}–{high}.",
  },
  saved: {
    zh: "“{name}”第 {version} 版：普通网格 {min}–{max} 户，小规模网格 {low}–{high} 户。",
    en: "“{name}”, version {version}: standard grids {min}–{max} households, reduced ones {low}–{high}.",
  },
});

interface Proposable {
  readonly id: string;
  readonly code: string | null;
  readonly viewerCanPropose: boolean;
}

export function ProposalBox(props: { community: Proposable; hasPlans: boolean }) {
  const { community, hasPlans } = props;
  const jobId = useSignal<string | null>(keptJob(community.id));
  const { job, isGone } = useJob(jobId.value);
  const network = useSignal<string | null>(null);
  const task = useTask();
  const begin = (id: string | null): void => {
    keepJob(community.id, id);
    jobId.value = id;
  };
  useEffect(() => {
    if (isGone) begin(null);
  }, [isGone]);
  const isRunning = jobId.value !== null && (job === null || !isOver(job));
  const propose = async (): Promise<void> => {
    const networkId = network.value;
    const started = await act(ProposePlan, {
      communityId: community.id,
      ...searchInput(options.value),
      ...(networkId === null ? {} : { startFrom: { networkId } }),
    });
    if (started.job !== null) begin(started.job.id);
    announce(say("begun"));
  };
  return (
    <section id="proposal" data-job={job?.state ?? ""} aria-label={say("title")}>
      {isRunning && job !== null && <Progress job={job} />}
      {!isRunning && !community.viewerCanPropose && <p class="muted">{say("mayNot")}</p>}
      {!isRunning && community.viewerCanPropose && (
        <>
          <button
            type="button"
            class="primary wide"
            id="propose"
            disabled={task.isBusy}
            onClick={() => void task.run(propose)}
          >
            {say(hasPlans ? "again" : "propose")}
          </button>
          <OptionsOf community={community} network={network} />
        </>
      )}
      {task.fault !== null && <FaultNote fault={task.fault} />}
      <div id="outcome" role="status">
        {job !== null && isOver(job) && (
          <Outcome job={job} community={community} dismiss={() => begin(null)} />
        )}
      </div>
    </section>
  );
}

function OptionsOf(props: { community: Proposable; network: Signal<string | null> }) {
  const { community, network } = props;
  const isOpen = useSignal(false);
  const { code } = community;
  const { data } = useQuery(
    ProposalChoices,
    isOpen.value
      ? { communityId: community.id, filter: code === null ? null : { communityCode: code } }
      : null,
  );
  const found = data?.community ?? null;
  const networks = found?.departmentalNetworks ?? [];
  return (
    <details
      class="options"
      onToggle={(event) => {
        isOpen.value = event.currentTarget.open;
      }}
    >
      <summary>{say("options")}</summary>
      <OptionFields
        takesAlternatives
        ruleSets={data?.ruleSets.nodes ?? []}
        rulesHint={found === null ? undefined : rulesText(found.rulesInUse)}
      >
        <label for="start">{say("start")}</label>
        <select
          id="start"
          value={network.value ?? ""}
          onChange={(event) => {
            network.value = event.currentTarget.value || null;
          }}
        >
          <option value="">{say(found?.planInForce == null ? "startAnew" : "startInForce")}</option>
          {networks.map(({ id, department, name }) => (
            <option key={id} value={id}>
              {say("network", { department: departmentWords(department), name })}
            </option>
          ))}
        </select>
      </OptionFields>
    </details>
  );
}

type RulesInUse = NonNullable<ProposalChoicesQuery["community"]>["rulesInUse"];

function rulesText({ default: inUse, rules }: RulesInUse): string {
  const { standardBand, reducedBand } = rules;
  const bands = {
    min: standardBand.min,
    max: standardBand.max,
    low: reducedBand.min,
    high: reducedBand.max,
  };
  if (inUse === null) return say("builtIn", bands);
  return say("saved", { ...bands, name: inUse.ruleSet.name, version: inUse.ruleSet.version });
}

function Outcome(props: { job: Job; community: Proposable; dismiss: () => void }) {
  const { job, community, dismiss } = props;
  const { data } = useQuery(ProposalOutcome, { id: job.id });
  const said = sayOutcome(job, data?.job ?? null);
  const plans = data?.job?.plans ?? [];
  const [best] = plans;
  return (
    <div class={job.state === "SUCCEEDED" ? "outcome" : "outcome outcome-none"}>
      <p>{said}</p>
      {best !== undefined && (
        <p class="outcome-links">
          <a href={linkToView("plan", { plan: best.id })} id="open-plan">
            {say("open")}
          </a>
          {plans.length > 1 && (
            <a
              id="compare-side-by-side"
              href={linkToView("community", {
                community: community.code ?? community.id,
                tab: "alternatives",
                plan: best.id,
              })}
            >
              {say("choose")}
            </a>
          )}
        </p>
      )}
      <button type="button" class="quiet" onClick={dismiss}>
        {say("dismiss")}
      </button>
    </div>
  );
}

type Results = Parameters<typeof resultText>[0];

function sayOutcome(job: Job, found: (Results & { readonly plans: readonly unknown[] }) | null) {
  if (job.state === "CANCELLED") return say("cancelled");
  if (found !== null && found.plans.length === 0) {
    const reason = resultText(found);
    if (reason !== null) return say("notPlanned", { reason });
  }
  if (job.state === "FAILED") return job.error === null ? say("failed") : both(job.error.message);
  const count = found?.plans.length ?? 1;
  return count > 1 ? say("doneMany", { n: count }) : say("done");
}

/** Why there is no plan; null where that is not told. */
function resultText({
  results,
}: {
  readonly results: {
    readonly nodes: readonly { readonly reason: { zh: string; en: string } | null }[];
  };
}): string | null {
  const [first] = results.nodes;
  return first?.reason == null ? null : both(first.reason);
}
