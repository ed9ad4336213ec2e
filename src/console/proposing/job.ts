/** A job that plans: followed to its end, and found again after the page was loaded anew. */
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { ask, changed, follow } from "../core/client";
import { JobById, JobProgress, type JobHeadFragment } from "./proposing.generated";

export type Job = JobHeadFragment;

/** A job says nothing for so long: it is asked, in case the subscription does not come through. */
const silenceMs = 3_000;

/** What is known of a job; `isGone` where the server knows it no more. */
export interface JobWatch {
  readonly job: Job | null;
  readonly isGone: boolean;
}

export function isOver({ state }: Pick<Job, "state">): boolean {
  return state === "SUCCEEDED" || state === "FAILED" || state === "CANCELLED";
}

/** Follows a job; when it has ended, everything that is shown is asked for anew. */
export function useJob(id: string | null): JobWatch {
  const watch = useSignal<JobWatch>({ job: null, isGone: false });
  useEffect(() => {
    watch.value = { job: null, isGone: false };
    if (id === null) return undefined;
    return watchJob(id, (job) => {
      watch.value = { job, isGone: job === null };
    });
  }, [id, watch]);
  return watch.value;
}

/** Tells each state of a job until it has ended or the returned function is called; null: there is none. */
function watchJob(id: string, onJob: (job: Job | null) => void): () => void {
  let wasRunning = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let unfollow: () => void = () => undefined;
  const stop = (): void => {
    clearTimeout(timer);
    unfollow();
  };
  const hear = (job: Job | null): void => {
    onJob(job);
    if (job === null) return stop();
    if (!isOver(job)) {
      wasRunning = true;
      return wait();
    }
    stop();
    if (wasRunning) changed();
  };
  const wait = (): void => {
    clearTimeout(timer);
    timer = setTimeout(poll, silenceMs);
  };
  let isStopped = false;
  const poll = (): void => {
    ask(JobById, { id }).then(
      ({ job }) => {
        if (!isStopped) hear(job);
      },
      () => {
        if (!isStopped) wait();
      },
    );
  };
  unfollow = follow(JobProgress, { id }, ({ jobProgress }) => {
    if (!isStopped) hear(jobProgress);
  });
  poll();
  return () => {
    isStopped = true;
    stop();
  };
}

/** The job that was begun last for something, also after the page was loaded anew. */
export function keptJob(subject: string): string | null {
  return localStorage.getItem(keyOf(subject));
}

export function keepJob(subject: string, id: string | null): void {
  if (id === null) localStorage.removeItem(keyOf(subject));
  else localStorage.setItem(keyOf(subject), id);
}

function keyOf(subject: string): string {
  return `wangge.job.${subject}`;
}
