import { rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { Report } from "../exchange/fault";
import { isSystemError } from "../exchange/system-error";

/** Whether a file can be put there; a fault where not. Asked before the work, not after it. */
export async function canWriteTo(path: string, report: Report): Promise<boolean> {
  const folder = await kindOf(dirname(path));
  if (folder !== "FOLDER") {
    report("MISSING_FILE", "--out", {
      zh: `文件夹 ${dirname(path)} 不存在`,
      en: `there is no folder ${dirname(path)}`,
    });
    return false;
  }
  if ((await kindOf(path)) !== "FOLDER") return true;
  report("UNREADABLE", "--out", { zh: "是文件夹，须为文件", en: "is a folder, a file is needed" });
  return false;
}

/** Writes beside the file and then takes its place: nobody ever sees half of it. */
export async function writeWholeFile(path: string, text: AsyncIterable<string>): Promise<void> {
  const beside = `${path}.${process.pid}.part`;
  try {
    await writeFile(beside, text);
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

async function kindOf(path: string): Promise<"FOLDER" | "FILE" | null> {
  try {
    return (await stat(path)).isDirectory() ? "FOLDER" : "FILE";
  } catch (error) {
    if (isSystemError(error) && ["ENOENT", "ENOTDIR"].includes(error.code)) return null;
    throw error;
  }
}
