/** What is looked for among communities: kept while the page is open, so that one comes back to it. */
import { signal, type ReadonlySignal } from "@preact/signals";

const wanted = signal("");

export const search: ReadonlySignal<string> = wanted;

export function setSearch(text: string): void {
  wanted.value = text;
}

/** Digits look for the start of a code, all else for a part of the name; null: everything. */
export function filterOf(
  text: string,
): { readonly codePrefix: string } | { readonly nameContains: string } | null {
  const asked = text.trim();
  if (asked === "") return null;
  return /^\d{1,12}$/.test(asked) ? { codePrefix: asked } : { nameContains: asked };
}
