import { availableParallelism } from "node:os";
import { performance } from "node:perf_hooks";
import { EngineError, type Alternatives, type Progress, type ProposeInput } from "../engine";
import { createEnginePool } from "../engine-threads/pool";

export interface Planned {
  readonly alternatives: Alternatives;
  readonly seconds: number;
}

export interface PlanningOptions {
  /** Plans of each input that are wanted at most. */
  readonly count: number;
  /** null: as many as the machine has. */
  readonly threads: number | null;
  readonly signal: AbortSignal;
  /** Share of all buildings planned, communities finished, name of the one that moved last. */
  readonly onProgress: (share: number, finished: number, name: string) => void;
}

/** What the engine refuses although the reader took it, by community. */
export interface RefusedCommunity {
  readonly id: string;
  readonly error: EngineError;
}

export type PlanningResult<T> =
  { readonly kept: readonly T[] } | { readonly refused: readonly RefusedCommunity[] };

/**
 * Plans every input. Of each plan only what `keep` makes of it stays, so that memory does not grow
 * by a plan a community; it comes in the order of the inputs, whatever order the threads finish in.
 */
export async function planCommunities<T>(
  inputs: readonly ProposeInput[],
  keep: (place: number, planned: Planned) => Promise<T>,
  { count, threads, signal, onProgress }: PlanningOptions,
): Promise<PlanningResult<T>> {
  const pool = createEnginePool({
    threads: Math.min(threads ?? availableParallelism(), inputs.length),
  });
  // One proposal that fails ends the others too.
  const failure = new AbortController();
  const stop = AbortSignal.any([signal, failure.signal]);
  const shares = inputs.map(() => 0);
  let done = 0;
  const all = inputs.reduce((sum, { buildings }) => sum + buildings.length, 0);
  const kept = new Map<number, T>();
  const refused = new Map<number, RefusedCommunity>();
  const planOne = async (i: number): Promise<void> => {
    const { community, buildings } = inputs[i];
    const move = (share: number): void => {
      done += (share - shares[i]) * buildings.length;
      shares[i] = share;
      onProgress(done / all, kept.size, community.name);
    };
    const start = performance.now();
    try {
      const hooks = { signal: stop, onProgress: (progress: Progress) => move(progress.done) };
      const alternatives = await pool.proposeAlternatives(inputs[i], count, hooks);
      kept.set(i, await keep(i, { alternatives, seconds: (performance.now() - start) / 1000 }));
      move(1);
    } catch (error) {
      if (!(error instanceof EngineError && error.code === "INVALID_INPUT")) throw error;
      refused.set(i, { id: community.id, error });
    }
  };
  // The largest first: a large one that starts last would keep one thread busy alone at the end.
  const waiting = [...inputs.keys()].sort(
    (a, b) => inputs[b].buildings.length - inputs[a].buildings.length || a - b,
  );
  const runner = async (): Promise<void> => {
    for (let i = waiting.shift(); i !== undefined; i = waiting.shift()) await planOne(i);
  };
  try {
    await Promise.all(Array.from({ length: pool.threads }, runner));
  } catch (error) {
    failure.abort();
    throw error;
  } finally {
    waiting.length = 0;
    await pool.close();
  }
  return refused.size > 0 ? { refused: inOrder(refused) } : { kept: inOrder(kept) };
}

function inOrder<T>(byPlace: ReadonlyMap<number, T>): T[] {
  return [...byPlace].sort(([a], [b]) => a - b).map(([, item]) => item);
}
