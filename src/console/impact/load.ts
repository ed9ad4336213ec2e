/** Something that takes several questions to be known, asked while a component is shown. */
import { useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import type { Query } from "../core/query";

/** Loads anew with every other key; null loads nothing. What comes too late is left aside. */
export function useLoaded<Data>(key: string | null, load: () => Promise<Data>): Query<Data> {
  const loaded = useSignal<Omit<Query<Data>, "reload">>({
    data: null,
    fault: null,
    isLoading: key !== null,
  });
  const round = useSignal(0);
  const reload = useMemo(() => () => void round.value++, [round]);
  useEffect(() => {
    loaded.value = { data: null, fault: null, isLoading: key !== null };
    if (key === null) return undefined;
    let isCurrent = true;
    load().then(
      (data) => {
        if (isCurrent) loaded.value = { data, fault: null, isLoading: false };
      },
      (fault: unknown) => {
        if (isCurrent) loaded.value = { data: null, fault, isLoading: false };
      },
    );
    return () => {
      isCurrent = false;
    };
    // What is loaded is what the key says.
  }, [key, round.value, loaded]);
  return { ...loaded.value, reload };
}
