/** What clients see of an error: domain errors by code and message, all else by a number only. */
import { randomUUID } from "node:crypto";
import { GraphQLError, type GraphQLFormattedError } from "graphql";
import { DatabaseError } from "pg";
import type { Logger } from "pino";
import { DomainError } from "../errors";

/** Hides what must not leave the server; everything hidden is in the log under the same id. */
export function formatError(log: Logger, error: unknown): GraphQLFormattedError {
  if (!(error instanceof GraphQLError)) return internal(log, error, {});
  const { message, locations, path, extensions, originalError } = error;
  const place = { ...(locations && { locations }), ...(path && { path }) };
  if (originalError instanceof DomainError) {
    const { code, details } = originalError;
    const text = details.text === undefined ? {} : { text: details.text };
    return { message, ...place, extensions: { code, ...text } };
  }
  // GraphQL's own: syntax, validation, variables, limits.
  if (originalError == null || originalError instanceof GraphQLError) {
    const code = typeof extensions.code === "string" ? extensions.code : "GRAPHQL_REQUEST_INVALID";
    return { message, ...place, extensions: { code } };
  }
  if (originalError instanceof DatabaseError && UNKEEPABLE.has(originalError.code ?? "")) {
    return {
      message: "A text has a sign that no database can keep: U+0000; leave it out",
      ...place,
      extensions: {
        code: "BAD_INPUT",
        text: {
          zh: "文字中含有无法保存的字符（U+0000），请删除后重试。",
          en: "A text has a sign that cannot be kept (U+0000). Leave it out.",
        },
      },
    };
  }
  return internal(log, originalError, place);
}

/** What PostgreSQL says of such texts, as text, as a parameter and inside JSON. */
const UNKEEPABLE: ReadonlySet<string> = new Set(["22021", "22P05"]);

/** Errors that are fit to be seen, for protocols that print what they get. */
export function formatErrors(
  log: Logger,
  errors: readonly GraphQLError[] | undefined,
): GraphQLError[] | undefined {
  return errors?.map((error) => {
    const formatted = formatError(log, error);
    // These protocols take GraphQLError objects and use nothing of them but what toJSON gives.
    return Object.defineProperty(new GraphQLError(formatted.message), "toJSON", {
      value: () => formatted,
    });
  });
}

function internal(
  log: Logger,
  error: unknown,
  place: Pick<GraphQLFormattedError, "path" | "locations">,
): GraphQLFormattedError {
  const errorId = randomUUID();
  log.error({ err: error, errorId, path: place.path }, "internal error");
  return {
    message: `Internal error ${errorId}`,
    ...place,
    extensions: { code: "INTERNAL", errorId },
  };
}
