/** Tables for Excel and WPS: UTF-8 with a byte-order mark, without which they take it for GB18030. */

export const CSV_TYPE = "text/csv; charset=utf-8";

/** The beginning of a file: the mark and the headers. */
export function csvHead(headers: readonly string[]): string {
  return `\uFEFF${csvRow(headers)}`;
}

/** One row (RFC 4180). */
export function csvRow(cells: readonly (string | number | null)[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

/** A program for tables takes a text that begins so for a formula, and runs it. */
const FORMULA = /^[=+\-@\t\r]/;

function csvCell(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A moment as an official reads it: in the time of Beijing, which knows no summer time. */
export function beijingTime(moment: string): string {
  const shifted = new Date(Date.parse(moment) + 8 * 3_600_000);
  return shifted.toISOString().slice(0, 19).replace("T", " ");
}
