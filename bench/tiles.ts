/**
 * Vector tiles on a server database: ours against ST_AsMVT called directly, on the same 20,000 polygons in
 * the same run, and the worst tile of a city of 300,000 buildings and 10,000 grids. The two take turns
 * tile by tile, so that whatever else the machine does concerns both.
 *
 *     BENCH_DATABASE_URL=postgresql://... npm run bench:tiles
 */
import { Pool } from "pg";
import { MapRevisions } from "../src/revisions/map-revision";
import { JobSignals } from "../src/jobs/job-signals";
import { offerTile, type Drawer } from "../src/tiles/draw-tile.service";
import { encodeTile } from "../src/tiles/encode";
import type { TileAddress } from "../src/tiles/tile-address";
import { TileCache } from "../src/tiles/tile-cache";
import { REGISTER } from "../src/tiles/tile-layers";
import { createTileThreads } from "../src/tiles/tile-threads";
import { drawRegister } from "../src/tiles/tile.repository";
import { median, printLine, printTable } from "./print";
import { ask, startServer, tilesIn, type Server } from "./tiles/ask";
import type { Lattice } from "./tiles/lattice";
import { PEER_QUERY, PEER_QUERY_WITH_LABELS, preparePeer } from "./tiles/peer";
import { createWorld, fillWorld } from "./tiles/world";

/** 20,000 polygons of 41 points on four by two degrees. */
const WIDE: Lattice = { columns: 200, rows: 100, west: 104, south: 36, width: 4, height: 2 };
/** 10,000 grids of 30 buildings on thirty by thirty kilometres. */
const CITY: Lattice = {
  columns: 100,
  rows: 100,
  west: 106.1,
  south: 38.3,
  width: 0.36,
  height: 0.28,
};
const BUILDINGS_PER_GRID = 30;

const TILES = 40;
const WARM_ROUNDS = 10;
const KEPT_BYTES = 64 * 1024 * 1024;
const SYSTEM_VIEWER = {
  id: "bench",
  name: "bench",
  grants: [{ role: "VIEWER" as const, jurisdiction: "" }],
};

async function main(): Promise<void> {
  const serverUrl = process.env.BENCH_DATABASE_URL;
  if (serverUrl === undefined) throw new Error("Set BENCH_DATABASE_URL to a PostgreSQL server");
  await againstPeer(serverUrl);
  await city(serverUrl);
}

async function againstPeer(serverUrl: string): Promise<void> {
  const { database, url, drop } = await createWorld(serverUrl);
  const servers: Server[] = [];
  try {
    await fillWorld(database.knex, WIDE, 0);
    await database.knex.raw("vacuum analyze");
    await preparePeer(database.knex);
    const ours = await startServer("our-server.ts", url);
    const peer = await startServer("peer-server.ts", url);
    servers.push(ours, peer);
    const pool = new Pool({ connectionString: url, max: 1 });
    const drawer: Drawer = {
      db: database.knex,
      revisions: new MapRevisions(database.knex, new JobSignals()),
      threads: createTileThreads(),
      cache: new TileCache(1),
      colours: new Map(),
    };
    await warmUp(drawer, pool, [ours, peer]);
    const rows: string[][] = [];
    const keeper = { ...drawer, cache: new TileCache(KEPT_BYTES) };
    for (const zoom of [10, 11, 12, 13, 14]) {
      rows.push(await compareAt(zoom, { ours, peer, pool, drawer, keeper }));
    }
    await pool.end();
    await drawer.threads.close();
    printLine("20,000 polygons, milliseconds a tile (median); one request at a time");
    printTable(
      [
        "zoom",
        "tiles",
        "ST_AsMVT",
        "with labels",
        "prepared",
        "with labels",
        "ours",
        "compressed",
        "kept",
        "kept is",
        "http: MVT",
        "ours cold",
        "ours warm",
        "304",
        "warm is",
      ],
      rows,
    );
    printLine();
  } finally {
    servers.forEach((server) => server.close());
    await drop();
  }
}

interface Both {
  readonly ours: Server;
  readonly peer: Server;
  readonly pool: Pool;
  /** Draws each time. */
  readonly drawer: Drawer;
  /** Keeps what it drew. */
  readonly keeper: Drawer;
}

/** Compiled code, open connections, threads that run: nobody's first request is measured. */
async function warmUp(
  drawer: Drawer,
  pool: Pool,
  [ours, peer]: readonly [Server, Server],
): Promise<void> {
  const { west, south, width, height } = WIDE;
  for (const zoom of [9, 15]) {
    for (const address of tilesIn([west, south, west + width, south + height], zoom, 60)) {
      await direct(drawer, address);
      await pool.query(PEER_QUERY, [address.z, address.x, address.y]);
      await ask(ourUrl(ours, "register", address));
      await ask(peerUrl(peer, address));
    }
  }
}

