/** The plans of a community, what to do next, and how to get more. */
import { useSignal } from "@preact/signals";
import { focusWords, planTitle, stateWords } from "../alternatives/plan-words";
import { format, says } from "../core/language";
import { useQuery } from "../core/query";
import { linkToView } from "../core/route";
import type { Community } from "../ground/ground";
import { ProposalBox } from "../proposing/proposal-box";
import { Await, Note } from "../ui/note";
import { CommunityPlans, PlanIsStale, type PlanLineFragment } from "./community.generated";

const pageSize = 30;

const say = says({
  none: { zh: "尚无方案", en: "No plan yet" },
  noneHint: {
    zh: "点击“提出划分方案”，几秒即可得到结果。",
    en: "Press “Propose a division”: it takes a few seconds.",
  },
  plans: { zh: "划分方案", en: "Plans" },
  by: { zh: "{author}，{time}", en: "{author}, {time}" },
  inBand: { zh: "{inBand}/{n} 个网格达标", en: "{inBand} of {n} grids in band" },
  micro: { zh: "专属网格 {n} 个", en: "{n} micro-grid|{n} micro-grids" },
  households: { zh: "{share} 的户达标", en: "{share} of households in band" },
  estates: { zh: "{n} 个小区被拆分", en: "{n} estate split|{n} estates split" },
  OPTIMAL: { zh: "已证最优", en: "proved best" },
  BOUND: { zh: "有上限证明", en: "bound proved" },
  BEST_FOUND: { zh: "目前最好", en: "best found" },
  edited: { zh: "有手工修改", en: "edited" },
  stale: { zh: "依据已变", en: "stale" },
  staleHint: {
    zh: "方案的依据已有变化，须重新核验后方可继续办理。",
    en: "What this plan was made from has changed. It has to be revalidated before it proceeds.",
  },
  bestFor: { zh: "最优于：{foci}", en: "Best in: {foci}" },
  together: { zh: "与另外 {n} 个方案并排比较", en: "Side by side with {n} more" },
  from: { zh: "{day} 起施行", en: "in force from {day}" },
  more: { zh: "显示更多方案", en: "Show more plans" },
});

export function PlansTab({ community }: { community: Community }) {
  const pages = useSignal(1);
  const query = useQuery(CommunityPlans, {
    id: community.id,
    first: pages.value * pageSize,
    after: null,
  });
  const plans = query.data?.community?.plans;
  return (
    <>
      <ProposalBox community={community} hasPlans={(plans?.nodes.length ?? 0) > 0} />
      <Await query={query}>
        {({ community: found }) =>
          found === null || found.plans.nodes.length === 0 ? (
            <Note title={say("none")}>
              {community.viewerCanPropose && <p>{say("noneHint")}</p>}
            </Note>
          ) : (
            <>
              <ul class="plans" id="plans" aria-label={say("plans")}>
                {found.plans.nodes.map((plan) => (
                  <PlanItem key={plan.id} plan={plan} community={community} />
                ))}
              </ul>
              {found.plans.pageInfo.hasNextPage && (
                <button type="button" class="quiet more" onClick={() => void pages.value++}>
                  {say("more")}
                </button>
              )}
            </>
          )
        }
      </Await>
    </>
  );
}

/** States in which a plan that is stale has to be revalidated. */
const living: readonly string[] = ["DRAFT", "SUBMITTED", "ENDORSED", "APPROVED", "IN_FORCE"];

function PlanItem({ plan, community }: { plan: PlanLineFragment; community: Community }) {
  const { id, state, author, createdAt, bestFor, alternatives, effectiveFrom } = plan;
  return (
    <li data-plan={id} data-state={state}>
      <p class="plan-line">
        <a href={linkToView("plan", { plan: id })}>{planTitle(plan)}</a>
        <span class={`life-badge state-${state}`}>{stateWords(state)}</span>
      </p>
      <p class="muted fine">
        {author === null
          ? format.time(createdAt)
          : say("by", { author: author.name, time: format.time(createdAt) })}
        {effectiveFrom !== null && ` · ${say("from", { day: format.day(effectiveFrom) })}`}
      </p>
      <Figures plan={plan} />
      {living.includes(state) && <StaleSign planId={id} />}
      {alternatives.length > 0 && (
        <p class="fine">
          <span class="muted">
            {say("bestFor", { foci: format.list(bestFor.map((focus) => focusWords(focus))) })}
          </span>{" "}
          <a
            href={linkToView("community", {
              community: community.code ?? community.id,
              tab: "alternatives",
              plan: id,
            })}
          >
            {say("together", { n: alternatives.length })}
          </a>
        </p>
      )}
    </li>
  );
}

function Figures({ plan }: { plan: PlanLineFragment }) {
  const { metrics, certificate, isEdited } = plan;
  const share = metrics.households === 0 ? 1 : metrics.householdsInBand / metrics.households;
  const isWhole = metrics.gridsInBand === metrics.standardGrids;
  const figures = [
    say("inBand", { inBand: metrics.gridsInBand, n: metrics.standardGrids }),
    ...(isWhole ? [] : [say("households", { share: format.percent(share) })]),
    ...(metrics.microGrids > 0 ? [say("micro", { n: metrics.microGrids })] : []),
    ...(metrics.estatesSplit > 0 ? [say("estates", { n: metrics.estatesSplit })] : []),
    ...(certificate === null ? [] : [say(certificate.kind)]),
    ...(isEdited ? [say("edited")] : []),
  ];
  return <p class="plan-figures">{figures.join(" · ")}</p>;
}

/** Asked for by itself: finding out means reading the basis of the plan again. */
function StaleSign({ planId }: { planId: string }) {
  const { data } = useQuery(PlanIsStale, { id: planId });
  if (data?.plan?.isStale !== true) return null;
  return (
    <p class="stale" title={say("staleHint")}>
      ⟳ {say("stale")}
      <span class="visually-hidden"> {say("staleHint")}</span>
    </p>
  );
}
