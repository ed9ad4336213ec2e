/** GraphQL over WebSocket: the graphql-transport-ws protocol at the path of the API. */
import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import type { GraphQLSchema } from "graphql";
import { useServer } from "graphql-ws/use/ws";
import { WebSocketServer, type WebSocket } from "ws";
import { atMoment } from "../auth/moment";
import type { SignedIn } from "../auth/sign-in";
import { DomainError } from "../errors";
import { demoRefusal } from "../http/demo-guard";
import type { ServerContext } from "./context";
import { prepareExecution } from "./execution";
import { formatErrors } from "./format-error";

/** Larger documents come by HTTP. */
const MAX_MESSAGE_BYTES = 1024 * 1024;

/** Close codes of the protocol, and of ours for keys that cannot be had: clients try that again. */
const UNAUTHORIZED = 4401;
const TRY_AGAIN = 1013;

/** What is followed ends by itself when the token does, and says so; the connection ends after it. */
const LAST_WORDS_MS = 1_000;

/** Who answers, and to whom. */
export interface WebSocketSettings {
  readonly server: ServerContext;
  /** Of pages on other servers that may connect. */
  readonly corsOrigins: readonly string[];
}

/** Answers upgrade requests for a path; gives the way to end all connections. */
export function serveWebSocket(
  http: Server,
  path: string,
  schema: GraphQLSchema,
  { server, corsOrigins }: WebSocketSettings,
): () => Promise<void> {
  const people = new WeakMap<WebSocket, SignedIn>();
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES });
  const graphql = useServer(
    {
      schema,
      onConnect: async ({ connectionParams, extra: { socket } }) => {
        try {
          const signedIn = await server.signIn.identify(authorizationIn(connectionParams));
          people.set(socket, signedIn);
          closeAtExpiry(socket, signedIn);
          return true;
        } catch (error) {
          if (!(error instanceof DomainError)) throw error;
          if (error.code !== "UNAUTHENTICATED") server.log.error({ err: error }, error.message);
          const code = error.code === "UNAUTHENTICATED" ? UNAUTHORIZED : TRY_AGAIN;
          socket.close(code, closeReason(error.message));
          return false;
        }
      },
      onSubscribe: ({ extra: { socket } }, _id, operation) =>
        prepareExecution(schema, server, people.get(socket) ?? NOBODY, operation),
      onNext: (_connection, _id, _operation, _args, result) => ({
        ...result,
        errors: formatErrors(server.log, result.errors),
      }),
      onError: (_connection, _id, _operation, errors) => formatErrors(server.log, errors),
      // Keeps messages of internal errors out of the reasons for closing.
      isProd: true,
    },
    sockets,
  );
  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    if (new URL(request.url ?? "/", "http://localhost").pathname !== path) {
      refuse(socket, "404 Not Found");
    } else if (
      !mayConnect(request, corsOrigins) ||
      (server.signIn.demo && demoRefusal(request) !== null)
    ) {
      refuse(socket, "403 Forbidden");
    } else {
      sockets.handleUpgrade(request, socket, head, (client) => {
        sockets.emit("connection", client, request);
      });
    }
  };
  http.on("upgrade", upgrade);
  return async () => {
    http.off("upgrade", upgrade);
    await graphql.dispose();
  };
}

const NOBODY: SignedIn = { viewer: null, expiresAt: null };

/** A browser cannot set headers here: the token comes as `authorization` of the first message. */
function authorizationIn(
  params: Readonly<Record<string, unknown>> | undefined,
): string | undefined {
  const given = params?.authorization;
  if (given === undefined || typeof given === "string") return given;
  throw new DomainError("UNAUTHENTICATED", "Expected authorization to be a text: Bearer TOKEN");
}

/** The protocol gives reasons for closing 123 bytes. */
function closeReason(message: string): string {
  const bytes = Buffer.from(message);
  // A letter that is cut in two is left out.
  return bytes.length <= 123
    ? message
    : new TextDecoder().decode(bytes.subarray(0, 123)).replace(/\uFFFD$/, "");
}

function closeAtExpiry(socket: WebSocket, { expiresAt }: SignedIn): void {
  if (expiresAt === null) return;
  const close = (): void => socket.close(UNAUTHORIZED, "The token has expired: sign in again");
  socket.once("close", atMoment(expiresAt + LAST_WORDS_MS, close));
}

/** Browsers do not ask before they open a WebSocket to another site; programs send no origin. */
function mayConnect(
  { headers: { origin, host } }: IncomingMessage,
  corsOrigins: readonly string[],
): boolean {
  if (origin === undefined || corsOrigins.includes(origin)) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
