import type { Geometry } from "geojson";
import type { Dataset } from "../src/exchange/dataset";

/** A data set as the texts of its three files, as `plan`, `load` and `importDataset` take them. */
export function datasetTexts({ communities, buildings, barriers }: Dataset) {
  return {
    communities: collectionText(communities),
    buildings: collectionText(buildings),
    roads: collectionText(barriers),
  };
}

function collectionText(items: readonly { readonly geometry: Geometry }[]): string {
  // One feature a line, so that the difference between two versions can be read.
  const lines = items.map(({ geometry, ...properties }) =>
    JSON.stringify({ type: "Feature", properties, geometry }),
  );
  return `{"type":"FeatureCollection","features":[\n${lines.join(",\n")}\n]}\n`;
}
