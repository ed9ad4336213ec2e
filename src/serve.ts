import { extname, join } from "node:path";
import type { Logger } from "pino";
import { createSignIn, type AuthSettings } from "./auth/sign-in";
import type { Database } from "./db/connection";
import { createEditor } from "./engine-threads/editor";
import { createEnginePool } from "./engine-threads/pool";
import { createReader } from "./exchange/reader";
import { createApp } from "./http/app";
import { startJobRunner } from "./jobs/job-runner";
import { JobSignals } from "./jobs/job-signals";
import { createRegisterPrinter } from "./maps/register-printer";
import { MapRevisions } from "./revisions/map-revision";
import { createShapeDrawer } from "./shapes/drawer";

/** What a server is started with. */
export interface ServeSettings {
  readonly database: Database;
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Threads that compute plans. */
  readonly workers: number;
  readonly auth: AuthSettings;
  /** Of pages on other servers that may use this one; left out: none. */
  readonly corsOrigins?: readonly string[];
  readonly log: Logger;
}

/** A server that answers, with its jobs. */
export interface RunningServer {
  /** Such as http://127.0.0.1:4000. */
  readonly url: string;
  /** Tells of its jobs. */
  readonly signals: JobSignals;
  /** Puts running jobs back, ends all connections; the database stays open. */
  close(): Promise<void>;
}

/** Where the build puts the page: beside the compiled source, or in dist when run from source. */
const CONSOLE_FOLDER =
  extname(__filename) === ".ts"
    ? join(__dirname, "..", "dist", "console")
    : join(__dirname, "..", "console");

/** Starts jobs and answers requests. */
export async function serve(settings: ServeSettings): Promise<RunningServer> {
  const { database, host, port, workers, auth, corsOrigins = [], log } = settings;
  const signals = new JobSignals();
  const pool = createEnginePool({ threads: workers });
  const editor = createEditor();
  const reader = createReader();
  const drawer = createShapeDrawer();
  const revisions = new MapRevisions(database.knex, signals);
  const signIn = createSignIn(auth);
  const printRegister = createRegisterPrinter(database.knex);
  const context = {
    db: database.knex,
    signals,
    pool,
    editor,
    reader,
    log,
    signIn,
    revisions,
    printRegister,
  };
  const jobs = await startJobRunner(database, { ...context, drawer });
  const app = await createApp(context, { consoleFolder: CONSOLE_FOLDER, corsOrigins });
  const url = await app.listen({ host, port });
  return {
    url,
    signals,
    close: async () => {
      signals.close();
      await app.close();
      await jobs.close();
      await pool.close();
      await editor.close();
      await reader.close();
      revisions.close();
      await drawer.close();
    },
  };
}
