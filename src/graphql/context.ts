import type { Knex } from "knex";
import type { Logger } from "pino";
import type { SignedIn, SignIn } from "../auth/sign-in";
import type { Viewer } from "../auth/viewer";
import type { Editor } from "../engine-threads/editor";
import type { EnginePool } from "../engine-threads/pool";
import { DomainError } from "../errors";
import type { Reader } from "../exchange/reader";
import type { JobSignals } from "../jobs/job-signals";
import type { RegisterPrinter } from "../maps/register-printer";
import type { MapRevisions } from "../revisions/map-revision";
import { createLoaders, type Loaders } from "./loaders";

/** What lasts as long as the server. */
export type ServerContext = {
  readonly db: Knex;
  readonly signals: JobSignals;
  /** Threads for what would hold up everybody else. */
  readonly pool: EnginePool;
  /** The thread that keeps the grounds of drafts open. */
  readonly editor: Editor;
  /** The thread that reads large texts. */
  readonly reader: Reader;
  readonly log: Logger;
  readonly signIn: SignIn;
  /** What the map is at, for everything that clients keep. */
  readonly revisions: MapRevisions;
  /** Polygons of the register as text. */
  readonly printRegister: RegisterPrinter;
};

/** What a resolver gets: the server's context, who asks, and the loaders of this operation. */
export type GraphContext = ServerContext & {
  /** null: nobody is signed in. */
  readonly viewer: Viewer | null;
  /** When the viewer's token ends, in milliseconds since 1970; null: there is none. */
  readonly expiresAt: number | null;
  readonly loaders: Loaders;
};

/** The context of one operation. */
export function createContext(
  server: ServerContext,
  { viewer, expiresAt }: SignedIn,
  operation: "QUERY_OR_MUTATION" | "SUBSCRIPTION",
): GraphContext {
  const remember = operation === "QUERY_OR_MUTATION";
  const loaders = createLoaders(server.db, { remember, viewer });
  return { ...server, viewer, expiresAt, loaders };
}

/** What a foreign key points at; it cannot be absent. */
export function present<Value>(value: Value | null, what: string): Value {
  if (value === null) throw new DomainError("NOT_FOUND", `${what} is gone`);
  return value;
}
