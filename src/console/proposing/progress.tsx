/** A job that goes on: its stage, how far it is, and the button that stops it. */
import { act } from "../core/client";
import { format, says } from "../core/language";
import { useTask } from "../ui/busy";
import { FaultNote } from "../ui/note";
import type { Job } from "./job";
import { CancelJob } from "./proposing.generated";

const say = says({
  progress: { zh: "方案进度", en: "Progress of the proposal" },
  queued: { zh: "排队等候", en: "Waiting its turn" },
  TESSELLATE: { zh: "划分基元", en: "Cutting the ground into cells" },
  PARTITION: { zh: "合并成网格", en: "Joining cells into grids" },
  OUTLINE: { zh: "绘制边界", en: "Drawing the borders" },
  CHECK: { zh: "核查规则", en: "Checking the rules" },
  STORE: { zh: "保存方案", en: "Storing the plan" },
  running: { zh: "正在计算", en: "Working" },
  communities: { zh: "已完成 {done}/{n} 个社区", en: "{done} of {n} communities" },
  cancel: { zh: "取消", en: "Cancel" },
  cancelling: { zh: "正在取消…", en: "Cancelling…" },
});

const stages = ["TESSELLATE", "PARTITION", "OUTLINE", "CHECK", "STORE"] as const;

export function Progress({ job }: { job: Job }) {
  const task = useTask();
  const { progress, total, done, cancelRequested, viewerCanCancel } = job;
  const isStopping = cancelRequested || task.isBusy;
  return (
    <div class="progress">
      <div class="progress-words">
        <span class="stage">{stageWords(job)}</span>
        <span class="share">{format.percent(progress)}</span>
      </div>
      <progress max={1} value={progress} aria-label={say("progress")} />
      {total > 1 && <p class="muted">{say("communities", { done, n: total })}</p>}
      {viewerCanCancel && (
        <button
          type="button"
          class="quiet"
          id="cancel"
          disabled={isStopping}
          onClick={() => void task.run(() => act(CancelJob, { id: job.id }))}
        >
          {say(isStopping ? "cancelling" : "cancel")}
        </button>
      )}
      {task.fault !== null && <FaultNote fault={task.fault} />}
    </div>
  );
}

/** A stage that a newer server names and this page does not know is plain work. */
function stageWords({ state, stage }: Job): string {
  if (state === "QUEUED") return say("queued");
  const known = stages.find((name) => name === stage);
  return say(known ?? "running");
}
