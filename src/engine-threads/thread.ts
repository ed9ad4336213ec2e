import { randomUUID } from "node:crypto";
import {
  assess,
  EngineError,
  explain,
  improve,
  openEditable,
  proposeAlternatives,
  suggest,
  type Draft,
  type Progress,
  type ProposeHooks,
  type ProposeInput,
} from "../engine";
import type { ThreadMessage, ThreadResult, ThreadTask, ThreadWork } from "./task";

/** Progress is passed on in steps of this share, so that a busy engine does not flood its caller. */
const PROGRESS_STEP = 0.005;

/** Does one piece of work in the thread that piscina loaded this file into. */
export default async function runTask({
  input,
  work,
  cancel,
  port,
}: ThreadTask): Promise<ThreadResult> {
  const tell = (message: ThreadMessage): void => port.postMessage(message);
  let told: Progress | null = null;
  const onProgress = (progress: Progress): void => {
    if (told?.stage === progress.stage && progress.done < told.done + PROGRESS_STEP) return;
    told = progress;
    tell({ type: "PROGRESS", progress });
  };
  const signal = {
    get aborted(): boolean {
      return Atomics.load(cancel, 0) !== 0;
    },
  };
  tell({ type: "STARTED" });
  try {
    return await doWork(input, work, { signal, onProgress });
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    return { type: "REFUSED", code: error.code, message: error.message, faults: error.faults };
  } finally {
    port.close();
  }
}

async function doWork(
  input: ProposeInput,
  work: ThreadWork,
  hooks: ProposeHooks,
): Promise<ThreadResult> {
  switch (work.type) {
    case "PROPOSE":
      return { type: "PLANS", alternatives: await proposeAlternatives(input, work.count, hooks) };
    case "ASSESS":
      return { type: "PLAN", plan: await assess(input, work.division, hooks) };
    case "IMPROVE": {
      const { draft, help, seed, effort } = work;
      const wish = { seed, effort, newKey: randomUUID };
      const better: Draft = improve(openEditable(input), draft, help, wish, hooks);
      return { type: "DRAFT", draft: better === draft ? null : better };
    }
    case "SUGGEST": {
      const suggestions = suggest(openEditable(input), work.draft, work.count);
      return { type: "SUGGESTIONS", suggestions };
    }
    case "EXPLAIN":
      return { type: "REASON", reason: explain(openEditable(input), work.draft, work.key) };
  }
}
