/** OGC API - Features at /ogc: Part 1 (Core, GeoJSON, OpenAPI 3.0) and Part 2 (CRS by reference). */
import type { Readable } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { scopeOf } from "../auth/policy";
import type { Viewer } from "../auth/viewer";
import { DomainError } from "../errors";
import type { ServerContext } from "../graphql/context";
import { ASK_EACH_TIME, etagOf, replyConditional } from "../http/conditional";
import { errorBody } from "../http/error-body";
import { findCollection, type Collection } from "./collections";
import type { OgcCrs } from "./crs";
import {
  collectionDocument,
  collectionsDocument,
  conformanceDocument,
  GEOJSON_TYPE,
  JSON_TYPE,
  landingPage,
  OPENAPI_TYPE,
} from "./documents";
import { extentFor, itemText, openItems, type Address } from "./items.service";
import { openApiDocument } from "./openapi";
import { readFeatureId, readFeatureWish, readItemsWish, readNothing, type Given } from "./request";

type Server = Pick<ServerContext, "db" | "revisions">;
type ToCollection = { readonly collectionId: string };
type ToFeature = ToCollection & { readonly featureId: string };

/** Serves it to those who are signed in. */
export function serveOgc(app: FastifyInstance, server: Server): void {
  app.register(
    (ogc, _options, done) => {
      answerAsOgc(ogc);
      serveDocuments(ogc, server);
      serveFeatures(ogc, server);
      done();
    },
    { prefix: PREFIX },
  );
}

const PREFIX = "/ogc";

function serveDocuments(ogc: FastifyInstance, { db, revisions }: Server): void {
  // Fastify answers the prefix without the slash as well.
  ogc.get("/", (request) => {
    readNothing(request.query as Given);
    return landingPage(baseOf(request));
  });
  ogc.get("/conformance", (request) => {
    readNothing(request.query as Given);
    return conformanceDocument();
  });
  ogc.get("/api", (request, reply) => {
    readNothing(request.query as Given);
    const text = JSON.stringify(openApiDocument(baseOf(request)));
    // Fastify would write the type of a text in words of its own.
    return reply.header("content-type", OPENAPI_TYPE).send(Buffer.from(text));
  });
  const conditional = (
    request: FastifyRequest,
    reply: FastifyReply,
    make: (base: string) => Promise<object>,
  ): Promise<FastifyReply> => {
    readNothing(request.query as Given);
    const base = baseOf(request);
    return revisions.ofMap().then((revision) =>
      replyConditional(request, reply, keptAs(request, revision), async () => ({
        type: JSON_TYPE,
        body: JSON.stringify(await make(base)),
      })),
    );
  };
  ogc.get("/collections", (request, reply) =>
    conditional(request, reply, async (base) =>
      collectionsDocument(base, await extentFor(db, viewerOf(request))),
    ),
  );
  ogc.get<{ Params: ToCollection }>("/collections/:collectionId", (request, reply) => {
    const collection = collectionOf(request.params);
    return conditional(request, reply, async (base) =>
      collectionDocument(base, collection, await extentFor(db, viewerOf(request))),
    );
  });
}

function serveFeatures(ogc: FastifyInstance, { db, revisions }: Server): void {
  const conditional = async (
    request: FastifyRequest,
    reply: FastifyReply,
    { collection, crs }: { readonly collection: Collection; readonly crs: OgcCrs },
    make: (address: Address) => Promise<string | Readable>,
  ): Promise<FastifyReply> => {
    const kept = keptAs(request, await revisions.ofLayer(collection.layer));
    return replyConditional(request, reply, kept, async () => {
      const body = await make(addressOf(request));
      void reply.header("content-crs", `<${crs.uri}>`);
      return { type: GEOJSON_TYPE, body };
    });
  };
  ogc.get<{ Params: ToCollection }>("/collections/:collectionId/items", (request, reply) => {
    const collection = collectionOf(request.params);
    const wish = readItemsWish(collection, request.query as Given);
    return conditional(request, reply, { collection, crs: wish.crs }, (address) =>
      openItems(db, viewerOf(request), { collection, wish }, address),
    );
  });
  ogc.get<{ Params: ToFeature }>(
    "/collections/:collectionId/items/:featureId",
    (request, reply) => {
      const collection = collectionOf(request.params);
      const { crs } = readFeatureWish(request.query as Given);
      const { featureId } = request.params;
      const id = readFeatureId(collection, featureId);
      return conditional(request, reply, { collection, crs }, async (address) => {
        const wish = { collection, id: id ?? "", crs };
        const text = id === null ? null : await itemText(db, viewerOf(request), wish, address);
        if (text !== null) return text;
        throw new DomainError("NOT_FOUND", `There is no feature ${featureId} in ${collection.id}`);
      });
    },
  );
}

/** Everything here is for those who are signed in; mistakes are told as OGC and as the rest of us do. */
function answerAsOgc(ogc: FastifyInstance): void {
  const refuse = (reply: FastifyReply, status: number, code: string, message: string) =>
    reply
      .code(status)
      .type(JSON_TYPE)
      .send({ code, description: message, ...errorBody(code, message) });
  ogc.addHook("onRequest", async (request, reply) => {
    if (request.signedIn.viewer !== null) return undefined;
    const message = "This needs a signed-in person: send the header Authorization: Bearer TOKEN";
    return refuse(reply.header("www-authenticate", "Bearer"), 401, "UNAUTHENTICATED", message);
  });
  ogc.setErrorHandler((error, _request, reply) => {
    if (!(error instanceof DomainError)) throw error;
    const status = STATUS[error.code];
    if (status === undefined) throw error;
    return refuse(reply, status, error.code, error.message);
  });
}

const STATUS: Readonly<Partial<Record<DomainError["code"], number>>> = {
  BAD_INPUT: 400,
  NOT_FOUND: 404,
};

function collectionOf({ collectionId }: ToCollection): Collection {
  const collection = findCollection(collectionId);
  if (collection !== undefined) return collection;
  throw new DomainError("NOT_FOUND", `There is no collection ${collectionId}`);
}

/** The hook has asked before. */
function viewerOf({ signedIn }: FastifyRequest): Viewer {
  if (signedIn.viewer === null) throw new DomainError("UNAUTHENTICATED", "Nobody is signed in");
  return signedIn.viewer;
}

/** What an answer depends on; links in it hold the name by which the server was called. */
function keptAs(request: FastifyRequest, revision: string): { etag: string; cacheControl: string } {
  const scope = scopeOf(request.signedIn.viewer, "READ");
  return {
    etag: etagOf(revision, baseOf(request), request.url, scope),
    cacheControl: ASK_EACH_TIME,
  };
}

function addressOf(request: FastifyRequest): Address {
  const { search } = new URL(request.url, "http://localhost");
  return { base: baseOf(request), query: new URLSearchParams(search) };
}

/**
 * Under which address the client knows us: links in answers are absolute, and a proxy that speaks TLS
 * says so in its headers.
 */
function baseOf({ headers, protocol, host }: FastifyRequest): string {
  const first = (name: string): string | undefined => {
    const value = headers[name];
    return typeof value === "string" ? value.split(",", 1)[0].trim() : undefined;
  };
  const scheme = first("x-forwarded-proto") === "https" ? "https" : protocol;
  return `${scheme}://${first("x-forwarded-host") ?? host}${PREFIX}`;
}
