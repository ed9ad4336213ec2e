/** GraphQL over WebSocket: the graphql-transport-ws protocol at the path of the API. */
import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import type { GraphQLSchema } from "graphql";
import { useServer } from "graphql-ws/use/ws";
import { WebSocketServer } from "ws";
import type { ServerContext } from "./context";
import { prepareExecution } from "./execution";
import { formatErrors } from "./format-error";

/** Larger documents come by HTTP. */
const MAX_MESSAGE_BYTES = 1024 * 1024;

/** Answers upgrade requests for a path; gives the way to end all connections. */
export function serveWebSocket(
  http: Server,
  path: string,
  schema: GraphQLSchema,
  server: ServerContext,
): () => Promise<void> {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES });
  const graphql = useServer(
    {
      schema,
      onSubscribe: (_connection, _id, operation) => prepareExecution(schema, server, operation),
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
    } else if (!isSameOrigin(request)) {
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

/** Browsers do not ask before they open a WebSocket to another site; programs send no origin. */
function isSameOrigin({ headers: { origin, host } }: IncomingMessage): boolean {
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === host);
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
