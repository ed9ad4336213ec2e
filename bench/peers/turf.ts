/** clustersKmeans of Turf, which knows points only: no weights, no borders. */
import { performance } from "node:perf_hooks";
import { clustersKmeans, featureCollection, point } from "@turf/turf";
import type { CellGraph } from "../../src/engine/partition/cell-graph";
import type { Divided, Opened } from "./peer";

export function turfPeer(): Opened {
  return { peers: [{ name: "Turf clustersKmeans", divide }], close: () => Promise.resolve() };
}

function divide({ x, y }: CellGraph, k: number): Divided {
  const start = performance.now();
  const centres = featureCollection(Array.from(x, (value, cell) => point([value, y[cell]])));
  const { features } = clustersKmeans(centres, { numberOfClusters: k });
  return {
    gridOf: features.map(({ properties }) => properties.cluster ?? 0),
    seconds: (performance.now() - start) / 1000,
  };
}
