import type { Shape } from "./shape";

/** Numbers for directed edges, so that equal ones can be told without looking at coordinates. */
export interface EdgeNumbers {
  /** Edges that have a number. */
  readonly count: () => number;
  /** Of every edge, ring by ring. */
  readonly numbersOf: (shape: Shape) => Int32Array;
  /** The same edge in the other direction; -1 where none was met. */
  readonly twinOf: (edge: number) => number;
  readonly ends: (edge: number) => Ends;
}

export type Ends = readonly [a: readonly [number, number], b: readonly [number, number]];

export function createEdgeNumbers(): EdgeNumbers {
  const numbers = new Map<string, number>();
  const twins: number[] = [];
  const ends: Ends[] = [];
  const numberOf = (a: readonly [number, number], b: readonly [number, number]): number => {
    const key = `${a[0]},${a[1]},${b[0]},${b[1]}`;
    const known = numbers.get(key);
    if (known !== undefined) return known;
    const edge = ends.length;
    const twin = numbers.get(`${b[0]},${b[1]},${a[0]},${a[1]}`) ?? -1;
    numbers.set(key, edge);
    ends.push([a, b]);
    twins.push(twin);
    if (twin >= 0) twins[twin] = edge;
    return edge;
  };
  return {
    count: () => ends.length,
    numbersOf: (shape) =>
      Int32Array.from(
        shape
          .flat()
          .flatMap((ring) => ring.map((a, i) => numberOf(a, ring[(i + 1) % ring.length]))),
      ),
    twinOf: (edge) => twins[edge],
    ends: (edge) => ends[edge],
  };
}
