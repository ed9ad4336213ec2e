import type { ComponentBorders } from "./component-borders";

/** Joins the anchored components of one owner along the fewest cells between them. */
export function joinScattered(
  count: number,
  anchored: Uint8Array,
  ownerOf: readonly number[],
  home: Int32Array,
  borders: ComponentBorders,
): void {
  const byOwner = new Map<number, number[]>();
  for (let c = 0; c < count; c++) {
    if (!anchored[c] || ownerOf[c] < 0) continue;
    byOwner.set(ownerOf[c], [...(byOwner.get(ownerOf[c]) ?? []), c]);
  }
  for (const parts of byOwner.values()) {
    for (const part of parts.slice(1)) {
      const way = shortestWay(home, borders, home[parts[0]], home[part]);
      // Parts of a community that do not touch have no way between them: the building itself is it.
      const taken = new Set(way ?? [home[parts[0]], home[part]]);
      const into = Math.min(...taken);
      for (let c = 0; c < count; c++) if (taken.has(home[c])) home[c] = into;
    }
  }
}

function shortestWay(
  home: Int32Array,
  borders: ComponentBorders,
  from: number,
  to: number,
): number[] | undefined {
  const members = new Map<number, number[]>();
  home.forEach((h, c) => members.set(h, [...(members.get(h) ?? []), c]));
  const cameFrom = new Map<number, number>([[from, from]]);
  const queue = [from];
  for (const cell of queue) {
    if (cell === to) break;
    const neighbours = new Set<number>();
    for (const c of members.get(cell) ?? []) {
      for (const other of borders.open[c].keys()) neighbours.add(home[other]);
      for (const other of borders.barrier[c].keys()) neighbours.add(home[other]);
    }
    for (const next of [...neighbours].sort((p, q) => p - q)) {
      if (cameFrom.has(next)) continue;
      cameFrom.set(next, cell);
      queue.push(next);
    }
  }
  if (!cameFrom.has(to)) return undefined;
  const way = [to];
  for (let cell = to; cell !== from;) {
    cell = cameFrom.get(cell) ?? from;
    way.push(cell);
  }
  return way;
}
