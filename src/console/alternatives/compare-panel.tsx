/** A plan beside another one, or beside the grids in force: in words, in figures, and on the map. */
import { useSignal } from "@preact/signals";
import { both, says } from "../core/language";
import { useQuery } from "../core/query";
import { go, linkToView, route } from "../core/route";
import { Await, Note } from "../ui/note";
import {
  Comparable,
  Comparison,
  type ComparableQuery,
  type ComparisonQuery,
} from "./compare.generated";
import { CompareLayers } from "./compare-layers";
import { FigureTable } from "./figure-table";
import { GridMatches, GroundChanges, HouseholdsBar } from "./compare-parts";
import { planTitle, stateWords } from "./plan-words";
import "./alternatives.css";

const say = says({
  none: { zh: "没有可以比较的方案", en: "Nothing to compare with" },
  noneHint: {
    zh: "该社区没有其他方案，也没有在用网格。再提出一个方案，或另存草案。",
    en: "The community has no other plan, and no grids in force. Propose another plan, or branch this one.",
  },
  gone: { zh: "找不到这个方案", en: "This plan cannot be found" },
  goneHint: {
    zh: "它可能已被删除，或不在您的管辖范围内。请另选一个。",
    en: "It may have been deleted, or lies outside of your jurisdiction. Choose another one.",
  },
  with: { zh: "比较对象", en: "Compare with" },
  register: { zh: "在用网格（名册）", en: "Grids in force (register)" },
  alternatives: { zh: "一同提出的备选方案", en: "Alternatives proposed with it" },
  others: { zh: "其他方案", en: "Other plans" },
  option: { zh: "{title} · {state}", en: "{title} · {state}" },
  beside: { zh: "备选方案并排比较", en: "All alternatives side by side" },
  figures: { zh: "指标", en: "Figures" },
});

type Plan = NonNullable<ComparableQuery["plan"]>;
/** What stands in the address for the grids in force. */
const registerKey = "register";

/** The tab "compare" of a plan; what it is compared with is in the address (`compare`). */
export function ComparePanel({ planId }: { planId: string }) {
  const query = useQuery(Comparable, { planId });
  return (
    <div class="compare" id="compare">
      <Await query={query}>
        {({ plan }) => (plan === null ? <Gone /> : <Chosen plan={plan} />)}
      </Await>
    </div>
  );
}

function Gone() {
  return (
    <Note title={say("gone")}>
      <p>{say("goneHint")}</p>
    </Note>
  );
}

function Chosen({ plan }: { plan: Plan }) {
  const keys = keysFor(plan);
  const asked = route.value.compare;
  const chosen = asked ?? keys[0];
  if (chosen === undefined) {
    return (
      <Note title={say("none")}>
        <p>{say("noneHint")}</p>
      </Note>
    );
  }
  return (
    <>
      <Choice plan={plan} chosen={chosen} />
      <Compared key={chosen} planId={plan.id} against={chosen} />
    </>
  );
}

/** What the plan can be compared with, the likeliest first. */
function keysFor(plan: Plan): string[] {
  const inForce = plan.community.planInForce;
  const together = new Set(plan.alternatives.map(({ id }) => id));
  const others = plan.community.plans.nodes.filter(({ id }) => id !== plan.id);
  return [
    ...(inForce !== null && inForce.id !== plan.id ? [registerKey] : []),
    ...others.filter(({ id }) => together.has(id)).map(({ id }) => id),
    ...others.filter(({ id }) => !together.has(id)).map(({ id }) => id),
  ];
}

function Choice({ plan, chosen }: { plan: Plan; chosen: string }) {
  const { community, alternatives } = plan;
  const together = new Set(alternatives.map(({ id }) => id));
  const others = community.plans.nodes.filter(({ id }) => id !== plan.id);
  const option = (one: (typeof others)[number]) => (
    <option key={one.id} value={one.id}>
      {say("option", { title: planTitle(one), state: stateWords(one.state) })}
    </option>
  );
  const proposedWithIt = others.filter(({ id }) => together.has(id)).map(option);
  const rest = others.filter(({ id }) => !together.has(id)).map(option);
  return (
    <div class="compare-choice">
      <label for="compare-with">{say("with")}</label>
      <select
        id="compare-with"
        value={chosen}
        onChange={(event) => go({ compare: event.currentTarget.value }, { replace: true })}
      >
        {community.planInForce !== null && <option value={registerKey}>{say("register")}</option>}
        {proposedWithIt.length > 0 && (
          <optgroup label={say("alternatives")}>{proposedWithIt}</optgroup>
        )}
        {rest.length > 0 && <optgroup label={say("others")}>{rest}</optgroup>}
      </select>
      {alternatives.length > 0 && (
        <a
          id="side-by-side"
          href={linkToView("community", {
            community: community.code ?? community.id,
            tab: "alternatives",
            plan: plan.id,
          })}
        >
          {say("beside")}
        </a>
      )}
    </div>
  );
}

function Compared({ planId, against }: { planId: string; against: string }) {
  const query = useQuery(Comparison, {
    a: planId,
    b: against === registerKey ? null : against,
  });
  return (
    <Await query={query}>
      {({ comparePlans }) =>
        comparePlans === null ? <Gone /> : <Differences comparison={comparePlans} />
      }
    </Await>
  );
}

type Found = NonNullable<ComparisonQuery["comparePlans"]>;

function Differences({ comparison }: { comparison: Found }) {
  const { summary, households, figures, grids, groundChanges, isRegister } = comparison;
  const chosen = useSignal<number | null>(null);
  return (
    <>
      <CompareLayers comparison={comparison} chosen={chosen.value} />
      <p class="compare-summary" id="compare-summary">
        {both(summary)}
      </p>
      <HouseholdsBar households={households} />
      <h3>{say("figures")}</h3>
      <FigureTable figures={figures} isRegister={isRegister} />
      <GroundChanges changes={groundChanges} chosen={chosen} />
      <GridMatches matches={grids} isRegister={isRegister} />
    </>
  );
}
