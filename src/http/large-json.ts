import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Reader } from "../exchange/reader";

/** Up to here parsing takes less than a millisecond or two. */
const SMALL_BYTES = 256 * 1024;

/** Parses JSON bodies; large ones, such as the data set of a city, in a thread, so that nobody waits for it. */
export function parseLargeJsonAside(app: FastifyInstance, reader: Reader): void {
  const parseSmall = app.getDefaultJsonParser("error", "error");
  app.removeContentTypeParser("application/json");
  app.addContentTypeParser(
    "application/json",
    { parseAs: "buffer" },
    (request: FastifyRequest, body: Buffer, done) => {
      if (body.length <= SMALL_BYTES) {
        void parseSmall(request, body.toString("utf8"), done);
        return;
      }
      reader.parseJson(body).then(
        (value) => done(null, value),
        (error: unknown) => done(asBadRequest(error)),
      );
    },
  );
}

/** What fastify says of a small body that is no JSON. */
function asBadRequest(error: unknown): Error {
  if (!(error instanceof SyntaxError)) return error instanceof Error ? error : new Error("failed");
  return Object.assign(error, { statusCode: 400, code: "FST_ERR_CTP_INVALID_JSON_BODY" });
}
