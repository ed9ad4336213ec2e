/** ST_ClusterKMeans of PostGIS, weighted by households: embedded, or on the server of DATABASE_URL. */
import { performance } from "node:perf_hooks";
import type { Knex } from "knex";
import { readConfig } from "../../src/config";
import { connectTo, openDatabase } from "../../src/db/connection";
import type { CellGraph } from "../../src/engine/partition/cell-graph";
import type { Divided, Opened } from "./peer";

/** It takes no weight of 0. */
const LEAST_WEIGHT = 0.01;

export async function postgisPeer(): Promise<Opened> {
  const { databaseUrl } = readConfig();
  if (databaseUrl === null) {
    const database = await openDatabase({ databaseUrl, dataDir: null });
    return peerOn(database.knex, () => database.close());
  }
  // A server is only asked a question; its schema is left as it is.
  const knex = connectTo(databaseUrl, 1);
  return peerOn(knex, () => knex.destroy());
}

function peerOn(knex: Knex, close: () => Promise<void>): Opened {
  const name = "ST_ClusterKMeans";
  return { peers: [{ name, divide: (graph, k) => divide(knex, graph, k) }], close };
}

async function divide(knex: Knex, graph: CellGraph, k: number): Promise<Divided> {
  const weights = Array.from(graph.households, (all) => Math.max(all, LEAST_WEIGHT));
  const start = performance.now();
  const { rows } = await knex.raw<{ rows: { cluster: number }[] }>(
    `select ST_ClusterKMeans(ST_MakePoint(x, y, 0, weight), ?::int) over () as cluster
      from unnest(?::float8[], ?::float8[], ?::float8[]) with ordinality as cell (x, y, weight, i)
      order by i`,
    [k, [...graph.x], [...graph.y], weights],
  );
  return {
    gridOf: rows.map(({ cluster }) => cluster),
    seconds: (performance.now() - start) / 1000,
  };
}
