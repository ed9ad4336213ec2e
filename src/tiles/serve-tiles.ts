/** Vector tiles and what describes them, over HTTP. */
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { scopeOf } from "../auth/policy";
import { DomainError, type ErrorCode } from "../errors";
import type { ServerContext } from "../graphql/context";
import { parseGlobalId } from "../graphql/global-id";
import {
  ASK_EACH_TIME,
  etagOf,
  KEEP_FOR_EVER,
  replyConditional,
  type Made,
} from "../http/conditional";
import { errorBody } from "../http/error-body";
import { MAP_LAYERS, type MapLayer } from "../revisions/map-revision";
import {
  offerPlanTile,
  offerTile,
  planToTile,
  type Drawer,
  type OfferedTile,
} from "./draw-tile.service";
import { findBoundsOfCommunities, findBoundsOfPlan } from "./bounds.repository";
import { parseAddress, type TileAddress } from "./tile-address";
import { TileCache } from "./tile-cache";
import { tileJson } from "./tile-json";
import { OWN_LAYERS, PLAN } from "./tile-layers";
import { createTileThreads } from "./tile-threads";

/** Some thousand tiles as they go out. */
const CACHE_BYTES = 64 * 1024 * 1024;

const TILE_TYPE = "application/vnd.mapbox-vector-tile";
const JSON_TYPE = "application/json; charset=utf-8";

/** Serves everything below /tiles. */
export function serveTiles(app: FastifyInstance, { db, revisions }: ServerContext): void {
  const threads = createTileThreads();
  const cache = new TileCache(CACHE_BYTES);
  const drawer: Drawer = { db, revisions, threads, cache, colours: new Map() };
  app.addHook("onClose", () => threads.close());

  app.get<LayerTile>("/tiles/:layer/:z/:x/:file", (request, reply) =>
    answer(reply, async () => {
      const layer = layerNamed(request.params.layer);
      const address = addressIn(request.params);
      const { viewer } = request.signedIn;
      const at = momentIn(request.query.at);
      return sendTile(request, reply, await offerTile(drawer, viewer, { layer, address, at }));
    }),
  );
  app.get<PlanTile>("/tiles/plans/:planId/:z/:x/:file", (request, reply) =>
    answer(reply, async () => {
      const address = addressIn(request.params);
      const planId = planIdIn(request.params.planId);
      const plan = await planToTile(drawer, request.signedIn.viewer, planId);
      return sendTile(request, reply, offerPlanTile(drawer, plan, address));
    }),
  );
  app.get<LayerFile>("/tiles/:file", (request, reply) =>
    answer(reply, () => describeLayer(drawer, request, reply)),
  );
  app.get<LayerFile>("/tiles/plans/:file", (request, reply) =>
    answer(reply, () => describePlan(drawer, request, reply)),
  );
}

interface Asked {
  Querystring: { readonly at?: unknown; readonly rev?: unknown };
}
interface LayerFile extends Asked {
  Params: { readonly file: string };
}
interface LayerTile extends Asked {
  Params: { readonly layer: string; readonly z: string; readonly x: string; readonly file: string };
}
interface PlanTile extends Asked {
  Params: {
    readonly planId: string;
    readonly z: string;
    readonly x: string;
    readonly file: string;
  };
}

/** What a request may be refused with, in the words of HTTP; all else is a failure of ours. */
const STATUS: Readonly<Partial<Record<ErrorCode, number>>> = {
  BAD_INPUT: 400,
  UNAUTHENTICATED: 401,
  NOT_FOUND: 404,
};

async function answer(
  reply: FastifyReply,
  give: () => Promise<FastifyReply>,
): Promise<FastifyReply> {
  try {
    return await give();
  } catch (error) {
    const status = error instanceof DomainError ? STATUS[error.code] : undefined;
    if (!(error instanceof DomainError) || status === undefined) throw error;
    return reply.code(status).send(errorBody(error.code, error.message));
  }
}

async function sendTile(
  request: FastifyRequest<Asked>,
  reply: FastifyReply,
  { revision, name, draw }: OfferedTile,
): Promise<FastifyReply> {
  const { rev } = request.query;
  const kept = {
    etag: etagOf("tile", revision, name),
    cacheControl: rev === revision ? KEEP_FOR_EVER : ASK_EACH_TIME,
  };
  return replyConditional(request, reply, kept, async (): Promise<Made> => {
    const compressed = await draw();
    if (!takesGzip(request)) return { type: TILE_TYPE, body: await expand(compressed) };
    return { type: TILE_TYPE, body: compressed, encoding: "gzip" };
  });
}

