import { assess, EngineError, proposeAlternatives, type Progress } from "../engine";
import type { ThreadMessage, ThreadResult, ThreadTask } from "./task";

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
    switch (work.type) {
      case "PROPOSE": {
        const alternatives = await proposeAlternatives(input, work.count, { signal, onProgress });
        return { type: "PLANS", alternatives };
      }
      case "ASSESS":
        return { type: "PLAN", plan: await assess(input, work.division, { signal, onProgress }) };
    }
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    return { type: "REFUSED", code: error.code, message: error.message, faults: error.faults };
  } finally {
    port.close();
  }
}
