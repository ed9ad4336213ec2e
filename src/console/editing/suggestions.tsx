/** The engine's next moves, each with what it would do, to be taken by one click. */
import { useSignal } from "@preact/signals";
import { both, says } from "../core/language";
import { useQuery } from "../core/query";
import type { Plan } from "../plan/shown";
import { useTask } from "../ui/busy";
import { Await, FaultNote } from "../ui/note";
import { Suggestions as SuggestionsOf } from "./editing.generated";
import { EffectTold } from "./effect-told";
import { makeProposedEdit } from "./proposed";

const count = 3;

const say = says({
  title: { zh: "建议的下一步", en: "Suggested next moves" },
  none: {
    zh: "没有找到能改进方案的单步修改。可用“重新优化”作更大的调整。",
    en: "No single move makes the plan better. “Re-optimise” tries larger changes.",
  },
  notNow: {
    zh: "方案的依据已有变化或不再是草案，暂无建议：请先重新核验。",
    en: "The basis has changed, or it is no draft any more: revalidate it first.",
  },
  accept: { zh: "采纳", en: "Accept" },
});

export function Suggestions({ plan }: { plan: Plan }) {
  const isOpen = useSignal(false);
  return (
    <details
      class="edit-fold"
      id="suggestions"
      onToggle={({ currentTarget: { open } }) => {
        isOpen.value = open;
      }}
    >
      <summary>{say("title")}</summary>
      {isOpen.value && <Found key={plan.version} plan={plan} />}
    </details>
  );
}

function Found({ plan }: { plan: Plan }) {
  const query = useQuery(SuggestionsOf, { planId: plan.id, first: count });
  const task = useTask();
  return (
    <>
      <Await query={query}>
        {({ plan: found }) => {
          const suggestions = found?.suggestions ?? null;
          if (suggestions === null) return <p class="muted">{say("notNow")}</p>;
          if (suggestions.length === 0) return <p class="muted">{say("none")}</p>;
          return (
            <ul class="suggestion-list">
              {suggestions.map(({ message, edit, effect }) => (
                <li key={message.en}>
                  <p>{both(message)}</p>
                  <EffectTold effect={effect} />
                  <button
                    type="button"
                    class="quiet small"
                    data-accept={edit.mutation}
                    disabled={task.isBusy}
                    onClick={() => void task.run(() => makeProposedEdit(edit))}
                  >
                    {say("accept")}
                  </button>
                </li>
              ))}
            </ul>
          );
        }}
      </Await>
      {task.fault !== null && <FaultNote fault={task.fault} />}
    </>
  );
}
