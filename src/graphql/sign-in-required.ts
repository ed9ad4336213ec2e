/** The one place that keeps strangers out: it stands before every root field of the schema. */
import type { GraphQLField, GraphQLFieldResolver, GraphQLSchema } from "graphql";
import { atMoment } from "../auth/moment";
import { signedIn } from "../auth/policy";
import { DomainError } from "../errors";
import type { GraphContext } from "./context";

/** What a stranger may ask for: who he or she is, and to become somebody in the demo mode. */
export const OPEN_TO_STRANGERS: ReadonlySet<string> = new Set(["viewer", "signInAsDemoPerson"]);

// The schema does not know the type of its context; every transport makes it by createContext.
type RootField = GraphQLField<unknown, unknown>;
type Resolver = GraphQLFieldResolver<unknown, unknown>;

/**
 * Makes every root field but those few ask for a signed-in person first, also those that are added
 * later. What is followed ends with the token: its last result is an error that says so.
 */
export function requireSignIn(schema: GraphQLSchema): void {
  const roots = [schema.getQueryType(), schema.getMutationType()];
  for (const field of roots.flatMap((type) => Object.values(type?.getFields() ?? {}))) {
    if (!OPEN_TO_STRANGERS.has(field.name)) guardField(field);
  }
  for (const field of Object.values(schema.getSubscriptionType()?.getFields() ?? {})) {
    guardSubscription(field);
  }
}

function guardField(field: RootField): void {
  const { resolve } = field;
  field.resolve = (root, args, context, info) => {
    refuseStrangers(context);
    return resolve?.(root, args, context, info);
  };
}

function guardSubscription(field: RootField): void {
  const { subscribe, resolve } = field;
  const guarded: Resolver = async (root, args, context, info) => {
    const { expiresAt } = refuseStrangers(context);
    const stream: unknown = await subscribe?.(root, args, context, info);
    return expiresAt === null ? stream : endingAt(expiresAt, stream as AsyncIterable<unknown>);
  };
  field.subscribe = guarded;
  field.resolve = (event, args, context, info) => {
    if (event === EXPIRED) {
      throw new DomainError("UNAUTHENTICATED", "The token has expired: sign in again");
    }
    return resolve?.(event, args, context, info);
  };
}

function refuseStrangers(context: unknown): GraphContext {
  const known = context as GraphContext;
  signedIn(known.viewer);
  return known;
}

/** What a stream gives last when its token has expired. */
const EXPIRED = Symbol("expired");

/** A stream that ends at a moment, with EXPIRED, unless it ends before. */
function endingAt(moment: number, stream: AsyncIterable<unknown>): AsyncIterableIterator<unknown> {
  const source = stream[Symbol.asyncIterator]();
  const done = { value: undefined, done: true } as const;
  let ended = false;
  let callOff: () => void = () => undefined;
  const expiry = new Promise<IteratorResult<unknown>>((resolve) => {
    callOff = atMoment(moment, () => resolve({ value: EXPIRED, done: false }));
  });
  const end = (): void => {
    ended = true;
    callOff();
    // It may be in the middle of waiting for its next event: nobody waits for it to notice.
    source.return?.().catch(() => undefined);
  };
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    next: async () => {
      if (ended) return done;
      const result = await Promise.race([source.next(), expiry]);
      if (result.done === true || result.value === EXPIRED) end();
      return result;
    },
    return: () => {
      end();
      return Promise.resolve(done);
    },
  };
}
