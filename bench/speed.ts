/**
 * How fast the engine is, and what more time buys.
 * usage: npm run -s bench:speed [-- town|first|effort|large|many|command...] [--count N]
 */
import { parseArgs } from "node:util";
import { printLine } from "./print";
import { measureCommand } from "./speed/command";
import { measureEffort } from "./speed/effort";
import { measureFirst } from "./speed/first";
import { measureLarge } from "./speed/large";
import { measureMany } from "./speed/many";
import { measureTown } from "./speed/town";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { count: { type: "string", default: "1000" } },
});

const PARTS: Readonly<Record<string, () => Promise<void>>> = {
  town: measureTown,
  first: measureFirst,
  effort: measureEffort,
  large: measureLarge,
  many: () => measureMany(Number(values.count)),
  command: () => measureCommand(Number(values.count)),
};

main(positionals.length > 0 ? positionals : Object.keys(PARTS)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});

async function main(parts: readonly string[]): Promise<void> {
  const unknown = parts.find((part) => !(part in PARTS));
  if (unknown !== undefined) {
    throw new RangeError(`got ${unknown}, expected one of ${Object.keys(PARTS).join(", ")}`);
  }
  for (const part of parts) {
    await PARTS[part]();
    printLine();
  }
}
