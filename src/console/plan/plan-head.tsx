/** Which plan it is, where it stands, and what can be done with it as a whole. */
import { useSignal } from "@preact/signals";
import { act } from "../core/client";
import { both, format, says } from "../core/language";
import { go, linkTo, linkToView } from "../core/route";
import { planTitle, stateWords } from "../alternatives/plan-words";
import { seenOf } from "../editing/inputs";
import { announce } from "../ui/announce";
import { useTask, type Task } from "../ui/busy";
import { Dialog } from "../ui/dialog";
import { FaultNote } from "../ui/note";
import { BranchPlan, DeletePlan, RenamePlan } from "./plan.generated";
import type { Plan } from "./shown";

const say = says({
  back: { zh: "‹ {name}", en: "‹ {name}" },
  by: { zh: "{name}，{time}", en: "{name}, {time}" },
  at: { zh: "{time}", en: "{time}" },
  branchOf: { zh: "另存自 {name}", en: "Branched off {name}" },
  from: { zh: "{time} 起施行", en: "in force from {time}" },
  filed: { zh: "备案编号 {number}", en: "filed as {number}" },
  stale: {
    zh: "方案的依据已有变化，须在“办理”中重新核验后方可继续。",
    en: "What this plan was made from has changed: revalidate it under “Decide” before it proceeds.",
  },
  staleWhat: { zh: "有哪些变化", en: "What has changed" },
  toDecide: { zh: "去办理", en: "Go to Decide" },
  actions: { zh: "方案操作", en: "Plan actions" },
  rename: { zh: "改名", en: "Rename" },
  branch: { zh: "另存草案", en: "Branch" },
  delete: { zh: "删除草案", en: "Delete" },
  name: { zh: "名称", en: "Name" },
  nameHint: { zh: "1 至 100 个字；留空则不命名。", en: "Up to 100 characters; empty for no name." },
  branchHint: {
    zh: "以此方案的划分、锁定、名称和要求为起点，新建一份您自己的草案；原方案不变。",
    en: "Makes a draft of your own with the division, locks, names and wishes of this plan, which stays as it is.",
  },
  branchName: { zh: "{name}（副本）", en: "{name} (copy)" },
  branched: { zh: "已另存为新草案，现在显示的就是它。", en: "The new draft is shown now." },
  renamed: { zh: "已改名。", en: "Renamed." },
  deleteAsk: {
    zh: "删除后，草案及其修改历史无法恢复；审计记录会保留它曾经的样子。",
    en: "The draft and its history cannot be brought back; the audit trail keeps what it was.",
  },
  deleted: { zh: "草案已删除。", en: "The draft was deleted." },
  cancel: { zh: "取消", en: "Cancel" },
});

type Asked = "rename" | "branch" | "delete";

export function PlanHead({ plan }: { plan: Plan }) {
  const { community, author, branchedFrom, effectiveFrom, filingNumber } = plan;
  const time = format.time(plan.createdAt);
  return (
    <div class="plan-title">
      <p class="fine">
        <a
          class="plan-back"
          href={linkToView("community", { community: community.code ?? community.id })}
        >
          {say("back", { name: community.name })}
        </a>
      </p>
      <h2>{planTitle(plan)}</h2>
      <p class="plan-where">
        <span class="state-badge" data-state={plan.state}>
          {stateWords(plan.state)}
        </span>{" "}
        <span class="muted fine">
          {author === null ? say("at", { time }) : say("by", { name: author.name, time })}
          {effectiveFrom !== null && ` · ${say("from", { time: format.day(effectiveFrom) })}`}
          {filingNumber !== null && ` · ${say("filed", { number: filingNumber })}`}
        </span>
      </p>
      {branchedFrom !== null && (
        <p class="fine">
          <a href={linkTo({ plan: branchedFrom.id, grid: null, compare: null })}>
            {say("branchOf", { name: planTitle(branchedFrom) })}
          </a>
        </p>
      )}
      {plan.isStale === true && plan.state !== "IN_FORCE" && <Stale plan={plan} />}
      <PlanActions plan={plan} />
    </div>
  );
}

