/** A queue that gives the entry of the lowest key first, among equal keys the lowest value. */
export interface Heap {
  push(key: number, value: number): void;
  /** Value of the lowest key, undefined when the queue is empty. */
  pop(): number | undefined;
}

export function createHeap(): Heap {
  const keys: number[] = [];
  const values: number[] = [];

  const push = (key: number, value: number) => {
    let i = keys.length;
    keys.push(key);
    values.push(value);
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (!isBefore(key, value, keys[parent], values[parent])) break;
      keys[i] = keys[parent];
      values[i] = values[parent];
      i = parent;
    }
    keys[i] = key;
    values[i] = value;
  };

  const pop = (): number | undefined => {
    if (keys.length === 0) return undefined;
    const top = values[0];
    const key = keys[keys.length - 1];
    const value = values[values.length - 1];
    keys.pop();
    values.pop();
    const n = keys.length;
    if (n === 0) return top;
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= n) break;
      if (
        child + 1 < n &&
        isBefore(keys[child + 1], values[child + 1], keys[child], values[child])
      ) {
        child++;
      }
      if (!isBefore(keys[child], values[child], key, value)) break;
      keys[i] = keys[child];
      values[i] = values[child];
      i = child;
    }
    keys[i] = key;
    values[i] = value;
    return top;
  };

  return { push, pop };
}

function isBefore(key: number, value: number, otherKey: number, otherValue: number): boolean {
  return key < otherKey || (key === otherKey && value < otherValue);
}
