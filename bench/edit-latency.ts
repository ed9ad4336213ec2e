/**
 * How long an edit takes through the API, from the request to the answer: over HTTP, with the outlines of all
 * changed grids, findings and figures in the answer, on the largest community of the seeds, on an
 * invented one of 300 buildings, and on the largest of a data set.
 * usage: npm run -s bench:edit-latency [-- --dataset DIR] [--database URL] [--edits N]
 * The database has to be empty; without one it is the embedded one, in memory.
 */
import { performance } from "node:perf_hooks";
import { parseArgs } from "node:util";
import { pino } from "pino";
import { generateCommunities, seedDataset } from "../seeds";
import { demoSettings } from "../src/auth/sign-in";
import { SYSTEM } from "../src/auth/viewer";
import { openDatabase, type Database } from "../src/db/connection";
import { createRandom } from "../src/engine";
import type { Dataset } from "../src/exchange/dataset";
import { importDataset } from "../src/exchange/import.service";
import { readDatasetFolder } from "../src/exchange/read-dataset";
import { toGlobalId } from "../src/graphql/global-id";
import { serve } from "../src/serve";
import { largestCommunity, nearestOtherGrid, placedBuildings, storeProposal } from "./edit/drafts";
import { clientOf, EDIT, STEP, type Client } from "./edit/operations";
import { median, printLine, printTable } from "./print";

const { values } = parseArgs({
  options: {
    dataset: { type: "string" },
    database: { type: "string" },
    edits: { type: "string", default: "300" },
  },
});

/** Not counted: they open the ground, and warm everything up. */
const WARM_UP = 20;

/** What is done over and over. */
const CYCLE = ["move", "move", "move", "dry run", "move", "undo", "redo", "move", "name"] as const;
type Kind = (typeof CYCLE)[number];

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});

async function main(): Promise<void> {
  const database = await openDatabase({ databaseUrl: values.database ?? null, dataDir: null });
  try {
    printLine(`${database.kind} database, ${values.edits} edits each`);
    const rows: string[][] = [];
    for (const [name, dataset] of await datasets())
      rows.push(...(await measure(database, name, dataset)));
    printTable(["community", "buildings", "grids", "edit", "n", "median", "99 %", "most"], rows);
  } finally {
    await database.close();
  }
}

async function datasets(): Promise<[string, Dataset][]> {
  const sets: [string, Dataset][] = [
    ["largest of the seeds", seedDataset()],
    ["invented", generateCommunities({ count: 1, seed: 1, buildings: 300 })],
  ];
  if (values.dataset === undefined) return sets;
  const read = await readDatasetFolder(values.dataset);
  if ("faults" in read) throw new Error(JSON.stringify(read.faults.slice(0, 5)));
  return [...sets, ["largest of the data set", read.dataset]];
}

async function measure(database: Database, name: string, dataset: Dataset): Promise<string[][]> {
  const { knex: db } = database;
  await importDataset(db, dataset, SYSTEM);
  const community = await largestCommunity(db, dataset);
  const planId = await storeProposal(db, community.id);
  const log = pino({ level: "error" });
  const server = await serve({
    database,
    host: "127.0.0.1",
    port: 0,
    workers: 1,
    auth: demoSettings(),
    log,
  });
  const times = new Map<Kind, number[]>();
  try {
    const client = clientOf(server.url, toGlobalId("Plan", planId));
    const random = createRandom(1);
    let version = 1;
    for (let i = 0; i < WARM_UP + Number(values.edits); i += 1) {
      const kind = CYCLE[i % CYCLE.length];
      const buildings = await placedBuildings(db, planId);
      const { building_id, grid_id } = buildings[random.below(buildings.length)];
      const to = await nearestOtherGrid(db, planId, building_id, grid_id);
      const begin = performance.now();
      version = await doOne(client, kind, version, building_id, to);
      if (i >= WARM_UP) times.set(kind, [...(times.get(kind) ?? []), performance.now() - begin]);
    }
  } finally {
    await server.close();
  }
  const grids = await db("plan_grids").where({ plan_id: planId });
  const told = (kind: string, all: readonly number[]) => [
    name,
    `${community.buildings}`,
    `${grids.length}`,
    kind,
    `${all.length}`,
    milliseconds(median(all)),
    milliseconds(rank(all, 0.99)),
    milliseconds(Math.max(...all)),
  ];
  return [
    ...[...times].map(([kind, all]) => told(kind, all)),
    told("all", [...times.values()].flat()),
  ];
}

function doOne(
  client: Client,
  kind: Kind,
  version: number,
  buildingId: string,
  toGridId: string,
): Promise<number> {
  const grid = toGlobalId("Grid", toGridId);
  const move = { buildingIds: [toGlobalId("Building", buildingId)], toGridId: grid };
  switch (kind) {
    case "move":
      return client(EDIT.moveBuildings, version, move);
    case "dry run":
      return client(EDIT.moveBuildings, version, { ...move, dryRun: true });
    case "name":
      return client(EDIT.nameGrid, version, { gridId: grid, name: `网格 ${version}` });
    case "undo":
      return client(STEP.undoEdit, version, {});
    case "redo":
      return client(STEP.redoEdit, version, {});
  }
}

function rank(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}

function milliseconds(value: number): string {
  return `${value.toFixed(1)} ms`;
}
