/** GraphQL over server-sent events: one stream for each operation. */
import type { FastifyInstance } from "fastify";
import type { GraphQLSchema } from "graphql";
import { createHandler } from "graphql-sse/lib/use/fastify";
import type { ServerContext } from "./context";
import { prepareExecution } from "./execution";
import { formatErrors } from "./format-error";

/** Serves streams at a path. */
export function serveEventStream(
  app: FastifyInstance,
  path: string,
  schema: GraphQLSchema,
  server: ServerContext,
): void {
  const handle = createHandler({
    schema,
    // No token, no stream that several operations share: whoever knows it could listen.
    authenticate: () => null,
    onSubscribe: ({ raw }, params) => {
      const prepared = prepareExecution(schema, server, raw.signedIn, params);
      // Without data it would not be taken for a result.
      return "schema" in prepared ? prepared : { data: null, errors: prepared };
    },
    onNext: (_context, _request, result) =>
      "errors" in result ? { ...result, errors: formatErrors(server.log, result.errors) } : result,
  });
  app.route({
    method: ["GET", "POST"],
    url: path,
    handler: async (request, reply) => {
      if (request.headers.accept !== "text/event-stream") {
        return reply.code(406).send(error("NOT_ACCEPTABLE", "Expected Accept: text/event-stream"));
      }
      reply.hijack();
      try {
        await handle(request, reply);
      } catch (cause) {
        server.log.error({ err: cause }, "event stream broke");
        reply.raw.destroy();
      }
    },
  });
}

function error(code: string, message: string): object {
  return { errors: [{ message, extensions: { code } }] };
}
