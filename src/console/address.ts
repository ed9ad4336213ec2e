/** What outlives a reload: the community in the address, the language in the browser's storage. */
import { isLanguage, type Language } from "./i18n";

const languageKey = "wangge.language";

export function communityInAddress(): string | null {
  return new URLSearchParams(location.search).get("community");
}

/** Writes the community into the address, so that it can be sent to a colleague. */
export function showInAddress(communityKey: string | null): void {
  const address = new URL(location.href);
  if (communityKey === null) address.searchParams.delete("community");
  else address.searchParams.set("community", communityKey);
  if (address.href !== location.href) history.pushState(null, "", address);
}

/** `?lang=`, then what was chosen last time, then what the browser prefers. */
export function preferredLanguage(): Language {
  const asked = new URLSearchParams(location.search).get("lang");
  if (isLanguage(asked)) return asked;
  const remembered = localStorage.getItem(languageKey);
  if (isLanguage(remembered)) return remembered;
  return navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en";
}

/** A choice by hand outlives `?lang=`, which would otherwise undo it at the next reload. */
export function rememberLanguage(language: Language): void {
  localStorage.setItem(languageKey, language);
  const address = new URL(location.href);
  address.searchParams.delete("lang");
  history.replaceState(null, "", address);
}
