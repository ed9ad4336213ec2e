/** The language of the page: what is said, and how numbers and measures are written. */
import { effect, signal, type ReadonlySignal } from "@preact/signals";

export type Language = "zh" | "en";

/** A sentence in both languages. `{name}` is filled in; "one|many" is chosen by the value of `n`. */
export interface Said {
  readonly zh: string;
  readonly en: string;
}

export type Values = Readonly<Record<string, string | number>>;

const languageKey = "wangge.language";
const locales = { zh: "zh-CN", en: "en-GB" } as const;
const squareMetresPerHectare = 10_000;

const chosen = signal<Language>(preferredLanguage());

/** The language now; what reads it while it is drawn is drawn again when it changes. */
export const language: ReadonlySignal<Language> = chosen;

effect(() => {
  document.documentElement.lang = chosen.value === "zh" ? "zh-CN" : "en";
});

/** A choice by hand outlives `?lang=`, which would otherwise undo it at the next reload. */
export function chooseLanguage(next: Language): void {
  chosen.value = next;
  localStorage.setItem(languageKey, next);
  const address = new URL(location.href);
  address.searchParams.delete("lang");
  history.replaceState(null, "", address);
}

/**
 * The speaker of one room's dictionary: `const say = says({ title: { zh: "网格", en: "Grids" } })`,
 * then `say("title")` while drawing.
 */
export function says<Key extends string>(
  dictionary: Readonly<Record<Key, Said>>,
): (key: Key, values?: Values) => string {
  return (key, values) => fillIn(dictionary[key], values);
}

/** The right half of a text that the server gives in both languages. */
export function both(text: Said): string {
  return text[chosen.value];
}

function fillIn(said: Said, values: Values = {}): string {
  const [one, many = one] = said[chosen.value].split("|");
  const sentence = values.n === 1 ? one : many;
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    return typeof value === "number" ? format.number(value) : value;
  });
}

/** `?lang=`, then what was chosen last time, then what the browser prefers. */
function preferredLanguage(): Language {
  const asked = new URLSearchParams(location.search).get("lang");
  if (isLanguage(asked)) return asked;
  const remembered = localStorage.getItem(languageKey);
  if (isLanguage(remembered)) return remembered;
  return navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en";
}

function isLanguage(text: string | null): text is Language {
  return text === "zh" || text === "en";
}

function formatsOf(locale: string) {
  const numbers = (options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options);
  const dates = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options);
  return {
    tenth: numbers({ maximumFractionDigits: 1 }),
    percent: numbers({ style: "percent", maximumFractionDigits: 0 }),
    tenths: numbers({ style: "percent", maximumFractionDigits: 1 }),
    signed: numbers({ signDisplay: "exceptZero", maximumFractionDigits: 1 }),
    moment: dates({ dateStyle: "medium", timeStyle: "short" }),
    day: dates({ dateStyle: "long" }),
  };
}

const formats = { zh: formatsOf(locales.zh), en: formatsOf(locales.en) };
const here = () => formats[chosen.value];

const measures = {
  metres: { zh: "{n} 米", en: "{n} m" },
  kilometres: { zh: "{n} 公里", en: "{n} km" },
  hectares: { zh: "{n} 公顷", en: "{n} ha" },
} as const;

/** Numbers and measures as the reader writes them. */
export const format = {
  /** At most one decimal. */
  number: (value: number): string => here().tenth.format(value),
  /** With its sign, a real minus; zero has none. */
  signed: (value: number): string => here().signed.format(value).replace("-", "−"),
  percent: (share: number): string => here().percent.format(share),
  /** A share to a tenth of a per cent. */
  tenths: (share: number): string => here().tenths.format(share),
  length: (metres: number): string =>
    metres < 1000
      ? fillIn(measures.metres, { n: Math.round(metres) })
      : fillIn(measures.kilometres, { n: metres / 1000 }),
  area: (squareMetres: number): string =>
    fillIn(measures.hectares, { n: squareMetres / squareMetresPerHectare }),
  /** A moment, to the minute. */
  time: (iso: string): string => here().moment.format(new Date(iso)),
  /** A day. */
  day: (iso: string): string => here().day.format(new Date(iso)),
  /** What is told one after another. */
  list: (items: readonly string[]): string => items.join(chosen.value === "zh" ? "、" : ", "),
};
