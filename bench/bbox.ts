/**
 * The question that maps ask most: the grids in a box, 500 of 20,000, with 41 points each. Ours by GraphQL,
 * PostGraphile, and plain node http + pg that returns the very same text, one after the other, again and again.
 * usage: npm run -s bench:bbox [-- --database URL] [--seconds N] [--rounds N] [--connections N]
 * The URL is of a server where a database may be made. PostGraphile is installed into bench/.peers once.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import type { Knex } from "knex";
import { benchToken } from "./bbox/auth";
import { startChild, type Child } from "./bbox/child";
import { benchBoxes, IN_THE_BOX, makeBenchDatabase } from "./bbox/data";
import { load, post, type Asked, type Load } from "./bbox/load";
import { printLine, printTable } from "./print";

const { values } = parseArgs({
  options: {
    database: { type: "string" },
    seconds: { type: "string", default: "3" },
    rounds: { type: "string", default: "8" },
    connections: { type: "string", default: "8" },
  },
});

const DATABASE_NAME = "wangge_bench_bbox";
const BOXES = 50;

/** What the goals are about. */
const LEAST_AGAINST_POSTGRAPHILE = 2.5;
const LEAST_AGAINST_PLAIN = 0.5;

interface Result extends Load {
  /** Processor time of its process for one answer. */
  readonly cpuMs: number;
}

interface Contender {
  readonly name: string;
  readonly server: Child;
  readonly asked: Asked;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});

async function main(): Promise<void> {
  const serverUrl = values.database ?? process.env.TEST_DATABASE_URL;
  if (serverUrl === undefined) throw new Error("Expected --database URL of a server with PostGIS");
  const bench = await makeBenchDatabase(serverUrl, DATABASE_NAME);
  const { database, url } = bench;
  const contenders: Contender[] = [];
  try {
    contenders.push(await ours(url), await plain(url), await postgraphile(url, database.knex));
    await compareAnswers(contenders);
    printResults(await measure(contenders));
  } finally {
    contenders.forEach(({ server }) => server.end());
    await bench.drop();
  }
}

async function measure(contenders: readonly Contender[]): Promise<Map<string, Result[]>> {
  const [seconds, connections] = [Number(values.seconds), Number(values.connections)];
  const results = new Map<string, Result[]>(contenders.map(({ name }) => [name, []]));
  for (const { asked } of contenders) await load(asked, connections, seconds / 2);
  for (let round = 0; round < Number(values.rounds); round++) {
    for (const { name, asked, server } of contenders) {
      const before = server.cpuMs();
      const found = await load(asked, connections, seconds);
      const cpuMs = (server.cpuMs() - before) / found.requests;
      results.get(name)?.push({ ...found, cpuMs });
    }
  }
  return results;
}

function printResults(results: ReadonlyMap<string, readonly Result[]>): void {
  const [ours, plainly, peer] = [...results.values()];
  printTable(
    ["median of the rounds", "req/s", "best", "median ms", "99 % ms", "CPU ms", "KB", "ours is"],
    [...results].map(([name, loads]) => [
      name,
      median(loads.map(({ perSecond }) => perSecond)).toFixed(0),
      Math.max(...loads.map(({ perSecond }) => perSecond)).toFixed(0),
      median(loads.map(({ medianMs }) => medianMs)).toFixed(0),
      median(loads.map(({ slowMs }) => slowMs)).toFixed(0),
      median(loads.map(({ cpuMs }) => cpuMs)).toFixed(1),
      (loads[0].bytes / 1000).toFixed(0),
      `${ratio(ours, loads).toFixed(2)} x`,
    ]),
  );
  printLine();
  printLine(
    `goals: ${LEAST_AGAINST_POSTGRAPHILE} x PostGraphile ${told(ratio(ours, peer) >= LEAST_AGAINST_POSTGRAPHILE)}, ` +
      `${LEAST_AGAINST_PLAIN} x plain ${told(ratio(ours, plainly) >= LEAST_AGAINST_PLAIN)}`,
  );
}

