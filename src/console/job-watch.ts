/**
 * Follows a job to its end over server-sent events. Where the stream breaks, or a proxy does not
 * let it through, it asks every second instead.
 */
import { fetchJob } from "./api";
import type { Job } from "./api-types";
import { jobProgressSubscription } from "./operations";

const pollEveryMs = 1000;
/** A stream that says nothing for so long is taken for dead. */
const silenceMs = 8000;

/** Calls `onChange` with each state of the job; resolves with the last one. */
export async function watchJob(job: Job, onChange: (job: Job) => void): Promise<Job> {
  if (isOver(job)) return job;
  const last = await watchStream(job.id, onChange);
  return last !== null && isOver(last) ? last : poll(job.id, onChange);
}

function isOver(job: Job): boolean {
  return job.state === "SUCCEEDED" || job.state === "FAILED" || job.state === "CANCELLED";
}

/** Resolves when the job or the stream is over, with what was heard last. */
function watchStream(id: string, onChange: (job: Job) => void): Promise<Job | null> {
  const address = new URLSearchParams({
    query: jobProgressSubscription,
    variables: JSON.stringify({ id }),
  });
  return new Promise((resolve) => {
    const stream = new EventSource(`/graphql/stream?${address.toString()}`);
    let heard: Job | null = null;
    let watchdog = setTimeout(stop, silenceMs);
    function stop(): void {
      clearTimeout(watchdog);
      stream.close();
      resolve(heard);
    }
    stream.addEventListener("next", (event: MessageEvent<string>) => {
      const job = readProgress(event.data);
      if (job === null) return stop();
      clearTimeout(watchdog);
      watchdog = setTimeout(stop, silenceMs);
      heard = job;
      onChange(job);
      if (isOver(job)) stop();
    });
    stream.addEventListener("complete", stop);
    // Also stops the browser's own reconnecting, which would start a second subscription.
    stream.addEventListener("error", stop);
  });
}

function readProgress(text: string): Job | null {
  // The door: the server has checked the event against the schema.
  const answer = JSON.parse(text) as { data?: { jobProgress?: Job | null } | null };
  return answer.data?.jobProgress ?? null;
}

async function poll(id: string, onChange: (job: Job) => void): Promise<Job> {
  for (;;) {
    const job = await fetchJob(id);
    if (job === null) throw new Error(`Job ${id} is gone`);
    onChange(job);
    if (isOver(job)) return job;
    await new Promise((resolve) => setTimeout(resolve, pollEveryMs));
  }
}
