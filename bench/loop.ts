/**
 * How long one request holds up all others at most: the longest delay of the server's event loop while it is
 * answered, for requests of every kind on a register of 20,000 grids.
 * usage: npm run -s bench:loop [-- --database URL]
 * The URL is of a server where a database may be made. The first row is what the machine does by itself.
 */
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { rowOfCommunities } from "../test/api/support/towns";
import { benchToken } from "./bbox/auth";
import { startChild } from "./bbox/child";
import { benchBoxes, makeBenchDatabase } from "./bbox/data";
import { printLine, printTable } from "./print";

const { values } = parseArgs({ options: { database: { type: "string" } } });

const DATABASE_NAME = "wangge_bench_loop";
const REPEATS = 5;
/** Communities of nine buildings. */
const CITY = 3_000;
const MOST_MS = 50;

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});

async function main(): Promise<void> {
  const serverUrl = values.database ?? process.env.TEST_DATABASE_URL;
  if (serverUrl === undefined) throw new Error("Expected --database URL of a server with PostGIS");
  const bench = await makeBenchDatabase(serverUrl, DATABASE_NAME);
  const server = await startChild(join(__dirname, "bbox", "our-server.ts"), [bench.url], {
    execArgv: ["--import", pathToFileURL(require.resolve("tsx")).href],
  });
  const base = server.url.replace(/\/graphql$/, "");
  const token = await benchToken();
  const rows: string[][] = [];
  try {
    for (const [name, make] of Object.entries(KINDS)) {
      // Once to warm up, and to compile what is run for the first time.
      await send(base, token, make());
      await server.ask();
      let [most, took] = [0, 0];
      for (let k = 0; k < REPEATS; k++) {
        const start = performance.now();
        await send(base, token, make());
        took = Math.max(took, performance.now() - start);
        most = Math.max(most, Number(await server.ask()));
      }
      rows.push([name, took.toFixed(0), most.toFixed(0), most <= MOST_MS ? "" : "ABOVE"]);
    }
  } finally {
    server.end();
    await bench.drop();
  }
  printTable(["request", "answered after, ms", "held up, ms", `above ${MOST_MS}`], rows);
  printLine();
  printLine("the worst of five of each kind");
}

/** A path, or an operation; the file behind the link that it makes is fetched, too. */
type Sent = string | { readonly query: string; readonly variables?: object } | null;

const [BOX] = benchBoxes(1);
const features = (args: string): Sent => ({ query: `{ gridFeatures(first: 1000${args}) }` });

const KINDS: Readonly<Record<string, () => Sent>> = {
  nothing: () => null,
  "500 grids of a box": () => ({
    query: "query ($bbox: BBoxInput!) { gridFeatures(filter: { bbox: $bbox }) }",
    variables: { bbox: BOX },
  }),
  "1,000 grids": () => features(""),
  "1,000 grids in GCJ-02": () => features(", crs: GCJ02"),
  "1,000 grids in BD-09 at zoom 12": () => features(", crs: BD09, zoom: 12"),
  "1,000 objects with polygons in BD-09": () => ({
    query: "{ registeredGrids(first: 1000) { nodes { id code households polygon(crs: BD09) } } }",
  }),
  "all communities with polygons": () => ({
    query: "{ communities(first: 1000) { nodes { name polygon } } }",
  }),
  "1,000 buildings": () => ({ query: "{ buildingFeatures }" }),
  "tile of the register, zoom 7": () => "/tiles/register/7/100/49.mvt",
  "tile of the register, zoom 10": () => "/tiles/register/10/808/395.mvt",
  "OGC, 1,000 items": () => "/ogc/collections/grids/items?limit=1000&f=json",
  "OGC, 10,000 items": () => "/ogc/collections/grids/items?limit=10000&f=json",
  "20,000 grids as a file": () => exported("CGCS2000"),
  "20,000 grids as a file in GCJ-02": () => exported("GCJ02"),
  "a city of 27,000 buildings read": () => ({ query: IMPORT, variables: { input: CITY_TEXTS } }),
};

const exported = (crs: string): Sent => ({
  query: `mutation { createExportLink(input: { register: {}, format: GEOJSON, crs: ${crs} }) {
    url userErrors { code } } }`,
});

const IMPORT = `mutation ($input: ImportDatasetInput!) { importDataset(input: $input) {
  report { buildings { read } } userErrors { code } } }`;

/** Refused in the end, for the last building: so it can be read again and again. */
const CITY_TEXTS = cityTexts();

function cityTexts(): { readonly communities: string; readonly buildings: string } {
  const { communities, buildings } = rowOfCommunities(CITY);
  const [last] = buildings.slice(-1);
  return {
    communities: collection(communities.map((community) => ({ ...community, code: null }))),
    buildings: collection([...buildings, { ...last, id: "last", communityId: "nowhere" }]),
  };
}

function collection(items: readonly { readonly geometry: object }[]): string {
  const features = items.map(({ geometry, ...properties }) => ({
    type: "Feature",
    properties,
    geometry,
  }));
  return JSON.stringify({ type: "FeatureCollection", features });
}

async function send(base: string, token: string, sent: Sent): Promise<void> {
  if (sent === null) return pause(500);
  const authorization = `Bearer ${token}`;
  const response =
    typeof sent === "string"
      ? await fetch(base + sent, { headers: { authorization } })
      : await fetch(`${base}/graphql`, {
          method: "POST",
          headers: { authorization, "content-type": "application/json" },
          body: JSON.stringify(sent),
        });
  const text = await response.text();
  const [, url] = /"url":"([^"]+)"/.exec(text) ?? [];
  if (url !== undefined) await send(base, token, url);
}
