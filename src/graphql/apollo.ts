import { ApolloServer, type ApolloServerPlugin } from "@apollo/server";
import { ApolloServerPluginLandingPageDisabled } from "@apollo/server/plugin/disabled";
import { GraphQLError, type GraphQLSchema } from "graphql";
import type { Logger } from "pino";
import type { GraphContext } from "./context";
import { formatError } from "./format-error";
import { stringifyResponse } from "./geojson";
import { checkCost, LIMIT_RULES, MAX_TOKENS } from "./limits";

/** Apollo Server with our limits, our errors, and geometry passed through. */
export function createApollo(schema: GraphQLSchema, log: Logger): ApolloServer<GraphContext> {
  return new ApolloServer<GraphContext>({
    schema,
    validationRules: LIMIT_RULES,
    parseOptions: { maxLexicalTokens: MAX_TOKENS },
    plugins: [costPlugin(schema), ApolloServerPluginLandingPageDisabled()],
    formatError: (_, error) => formatError(log, error),
    stringifyResult: stringifyResponse,
    // The API is public and its schema is in the repository.
    introspection: true,
    includeStacktraceInErrorResponses: false,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    logger: log,
  });
}

/** Costs depend on variables, which validation rules do not see. */
function costPlugin(schema: GraphQLSchema): ApolloServerPlugin<GraphContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        didResolveOperation: ({ document, operationName, request }) => {
          const { variables } = request;
          const tooDear = checkCost(schema, document, { operationName, variables });
          if (tooDear === null) return Promise.resolve();
          const extensions = { ...tooDear.extensions, http: { status: 400 } };
          return Promise.reject(new GraphQLError(tooDear.message, { extensions }));
        },
      }),
  };
}