async function compareAt(
  zoom: number,
  { ours, peer, pool, drawer, keeper }: Both,
): Promise<string[]> {
  const { west, south, width, height } = WIDE;
  const tiles = tilesIn([west, south, west + width, south + height], zoom, TILES);
  const names = [
    "mvt",
    "labels",
    "prepared",
    "preparedLabels",
    "made",
    "cold",
    "warm",
    "mvtHttp",
    "coldHttp",
    "warmHttp",
    "kept",
  ] as const;
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<
    (typeof names)[number],
    number[]
  >;
  for (const address of tiles) {
    const { z, x, y } = address;
    times.mvt.push(await timed(() => pool.query(PEER_QUERY, [z, x, y])));
    times.labels.push(await timed(() => pool.query(PEER_QUERY_WITH_LABELS, [z, x, y])));
    const values = [z, x, y];
    const prepared = { name: "peer", text: PEER_QUERY, values };
    const preparedLabels = { name: "peer-labels", text: PEER_QUERY_WITH_LABELS, values };
    times.prepared.push(await timed(() => pool.query(prepared)));
    times.preparedLabels.push(await timed(() => pool.query(preparedLabels)));
    times.made.push(await timed(() => made(drawer, address)));
    times.cold.push(await timed(() => direct(drawer, address)));
    times.mvtHttp.push((await ask(peerUrl(peer, address))).ms);
    times.coldHttp.push((await ask(ourUrl(ours, "register", address))).ms);
    await direct(keeper, address);
  }
  for (let round = 0; round < WARM_ROUNDS; round++) {
    for (const address of tiles) {
      times.warm.push(await timed(() => direct(keeper, address)));
      const { ms, etag } = await ask(ourUrl(ours, "register", address));
      times.warmHttp.push(ms);
      const kept = await ask(ourUrl(ours, "register", address), { "if-none-match": etag ?? "" });
      times.kept.push(kept.ms);
    }
  }
  const shown = (name: (typeof names)[number]): string => median(times[name]).toFixed(2);
  const faster = (than: number[], warm: number[]): string =>
    `${(median(than) / median(warm)).toFixed(0)} x`;
  return [
    `z${zoom}`,
    `${tiles.length}`,
    ...(["mvt", "labels", "prepared", "preparedLabels", "made", "cold", "warm"] as const).map(
      shown,
    ),
    faster(times.mvt, times.warm),
    ...(["mvtHttp", "coldHttp", "warmHttp", "kept"] as const).map(shown),
    faster(times.mvtHttp, times.warmHttp),
  ];
}

async function city(serverUrl: string): Promise<void> {
  const { database, url, drop } = await createWorld(serverUrl);
  try {
    await fillWorld(database.knex, CITY, BUILDINGS_PER_GRID);
    await database.knex.raw("vacuum analyze");
    const ours = await startServer("our-server.ts", url);
    const { west, south, width, height } = CITY;
    const box = [west, south, west + width, south + height] as const;
    await ask(ourUrl(ours, "barriers", { z: 5, x: 25, y: 12 }));
    const rows: string[][] = [];
    for (const layer of ["register", "communities", "buildings"]) {
      for (const zoom of [5, 8, 9, 10, 11, 12, 13, 14, 15, 16]) {
        const tiles = tilesIn(box, zoom, 20);
        const cold = [];
        for (const address of tiles) cold.push(await ask(ourUrl(ours, layer, address)));
        rows.push([
          `${layer} z${zoom}`,
          `${tiles.length}`,
          median(cold.map(({ ms }) => ms)).toFixed(0),
          Math.max(...cold.map(({ ms }) => ms)).toFixed(0),
          (Math.max(...cold.map(({ bytes }) => bytes)) / 1024).toFixed(0),
          (await ours.longestStop()).toFixed(0),
        ]);
      }
    }
    ours.close();
    printLine("A city of 300,000 buildings and 10,000 grids, cold, over HTTP");
    printTable(
      ["tiles", "count", "median ms", "worst ms", "largest KB", "longest stop of the loop, ms"],
      rows,
    );
  } finally {
    await drop();
  }
}

/** The bytes of a tile, as ST_AsMVT gives them: with labels, not compressed. */
async function made({ db }: Drawer, address: TileAddress): Promise<void> {
  const rows = await drawRegister(db, { address, scope: [""] }, null);
  const { name, fields, node } = REGISTER;
  encodeTile({ address, layer: name, fields, node, rows, colours: null });
}

/** As it goes out. */
async function direct(drawer: Drawer, address: TileAddress): Promise<void> {
  const tile = await offerTile(drawer, SYSTEM_VIEWER, { layer: "register", address, at: null });
  await tile.draw();
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function ourUrl({ url }: Server, layer: string, { z, x, y }: TileAddress): string {
  return `${url}/tiles/${layer}/${z}/${x}/${y}.mvt`;
}

function peerUrl({ url }: Server, { z, x, y }: TileAddress): string {
  return `${url}/${z}/${x}/${y}`;
}

main().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
