import type { Fault } from "../exchange/fault";
import { say, type Terminal } from "./terminal";

/** Every fault, a line each: file, feature, field, reason. */
export function printFaults(terminal: Terminal, faults: readonly Fault[]): void {
  for (const fault of faults) terminal.complain(lineOf(terminal, fault));
  terminal.complain(
    say(terminal, {
      zh: `输入有 ${faults.length} 处错误，未写出任何结果`,
      en: `${faults.length} ${faults.length === 1 ? "fault" : "faults"} in the input, nothing was written`,
    }),
  );
}

/** Notes of one kind are alike and many: the first few of each file, and how many more. */
export function printNotes(terminal: Terminal, notes: readonly Fault[]): void {
  const kinds = new Map<string, Fault[]>();
  for (const note of notes) {
    const kind = `${note.file} ${note.code}`;
    const known = kinds.get(kind);
    if (known === undefined) kinds.set(kind, [note]);
    else known.push(note);
  }
  for (const alike of kinds.values()) {
    for (const note of alike.slice(0, NOTES_SHOWN)) {
      terminal.complain(say(terminal, { zh: "注意：", en: "note: " }) + lineOf(terminal, note));
    }
    const more = alike.length - NOTES_SHOWN;
    if (more > 0) {
      terminal.complain(
        say(terminal, { zh: `      另有 ${more} 条同类`, en: `      and ${more} more like these` }),
      );
    }
  }
}

const NOTES_SHOWN = 2;

function lineOf(terminal: Terminal, { file, feature, field, reason }: Fault): string {
  const place = [file, feature, field].filter((part) => part !== null).join(" ");
  return `${place}: ${say(terminal, reason)}`;
}
