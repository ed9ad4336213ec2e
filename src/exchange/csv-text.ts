import { reportInto, shown, type Fault } from "./fault";

/** A table as text: its header, and its rows by the number that a spreadsheet gives them. */
export interface CsvTable {
  readonly header: readonly string[];
  readonly rows: readonly CsvRow[];
}

export interface CsvRow {
  /** From 1, the header included. */
  readonly number: number;
  /** Without blanks at their ends. */
  readonly cells: readonly string[];
}

/** Commas, or what spreadsheets write where the comma is the decimal sign. */
const DELIMITERS = [",", "\t", ";"] as const;

/**
 * Reads CSV (RFC 4180), with or without a byte order mark; null, with a fault, where it is none.
 * Rows without any text are no rows. The delimiter is the one that the header has most of.
 */
export function parseCsvText(text: string, file: string, faults: Fault[]): CsvTable | null {
  const report = reportInto(faults, file);
  const plain = (text.startsWith("\uFEFF") ? text.slice(1) : text).replace(/\r\n?/g, "\n");
  if (plain.includes("\0")) {
    report("BROKEN_CSV", null, {
      zh: "文件含空字符，不是文本",
      en: "the file has NUL characters: it is no text",
    });
    return null;
  }
  const [firstLine] = plain.split("\n", 1);
  const delimiter = DELIMITERS.reduce((best, one) =>
    firstLine.split(one).length > firstLine.split(best).length ? one : best,
  );
  const { records, broken } = recordsOf(plain, delimiter);
  if (broken !== null) {
    report("BROKEN_CSV", null, {
      zh: `第 ${broken.row} 行的引号有误：${shown(broken.text)}`,
      en: `a quote is misplaced in row ${broken.row}: ${shown(broken.text)}`,
    });
    return null;
  }
  const rows = records
    .map((cells, i) => ({ number: i + 1, cells: cells.map((cell) => cell.trim()) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ""));
  const [head, ...body] = rows;
  if (head === undefined) {
    report("EMPTY_SET", null, { zh: "文件为空", en: "the file is empty" });
    return null;
  }
  return { header: head.cells, rows: body };
}

interface Records {
  readonly records: readonly (readonly string[])[];
  /** Where a quote opens inside of text, has text behind it, or never closes. */
  readonly broken: { readonly row: number; readonly text: string } | null;
}

function recordsOf(text: string, delimiter: string): Records {
  const records: string[][] = [];
  let record: string[] = [];
  let cell = "";
  let state: "START" | "PLAIN" | "QUOTED" | "CLOSED" = "START";
  const brokenAt = (i: number): Records => ({
    records,
    broken: { row: records.length + 1, text: text.slice(Math.max(0, i - 20), i + 10) },
  });
  const endCell = (): void => {
    record.push(cell);
    cell = "";
    state = "START";
  };
  const endRecord = (): void => {
    endCell();
    records.push(record);
    record = [];
  };
  for (let i = 0; i < text.length; i++) {
    const sign = text[i];
    if (state === "QUOTED") {
      if (sign !== '"') cell += sign;
      else if (text[i + 1] === '"') {
        cell += sign;
        i++;
      } else state = "CLOSED";
    } else if (sign === delimiter) endCell();
    else if (sign === "\n") endRecord();
    else if (sign === '"') {
      if (state !== "START") return brokenAt(i);
      state = "QUOTED";
    } else if (state === "CLOSED") return brokenAt(i);
    else {
      cell += sign;
      state = "PLAIN";
    }
  }
  if (state === "QUOTED") return brokenAt(text.length);
  if (cell !== "" || record.length > 0) endRecord();
  return { records, broken: null };
}
