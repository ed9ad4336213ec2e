/** Figures as aligned tables, and how they are written. */
import { displayWidth } from "../src/cli/table";

/** Prints rows under their titles; the first column to the left, the others to the right. */
export function printTable(
  titles: readonly string[],
  rows: readonly (readonly string[])[],
  print: (line: string) => void = (line) => process.stdout.write(`${line}\n`),
): void {
  const widths = titles.map((_, i) =>
    Math.max(...[titles, ...rows].map((row) => displayWidth(row[i]))),
  );
  const line = (row: readonly string[]): string =>
    row
      .map((text, i) => {
        const blanks = " ".repeat(widths[i] - displayWidth(text));
        return i === 0 ? text + blanks : blanks + text;
      })
      .join("  ")
      .trimEnd();
  print(line(titles));
  print("-".repeat(widths.reduce((sum, width) => sum + width + 2, -2)));
  for (const row of rows) print(line(row));
}

/** A line of its own on the standard output. */
export function printLine(text = ""): void {
  process.stdout.write(`${text}\n`);
}

/** Share as a percentage with one decimal; a dash where there is nothing to share. */
export function percent(part: number, whole: number): string {
  return whole > 0 ? `${((100 * part) / whole).toFixed(1)} %` : "-";
}

/** Seconds with as many decimals as they can bear. */
export function seconds(value: number): string {
  return `${value.toFixed(value < 0.1 ? 3 : value < 10 ? 2 : 1)} s`;
}

/** The middle one; the mean of the two middle ones where there is none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return Number.isInteger(middle)
    ? (sorted[middle - 1] + sorted[middle]) / 2
    : sorted[Math.floor(middle)];
}
