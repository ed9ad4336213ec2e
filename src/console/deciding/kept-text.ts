/** What somebody is writing, kept in this tab until it is sent: a reload or another tab loses nothing. */
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

/** A text that is being written. */
export interface KeptText {
  readonly text: string;
  readonly write: (text: string) => void;
  /** After it was sent. */
  readonly forget: () => void;
}

/** The text under a key; `initial` where nothing was written yet. */
export function useKeptText(key: string, initial = ""): KeptText {
  const name = `wangge.words.${key}`;
  const text = useSignal(sessionStorage.getItem(name) ?? initial);
  useEffect(() => {
    text.value = sessionStorage.getItem(name) ?? initial;
  }, [name, initial, text]);
  return {
    text: text.value,
    write: (next) => {
      text.value = next;
      sessionStorage.setItem(name, next);
    },
    forget: () => {
      text.value = initial;
      sessionStorage.removeItem(name);
    },
  };
}
