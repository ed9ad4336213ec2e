/** What becomes of a plan: where it stands, what it changes for whom, what the viewer may decide. */
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { follow } from "../core/client";
import { says } from "../core/language";
import { useQuery } from "../core/query";
import { ImpactPanel } from "../impact/impact-panel";
import { Await, Note } from "../ui/note";
import { Book } from "./book";
import { DecisionForm } from "./decision-form";
import { PlanMoves, PlanUnderDecision } from "./deciding.generated";
import { possibleDecisions, type DecisionName, type PlanToDecide } from "./decisions";
import { decisionWords } from "./decision-words";
import { Remarks } from "./remarks";
import { Standing } from "./standing";
import { WarningsTold } from "./warnings-told";
import "./deciding.css";

const say = says({
  decisions: { zh: "可办理的事项", en: "What you can decide" },
  nothing: {
    zh: "此方案目前没有需要您办理的事项。",
    en: "There is nothing for you to decide about this plan now.",
  },
  gone: { zh: "没有这个方案", en: "There is no such plan" },
  goneHint: {
    zh: "它可能已被删除，或不在您的辖区内。",
    en: "It was deleted, or lies outside of your jurisdiction.",
  },
});

/** The tab of a plan for those who decide; it draws its pins and the state before on the map. */
export function DecidePanel({ planId }: { planId: string }) {
  const query = useQuery(PlanUnderDecision, { id: planId });
  const code = query.data?.plan?.community.code ?? null;
  const { reload } = query;
  useEffect(() => {
    if (code === null) return undefined;
    return follow(PlanMoves, { communityCode: code }, ({ planChanged }) => {
      if (planChanged.id === planId) reload();
    });
  }, [code, planId, reload]);
  return (
    <div class="deciding" id="decisions">
      <Await query={query}>
        {({ plan }) =>
          plan === null ? (
            <Note title={say("gone")}>{say("goneHint")}</Note>
          ) : (
            <Deciding key={plan.id} plan={plan} />
          )
        }
      </Await>
    </div>
  );
}

function Deciding({ plan }: { plan: PlanToDecide }) {
  return (
    <>
      <Standing plan={plan} />
      <Choices plan={plan} />
      <ImpactPanel planId={plan.id} state={plan.state} version={plan.version} />
      <WarningsTold plan={plan} />
      <Remarks plan={plan} />
      <Book plan={plan} />
    </>
  );
}

function Choices({ plan }: { plan: PlanToDecide }) {
  const chosen = useSignal<DecisionName | null>(null);
  const top = useRef<HTMLElement>(null);
  const possible = possibleDecisions(plan);
  const kind = possible.find(({ name }) => name === chosen.value);
  const close = (): void => {
    const name = chosen.value;
    chosen.value = null;
    // Whoever works with the keyboard goes on where the form was.
    const button = top.current?.querySelector<HTMLElement>(`[data-decision="${name}"]`);
    (button ?? top.current)?.focus();
  };
  return (
    <section ref={top} class="choosing" aria-label={say("decisions")} tabIndex={-1}>
      {possible.length === 0 ? (
        <p class="muted">{say("nothing")}</p>
      ) : (
        <div class="choices" role="group" aria-label={say("decisions")}>
          {possible.map(({ name, way }) => (
            <button
              key={name}
              type="button"
              class={way === "forward" ? "quiet forward" : "quiet"}
              data-decision={name}
              aria-expanded={name === chosen.value}
              onClick={() => {
                chosen.value = name === chosen.value ? null : name;
              }}
            >
              {decisionWords(name)}
            </button>
          ))}
        </div>
      )}
      {kind !== undefined && (
        <DecisionForm key={kind.name} kind={kind} plan={plan} onDone={close} onCancel={close} />
      )}
    </section>
  );
}
