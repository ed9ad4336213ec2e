/**
 * A server as people run it, on this file's database and a free port, and clients that talk to it.
 *
 * Without more the server runs in the demo mode, and everybody is the demo planner. To act as somebody
 * else, of any role and jurisdiction:
 *
 *     const reviewer = person("REVIEWER", "640104001");
 *     await read(server, MUTATION, { input }, { as: reviewer });
 *
 * `ask`, `followByWebSocket` and `followByEventStream` take the same last argument; `{ token }` sends
 * any text as a token, and `server.tokenOf(reviewer)` makes one. `startTestServer({ auth })` starts a
 * server with other settings, such as TEST_AUTH, where nobody is anybody without a token.
 */
import { createClient as createSseClient } from "graphql-sse";
import { createClient as createWsClient } from "graphql-ws";
import { pino } from "pino";
import { WebSocket } from "ws";
import { demoSettings, tokenSettings, type AuthSettings } from "../../../src/auth/sign-in";
import { signToken } from "../../../src/auth/token";
import type { Role, Viewer } from "../../../src/auth/viewer";
import type { Database } from "../../../src/db/connection";
import { serve, type ServeSettings } from "../../../src/serve";
import { openTestDatabase } from "../../support/database";

export interface TestServer {
  readonly url: string;
  readonly database: Database;
  /** What it logged as errors. */
  readonly logged: string[];
  /** A token for anybody, good on this server for an hour; needs a server with a secret. */
  tokenOf(viewer: Viewer, validForS?: number): Promise<string>;
  close(): Promise<void>;
}

/** An answer of the API as it came. */
export interface Answer {
  readonly data?: Tree | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: { readonly code: string; readonly errorId?: string };
  }[];
}

/** Data of an answer, to be looked into by name. */
export interface Tree {
  readonly [name: string]: Leaf;
}
type Leaf = string | number | boolean | null | Tree | readonly Leaf[];

/** What clients need of it. */
export type Answering = Pick<TestServer, "url"> & Partial<Pick<TestServer, "tokenOf" | "logged">>;

/** Who asks; left out: whoever the server takes for somebody without a token. */
export type Asker = { readonly as?: Viewer } | { readonly token: string };

/** What tests sign with. */
export const TEST_SECRET = {
  issuer: "https://id.example",
  audience: "wangge-test",
  secret: new TextEncoder().encode("a secret of tests only, of 32 bytes and more"),
} as const;

/** Settings of a server that knows nobody without a token. */
export const TEST_AUTH: AuthSettings = {
  kind: "TOKENS",
  issuer: TEST_SECRET.issuer,
  audience: TEST_SECRET.audience,
  key: { secret: TEST_SECRET.secret },
};

/** Somebody with one role in one jurisdiction. */
export function person(role: Role, jurisdiction = "", id = `${role}-${jurisdiction}`): Viewer {
  return { id, name: `${role} ${jurisdiction || "everywhere"}`, grants: [{ role, jurisdiction }] };
}

/** Starts a server; it has to be closed. */
export async function startTestServer({
  workers = 2,
  auth = demoSettings(),
  corsOrigins = [],
}: Partial<Pick<ServeSettings, "workers" | "auth" | "corsOrigins">> = {}): Promise<TestServer> {
  const database = await openTestDatabase();
  const logged: string[] = [];
  const log = pino({ level: "error" }, { write: (line) => logged.push(line) });
  const server = await serve({
    ...{ database, host: "127.0.0.1", port: 0 },
    ...{ workers, auth, corsOrigins, log },
  });
  return {
    url: server.url,
    database,
    logged,
    tokenOf: (viewer, validForS = 3600) => {
      const { key, ...rest } = tokenSettings(auth);
      if (!("secret" in key)) throw new Error("This server has no secret to sign with");
      return signToken(viewer, { ...rest, secret: key.secret }, validForS);
    },
    close: async () => {
      await server.close();
      await database.close();
    },
  };
}

/** Asks by HTTP; errors are part of the answer. */
export async function ask(
  server: Answering,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
  asker: Asker = {},
): Promise<Answer> {
  const response = await fetch(`${server.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...(await authorization(server, asker)) },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as Answer;
}

/** Asks by HTTP and gives the data; an answer with errors fails the test. */
export async function read(
  server: Answering,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
  asker: Asker = {},
): Promise<Tree> {
  const { data, errors } = await ask(server, query, variables, asker);
  if (errors === undefined && data != null) return data;
  // What was wrong inside stands in the log alone.
  throw new Error([JSON.stringify(errors), ...(server.logged ?? [])].join("\n"));
}

/** Follows an operation by WebSocket to its end; `onNext` sees every result. */
export function followByWebSocket(
  server: Answering,
  query: string,
  variables: Record<string, unknown> = {},
  onNext: (answer: Answer) => void = () => undefined,
  asker: Asker = {},
): Promise<Answer[]> {
  const client = createWsClient({
    url: `${server.url.replace("http", "ws")}/graphql`,
    connectionParams: () => authorization(server, asker),
    webSocketImpl: WebSocket,
    retryAttempts: 0,
  });
  return collect((sink) => client.subscribe({ query, variables }, sink), onNext).finally(() =>
    client.dispose(),
  );
}

/** Follows an operation by server-sent events to its end. */
export function followByEventStream(
  server: Answering,
  query: string,
  variables: Record<string, unknown> = {},
  onNext: (answer: Answer) => void = () => undefined,
  asker: Asker = {},
): Promise<Answer[]> {
  const client = createSseClient({
    url: `${server.url}/graphql/stream`,
    headers: () => authorization(server, asker),
    retryAttempts: 0,
  });
  return collect((sink) => client.subscribe({ query, variables }, sink), onNext).finally(() =>
    client.dispose(),
  );
}

/** The same name and value by header and, for WebSocket, in the first message. */
async function authorization(
  { tokenOf }: Answering,
  asker: Asker,
): Promise<{ authorization?: string }> {
  if ("token" in asker) return { authorization: `Bearer ${asker.token}` };
  if (asker.as === undefined) return {};
  if (tokenOf === undefined) throw new Error("Only a server of startTestServer makes tokens");
  return { authorization: `Bearer ${await tokenOf(asker.as)}` };
}

interface Sink {
  next(answer: unknown): void;
  error(error: unknown): void;
  complete(): void;
}

/** A refused operation comes as a list of errors by one protocol and as a result by the other. */
function collect(
  subscribe: (sink: Sink) => unknown,
  onNext: (answer: Answer) => void,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  return new Promise((resolve, reject) => {
    const take = (answer: Answer): void => {
      answers.push(answer);
      onNext(answer);
    };
    subscribe({
      next: (answer) => take(answer as Answer),
      error: (error) => {
        if (!Array.isArray(error)) {
          reject(error instanceof Error ? error : new Error(describeEnd(error)));
          return;
        }
        take({ errors: error as Answer["errors"] });
        resolve(answers);
      },
      complete: () => resolve(answers),
    });
  });
}

/** A connection that the server ends says why by a code and a reason. */
function describeEnd(end: unknown): string {
  if (typeof end === "object" && end !== null && "code" in end && "reason" in end) {
    return `closed with ${String(end.code)}: ${String(end.reason)}`;
  }
  return JSON.stringify(end);
}

/** The value at a path of names and indexes; a wrong path fails the test. */
export function at(tree: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((value, name) => {
    if (typeof value !== "object" || value === null || !(name in value)) {
      throw new Error(`There is no ${path.join(".")} in ${JSON.stringify(tree)}`);
    }
    return (value as Record<string | number, unknown>)[name];
  }, tree);
}
