/** Everything the server answers, on one port. */
import { existsSync } from "node:fs";
import { fastifyApolloHandler } from "@as-integrations/fastify";
import fastifyCors from "@fastify/cors";
import fastifyStatic from "@fastify/static";
import {
  fastify,
  LogController,
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
} from "fastify";
import { randomUUID } from "node:crypto";
import { serveExports } from "../export/routes";
import { createApollo } from "../graphql/apollo";
import { createContext, type ServerContext } from "../graphql/context";
import { serveEventStream } from "../graphql/event-stream";
import { createSchema } from "../graphql/schema";
import { serveOgc } from "../ogc/routes";
import { serveWebSocket } from "../graphql/websocket";
import { serveTiles } from "../tiles/serve-tiles";
import { compressAnswers } from "./compress";
import { serveOnlyThisComputer } from "./demo-guard";
import { errorBody } from "./error-body";
import { identifyEverybody } from "./identify";
import { parseLargeJsonAside } from "./large-json";

/** What Node.js says where the other side closes while an answer is being written. */
const LEFT_EARLY = "ERR_STREAM_PREMATURE_CLOSE";

/** A whole city's data set as text, with room for the escapes of JSON. */
const MAX_BODY_BYTES = 64 * 1024 * 1024;

/** For how long a browser need not ask again whether it may. */
const PREFLIGHT_S = 600;

/** What the application is made with. */
export interface AppSettings {
  /** Where the page was built. */
  readonly consoleFolder: string;
  /** Of pages on other servers that may use this one. */
  readonly corsOrigins: readonly string[];
}

/** The application, ready to listen; it closes its own connections. */
export async function createApp(
  server: ServerContext,
  { consoleFolder, corsOrigins }: AppSettings,
): Promise<FastifyInstance> {
  const loggerInstance: FastifyBaseLogger = server.log;
  const app = fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: true,
  });
  // A browser may send text to any site without asking; JSON it may not.
  app.removeContentTypeParser("text/plain");
  parseLargeJsonAside(app, server.reader);
  setSecurityHeaders(app);
  answerErrorsInJson(app, server);
  if (server.signIn.demo) serveOnlyThisComputer(app);
  if (corsOrigins.length > 0) {
    await app.register(fastifyCors, {
      origin: [...corsOrigins],
      methods: ["GET", "HEAD", "POST"],
      exposedHeaders: ["etag"],
      maxAge: PREFLIGHT_S,
    });
  }
  await compressAnswers(app);
  serveHealth(app, server);
  if (existsSync(consoleFolder)) await serveConsole(app, consoleFolder);

  identifyEverybody(app, server, ["/graphql", "/tiles", "/ogc", "/export"]);
  serveTiles(app, server);
  serveOgc(app, server);
  serveExports(app, server);
  const schema = createSchema();
  const apollo = createApollo(schema, server.log);
  await apollo.start();
  app.route({
    method: ["GET", "POST"],
    url: "/graphql",
    bodyLimit: MAX_BODY_BYTES,
    // Node makes room for three times the length of a text that it sends, and copies it twice.
    onSend: (_request, _reply, payload, done) =>
      done(null, typeof payload === "string" ? Buffer.from(payload) : payload),
    handler: fastifyApolloHandler(apollo, {
      context: ({ signedIn }) =>
        Promise.resolve(createContext(server, signedIn, "QUERY_OR_MUTATION")),
    }),
  });
  serveEventStream(app, "/graphql/stream", schema, server);
  const closeSockets = serveWebSocket(app.server, "/graphql", schema, { server, corsOrigins });
  app.addHook("preClose", closeSockets);
  app.addHook("onClose", () => apollo.stop());
  return app;
}

function setSecurityHeaders(app: FastifyInstance): void {
  app.addHook("onRequest", async (_request, reply) => {
    reply.headers({
      "x-content-type-options": "nosniff",
      "referrer-policy": "same-origin",
      "x-frame-options": "DENY",
      "cross-origin-opener-policy": "same-origin",
      // The page says the rest by itself; this part works in a header only.
      "content-security-policy": "frame-ancestors 'none'; object-src 'none'; base-uri 'none'",
    });
  });
}

function answerErrorsInJson(app: FastifyInstance, { log }: ServerContext): void {
  app.setNotFoundHandler((request, reply) =>
    reply.code(404).send(errorBody("NOT_FOUND", `There is no ${request.method} ${request.url}`)),
  );
  app.setErrorHandler((error: FastifyError, _request, reply) => {
    const status = error.statusCode ?? 500;
    if (status < 500) return reply.code(status).send(errorBody(error.code, error.message));
    // Whoever left before the answer was out, as browsers do, met no fault of ours.
    if (error.code === LEFT_EARLY) return reply.code(status).send();
    const errorId = randomUUID();
    log.error({ err: error, errorId }, "internal error");
    return reply.code(500).send(errorBody("INTERNAL", `Internal error ${errorId}`));
  });
}

function serveHealth(app: FastifyInstance, { db, log }: ServerContext): void {
  app.get("/healthz", () => ({ status: "ok" }));
  app.get("/readyz", async (_request, reply) => {
    try {
      await db.raw("select 1");
      return { status: "ok" };
    } catch (error) {
      log.warn({ err: error }, "the database does not answer");
      return reply.code(503).send(errorBody("DATABASE_UNAVAILABLE", "No answer from the database"));
    }
  });
}

/** File names under assets carry a hash of their content; the page itself is asked for each time. */
async function serveConsole(app: FastifyInstance, folder: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: folder,
    cacheControl: false,
    preCompressed: true,
    setHeaders: (response, path) => {
      const isHashed = path.includes("/assets/");
      response.setHeader(
        "cache-control",
        isHashed ? "public, max-age=31536000, immutable" : "no-cache",
      );
    },
  });
}
