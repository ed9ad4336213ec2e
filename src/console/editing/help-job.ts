/** A job in which the engine helps with a draft: followed to its end, and found again after a reload. */
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { ask, changed, follow } from "../core/client";
import { HelpJobById, HelpProgress, type HelpJobFragment } from "./editing.generated";
import { noteOwnEdit } from "./live-edits";

export type HelpJob = HelpJobFragment;

/** A subscription that says nothing for so long may not come through: the job is asked for. */
const silenceMs = 3_000;

export function isOver({ state }: Pick<HelpJob, "state">): boolean {
  return state === "SUCCEEDED" || state === "FAILED" || state === "CANCELLED";
}

/** The job as it is now; null until it is known, or where there is none. */
export function useHelpJob(planId: string, id: string | null): HelpJob | null {
  const job = useSignal<HelpJob | null>(null);
  useEffect(() => {
    job.value = null;
    if (id === null) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isStopped = false;
    const hear = (heard: HelpJob): void => {
      if (isStopped) return;
      clearTimeout(timer);
      job.value = heard;
      if (!isOver(heard)) {
        timer = setTimeout(poll, silenceMs);
        return;
      }
      stop();
      if (heard.edit !== null) noteOwnEdit(planId, heard.edit.planVersion);
      changed();
    };
    const poll = (): void => {
      ask(HelpJobById, { id }).then(
        (answer) => {
          if (answer.job !== null) hear(answer.job);
        },
        () => {
          if (!isStopped) timer = setTimeout(poll, silenceMs);
        },
      );
    };
    const unfollow = follow(HelpProgress, { id }, ({ jobProgress }) => hear(jobProgress));
    const stop = (): void => {
      isStopped = true;
      clearTimeout(timer);
      unfollow();
    };
    poll();
    return stop;
  }, [planId, id, job]);
  return job.value;
}

/** The job that was begun last for a plan, also after the page was loaded anew. */
export function keptHelp(planId: string): string | null {
  return sessionStorage.getItem(keyOf(planId));
}

export function keepHelp(planId: string, id: string | null): void {
  if (id === null) sessionStorage.removeItem(keyOf(planId));
  else sessionStorage.setItem(keyOf(planId), id);
}

function keyOf(planId: string): string {
  return `wangge.help.${planId}`;
}