const expand = promisify<Buffer, Buffer>((bytes, done) => {
  gunzip(bytes, done);
});

/** No weight, or one above nothing. */
function takesGzip({ headers }: FastifyRequest): boolean {
  const accepted = headers["accept-encoding"];
  const text = Array.isArray(accepted) ? accepted.join() : (accepted ?? "");
  return /(^|[\s,])(gzip|\*)\s*($|,|;\s*q=(?!0(\.0*)?\s*($|,)))/.test(text);
}

async function describeLayer(
  drawer: Drawer,
  request: FastifyRequest<LayerFile>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { viewer } = request.signedIn;
  const layer = layerNamed(nameOfJson(request.params.file));
  if (viewer === null) throw new DomainError("UNAUTHENTICATED", SIGN_IN);
  const at = momentIn(request.query.at);
  const scope = scopeOf(viewer, "READ");
  const revision = await drawer.revisions.ofLayer(layer);
  const query = new URLSearchParams({ rev: revision });
  if (at !== null) query.set("at", at.toISOString());
  const address = `${originOf(request)}/tiles/${layer}/{z}/{x}/{y}.mvt?${query.toString()}`;
  const etag = etagOf("tilejson", revision, address, scope);
  return replyConditional(request, reply, { etag, cacheControl: ASK_EACH_TIME }, async () => {
    const bounds = await findBoundsOfCommunities(drawer.db, scope);
    const { title } = OWN_LAYERS[layer];
    const set = { layer: OWN_LAYERS[layer], name: title, address, revision, bounds };
    return { type: JSON_TYPE, body: JSON.stringify(tileJson(set)) };
  });
}

async function describePlan(
  drawer: Drawer,
  request: FastifyRequest<LayerFile>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const globalId = nameOfJson(request.params.file);
  const plan = await planToTile(drawer, request.signedIn.viewer, planIdIn(globalId));
  const { revision, communityName, name } = plan;
  const path = `/tiles/plans/${globalId}/{z}/{x}/{y}.mvt?rev=${revision}`;
  const address = `${originOf(request)}${path}`;
  const etag = etagOf("tilejson", revision, address, communityName);
  return replyConditional(request, reply, { etag, cacheControl: ASK_EACH_TIME }, async () => {
    const bounds = await findBoundsOfPlan(drawer.db, plan.id);
    const title = `${communityName} ${name ?? PLAN.title}`;
    const set = { layer: PLAN, name: title, address, revision, bounds };
    return { type: JSON_TYPE, body: JSON.stringify(tileJson(set)) };
  });
}

const SIGN_IN = "This needs a signed-in person: send the header Authorization: Bearer TOKEN";

function layerNamed(name: string): MapLayer {
  const layer = MAP_LAYERS.find((known) => known === name);
  if (layer !== undefined) return layer;
  const known = MAP_LAYERS.join(", ");
  throw new DomainError(
    "NOT_FOUND",
    `There is no layer "${name}"; expected one of ${known}, plans`,
  );
}

function planIdIn(globalId: string): string {
  const parsed = parseGlobalId(globalId);
  if (parsed?.type === "Plan") return parsed.uuid;
  throw new DomainError("NOT_FOUND", `Expected the id of a plan, got "${globalId}"`);
}

function addressIn({ z, x, file }: LayerTile["Params"] | PlanTile["Params"]): TileAddress {
  const [, y] = /^([0-9]+)\.(?:mvt|pbf)$/.exec(file) ?? [];
  const address = y === undefined ? null : parseAddress(z, x, y);
  if (address !== null) return address;
  throw new DomainError(
    "NOT_FOUND",
    `There is no tile ${z}/${x}/${file}; expected {z}/{x}/{y}.mvt with z from 0 to 22, x and y below 2^z`,
  );
}

function nameOfJson(file: string): string {
  if (file.endsWith(".json")) return file.slice(0, -".json".length);
  throw new DomainError(
    "NOT_FOUND",
    `There is no /tiles/${file}; expected a name that ends in .json`,
  );
}

function momentIn(at: unknown): Date | null {
  if (at === undefined) return null;
  const moment = typeof at === "string" ? new Date(at) : null;
  if (moment !== null && !Number.isNaN(moment.getTime())) return moment;
  throw new DomainError(
    "BAD_INPUT",
    `Expected at as a moment such as 2026-11-23T05:30:00Z, got ${JSON.stringify(at)}`,
  );
}

/** How this client reaches us; a proxy that ends TLS says so. */
function originOf({ protocol, host, headers }: FastifyRequest): string {
  const forwarded = headers["x-forwarded-proto"];
  return `${forwarded === "https" ? "https" : protocol}://${host}`;
}
