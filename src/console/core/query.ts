/** Asks while a component is drawn, and asks again when something may have changed. */
import { useSignal, useSignalEffect, type ReadonlySignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { ask, changes, type Operation } from "./client";

/** What was asked for: `data` is null until the first answer, and stays while it is asked anew. */
export interface Asked<Data> {
  readonly data: Data | null;
  /** Why the last time did not work; null: it did, or is on its way. */
  readonly fault: unknown;
  readonly isLoading: boolean;
}

/** The same, with the way to ask again. */
export interface Query<Data> extends Asked<Data> {
  readonly reload: () => void;
}

/**
 * The answer to a query with these variables; null asks nothing. Other variables forget the answer
 * before; an answer that comes too late is left aside.
 */
export function useQuery<Data, Variables extends Record<string, unknown>>(
  operation: Operation<Data, Variables>,
  variables: Variables | null,
): Query<Data> {
  const asked = useSignal<Asked<Data>>({ data: null, fault: null, isLoading: variables !== null });
  const again = useSignal(0);
  const key = variables === null ? null : JSON.stringify(variables);
  const reload = useMemo(() => () => void again.value++, [again]);

  useEffect(() => {
    asked.value = { data: null, fault: null, isLoading: key !== null };
  }, [asked, key, operation]);
  useAgainAndAgain([changes, again], key, (isCurrent) => {
    if (variables === null) return;
    asked.value = { ...asked.value, isLoading: true };
    ask(operation, variables).then(
      (data) => {
        if (isCurrent()) asked.value = { data, fault: null, isLoading: false };
      },
      (fault: unknown) => {
        if (isCurrent()) asked.value = { ...asked.value, fault, isLoading: false };
      },
    );
  });
  return { ...asked.value, reload };
}

/** Runs now, with every change of the key, and with every change of one of the signals. */
function useAgainAndAgain(
  signals: readonly ReadonlySignal<number>[],
  key: string | null,
  run: (isCurrent: () => boolean) => void,
): void {
  const round = useSignal(0);
  useSignalEffect(() => {
    for (const signal of signals) void signal.value;
    round.value = round.peek() + 1;
  });
  const now = round.value;
  useEffect(() => {
    let isCurrent = true;
    run(() => isCurrent);
    return () => {
      isCurrent = false;
    };
    // What runs is that of the drawing in which the key or the round changed.
  }, [key, now]);
}
