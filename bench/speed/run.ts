/** Many proposals through the engine's threads; each plan is looked at once and dropped. */
import { performance } from "node:perf_hooks";
import type { Plan, ProposeInput } from "../../src/engine";
import { createEnginePool } from "../../src/engine-threads/pool";

export const THREADS = 2;

export interface Spent {
  readonly wallS: number;
  /** Of all threads together. */
  readonly cpuS: number;
}

/** The largest go first, so that no thread is left alone with one at the end. */
export async function proposeAll(
  inputs: readonly ProposeInput[],
  see: (plan: Plan) => void,
): Promise<Spent> {
  const pool = createEnginePool({ threads: THREADS });
  const waiting = [...inputs].sort((a, b) => a.buildings.length - b.buildings.length);
  const cpu = process.cpuUsage();
  const start = performance.now();
  const work = async (): Promise<void> => {
    for (let input = waiting.pop(); input !== undefined; input = waiting.pop()) {
      see(await pool.propose(input));
    }
  };
  try {
    await Promise.all(Array.from({ length: THREADS }, work));
    const { user, system } = process.cpuUsage(cpu);
    return { wallS: (performance.now() - start) / 1000, cpuS: (user + system) / 1e6 };
  } finally {
    await pool.close();
  }
}
