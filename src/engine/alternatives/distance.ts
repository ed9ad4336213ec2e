/**
 * Share of households that are in another grid in one division than in the other. Each grid has at
 * most one counterpart; the pair with most households in common goes first.
 */
export function distanceOf(a: Int32Array, b: Int32Array, households: Int32Array): number {
  const grids = b.reduce((most, grid) => Math.max(most, grid), -1) + 1;
  const common = new Map<number, number>();
  let all = 0;
  for (let cell = 0; cell < households.length; cell++) {
    const pair = a[cell] * grids + b[cell];
    common.set(pair, (common.get(pair) ?? 0) + households[cell]);
    all += households[cell];
  }
  const paired = { a: new Set<number>(), b: new Set<number>() };
  let stay = 0;
  for (const [pair, count] of [...common].sort(([p, m], [q, n]) => n - m || p - q)) {
    const [from, to] = [Math.floor(pair / grids), pair % grids];
    if (paired.a.has(from) || paired.b.has(to)) continue;
    paired.a.add(from);
    paired.b.add(to);
    stay += count;
  }
  return all > 0 ? (all - stay) / all : 0;
}
