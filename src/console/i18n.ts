/** Sentences, numbers and measures in the language of the user. */
import type { LocalizedText } from "./api-types";
import { english, type WordKey } from "./words-en";
import { chinese } from "./words-zh";

export type Language = "zh" | "en";

export function isLanguage(text: string | null): text is Language {
  return text === "zh" || text === "en";
}

export interface Words {
  readonly language: Language;
  /** The sentence with `{name}` filled in; "one|many" is chosen by `n`. */
  say(key: WordKey, values?: Readonly<Record<string, string | number>>): string;
  /** The right half of a text that the server gives in both languages. */
  both(text: LocalizedText): string;
  number(value: number): string;
  percent(share: number): string;
  /** A share to a tenth of a per cent. */
  tenths(share: number): string;
  length(metres: number): string;
  area(squareMetres: number): string;
  time(iso: string): string;
}

const locales = { zh: "zh-CN", en: "en-GB" } as const;
const squareMetresPerHectare = 10_000;

const made: Partial<Record<Language, Words>> = {};

export function wordsOf(language: Language): Words {
  return (made[language] ??= makeWords(language));
}

function makeWords(language: Language): Words {
  const locale = locales[language];
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const tenth = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const two = new Intl.NumberFormat(locale, {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  });
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 });
  const tenths = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });
  const dictionary = language === "zh" ? chinese : english;

  const say: Words["say"] = (key, values = {}) => {
    const [one, many = one] = dictionary[key].split("|");
    const sentence = values.n === 1 ? one : many;
    return sentence.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = values[name];
      return typeof value === "number" ? tenth.format(value) : value;
    });
  };
  return {
    language,
    say,
    both: (text) => text[language],
    number: (value) => (Number.isInteger(value) ? whole.format(value) : two.format(value)),
    percent: (share) => percent.format(share),
    tenths: (share) => tenths.format(share),
    length: (metres) =>
      metres < 1000
        ? say("metres", { n: whole.format(metres) })
        : say("kilometres", { n: tenth.format(metres / 1000) }),
    area: (squareMetres) =>
      say("hectares", { n: tenth.format(squareMetres / squareMetresPerHectare) }),
    time: (iso) => moment.format(new Date(iso)),
  };
}
