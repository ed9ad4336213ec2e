/** Something that a button has begun: what it says meanwhile, and what went wrong. */
import { useSignal } from "@preact/signals";

export interface Task {
  readonly isBusy: boolean;
  /** Why the last time did not work; null: it did. */
  readonly fault: unknown;
  /** Begins, unless it is busy; gives whether it worked. */
  readonly run: (work: () => Promise<unknown>) => Promise<boolean>;
}

export function useTask(): Task {
  const state = useSignal<{ isBusy: boolean; fault: unknown }>({ isBusy: false, fault: null });
  return {
    ...state.value,
    run: async (work) => {
      if (state.peek().isBusy) return false;
      state.value = { isBusy: true, fault: null };
      try {
        await work();
        state.value = { isBusy: false, fault: null };
        return true;
      } catch (fault) {
        state.value = { isBusy: false, fault };
        return false;
      }
    },
  };
}
