/** METIS, the graph partitioner, by the program of the Debian package `metis`. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import type { CellGraph } from "../../src/engine/partition/cell-graph";
import { componentsOf } from "../../src/engine/partition/components";
import type { Divided, Opened, Peer } from "./peer";

/**
 * Allowed imbalance in thousandths: its own default, and the whole width of a band of 300-500, with
 * which borders can be shorter.
 */
const IMBALANCES = [30, 250];

export function metisPeers(): Opened {
  if (spawnSync("gpmetis", ["-help"]).error !== undefined) {
    return "METIS: there is no gpmetis (apt-get install metis)";
  }
  const folder = mkdtempSync(join(tmpdir(), "wangge-metis-"));
  return {
    peers: IMBALANCES.map((imbalance): Peer => ({
      name: `METIS, ${imbalance / 10} %`,
      divide: (graph, k) => divide(graph, k, imbalance, folder),
    })),
    close: () => {
      rmSync(folder, { recursive: true });
      return Promise.resolve();
    },
  };
}

function divide(graph: CellGraph, k: number, imbalance: number, folder: string): Divided {
  if (k === 1) return { gridOf: new Int32Array(graph.n), seconds: 0 };
  const file = join(folder, "graph");
  writeFileSync(file, graphFile(graph));
  const isConnected = componentsOf(graph, () => true).length === 1;
  const options = [`-ufactor=${imbalance}`, "-ncuts=10", "-seed=1"];
  // It refuses to keep groups connected where the graph is not.
  if (isConnected) options.push("-contig");
  const start = performance.now();
  const ended = spawnSync("gpmetis", [...options, file, `${k}`], { encoding: "utf8" });
  const time = (performance.now() - start) / 1000;
  if (ended.status !== 0) throw new Error(`gpmetis: ${ended.stdout}${ended.stderr}`);
  const groups = readFileSync(`${file}.part.${k}`, "utf8").trim().split("\n").map(Number);
  return { gridOf: groups, seconds: time };
}

/** Format 011: weights of vertices (households) and of edges (border in whole metres, at least 1). */
function graphFile({ n, offset, neighbour, households, borderM }: CellGraph): string {
  const lines = [`${n} ${neighbour.length / 2} 011`];
  for (let cell = 0; cell < n; cell++) {
    const words = [`${households[cell]}`];
    for (let e = offset[cell]; e < offset[cell + 1]; e++) {
      words.push(`${neighbour[e] + 1}`, `${Math.max(1, Math.round(borderM[e]))}`);
    }
    lines.push(words.join(" "));
  }
  return `${lines.join("\n")}\n`;
}
