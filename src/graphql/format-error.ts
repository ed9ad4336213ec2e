/** What clients see of an error: domain errors by code and message, all else by a number only. */
import { randomUUID } from "node:crypto";
import { GraphQLError, type ExecutionResult, type GraphQLFormattedError } from "graphql";
import type { Logger } from "pino";
import { DomainError } from "../errors";

/** Hides what must not leave the server; everything hidden is in the log under the same id. */
export function formatError(log: Logger, error: unknown): GraphQLFormattedError {
  if (!(error instanceof GraphQLError)) return internal(log, error, {});
  const { message, locations, path, extensions, originalError } = error;
  const place = { ...(locations && { locations }), ...(path && { path }) };
  // GraphQL's own: syntax, validation, variables, limits.
  if (originalError == null) {
    const code = typeof extensions.code === "string" ? extensions.code : "GRAPHQL_REQUEST_INVALID";
    return { message, ...place, extensions: { code } };
  }
  if (originalError instanceof DomainError) {
    const { code } = originalError;
    return { message: originalError.message, ...place, extensions: { code } };
  }
  if (originalError instanceof GraphQLError) return formatError(log, originalError);
  return internal(log, originalError, place);
}

/** A result whose errors are fit to be seen. */
export function formatResult(log: Logger, result: ExecutionResult): ExecutionResult {
  if (result.errors === undefined) return result;
  // The protocols' types ask for GraphQLError objects and print their toJSON only.
  const errors = result.errors.map((error) => {
    const { message, ...rest } = formatError(log, error);
    return Object.defineProperty(new GraphQLError(message), "toJSON", {
      value: () => ({ message, ...rest }),
    });
  });
  return { ...result, errors };
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
