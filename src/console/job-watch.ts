/**
 * Follows a job to its end over server-sent events. Where the stream breaks, or a proxy does not
 * let it through, it asks every second instead.
 */
import { fetchJob } from "./api";
import type { Job } from "./api-types";
import { jobProgressSubscription } from "./operations";
import { authorization } from "./session";

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
async function watchStream(id: string, onChange: (job: Job) => void): Promise<Job | null> {
  const address = new URLSearchParams({
    query: jobProgressSubscription,
    variables: JSON.stringify({ id }),
  });
  const stop = new AbortController();
  let heard: Job | null = null;
  let watchdog = setTimeout(() => stop.abort(), silenceMs);
  try {
    for await (const data of eventsOf(`/graphql/stream?${address.toString()}`, stop.signal)) {
      const job = readProgress(data);
      if (job === null) break;
      clearTimeout(watchdog);
      watchdog = setTimeout(() => stop.abort(), silenceMs);
      heard = job;
      onChange(job);
      if (isOver(job)) break;
    }
  } catch {
    // The stream did not come, broke or fell silent: the job is asked for instead.
  } finally {
    clearTimeout(watchdog);
    stop.abort();
  }
  return heard;
}

/** The data of the events of a stream; the browser's own EventSource cannot say who asks. */
async function* eventsOf(address: string, signal: AbortSignal): AsyncGenerator<string> {
  const headers = { accept: "text/event-stream", ...authorization() };
  const { ok, body } = await fetch(address, { headers, signal });
  if (!ok || body === null) return;
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const events = (rest + value).split("\n\n");
    rest = events.pop() ?? "";
    for (const event of events) {
      const lines = event.split("\n");
      const data = lines.find((line) => line.startsWith("data: "));
      if (lines.includes("event: next") && data !== undefined) yield data.slice("data: ".length);
    }
  }
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