function Stale({ plan: { basisChanges } }: { plan: Plan }) {
  return (
    <div class="stale" id="stale">
      <p>
        {say("stale")} <a href={linkTo({ tab: "decide" })}>{say("toDecide")}</a>
      </p>
      {basisChanges !== null && basisChanges.length > 0 && (
        <details>
          <summary>{say("staleWhat")}</summary>
          <ul>
            {basisChanges.map(({ message }) => (
              <li key={message.en}>{both(message)}</li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

function PlanActions({ plan }: { plan: Plan }) {
  const asked = useSignal<Asked | null>(null);
  const task = useTask();
  const close = (): void => {
    asked.value = null;
  };
  const can: Readonly<Record<Asked, boolean>> = {
    rename: plan.viewerCanEdit,
    branch: plan.viewerCanBranch,
    delete: plan.viewerCanDelete,
  };
  const names = (["rename", "branch", "delete"] as const).filter((name) => can[name]);
  if (names.length === 0) return null;
  return (
    <div class="plan-actions" role="group" aria-label={say("actions")}>
      {names.map((name) => (
        <button
          key={name}
          type="button"
          class="quiet small"
          id={`plan-${name}`}
          onClick={() => {
            asked.value = name;
          }}
        >
          {say(name)}
        </button>
      ))}
      {asked.value === "rename" && <Rename plan={plan} task={task} onClose={close} />}
      {asked.value === "branch" && <Branch plan={plan} task={task} onClose={close} />}
      {asked.value === "delete" && <Delete plan={plan} task={task} onClose={close} />}
    </div>
  );
}

interface Asking {
  readonly plan: Plan;
  readonly task: Task;
  readonly onClose: () => void;
}

function Rename({ plan, task, onClose }: Asking) {
  const rename = async (name: string): Promise<void> => {
    const given = name.trim() === "" ? null : name.trim();
    await act(RenamePlan, { ...seenOf(plan), name: given });
    announce(say("renamed"));
  };
  return (
    <NameDialog
      title={say("rename")}
      hint={say("nameHint")}
      first={plan.name ?? ""}
      isRequired={false}
      task={task}
      onClose={onClose}
      onName={rename}
    />
  );
}

function Branch({ plan, task, onClose }: Asking) {
  const branch = async (name: string): Promise<void> => {
    const { plan: copy } = await act(BranchPlan, { planId: plan.id, name: name.trim() });
    if (copy === null) return;
    announce(say("branched"));
    go({ plan: copy.id, tab: null, grid: null, compare: null });
  };
  return (
    <NameDialog
      title={say("branch")}
      hint={say("branchHint")}
      first={say("branchName", { name: planTitle(plan) }).slice(0, 100)}
      isRequired
      task={task}
      onClose={onClose}
      onName={branch}
    />
  );
}

function NameDialog(props: {
  title: string;
  hint: string;
  first: string;
  isRequired: boolean;
  task: Task;
  onClose: () => void;
  onName: (name: string) => Promise<void>;
}) {
  const { title, hint, first, isRequired, task, onClose, onName } = props;
  const name = useSignal(first);
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        class="ask"
        onSubmit={(event) => {
          event.preventDefault();
          void task.run(() => onName(name.value)).then((done) => done && onClose());
        }}
      >
        <p class="muted">{hint}</p>
        <label>
          {say("name")}
          <input
            id="plan-name"
            value={name.value}
            maxLength={100}
            required={isRequired}
            onInput={(event) => {
              name.value = event.currentTarget.value;
            }}
          />
        </label>
        {task.fault !== null && <FaultNote fault={task.fault} />}
        <p class="ask-buttons">
          <button type="button" class="quiet" onClick={onClose}>
            {say("cancel")}
          </button>
          <button type="submit" class="primary" disabled={task.isBusy}>
            {title}
          </button>
        </p>
      </form>
    </Dialog>
  );
}

function Delete({ plan, task, onClose }: Asking) {
  const { community } = plan;
  const remove = async (): Promise<void> => {
    await act(DeletePlan, seenOf(plan));
    announce(say("deleted"));
    const key = community.code ?? community.id;
    go({ view: "community", community: key, plan: null, tab: null, grid: null, compare: null });
  };
  return (
    <Dialog title={say("delete")} onClose={onClose}>
      <p>{say("deleteAsk")}</p>
      {task.fault !== null && <FaultNote fault={task.fault} />}
      <p class="ask-buttons">
        <button type="button" class="quiet" onClick={onClose}>
          {say("cancel")}
        </button>
        <button
          type="button"
          class="primary"
          id="plan-delete-sure"
          disabled={task.isBusy}
          onClick={() => void task.run(remove)}
        >
          {say("delete")}
        </button>
      </p>
    </Dialog>
  );
}
