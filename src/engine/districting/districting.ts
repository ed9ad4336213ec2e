/** A division of a graph into connected districts, with all that a move changes kept up to date. */
import type { Random } from "../random";
import type { DistrictProblem } from "./district";

export class Districting {
  readonly districtOf: Int32Array;
  readonly population: Float64Array;
  cutEdges = 0;
  /** Population outside the bounds, over all districts. */
  violation = 0;
  /** Cut edges in no order: the first `cutEdges` of it are ids of edges. */
  readonly cut: Int32Array;
  /** Ends of each edge. */
  readonly edgeA: Int32Array;
  readonly edgeB: Int32Array;

  readonly #problem: DistrictProblem;
  readonly #size: Int32Array;
  /** Id of the edge at each place of `neighbour`. */
  readonly #edgeAt: Int32Array;
  /** Place of each edge in `cut`, or -1. */
  readonly #place: Int32Array;
  readonly #mark: Int32Array;
  readonly #queue: Int32Array;
  #stamp = 0;

  constructor(problem: DistrictProblem) {
    const { n, k, neighbour } = problem;
    this.#problem = problem;
    const edges = neighbour.length / 2;
    this.districtOf = new Int32Array(n);
    this.population = new Float64Array(k);
    this.cut = new Int32Array(edges);
    this.edgeA = new Int32Array(edges);
    this.edgeB = new Int32Array(edges);
    this.#size = new Int32Array(k);
    this.#edgeAt = new Int32Array(neighbour.length);
    this.#place = new Int32Array(edges);
    this.#mark = new Int32Array(n);
    this.#queue = new Int32Array(n);
    this.#numberEdges();
  }

  /** Districts grown from random nodes, always the one with fewest people. */
  startAnew(random: Random): void {
    const { n, k, offset, neighbour, population } = this.#problem;
    const into = new Int32Array(n).fill(-1);
    const held = new Float64Array(k);
    const front: number[][] = Array.from({ length: k }, () => []);
    const take = (node: number, district: number): void => {
      into[node] = district;
      held[district] += population[node];
      for (let e = offset[node]; e < offset[node + 1]; e++) front[district].push(neighbour[e]);
    };
    for (let d = 0; d < k;) {
      const node = random.below(n);
      if (into[node] < 0) take(node, d++);
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
        if (into[candidate] < 0) node = candidate;
      }
      if (node < 0) open.delete(least);
      else take(node, least);
    }
    this.restart(into);
  }

  /** Take over a division that is connected. */
  restart(districtOf: Int32Array): void {
    const { n, population } = this.#problem;
    this.districtOf.set(districtOf);
    this.population.fill(0);
    this.#size.fill(0);
    this.#place.fill(-1);
    this.cutEdges = 0;
    for (let node = 0; node < n; node++) {
      this.population[districtOf[node]] += population[node];
      this.#size[districtOf[node]]++;
    }
    for (let edge = 0; edge < this.cut.length; edge++) {
      if (districtOf[this.edgeA[edge]] !== districtOf[this.edgeB[edge]]) this.#addCut(edge);
    }
    this.#sumViolation();
  }

  /** How far a district's population lies outside the bounds. */
  outside(held: number): number {
    const { min, max } = this.#problem;
    return held < min ? min - held : held > max ? held - max : 0;
  }

  /** How many more edges are cut once `node` belongs to `district`. */
  cutGain(node: number, district: number): number {
    const { offset, neighbour } = this.#problem;
    const own = this.districtOf[node];
    let gain = 0;
    for (let e = offset[node]; e < offset[node + 1]; e++) {
      const beside = this.districtOf[neighbour[e]];
      if (beside === own) gain++;
      else if (beside === district) gain--;
    }
    return gain;
  }

  /** How much more population lies outside the bounds once `node` belongs to `district`. */
  violationGain(node: number, district: number): number {
    const own = this.population[this.districtOf[node]];
    const other = this.population[district];
    const moved = this.#problem.population[node];
    return (
      this.outside(own - moved) -
      this.outside(own) +
      this.outside(other + moved) -
      this.outside(other)
    );
  }

  /** Whether the district of `node` stays connected, and stays at all, without it. */
  canLeave(node: number): boolean {
    const { offset, neighbour } = this.#problem;
    const own = this.districtOf[node];
    if (this.#size[own] === 1) return false;
    const wanted = ++this.#stamp;
    let near = 0;
    let first = -1;
    for (let e = offset[node]; e < offset[node + 1]; e++) {
      const other = neighbour[e];
      if (this.districtOf[other] !== own) continue;
      this.#mark[other] = wanted;
      first = other;
      near++;
    }
    if (near <= 1) return true;
    return this.#reaches(node, first, wanted, near);
  }

  /** Walk from `first` until all neighbours marked `wanted` are met. */
  #reaches(node: number, first: number, wanted: number, near: number): boolean {
    const { offset, neighbour } = this.#problem;
    const own = this.districtOf[node];
    const seen = ++this.#stamp;
    const queue = this.#queue;
    queue[0] = first;
    this.#mark[first] = seen;
    this.#mark[node] = seen;
    let met = 1;
    for (let i = 0, end = 1; i < end; i++) {
      const at = queue[i];
      for (let e = offset[at]; e < offset[at + 1]; e++) {
        const other = neighbour[e];
        const mark = this.#mark[other];
        if (mark === seen || this.districtOf[other] !== own) continue;
        if (mark === wanted && ++met === near) return true;
        this.#mark[other] = seen;
        queue[end++] = other;
      }
    }
    return false;
  }

  /** The caller knows that both districts stay connected. */
  move(node: number, district: number): void {
    const { offset, neighbour, population } = this.#problem;
    const own = this.districtOf[node];
    this.population[own] -= population[node];
    this.population[district] += population[node];
    this.#size[own]--;
    this.#size[district]++;
    this.districtOf[node] = district;
    this.#sumViolation();
    for (let e = offset[node]; e < offset[node + 1]; e++) {
      const beside = this.districtOf[neighbour[e]];
      if (beside === own) this.#addCut(this.#edgeAt[e]);
      else if (beside === district) this.#dropCut(this.#edgeAt[e]);
    }
  }

  /** Afresh each time: what rounding leaves behind would never come back to 0. */
  #sumViolation(): void {
    let sum = 0;
    for (let d = 0; d < this.population.length; d++) sum += this.outside(this.population[d]);
    this.violation = sum;
  }

  #addCut(edge: number): void {
    this.#place[edge] = this.cutEdges;
    this.cut[this.cutEdges++] = edge;
  }

  #dropCut(edge: number): void {
    const last = this.cut[--this.cutEdges];
    this.cut[this.#place[edge]] = last;
    this.#place[last] = this.#place[edge];
    this.#place[edge] = -1;
  }

  #numberEdges(): void {
    const { n, offset, neighbour } = this.#problem;
    let edges = 0;
    for (let a = 0; a < n; a++) {
      for (let e = offset[a]; e < offset[a + 1]; e++) {
        const b = neighbour[e];
        if (b < a) continue;
        this.edgeA[edges] = a;
        this.edgeB[edges] = b;
        this.#edgeAt[e] = edges;
        for (let twin = offset[b]; twin < offset[b + 1]; twin++) {
          if (neighbour[twin] === a) this.#edgeAt[twin] = edges;
        }
        edges++;
      }
    }
  }
}
