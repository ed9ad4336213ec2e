import { performance } from "node:perf_hooks";
import { generateCommunities } from "../../seeds";
import { communityInputs } from "../../src/exchange/propose-inputs";
import { percent, printTable, seconds } from "../print";
import { proposeAll, THREADS } from "./run";

const BUILDINGS = 50;
/** Memory is noted after these shares of all communities. */
const SHARES = [0.1, 0.25, 0.5, 0.75, 1];

/** Thousands of communities: is memory constant, and are all cores busy? */
export async function measureMany(count: number): Promise<void> {
  const inputs = communityInputs(generateCommunities({ count, seed: 1, buildings: BUILDINGS }));
  const rows: string[][] = [["0", "0", seconds(0), ...memory()]];
  const start = performance.now();
  let done = 0;
  const { wallS, cpuS } = await proposeAll(inputs, () => {
    done++;
    if (process.stderr.isTTY) process.stderr.write(`\r${percent(done, count)}\u001b[K`);
    if (!SHARES.some((share) => Math.ceil(share * count) === done)) return;
    const wall = seconds((performance.now() - start) / 1000);
    rows.push([`${done}`, `${done * BUILDINGS}`, wall, ...memory()]);
  });
  if (process.stderr.isTTY) process.stderr.write("\r\u001b[K");
  printTable(["communities", "buildings", "wall", "main thread", "peak, all threads"], rows);
  printTable(
    ["all", "threads", "cores busy", "communities a second"],
    [[`${count}`, `${THREADS}`, (cpuS / wallS).toFixed(2), (count / wallS).toFixed(1)]],
  );
}

/** What the main thread holds, the data set included; the most the whole process ever had. */
function memory(): string[] {
  const { heapUsed } = process.memoryUsage();
  return [heapUsed / 2 ** 20, process.resourceUsage().maxRSS / 2 ** 10].map(
    (mb) => `${Math.round(mb)} MB`,
  );
}