/** Round by round, since what else the machine has to do comes and goes. */
function ratio(ours: readonly Result[], others: readonly Result[]): number {
  return median(others.map(({ perSecond }, round) => ours[round].perSecond / perSecond));
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

const told = (reached: boolean): string => (reached ? "reached" : "MISSED");

/** All say 500 grids, and the plain one says what we say to the letter. */
async function compareAnswers(contenders: readonly Contender[]): Promise<void> {
  const [our, plainly, peer] = await Promise.all(contenders.map(({ asked }) => post(asked)));
  if (!our.equals(plainly)) throw new Error("The plain server's text is not ours");
  const count = IN_THE_BOX.across * IN_THE_BOX.down;
  const { data } = JSON.parse(our.toString("utf8")) as {
    readonly data: { readonly gridFeatures: { readonly features: readonly unknown[] } };
  };
  const polygons = peer.toString("utf8").split('"Polygon"').length - 1;
  if (data.gridFeatures.features.length !== count || polygons !== count) {
    throw new Error(
      `Expected ${count} grids, got ${data.gridFeatures.features.length}, ${polygons}`,
    );
  }
  printLine(`${count} of 20,000 grids, ${values.connections} connections, text compared`);
  printLine();
}

const QUERY = `query ($bbox: BBoxInput!) { gridFeatures(filter: { bbox: $bbox }) }`;

function bodies(query: string): string[] {
  return benchBoxes(BOXES).map((bbox) => JSON.stringify({ query, variables: { bbox } }));
}

/** As `npm start` runs ours; the others have it too, and gain by it as well. */
const ROOM = "--max-semi-space-size=32";
const TSX = [ROOM, "--import", pathToFileURL(require.resolve("tsx")).href];
const JSON_BODY = { "content-type": "application/json" };

async function ours(url: string): Promise<Contender> {
  const server = await startChild(join(__dirname, "bbox", "our-server.ts"), [url], {
    execArgv: TSX,
  });
  const headers = { ...JSON_BODY, authorization: `Bearer ${await benchToken()}` };
  return { name: "ours", server, asked: { url: server.url, headers, bodies: bodies(QUERY) } };
}

async function plain(url: string): Promise<Contender> {
  const file = join(__dirname, "bbox", "plain-server.ts");
  const server = await startChild(file, [url], { execArgv: TSX });
  return {
    name: "plain node http + pg",
    server,
    asked: { url: server.url, headers: JSON_BODY, bodies: bodies(QUERY) },
  };
}

/** The folder is no part of the project: who does not measure needs none of it. */
const PEERS = join(__dirname, ".peers");
const PACKAGES = ["node@22.23.3", "postgraphile@5.1.5", "graphile-postgis@3.18.2"];

async function postgraphile(url: string, db: Knex): Promise<Contender> {
  if (!existsSync(join(PEERS, "node_modules", "graphile-postgis"))) {
    mkdirSync(PEERS, { recursive: true });
    writeFileSync(join(PEERS, "package.json"), '{ "private": true }\n');
    execFileSync("npm", ["install", "--save-exact", ...PACKAGES], { cwd: PEERS, stdio: "ignore" });
  }
  await db.raw(`
    create schema peer;
    create view peer.grids as
      select register.id, register.code, plan_grids.label, plan_grids.name, register.kind,
        register.households, register.plan_id, register.community_id,
        communities.name as community_name, register.valid_from, register.valid_to,
        register.geom::geometry(Polygon, 4490) as geom, register.geom as indexed
      from register
      join plan_grids on plan_grids.id = register.grid_id
      join communities on communities.id = register.community_id
      where register.valid_to is null;
    create function peer.grids_in_box(west float8, south float8, east float8, north float8)
      returns setof peer.grids language sql stable as $$
        select * from peer.grids
        where st_intersects(indexed, st_makeenvelope(west, south, east, north, 4490))
        order by code limit 1001 $$;
    comment on column peer.grids.indexed is '@behavior -select';`);
  const query = `query ($west: Float!, $south: Float!, $east: Float!, $north: Float!) {
    gridsInBox(west: $west, south: $south, east: $east, north: $north) { nodes {
      rowId code label name kind households communityId communityName planId validFrom validTo
      geom { geojson } } } }`;
  const server = await startChild(join(__dirname, "bbox", "postgraphile.mjs"), [PEERS, url], {
    execPath: join(PEERS, "node_modules", "node", "bin", "node"),
    execArgv: [ROOM],
  });
  const asked = benchBoxes(BOXES).map((variables) => JSON.stringify({ query, variables }));
  return {
    name: "PostGraphile 5.1.5",
    server,
    asked: { url: server.url, headers: JSON_BODY, bodies: asked },
  };
}
