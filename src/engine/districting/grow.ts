/** Where a search starts. */
import type { Random } from "../random";
import type { DistrictProblem } from "./district";

/** Connected districts grown from random nodes, always the one with fewest people. */
export function growDistricts(problem: DistrictProblem, random: Random): Int32Array {
  const { n, k, offset, neighbour, population } = problem;
  const districtOf = new Int32Array(n).fill(-1);
  const held = new Float64Array(k);
  const front: number[][] = Array.from({ length: k }, () => []);
  const take = (node: number, district: number): void => {
    districtOf[node] = district;
    held[district] += population[node];
    for (let e = offset[node]; e < offset[node + 1]; e++) front[district].push(neighbour[e]);
  };
  for (let d = 0; d < k;) {
    const node = random.below(n);
    if (districtOf[node] < 0) take(node, d++);
  }
  const open = new Set(front.keys());
  while (open.size > 0) {
    let least = -1;
    for (const d of open) if (least < 0 || held[d] < held[least]) least = d;
    const nodes = front[least];
    let node = -1;
    while (nodes.length > 0 && node < 0) {
      const i = random.below(nodes.length);
      const candidate = nodes[i];
      nodes[i] = nodes[nodes.length - 1];
      nodes.pop();
      if (districtOf[candidate] < 0) node = candidate;
    }
    if (node < 0) open.delete(least);
    else take(node, least);
  }
  return districtOf;
}
