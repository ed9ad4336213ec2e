/**
 * Writes the invented seeds as the folder of files that `plan` and `load` read.
 * usage: npm run -s seeds -- DIR
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { seedDataset } from "../seeds";
import { datasetTexts } from "../seeds/dataset-texts";

const [directory, ...rest] = process.argv.slice(2);
if (directory === undefined || rest.length > 0) {
  console.error("usage: npm run -s seeds -- DIR");
  process.exit(2);
}

const dataset = seedDataset();
mkdirSync(directory, { recursive: true });
for (const [name, text] of Object.entries(datasetTexts(dataset))) {
  writeFileSync(join(directory, `${name}.geojson`), text);
}
console.log(
  `${dataset.communities.length} invented communities, ${dataset.buildings.length} buildings and ` +
    `${dataset.barriers.length} barriers written to ${directory}`,
);
