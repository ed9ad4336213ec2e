/** The history of a draft: who changed what, and the way back to any of its states. */
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { ask } from "../core/client";
import { both, format, says } from "../core/language";
import { useQuery } from "../core/query";
import {
  EditHistory,
  GoToEdit,
  RedoEdit,
  UndoEdit,
  type EditHistoryQuery,
} from "../editing/editing.generated";
import { makeEdit } from "../editing/edits";
import { seenOf } from "../editing/inputs";
import { useTask } from "../ui/busy";
import { Await, FaultNote, Note } from "../ui/note";
import type { Plan } from "./shown";

const pageSize = 50;

const say = says({
  none: { zh: "尚无修改", en: "Not edited yet" },
  noneHint: {
    zh: "手工修改或由系统改进草案后，每一步都会记在这里，可以随时退回。",
    en: "Each edit of the draft, by hand or by the engine, is kept here, and can be gone back to.",
  },
  undo: { zh: "撤销", en: "Undo" },
  redo: { zh: "重做", en: "Redo" },
  undoOf: { zh: "撤销：{message}", en: "Undo: {message}" },
  redoOf: { zh: "重做：{message}", en: "Redo: {message}" },
  current: { zh: "当前状态", en: "The plan is so now" },
  undone: { zh: "已不在方案中", en: "not part of the plan now" },
  goTo: { zh: "回到此处", en: "Go to this" },
  goToHint: {
    zh: "使方案恢复到第 {no} 次修改之后的样子；其间的修改仍保留在历史中。",
    en: "The plan becomes what it was after edit {no}; what lies between stays in the history.",
  },
  first: { zh: "修改之前的方案", en: "The plan before it was edited" },
  by: { zh: "{name} · {time}", en: "{name} · {time}" },
  moved: { zh: "{n} 户更换网格", en: "{n} household moved|{n} households moved" },
  inBand: { zh: "达标网格 {before} → {after}", en: "grids in band {before} → {after}" },
  more: { zh: "更早的修改", en: "Earlier edits" },
  number: { zh: "第 {no} 次", en: "No. {no}" },
});

type History = NonNullable<EditHistoryQuery["plan"]>;
type Entry = History["edits"]["nodes"][number];

export function HistoryTab({ plan }: { plan: Plan }) {
  const query = useQuery(EditHistory, { planId: plan.id, first: pageSize, after: null });
  return (
    <div id="history">
      <Await query={query}>
        {({ plan: found }) =>
          found === null || found.edits.nodes.length === 0 ? (
            <Note title={say("none")}>
              <p>{say("noneHint")}</p>
            </Note>
          ) : (
            <Entries plan={plan} history={found} />
          )
        }
      </Await>
    </div>
  );
}

function Entries({ plan, history }: { plan: Plan; history: History }) {
  const task = useTask();
  const earlier = useEarlier(plan.id, history);
  const { undoable, redoable } = history;
  const seen = seenOf(plan);
  const goTo = (editNo: number): void => {
    void task.run(() => makeEdit(GoToEdit, { ...seen, editNo }));
  };
  const entries = [...history.edits.nodes, ...earlier.entries];
  return (
    <>
      {plan.viewerCanEdit && (
        <p class="list-head">
          <button
            type="button"
            class="quiet"
            id="history-undo"
            disabled={undoable === null || task.isBusy}
            title={
              undoable === null ? undefined : say("undoOf", { message: both(undoable.message) })
            }
            onClick={() => void task.run(() => makeEdit(UndoEdit, seen))}
          >
            {say("undo")}
          </button>
          <button
            type="button"
            class="quiet"
            id="history-redo"
            disabled={redoable === null || task.isBusy}
            title={
              redoable === null ? undefined : say("redoOf", { message: both(redoable.message) })
            }
            onClick={() => void task.run(() => makeEdit(RedoEdit, seen))}
          >
            {say("redo")}
          </button>
        </p>
      )}
      {task.fault !== null && <FaultNote fault={task.fault} />}
      <ol class="edits">
        {entries.map((entry) => (
          <li
            key={entry.no}
            data-edit={entry.no}
            class={entry.isCurrent ? "current" : entry.isUndone ? "undone" : ""}
          >
            <EntryTold entry={entry} />
            {plan.viewerCanEdit && !entry.isCurrent && (
              <GoToButton no={entry.no} isBusy={task.isBusy} onGo={goTo} />
            )}
          </li>
        ))}
        {earlier.hasMore ? (
          <li>
            <button type="button" class="quiet" onClick={earlier.load}>
              {say("more")}
            </button>
          </li>
        ) : (
          <li data-edit="0">
            <span class="edit-words">{say("first")}</span>
            {plan.viewerCanEdit && <GoToButton no={0} isBusy={task.isBusy} onGo={goTo} />}
          </li>
        )}
      </ol>
      {earlier.fault !== null && <FaultNote fault={earlier.fault} retry={earlier.load} />}
    </>
  );
}

function EntryTold({ entry }: { entry: Entry }) {
  const { no, message, actor, at, before, after, householdsMoved, isCurrent, isUndone } = entry;
  const facts = [
    ...(householdsMoved > 0 ? [say("moved", { n: householdsMoved })] : []),
    ...(before.gridsInBand === after.gridsInBand
      ? []
      : [say("inBand", { before: before.gridsInBand, after: after.gridsInBand })]),
  ];
  return (
    <span class="edit-words">
      <span class="fine muted">
        {say("number", { no: String(no) })} ·{" "}
        {say("by", { name: actor.name, time: format.time(at) })}
      </span>
      <span>{both(message)}</span>
      {facts.length > 0 && <span class="fine muted">{facts.join(" · ")}</span>}
      {isCurrent && <strong class="fine">{say("current")}</strong>}
      {isUndone && <em class="fine">{say("undone")}</em>}
    </span>
  );
}

function GoToButton(props: { no: number; isBusy: boolean; onGo: (no: number) => void }) {
  const { no, isBusy, onGo } = props;
  return (
    <button
      type="button"
      class="quiet small"
      title={say("goToHint", { no: String(no) })}
      disabled={isBusy}
      onClick={() => onGo(no)}
    >
      {say("goTo")}
    </button>
  );
}

/** The pages behind the first one, which are forgotten when the history grows. */
function useEarlier(planId: string, history: History) {
  const pages = useSignal<readonly History["edits"][]>([]);
  const fault = useSignal<unknown>(null);
  useEffect(() => {
    pages.value = [];
    fault.value = null;
  }, [pages, fault, history]);
  const { pageInfo } = pages.value.at(-1) ?? history.edits;
  const load = (): void => {
    fault.value = null;
    ask(EditHistory, { planId, first: pageSize, after: pageInfo.endCursor }).then(
      ({ plan }) => {
        if (plan !== null) pages.value = [...pages.value, plan.edits];
      },
      (reason: unknown) => {
        fault.value = reason;
      },
    );
  };
  return {
    entries: pages.value.flatMap(({ nodes }) => nodes),
    hasMore: pageInfo.hasNextPage,
    fault: fault.value,
    load,
  };
}
