/**
 * Writes invented communities as the folder of files that `plan` and `load` read: the seeds, or as
 * many as one asks for, all different.
 * usage: npm run -s seeds -- DIR [--count N]
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { generateCommunities, seedDataset } from "../seeds";
import { datasetTexts } from "../seeds/dataset-texts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { count: { type: "string" } },
});
const [directory, ...rest] = positionals;
if (directory === undefined || rest.length > 0) {
  console.error("usage: npm run -s seeds -- DIR [--count N]");
  process.exit(2);
}

const dataset =
  values.count === undefined
    ? seedDataset()
    : generateCommunities({ count: Number(values.count), seed: 1 });
mkdirSync(directory, { recursive: true });
for (const [name, text] of Object.entries(datasetTexts(dataset))) {
  writeFileSync(join(directory, `${name}.geojson`), text);
}
console.log(
  `${dataset.communities.length} invented communities, ${dataset.buildings.length} buildings and ` +
    `${dataset.barriers.length} barriers written to ${directory}`,
);
