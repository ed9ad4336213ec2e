/** Speaks GraphQL with the server that this page came from. */
import { Client, createRequest, fetchExchange, subscriptionExchange } from "@urql/core";
import { signal, type ReadonlySignal } from "@preact/signals";
import { createClient } from "graphql-ws";
import { Fault, faultOf, type UserError } from "./fault";
import { authorization, keepToken, keptToken } from "./session";

/** An operation with its types, as `npm run console:types` writes them. */
export interface Operation<Data, Variables> {
  toString(): string;
  readonly __apiType?: (variables: Variables) => Data;
}

type Given = Record<string, unknown>;
type Extensions = Record<string, unknown>;

const socketUrl = `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/graphql`;
const socket = createClient({
  url: socketUrl,
  lazy: true,
  retryAttempts: Infinity,
  connectionParams: () => authorization(),
});

const client = new Client({
  url: "/graphql",
  // What is asked by GET would stand in logs and histories.
  preferGetMethod: false,
  requestPolicy: "network-only",
  fetchOptions: () => ({ headers: authorization() }),
  exchanges: [
    subscriptionExchange({
      forwardSubscription: ({ query = "", variables }) => ({
        subscribe: ({ next, error, complete }) => ({
          unsubscribe: socket.subscribe<Given, Extensions>(
            { query, variables },
            {
              next: ({ data, errors }) => next({ data, errors: errors?.slice() }),
              error,
              complete,
            },
          ),
        }),
      }),
    }),
    fetchExchange,
  ],
});

const changeCount = signal(0);
const reachable = signal(true);

/** Grows whenever something may have changed: everything that is shown is asked for anew. */
export const changes: ReadonlySignal<number> = changeCount;

/** False while the server cannot be reached. */
export const isOnline: ReadonlySignal<boolean> = reachable;

/** Says that something may have changed. */
export function changed(): void {
  changeCount.value++;
}

window.addEventListener("online", changed);

let askedCount = 0;

/** Asks a query; throws a Fault. */
export async function ask<Data, Variables extends Given>(
  operation: Operation<Data, Variables>,
  variables: Variables,
): Promise<Data> {
  const request = createRequest<Data>(operation.toString(), variables);
  // With a key of its own: else it would share the answer of the same question that is still on its
  // way, asked by somebody else, or before something was changed.
  const fresh = { ...request, key: ++askedCount };
  return answerOf(await client.executeQuery<Data>(fresh).toPromise());
}

/** A mutation with one field: what it gives is called its payload. */
type Mutation<Payload, Input> = Operation<
  Readonly<Record<string, Payload>>,
  { readonly input: Input }
>;

interface Refusable {
  readonly userErrors?: readonly UserError[];
}

/**
 * Has something done; gives the payload, or throws a Fault, also where the server refuses with
 * `userErrors`. What is shown is asked for anew afterwards, refused or not.
 */
export async function act<Payload extends Refusable, Input>(
  mutation: Mutation<Payload, Input>,
  input: Input,
): Promise<Payload> {
  const payload = await actQuietly(mutation, input).finally(changed);
  const [refusal] = payload.userErrors ?? [];
  if (refusal !== undefined) throw new Fault(refusal.code, refusal.code, refusal.message);
  return payload;
}

/** The same for those who look at `userErrors` themselves; nothing is asked for anew. */
export async function actQuietly<Payload, Input>(
  mutation: Mutation<Payload, Input>,
  input: Input,
): Promise<Payload> {
  const result = await client
    .mutation<Readonly<Record<string, Payload>>>(mutation.toString(), { input })
    .toPromise();
  const [payload] = Object.values(answerOf(result));
  return payload;
}

/** Follows a subscription until the returned function is called; reconnects by itself. */
export function follow<Data, Variables extends Given>(
  operation: Operation<Data, Variables>,
  variables: Variables,
  onEvent: (data: Data) => void,
): () => void {
  const subscription = client
    .subscription<Data>(operation.toString(), variables)
    .subscribe(({ data }) => {
      if (data) onEvent(data);
    });
  return () => subscription.unsubscribe();
}

let onTokenRefused: (fault: Fault) => void = () => undefined;

/** Calls back when the server takes the token no more; it is forgotten by then. */
export function whenTokenIsRefused(callback: (fault: Fault) => void): void {
  onTokenRefused = callback;
}

type Result<Data> = Awaited<ReturnType<ReturnType<typeof client.query<Data>>["toPromise"]>>;

function answerOf<Data>({ data, error }: Result<Data>): Data {
  if (error !== undefined) {
    const fault = faultOf(error);
    reachable.value = fault.code !== "NETWORK";
    if (fault.code === "UNAUTHENTICATED" && keptToken() !== null) {
      keepToken(null);
      onTokenRefused(fault);
    }
    throw fault;
  }
  reachable.value = true;
  if (data == null) throw new Fault("INTERNAL", "The answer has no data");
  return data;
}
