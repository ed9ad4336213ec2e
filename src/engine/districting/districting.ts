/** A division of a graph into connected districts, with all that a move changes kept up to date. */
import { createRandom } from "../random";
import type { DistrictProblem } from "./district";

export class Districting {
  readonly districtOf: Int32Array;
  readonly population: Float64Array;
  cutEdges = 0;
  /** Population outside the bounds, over all districts. */
  violation = 0;
  /** Cut edges in no order: the first `cutEdges` of it are ids of edges. */
  readonly cut: Int32Array;
  /** Cut edges around each district. */
  readonly cutOf: Int32Array;
  /** Two keys that tell a district by its nodes, whatever its number. */
  readonly keyA: Int32Array;
  readonly keyB: Int32Array;
  /** Ends of each edge. */
  readonly edgeA: Int32Array;
  readonly edgeB: Int32Array;

  readonly #problem: DistrictProblem;
  readonly #keyAOfNode: Int32Array;
  readonly #keyBOfNode: Int32Array;
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
    this.cutOf = new Int32Array(k);
    this.keyA = new Int32Array(k);
    this.keyB = new Int32Array(k);
    this.edgeA = new Int32Array(edges);
    this.edgeB = new Int32Array(edges);
    const random = createRandom(1);
    const anyKey = (): number => random.below(2 ** 32) | 0;
    this.#keyAOfNode = Int32Array.from({ length: n }, anyKey);
    this.#keyBOfNode = Int32Array.from({ length: n }, anyKey);
    this.#size = new Int32Array(k);
    this.#edgeAt = new Int32Array(neighbour.length);
    this.#place = new Int32Array(edges);
    this.#mark = new Int32Array(n);
    this.#queue = new Int32Array(n);
    this.#numberEdges();
  }

  /** Take over a division that is connected. */
  restart(districtOf: Int32Array): void {
    const { n, population } = this.#problem;
    this.districtOf.set(districtOf);
    this.population.fill(0);
    this.#size.fill(0);
    this.#place.fill(-1);
    this.cutEdges = 0;
    this.cutOf.fill(0);
    this.keyA.fill(0);
    this.keyB.fill(0);
    for (let node = 0; node < n; node++) {
      this.population[districtOf[node]] += population[node];
      this.#size[districtOf[node]]++;
      this.#flipKeys(node, districtOf[node]);
    }
    for (let edge = 0; edge < this.cut.length; edge++) {
      const a = districtOf[this.edgeA[edge]];
      const b = districtOf[this.edgeB[edge]];
      if (a === b) continue;
      this.#addCut(edge);
      this.cutOf[a]++;
      this.cutOf[b]++;
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

  /** How much more population lies outside the bounds once `moved` people leave `own` for `other`. */
  violationGain(own: number, other: number, moved: number): number {
    const from = this.population[own];
    const to = this.population[other];
    return (
      this.outside(from - moved) - this.outside(from) + this.outside(to + moved) - this.outside(to)
    );
  }

  areBeside(a: number, b: number): boolean {
    const { offset, neighbour } = this.#problem;
    for (let e = offset[a]; e < offset[a + 1]; e++) if (neighbour[e] === b) return true;
    return false;
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
    this.#flipKeys(node, own);
    this.#flipKeys(node, district);
    this.#sumViolation();
    for (let e = offset[node]; e < offset[node + 1]; e++) {
      const beside = this.districtOf[neighbour[e]];
      if (beside === own) this.#addCut(this.#edgeAt[e]);
      else if (beside === district) this.#dropCut(this.#edgeAt[e]);
      this.cutOf[own] += beside === own ? 1 : -1;
      this.cutOf[district] += beside === district ? -1 : 1;
    }
  }

  #flipKeys(node: number, district: number): void {
    this.keyA[district] ^= this.#keyAOfNode[node];
    this.keyB[district] ^= this.#keyBOfNode[node];
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
