/** Takes the locks and wishes of another plan over. */
import { useSignal } from "@preact/signals";
import { act } from "../core/client";
import { both, says } from "../core/language";
import { useQuery } from "../core/query";
import { planTitle, stateWords } from "../alternatives/plan-words";
import type { Plan } from "../plan/shown";
import { announce } from "../ui/announce";
import { useTask } from "../ui/busy";
import { Await, FaultNote } from "../ui/note";
import { CopyLocks as CopyLocksFrom, PlansToCopyFrom } from "./editing.generated";
import { seenOf } from "./inputs";

const say = says({
  title: { zh: "沿用其他方案的锁定和要求", en: "Take locks and wishes from another plan" },
  from: { zh: "来自方案", en: "From plan" },
  choose: { zh: "请选择方案", en: "Choose a plan" },
  take: { zh: "沿用", en: "Take over" },
  option: { zh: "{title} · {state}", en: "{title} · {state}" },
  notTaken: { zh: "未能沿用（{n}）：", en: "Not taken ({n}):" },
  done: { zh: "已沿用。", en: "Taken over." },
});

export function CopyLocks({ plan }: { plan: Plan }) {
  const isOpen = useSignal(false);
  const from = useSignal("");
  const notTaken = useSignal<readonly string[]>([]);
  const task = useTask();
  const communityId = plan.community.id;
  const query = useQuery(PlansToCopyFrom, isOpen.value ? { communityId } : null);
  const take = async (): Promise<void> => {
    const result = await act(CopyLocksFrom, { ...seenOf(plan), fromPlanId: from.value });
    notTaken.value = result.notTaken.map(({ message }) => both(message));
    announce(result.edit === null ? say("done") : both(result.edit.message));
  };
  return (
    <details
      class="edit-fold"
      onToggle={({ currentTarget: { open } }) => {
        isOpen.value = open;
      }}
    >
      <summary>{say("title")}</summary>
      {isOpen.value && (
        <Await query={query}>
          {({ plans }) => (
            <form
              class="ask-line"
              onSubmit={(event) => {
                event.preventDefault();
                if (from.value !== "") void task.run(take);
              }}
            >
              <label for="copy-from">{say("from")}</label>
              <select
                id="copy-from"
                value={from.value}
                onChange={({ currentTarget: { value } }) => {
                  from.value = value;
                }}
              >
                <option value="">{say("choose")}</option>
                {plans.nodes
                  .filter(({ id }) => id !== plan.id)
                  .map((one) => (
                    <option key={one.id} value={one.id}>
                      {say("option", { title: planTitle(one), state: stateWords(one.state) })}
                    </option>
                  ))}
              </select>
              <button type="submit" class="quiet small" disabled={from.value === "" || task.isBusy}>
                {say("take")}
              </button>
            </form>
          )}
        </Await>
      )}
      {task.fault !== null && <FaultNote fault={task.fault} />}
      {notTaken.value.length > 0 && (
        <div class="fine" role="status">
          <p>{say("notTaken", { n: notTaken.value.length })}</p>
          <ul>
            {notTaken.value.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </div>
      )}
    </details>
  );
}
