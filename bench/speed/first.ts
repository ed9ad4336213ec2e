import { performance } from "node:perf_hooks";
import { propose } from "../../src/engine";
import { benchData } from "../communities";
import { median, printTable, seconds } from "../print";

/** Hardly any search: a division as it is carved. */
const LEAST_EFFORT = 0.001;
const REPEATS = 3;
const WARM_UP = 5;

/** How long a first plan of each community takes, in a thread that is warm. */
export async function measureFirst(): Promise<void> {
  const { name, communities } = await benchData();
  for (const input of communities.slice(0, WARM_UP)) {
    await propose({ ...input, effort: LEAST_EFFORT });
  }
  const times = [];
  for (const input of communities) {
    const repeats: number[] = [];
    for (let i = 0; i < REPEATS; i++) {
      const start = performance.now();
      await propose({ ...input, effort: LEAST_EFFORT });
      repeats.push((performance.now() - start) / 1000);
    }
    times.push({ ...input, time: median(repeats) });
  }
  times.sort((a, b) => b.time - a.time);
  const middle = times[Math.floor(times.length / 2)];
  printTable(
    [`first plan, ${name}`, "buildings", "time"],
    [
      ["slowest", `${times[0].buildings.length}`, seconds(times[0].time)],
      ["middle", `${middle.buildings.length}`, seconds(middle.time)],
      ["within 0.2 s", "", `${times.filter(({ time }) => time < 0.2).length} of ${times.length}`],
    ],
  );
}
