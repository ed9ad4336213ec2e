/** A column of a table of text. */
export interface Column {
  readonly title: string;
  readonly align: "LEFT" | "RIGHT";
}

/** Rows under their titles, aligned by the width that terminals give to Chinese and Latin text. */
export function formatTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  totals: readonly string[] | null,
): string {
  const titles = columns.map(({ title }) => title);
  const all = [titles, ...rows, ...(totals === null ? [] : [totals])];
  const widths = columns.map((_, i) => Math.max(...all.map((row) => displayWidth(row[i]))));
  const line = (row: readonly string[]): string =>
    row
      .map((text, i) => {
        const blanks = " ".repeat(widths[i] - displayWidth(text));
        return columns[i].align === "LEFT" ? text + blanks : blanks + text;
      })
      .join("  ")
      .trimEnd();
  const rule = "-".repeat(widths.reduce((sum, width) => sum + width + 2, -2));
  const end = totals === null ? [] : [rule, line(totals)];
  return [line(titles), rule, ...rows.map(line), ...end].join("\n");
}

/** East Asian wide and fullwidth forms take two columns (UAX 11), combining marks none. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const NO_WIDTH = /[\p{Mn}\p{Cf}]/u;

/** How many columns of a terminal a text takes. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const sign of text) width += WIDE.test(sign) ? 2 : NO_WIDTH.test(sign) ? 0 : 1;
  return width;
}

/** As much of a text as fits into so many columns. */
export function cutToWidth(text: string, columns: number): string {
  let width = 0;
  let fits = "";
  for (const sign of text) {
    width += displayWidth(sign);
    if (width > columns) break;
    fits += sign;
  }
  return fits;
}
