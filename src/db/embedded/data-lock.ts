import { linkSync, readFileSync, renameSync, rmSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { randomUUID } from "node:crypto";
import { DomainError } from "../../errors";

const LOCK_FILE = "lock";

/** Who holds a data folder. Process ids come round again, so the moment of its start goes along. */
interface Holder {
  readonly pid: number;
  readonly started: string | null;
}

/**
 * Takes a data folder for this process, or fails saying who has it. A lock left by a process that
 * no longer runs is taken over. Returns the function that gives the folder free.
 */
export function lockDataDir(dataDir: string): () => void {
  const path = join(dataDir, LOCK_FILE);
  const holder: Holder = { pid: process.pid, started: startOf(process.pid) };
  while (!create(path, holder)) {
    const text = readIfThere(path);
    if (text === null) continue;
    const other = parse(text);
    if (other && isRunning(other)) {
      throw new DomainError(
        "DATA_DIR_IN_USE",
        `The data folder ${dataDir} is in use by process ${other.pid}. ` +
          `Stop that process, or set WANGGE_DATA_DIR to another folder.`,
        { dataDir, pid: other.pid },
      );
    }
    removeStale(path, text);
  }
  const release = (): void => {
    process.off("exit", release);
    rmSync(path, { force: true });
  };
  process.on("exit", release);
  return release;
}

/** A link appears with all its content or not at all: nobody reads half a lock. */
function create(path: string, holder: Holder): boolean {
  const draft = `${path}.${randomUUID()}`;
  writeFileSync(draft, JSON.stringify(holder));
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (hasCode(error, "EEXIST")) return false;
    throw error;
  } finally {
    unlinkSync(draft);
  }
}

/**
 * Between reading a stale lock and removing it another process may have done the same and put its
 * own in place. Moving it aside first shows which one we got.
 */
function removeStale(path: string, stale: string): void {
  const aside = `${path}.${randomUUID()}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (hasCode(error, "ENOENT")) return;
    throw error;
  }
  if (readFileSync(aside, "utf8") === stale) unlinkSync(aside);
  else renameSync(aside, path);
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (hasCode(error, "ENOENT")) return null;
    throw error;
  }
}

/** null for anything that no version of this program wrote. */
function parse(text: string): Holder | null {
  const match = /^\{"pid":(\d+),"started":(?:null|"([^"]*)")\}$/.exec(text);
  return match ? { pid: Number(match[1]), started: match[2] ?? null } : null;
}

function isRunning(holder: Holder): boolean {
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    // EPERM: it runs, as somebody else.
    if (!hasCode(error, "EPERM")) return false;
  }
  const started = startOf(holder.pid);
  return started === null || holder.started === null || started === holder.started;
}

/** Boot and start time of a process where the system tells (Linux), else null. */
function startOf(pid: number): string | null {
  const stat = readIfThere(`/proc/${pid}/stat`);
  const boot = readIfThere("/proc/sys/kernel/random/boot_id");
  if (stat === null || boot === null) return null;
  // Field 22; counted after the name of the program, which may hold spaces and brackets.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return `${boot.trim()}/${fields[19]}`;
}

function hasCode(error: unknown, code: string): boolean {
  return typeof error === "object" && error !== null && "code" in error && error.code === code;
}
