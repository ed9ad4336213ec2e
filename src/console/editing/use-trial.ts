/** What an edit would do, tried on the server while it is put together. */
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Effect } from "./edits";

/** Choosing goes on for so long without a question to the server. */
const pauseMs = 200;

export interface Trial {
  readonly effect: Effect | null;
  /** Why it would be refused; null: it would not. */
  readonly fault: unknown;
  readonly isLoading: boolean;
}

const nothing: Trial = { effect: null, fault: null, isLoading: false };

/** `key` stands for all that is tried; null tries nothing. */
export function useTrial(key: string | null, attempt: () => Promise<Effect | null>): Trial {
  const trial = useSignal<Trial>(nothing);
  useEffect(() => {
    if (key === null) {
      trial.value = nothing;
      return undefined;
    }
    let isCurrent = true;
    trial.value = { effect: null, fault: null, isLoading: true };
    const timer = setTimeout(() => {
      attempt().then(
        (effect) => {
          if (isCurrent) trial.value = { effect, fault: null, isLoading: false };
        },
        (fault: unknown) => {
          if (isCurrent) trial.value = { effect: null, fault, isLoading: false };
        },
      );
    }, pauseMs);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
    // The key stands for the attempt.
  }, [key, trial]);
  return trial.value;
}
