import { spawn } from "node:child_process";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { SmallDataset } from "./small-dataset";

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A running command, and the promise of its end. */
export interface Running {
  readonly end: Promise<Ended>;
  /** Resolves when the command has written this to its standard error. */
  saysOnStderr(text: string): Promise<void>;
  interrupt(): void;
}

const ROOT = resolve(__dirname, "../..");

/** Starts the command line as npm does, with a locale that says nothing. */
export function startCli(...args: string[]): Running {
  const child = spawn(process.execPath, ["--import", "tsx", "src/cli.ts", ...args], {
    cwd: ROOT,
    env: { ...process.env, LC_ALL: "C" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [stdout, stderr] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  return {
    end: new Promise((take, refuse) => {
      child.on("error", refuse);
      child.on("close", (code) => take({ code, stdout, stderr }));
    }),
    saysOnStderr: (text) =>
      new Promise((take) => {
        const look = (): void => {
          if (!stderr.includes(text)) return;
          child.stderr.off("data", look);
          take();
        };
        child.stderr.on("data", look);
      }),
    interrupt: () => child.kill("SIGINT"),
  };
}

/** Runs a command to its end. */
export function runCli(...args: string[]): Promise<Ended> {
  return startCli(...args).end;
}

/** A new folder that holds a data set; a file given as text is written as it is. */
export async function folderOf(
  dataset: Partial<Record<keyof SmallDataset, object | string>>,
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "wangge-cli-"));
  for (const [file, content] of Object.entries(dataset)) {
    const text = typeof content === "string" ? content : JSON.stringify(content);
    await writeFile(join(folder, `${file}.geojson`), text);
  }
  return folder;
}
