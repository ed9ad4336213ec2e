/** Draws tiles for those who may see what is in them, and keeps them. */
import { promisify } from "node:util";
import { gzip, gzipSync } from "node:zlib";
import type { Knex } from "knex";
import { scopeOf, signedIn } from "../auth/policy";
import type { Viewer } from "../auth/viewer";
import { DomainError } from "../errors";
import type { MapLayer, MapRevisions } from "../revisions/map-revision";
import { planColours, type PlanColours } from "./plan-colours.service";
import type { DrawnRows } from "./encode";
import { findTiledPlan, type TiledPlan } from "./plan-tile.repository";
import type { TileAddress } from "./tile-address";
import type { TileCache } from "./tile-cache";
import type { TileThreads } from "./tile-threads";
import { OWN_LAYERS, PLAN, type TileLayer } from "./tile-layers";
import {
  drawBarriers,
  drawBuildings,
  drawCommunities,
  drawPlan,
  drawRegister,
  type TileWish,
} from "./tile.repository";

/** What drawing takes. */
export interface Drawer {
  readonly db: Knex;
  readonly revisions: MapRevisions;
  readonly threads: TileThreads;
  readonly cache: TileCache;
  readonly colours: PlanColours;
}

/** A tile of a layer; `at` counts for the register alone. */
export interface LayerWish {
  readonly layer: MapLayer;
  readonly address: TileAddress;
  /** null: now. */
  readonly at: Date | null;
}

/** A tile that can be had: everything it depends on, and the way to get it. */
export interface OfferedTile {
  /** Differs whenever the tile may. */
  readonly revision: string;
  /** What else the tile depends on. */
  readonly name: readonly string[];
  /** Compressed with gzip. */
  readonly draw: () => Promise<Buffer>;
}

/** A tile of a layer for somebody. */
export async function offerTile(
  drawer: Drawer,
  viewer: Viewer | null,
  { layer, address, at }: LayerWish,
): Promise<OfferedTile> {
  signedIn(viewer);
  const scope = scopeOf(viewer, "READ");
  const revision = await drawer.revisions.ofLayer(layer);
  const name = [layer, ...nameOf(address), at?.toISOString() ?? "", JSON.stringify(scope)];
  return offered(drawer, { revision, name }, async () => ({
    layer: OWN_LAYERS[layer],
    address,
    rows: await rowsOf(drawer.db, layer, { address, scope }, at),
    colours: null,
  }));
}

/** The plan, if this viewer may see it; throws NOT_FOUND where not. */
export async function planToTile(
  { db }: Pick<Drawer, "db">,
  viewer: Viewer | null,
  planId: string,
): Promise<TiledPlan> {
  signedIn(viewer);
  const plan = await findTiledPlan(db, planId, scopeOf(viewer, "READ"));
  if (plan === null) throw new DomainError("NOT_FOUND", "There is no such plan");
  return plan;
}

/** A tile of a plan that `planToTile` found. */
export function offerPlanTile(drawer: Drawer, plan: TiledPlan, address: TileAddress): OfferedTile {
  const { revision } = plan;
  const name = ["plan", plan.id, ...nameOf(address)];
  return offered(drawer, { revision, name }, async () => ({
    layer: PLAN,
    address,
    rows: await drawPlan(drawer.db, plan.id, plan.communityCode, address),
    colours: await planColours(
      { db: drawer.db, threads: drawer.threads, known: drawer.colours },
      plan,
    ),
  }));
}

interface Drawn {
  readonly layer: TileLayer;
  readonly address: TileAddress;
  readonly rows: DrawnRows;
  readonly colours: Readonly<Record<string, number>> | null;
}

function offered(
  { cache, threads }: Drawer,
  { revision, name }: Pick<OfferedTile, "revision" | "name">,
  rowsNow: () => Promise<Drawn>,
): OfferedTile {
  const draw = async (): Promise<Buffer> => {
    const { layer, address, rows, colours } = await rowsNow();
    const { name: layerName, fields, node } = layer;
    return compress(
      await threads.encode({ address, layer: layerName, fields, node, rows, colours }),
    );
  };
  return { revision, name, draw: () => cache.get([revision, ...name].join("/"), draw) };
}

/** What takes less time than it takes to hand it over to a thread and back. */
const SHORT_BYTES = 32 * 1024;

/** The usual level makes tiles a fortieth smaller, and takes half as long again. */
const FAST = { level: 1 };

async function compress(bytes: Uint8Array): Promise<Buffer> {
  return bytes.length <= SHORT_BYTES ? gzipSync(bytes, FAST) : compressInThread(bytes);
}

const compressInThread = promisify<Uint8Array, Buffer>((bytes, done) => {
  gzip(bytes, FAST, done);
});

function rowsOf(db: Knex, layer: MapLayer, wish: TileWish, at: Date | null): Promise<DrawnRows> {
  switch (layer) {
    case "register":
      return drawRegister(db, wish, at);
    case "communities":
      return drawCommunities(db, wish);
    case "buildings":
      return drawBuildings(db, wish);
    case "barriers":
      return drawBarriers(db, wish);
  }
}

function nameOf({ z, x, y }: TileAddress): string[] {
  return [z, x, y].map(String);
}
