import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import prepareDatabase from "./global-setup";

/** Prepares the database, and builds the page once for all files of the run that look at it. */
export default async function prepareConsole(): Promise<void> {
  const script = join(__dirname, "..", "..", "scripts", "build-console.mjs");
  await Promise.all([promisify(execFile)(process.execPath, [script]), prepareDatabase()]);
}
