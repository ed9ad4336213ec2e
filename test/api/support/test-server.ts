/** A server as people run it, on this file's database and a free port, and clients that talk to it. */
import { createClient as createSseClient } from "graphql-sse";
import { createClient as createWsClient } from "graphql-ws";
import { pino } from "pino";
import { WebSocket } from "ws";
import type { Database } from "../../../src/db/connection";
import { serve } from "../../../src/serve";
import { openTestDatabase } from "../../support/database";

export interface TestServer {
  readonly url: string;
  readonly database: Database;
  /** What it logged as errors. */
  readonly logged: string[];
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

/** Starts a server; it has to be closed. */
export async function startTestServer({ workers = 2 } = {}): Promise<TestServer> {
  const database = await openTestDatabase();
  const logged: string[] = [];
  const log = pino({ level: "error" }, { write: (line) => logged.push(line) });
  const server = await serve({ database, host: "127.0.0.1", port: 0, workers, log });
  return {
    url: server.url,
    database,
    logged,
    close: async () => {
      await server.close();
      await database.close();
    },
  };
}

/** Asks by HTTP; errors are part of the answer. */
export async function ask(
  { url }: Pick<TestServer, "url">,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<Answer> {
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as Answer;
}

/** Asks by HTTP and gives the data; an answer with errors fails the test. */
export async function read(
  server: Pick<TestServer, "url">,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<Tree> {
  const { data, errors } = await ask(server, query, variables);
  if (errors !== undefined || data == null) throw new Error(JSON.stringify(errors));
  return data;
}

/** Follows an operation by WebSocket to its end; `onNext` sees every result. */
export function followByWebSocket(
  { url }: Pick<TestServer, "url">,
  query: string,
  variables: Record<string, unknown> = {},
  onNext: (answer: Answer) => void = () => undefined,
): Promise<Answer[]> {
  const client = createWsClient({
    url: `${url.replace("http", "ws")}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
  });
  return collect((sink) => client.subscribe({ query, variables }, sink), onNext).finally(() =>
    client.dispose(),
  );
}

/** Follows an operation by server-sent events to its end. */
export function followByEventStream(
  { url }: Pick<TestServer, "url">,
  query: string,
  variables: Record<string, unknown> = {},
  onNext: (answer: Answer) => void = () => undefined,
): Promise<Answer[]> {
  const client = createSseClient({ url: `${url}/graphql/stream`, retryAttempts: 0 });
  return collect((sink) => client.subscribe({ query, variables }, sink), onNext).finally(() =>
    client.dispose(),
  );
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
          reject(error instanceof Error ? error : new Error(JSON.stringify(error)));
          return;
        }
        take({ errors: error as Answer["errors"] });
        resolve(answers);
      },
      complete: () => resolve(answers),
    });
  });
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
