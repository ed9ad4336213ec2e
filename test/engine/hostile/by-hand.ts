/**
 * Plans as many hostile communities as one likes and prints every seed whose plan breaks the contract.
 * usage: npm run -s hostile -- [--from SEED] [--count N] [--log FILE]
 *
 * Every line is also appended to the log; a run with the same log goes on after the last seed in it.
 */
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { parseArgs } from "node:util";
import { hostileInput } from ".";
import { contractFaults } from "./faults";

/** Seeds between two lines that say how far it is. */
const STRETCH = 1000;

const { values } = parseArgs({
  options: {
    from: { type: "string", default: "0" },
    count: { type: "string", default: "100000" },
    log: { type: "string" },
  },
});

main(wholeNumber(values.from), wholeNumber(values.count)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 2;
});

async function main(from: number, count: number): Promise<void> {
  const end = from + count;
  let broken = 0;
  for (let start = Math.max(from, doneBefore()); start < end; start += STRETCH) {
    const next = Math.min(start + STRETCH, end);
    const began = performance.now();
    const cpu = process.cpuUsage();
    for (let seed = start; seed < next; seed++) {
      if (process.stderr.isTTY) process.stderr.write(`\rseed ${seed}\u001b[K`);
      const faults = await faultsOf(seed);
      if (faults.length === 0) continue;
      broken++;
      tell(`seed ${seed}: ${faults.join("; ")}`);
    }
    if (process.stderr.isTTY) process.stderr.write("\r\u001b[K");
    const { user, system } = process.cpuUsage(cpu);
    const wallS = Math.round((performance.now() - began) / 1000);
    tell(
      `done before ${next}, ${broken} broken, ${wallS} s (${Math.round((user + system) / 1e6)} s of processor time)`,
    );
  }
  if (broken > 0) process.exitCode = 1;
}

/** What the engine throws is a fault like any other: it refuses none of these inputs. */
async function faultsOf(seed: number): Promise<string[]> {
  try {
    return await contractFaults(hostileInput(seed));
  } catch (error) {
    return [error instanceof Error ? (error.stack ?? error.message) : String(error)];
  }
}

/** The seed at which an earlier run with this log stopped; 0 where there is none. */
function doneBefore(): number {
  if (values.log === undefined || !existsSync(values.log)) return 0;
  const lines = [...readFileSync(values.log, "utf8").matchAll(/^done before (\d+)/gm)];
  return Number(lines.at(-1)?.[1] ?? 0);
}

function tell(line: string): void {
  process.stdout.write(`${line}\n`);
  if (values.log !== undefined) appendFileSync(values.log, `${line}\n`);
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw new RangeError(`got ${text}, expected a whole number from 0`);
}
