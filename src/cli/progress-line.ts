import { performance } from "node:perf_hooks";
import { say, type Terminal } from "./terminal";

export interface ProgressLine {
  show(share: number, finished: number, name: string): void;
  /** Leaves an empty line for what comes next. */
  clear(): void;
}

/** More often than this nobody can read it. */
const INTERVAL_MS = 100;
const BAR_WIDTH = 24;

/** One line that is written over, on a terminal; nothing anywhere else. */
export function progressLine(
  terminal: Terminal,
  quiet: boolean,
  communities: number,
): ProgressLine {
  const { progress } = terminal;
  if (quiet || progress === null) return { show: () => undefined, clear: () => undefined };
  let shownAt = -Infinity;
  return {
    show: (share, finished, name) => {
      const now = performance.now();
      if (now - shownAt < INTERVAL_MS) return;
      shownAt = now;
      const full = Math.round(share * BAR_WIDTH);
      const bar = "#".repeat(full) + ".".repeat(BAR_WIDTH - full);
      const done = say(terminal, {
        zh: `已划分 ${finished}/${communities} 个社区`,
        en: `${finished}/${communities} communities planned`,
      });
      progress(`[${bar}] ${Math.floor(share * 100)} %  ${done}  ${name}`);
    },
    clear: () => progress(""),
  };
}
