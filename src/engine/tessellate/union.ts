/** Disjoint sets of 0..n-1; the smallest member stands for its set. */
export interface Union {
  find(i: number): number;
  join(i: number, j: number): void;
}

export function createUnion(n: number): Union {
  const parent = Int32Array.from({ length: n }, (_, i) => i);
  const find = (i: number): number => {
    while (parent[i] !== i) {
      parent[i] = parent[parent[i]];
      i = parent[i];
    }
    return i;
  };
  const join = (i: number, j: number) => {
    const [p, q] = [find(i), find(j)];
    if (p < q) parent[q] = p;
    else parent[p] = q;
  };
  return { find, join };
}
