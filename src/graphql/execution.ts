import {
  getOperationAST,
  OperationTypeNode,
  type ExecutionArgs,
  type GraphQLError,
  type GraphQLSchema,
} from "graphql";
import type { SignedIn } from "../auth/sign-in";
import { createContext, type GraphContext, type ServerContext } from "./context";
import { checkOperation, type Operation } from "./limits";

/** An operation that may be run. */
export type PreparedExecution = ExecutionArgs & { readonly contextValue: GraphContext };

/** What WebSocket and SSE run: an operation that keeps the limits, or the reasons why not. */
export function prepareExecution(
  schema: GraphQLSchema,
  server: ServerContext,
  signedIn: SignedIn,
  operation: Operation,
): PreparedExecution | readonly GraphQLError[] {
  const checked = checkOperation(schema, operation);
  if ("errors" in checked) return checked.errors;
  const { document } = checked;
  const { operationName, variables } = operation;
  const kind = getOperationAST(document, operationName)?.operation;
  return {
    schema,
    document,
    operationName,
    variableValues: variables,
    contextValue: createContext(
      server,
      signedIn,
      kind === OperationTypeNode.SUBSCRIPTION ? "SUBSCRIPTION" : "QUERY_OR_MUTATION",
    ),
  };
}
