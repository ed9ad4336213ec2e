/** The engine's help with a draft: mending, improving, finishing; with progress and a way to stop. */
import { useSignal } from "@preact/signals";
import { act, actQuietly, changed } from "../core/client";
import { Fault } from "../core/fault";
import { both, format, says } from "../core/language";
import type { Plan } from "../plan/shown";
import { useTask } from "../ui/busy";
import { FaultNote } from "../ui/note";
import {
  CancelHelp,
  FinishPlan,
  ReoptimizePlan,
  RepairPlan,
  type HelpBegunFragment,
} from "./editing.generated";
import { tellMissedEdits } from "./edits";
import { isOver, keepHelp, keptHelp, useHelpJob, type HelpJob } from "./help-job";
import { seenOf } from "./inputs";

const say = says({
  title: { zh: "系统协助", en: "Help of the engine" },
  hint: {
    zh: "锁定的网格、手工设定和同组分组要求都会保留；结果是一次可以撤销的修改。",
    en: "Locked grids, notes and wishes are kept; what comes of it is one edit that can be undone.",
  },
  repair: { zh: "修复问题", en: "Repair" },
  reoptimize: { zh: "重新优化", en: "Re-optimise" },
  finish: { zh: "补全", en: "Finish" },
  repairHint: {
    zh: "以尽量少的变动消除核查问题。",
    en: "Mends findings, and moves as few households as that takes.",
  },
  reoptimizeHint: {
    zh: "从现有划分出发寻找更好的方案。",
    en: "Looks for the best division, starting from this one.",
  },
  finishHint: {
    zh: "为不在任何网格的楼栋和地块安排网格，其余不动。",
    en: "Finds a grid for all that is in none, and moves nothing else.",
  },
  effort: { zh: "计算力度", en: "Effort" },
  quick: { zh: "快速", en: "Quick" },
  normal: { zh: "标准", en: "Normal" },
  thorough: { zh: "深入", en: "Thorough" },
  working: { zh: "正在计算…", en: "Working…" },
  waiting: { zh: "排队等候…", en: "Waiting its turn…" },
  cancel: { zh: "取消", en: "Cancel" },
  cancelling: { zh: "正在取消…", en: "Cancelling…" },
  cancelled: { zh: "已取消，草案没有改动。", en: "Cancelled; the draft is as it was." },
  nothing: {
    zh: "没有找到更好的方案，草案没有改动。",
    en: "Nothing better was found; the draft is as it was.",
  },
  done: {
    zh: "{message}达标网格 {before} → {after}，{n} 户更换网格。",
    en: "{message} Grids in band {before} → {after}, households moved: {n}.",
  },
  progress: { zh: "协助进度", en: "Progress of the help" },
});

const efforts = [
  { value: "0.25", name: "quick" },
  { value: "1", name: "normal" },
  { value: "4", name: "thorough" },
] as const;

type HelpName = "repair" | "reoptimize" | "finish";
const helps: readonly HelpName[] = ["repair", "reoptimize", "finish"];
const hints = { repair: "repairHint", reoptimize: "reoptimizeHint", finish: "finishHint" } as const;
const operations = { repair: RepairPlan, reoptimize: ReoptimizePlan, finish: FinishPlan } as const;

export function EngineHelp({ plan }: { plan: Plan }) {
  const jobId = useSignal<string | null>(keptHelp(plan.id));
  const isOpen = useSignal(jobId.peek() !== null);
  const effort = useSignal("1");
  const task = useTask();
  const job = useHelpJob(plan.id, jobId.value);
  const isWorking = jobId.value !== null && job !== null && !isOver(job);
  const begin = async (name: HelpName): Promise<void> => {
    const input = { ...seenOf(plan), effort: Number(effort.value) };
    const { id } = begun(await actQuietly(operations[name], input));
    keepHelp(plan.id, id);
    jobId.value = id;
  };
  return (
    <details
      class="edit-fold"
      id="engine-help"
      open={isOpen.value}
      onToggle={({ currentTarget: { open } }) => {
        isOpen.value = open;
      }}
    >
      <summary>{say("title")}</summary>
      <p class="fine muted">{say("hint")}</p>
      <p class="list-head">
        <label for="help-effort">{say("effort")}</label>
        <select
          id="help-effort"
          value={effort.value}
          onChange={({ currentTarget: { value } }) => {
            effort.value = value;
          }}
        >
          {efforts.map(({ value, name }) => (
            <option key={value} value={value}>
              {say(name)}
            </option>
          ))}
        </select>
      </p>
      <p class="edit-buttons">
        {helps.map((name) => (
          <button
            key={name}
            type="button"
            class="quiet small"
            id={`help-${name}`}
            title={say(hints[name])}
            disabled={isWorking || task.isBusy}
            onClick={() => void task.run(() => begin(name))}
          >
            {say(name)}
          </button>
        ))}
      </p>
      {task.fault !== null && <FaultNote fault={task.fault} />}
      {job !== null && <JobTold job={job} />}
    </details>
  );
}

/** The job, or a Fault. What others did meanwhile is told beside it. */
function begun({ job, userErrors, missedEdits }: HelpBegunFragment): { readonly id: string } {
  if (job !== null) return job;
  tellMissedEdits(missedEdits);
  changed();
  const [refusal] = userErrors;
  throw new Fault(refusal.code, refusal.code, refusal.message);
}

function JobTold({ job }: { job: HelpJob }) {
  const task = useTask();
  if (isOver(job)) {
    return (
      <p class="fine" id="help-outcome" data-job={job.state} role="status">
        {outcome(job)}
      </p>
    );
  }
  const cancel = (): void => void task.run(() => act(CancelHelp, { id: job.id }));
  return (
    <div class="help-job" id="help-job" data-job={job.state}>
      <p class="fine" role="status">
        {job.cancelRequested
          ? say("cancelling")
          : job.state === "QUEUED"
            ? say("waiting")
            : say("working")}{" "}
        {format.percent(job.progress)}
      </p>
      <progress max={1} value={job.progress} aria-label={say("progress")} />
      {job.viewerCanCancel && !job.cancelRequested && (
        <button type="button" class="quiet small" id="help-cancel" onClick={cancel}>
          {say("cancel")}
        </button>
      )}
      {task.fault !== null && <FaultNote fault={task.fault} />}
    </div>
  );
}

function outcome({ state, error, edit }: HelpJob): string {
  if (state === "CANCELLED") return say("cancelled");
  if (error !== null) return both(error.message);
  if (edit === null) return say("nothing");
  const { message, before, after, householdsMoved } = edit;
  return say("done", {
    message: both(message),
    before: before.gridsInBand,
    after: after.gridsInBand,
    n: householdsMoved,
  });
}
