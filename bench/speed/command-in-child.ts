/** Runs `plan` as the command line does and writes as JSON what that took. */
import { performance } from "node:perf_hooks";
import { readPlanArguments } from "../../src/cli/arguments";
import { runPlan } from "../../src/cli/plan-command";
import { createTerminal } from "../../src/cli/terminal";
import type { CommandUsage } from "./command";

const [folder, out] = process.argv.slice(2);

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});

async function main(): Promise<void> {
  const start = performance.now();
  const read = readPlanArguments([folder, "--out", out]);
  if (read.type !== "GIVEN")
    throw new Error(`got ${folder} and ${out}, expected a folder and a file`);
  const terminal = { ...createTerminal("en"), print: () => undefined };
  const code = await runPlan(read.values, terminal, new AbortController().signal);
  if (code !== 0) throw new Error(`plan ended with ${code}`);
  const { user, system } = process.cpuUsage();
  const usage: CommandUsage = {
    wallS: (performance.now() - start) / 1000,
    cpuS: (user + system) / 1e6,
    peakMb: process.resourceUsage().maxRSS / 1024,
  };
  process.stdout.write(JSON.stringify(usage));
}
