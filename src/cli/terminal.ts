import type { Language } from "../config";
import type { Text } from "../engine";
import { cutToWidth } from "./table";

/** Where a command writes, and in which language. */
export interface Terminal {
  readonly language: Language;
  /** Results: one or several lines on the standard output. */
  print(text: string): void;
  /** Faults, notes and everything else that is no result. */
  complain(text: string): void;
  /** Replaces the line of progress; null where nobody is watching. */
  readonly progress: ((line: string) => void) | null;
}

/** Some terminals tell no width, or 0. */
const COLUMNS_ASSUMED = 80;

/** The terminal of this process; a line of progress only where a person can see it change. */
export function createTerminal(language: Language): Terminal {
  const { stdout, stderr } = process;
  return {
    language,
    print: (text) => stdout.write(`${text}\n`),
    complain: (text) => stderr.write(`${text}\n`),
    // Carriage return, then erase to the end of the line. A line that wraps could not be replaced.
    progress: stderr.isTTY
      ? (line) =>
          stderr.write(`\r${cutToWidth(line, (stderr.columns || COLUMNS_ASSUMED) - 1)}\u001b[K`)
      : null,
  };
}

/** The sentence in the terminal's language. */
export function say({ language }: Terminal, text: Text): string {
  return text[language];
}
