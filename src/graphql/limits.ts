/**
 * What an operation may ask for. Apollo knows nothing of WebSocket and SSE, and neither of these
 * applies Apollo's rules, so all three transports call the functions of this file.
 */
import {
  getNamedType,
  getNullableType,
  GraphQLError,
  isCompositeType,
  isListType,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type GraphQLSchema,
} from "graphql";
import { getComplexity, type ComplexityEstimator } from "graphql-query-complexity";
import { documentSizeRule } from "./document-size";

/** Lexical tokens of a document; the introspection query of the usual tools has some 250. */
export const MAX_TOKENS = 2000;
/** Objects that an operation could return at most, by its `first` arguments. */
export const MAX_COST = 250_000;

/** Lists without a `first` hold the grids or findings of one community: ten is typical. */
const TYPICAL_LIST = 10;

/** The rules beyond those of the GraphQL specification. */
export const LIMIT_RULES = [
  documentSizeRule({
    // The introspection query of the usual tools has 13 levels.
    depth: 15,
    aliases: 30,
    directives: 50,
  }),
];

/** What a client asks to be run. */
export interface Operation {
  readonly query: string;
  readonly operationName?: string | null;
  readonly variables?: Readonly<Record<string, unknown>> | null;
}

/** Reads and checks an operation: a document that may be run, or the reasons why not. */
export function checkOperation(
  schema: GraphQLSchema,
  operation: Operation,
): { readonly document: DocumentNode } | { readonly errors: readonly GraphQLError[] } {
  let document: DocumentNode;
  try {
    document = parse(operation.query, { maxLexicalTokens: MAX_TOKENS });
  } catch (error) {
    if (error instanceof GraphQLError) return { errors: [error] };
    throw error;
  }
  const errors = validate(schema, document, [...specifiedRules, ...LIMIT_RULES]);
  if (errors.length > 0) return { errors };
  const tooDear = checkCost(schema, document, operation);
  return tooDear === null ? { document } : { errors: [tooDear] };
}

/** Why the operation, with the variables of this call, costs too much; null where it does not. */
export function checkCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  { operationName, variables }: Pick<Operation, "operationName" | "variables">,
): GraphQLError | null {
  let cost: number;
  try {
    cost = getComplexity({
      schema,
      query: document,
      operationName: operationName ?? undefined,
      variables: { ...variables },
      estimators: [countObjects],
    });
  } catch (error) {
    // Variables that do not fit their types; execution would say the same.
    if (error instanceof GraphQLError) return error;
    throw error;
  }
  if (cost <= MAX_COST) return null;
  return new GraphQLError(
    `The operation could return ${cost} objects, the limit is ${MAX_COST}: ask for fewer at a time`,
    { extensions: { code: "QUERY_TOO_COMPLEX" } },
  );
}

/**
 * Leaves are free, an object costs one and what is in it, a list as many times as it may be long. What
 * has to be searched for says itself what it costs beside that.
 */
const countObjects: ComplexityEstimator = ({ field, args, childComplexity }) => {
  if (!isCompositeType(getNamedType(field.type))) return 0;
  const { complexity } = field.extensions;
  if (typeof complexity === "number") return complexity + childComplexity;
  const first: unknown = (args as Readonly<Record<string, unknown>>).first;
  if (typeof first === "number") return 1 + Math.max(1, first) * childComplexity;
  const own = 1 + childComplexity;
  // How long a connection's page may be is counted where `first` is given.
  if (field.name === "edges" || field.name === "nodes") return own;
  return isListType(getNullableType(field.type)) ? TYPICAL_LIST * own : own;
};
