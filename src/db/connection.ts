/** Opens the database in either way of running it: embedded in this process, or on a server. */
import { existsSync } from "node:fs";
import { knex as createKnex, type Knex } from "knex";
import type { Client } from "pg";
import { readConfig, type Config } from "../config";
import { openEmbedded, type EmbeddedDatabase } from "./embedded/embedded-database";
import { storeTemplate, templatePath } from "./embedded/template";
import { migrateToLatest, migrationsText, migrationSource } from "./migrate";
import { keepNotices, Notices } from "./notices";
import { checkServer, migrateServer } from "./requirements";

/** An open database. */
export interface Database {
  readonly knex: Knex;
  /** The embedded one is a single session: see ./embedded/wire-server. */
  readonly kind: "embedded" | "server";
  /** For further pools, such as the job queue's. Holds the password. */
  readonly connectionString: string;
  close(): Promise<void>;
}

export type DatabaseSettings = Pick<Config, "databaseUrl"> & {
  /** null keeps the embedded database in memory. */
  readonly dataDir: string | null;
};

/** Opens the database, checks that it has what we need, and brings its schema up to date. */
export async function openDatabase(settings: DatabaseSettings): Promise<Database> {
  const { databaseUrl, dataDir } = settings;
  return databaseUrl === null ? openEmbeddedMigrated(dataDir) : openServerMigrated(databaseUrl);
}

/** A knex handle on a running server; nothing is checked or migrated. */
export function connectTo(connectionString: string, maxConnections: number): Knex {
  const notices = new Notices(maxConnections > EMBEDDED_CONNECTIONS);
  const knex = createKnex({
    client: "pg",
    connection: { connectionString, application_name: "wangge" },
    pool: {
      min: 0,
      max: maxConnections,
      afterCreate: (connection: Client, done: (error: Error | null, client: Client) => void) => {
        notices.listenOn(connection, done);
      },
    },
    acquireConnectionTimeout: ACQUIRE_TIMEOUT_MS,
    // It would go to the standard output, and is thrown as well.
    log: { warn: () => undefined },
  });
  keepNotices(knex, notices);
  return knex;
}

/** What the knex command line needs; embedded, the database lives as long as the command. */
export function commandLineKnexConfig(): Knex.Config {
  const { databaseUrl, dataDir } = readConfig();
  const connect = async (): Promise<Knex.PgConnectionConfig> => ({
    connectionString: databaseUrl ?? (await openFromTemplate(dataDir)).embedded.connectionString,
  });
  return {
    client: "pg",
    connection: connect,
    pool: { min: 0, max: 1, createTimeoutMillis: CREATE_TIMEOUT_MS },
    acquireConnectionTimeout: CREATE_TIMEOUT_MS,
    migrations: { migrationSource },
  };
}

/** One connection underneath: a second one could only wait for the first. */
const EMBEDDED_CONNECTIONS = 1;
const SERVER_CONNECTIONS = 10;
const ACQUIRE_TIMEOUT_MS = 60_000;
/** On a slow machine an embedded database takes its time to be created from nothing. */
const CREATE_TIMEOUT_MS = 180_000;

async function openServerMigrated(connectionString: string): Promise<Database> {
  const knex = connectTo(connectionString, SERVER_CONNECTIONS);
  try {
    await checkServer(knex);
    await migrateServer(knex);
  } catch (error) {
    await knex.destroy();
    throw error;
  }
  return { knex, kind: "server", connectionString, close: () => knex.destroy() };
}

async function openEmbeddedMigrated(dataDir: string | null): Promise<Database> {
  const { embedded, missingTemplate } = await openFromTemplate(dataDir);
  const knex = connectTo(embedded.connectionString, EMBEDDED_CONNECTIONS);
  const close = async (): Promise<void> => {
    await knex.destroy();
    await embedded.close();
  };
  try {
    await migrateToLatest(knex);
    if (missingTemplate !== null) await storeTemplate(missingTemplate, await embedded.dump());
  } catch (error) {
    await close();
    throw error;
  }
  return { knex, kind: "embedded", connectionString: embedded.connectionString, close };
}

/** Opens the embedded database; tells where a template is to be put that a new one should leave. */
async function openFromTemplate(
  dataDir: string | null,
): Promise<{ embedded: EmbeddedDatabase; missingTemplate: string | null }> {
  const path = await templatePath(migrationsText());
  const exists = existsSync(path);
  const embedded = await openEmbedded({ dataDir, template: exists ? path : null });
  return { embedded, missingTemplate: embedded.isNew && !exists ? path : null };
}
