import type { Knex } from "knex";
import { DomainError } from "../errors";
import { migrateToLatest } from "./migrate";

const MIN_POSTGRES = 15;
const MIN_POSTGIS = [3, 3] as const;

interface ServerFacts {
  version_num: number;
  version: string;
  encoding: string;
  postgis: string | null;
  postgis_installed: boolean;
  btree_gist: string | null;
}

/** Says everything that a server lacks, in one error, or returns. */
export async function checkServer(knex: Knex): Promise<void> {
  const facts = await readFacts(knex);
  const faults: string[] = [];
  if (facts.version_num < MIN_POSTGRES * 10_000) {
    faults.push(`PostgreSQL ${MIN_POSTGRES} or newer is needed, this is ${facts.version}`);
  }
  if (facts.encoding !== "UTF8") {
    faults.push(`the database must be in UTF8, this one is in ${facts.encoding}`);
  }
  if (facts.postgis === null) {
    faults.push("PostGIS is not installed on the server (Debian: postgresql-postgis)");
  } else if (isOlder(facts.postgis, MIN_POSTGIS)) {
    const remedy = facts.postgis_installed ? ": alter extension postgis update" : "";
    faults.push(
      `PostGIS ${MIN_POSTGIS.join(".")} or newer is needed, this is ${facts.postgis}${remedy}`,
    );
  }
  if (facts.btree_gist === null) {
    faults.push("the extension btree_gist is not available (Debian: postgresql-contrib)");
  }
  if (faults.length > 0) {
    throw new DomainError("UNSUPPORTED_DATABASE", `Database: ${faults.join("; ")}`, { faults });
  }
}

/** Brings the schema of a server up to date, and says what its user lacks the right to do. */
export async function migrateServer(knex: Knex): Promise<void> {
  try {
    await migrateToLatest(knex);
  } catch (error) {
    if (!hasCode(error, INSUFFICIENT_PRIVILEGE)) throw error;
    throw new DomainError(
      "UNSUPPORTED_DATABASE",
      `Database: ${error.message}. The user of DATABASE_URL has to own the database, and a ` +
        `superuser has to run in it once: create extension postgis; create extension btree_gist`,
      {},
      error,
    );
  }
}

const INSUFFICIENT_PRIVILEGE = "42501";

function hasCode(error: unknown, code: string): error is Error {
  return error instanceof Error && "code" in error && error.code === code;
}

/** What is installed counts, else what would be: the first migration creates the extensions. */
async function readFacts(knex: Knex): Promise<ServerFacts> {
  try {
    const result = await knex.raw<{ rows: ServerFacts[] }>(`
      select current_setting('server_version_num')::int as version_num,
        current_setting('server_version') as version,
        current_setting('server_encoding') as encoding,
        (select coalesce(installed_version, default_version)
          from pg_available_extensions where name = 'postgis') as postgis,
        exists (select from pg_extension where extname = 'postgis') as postgis_installed,
        (select coalesce(installed_version, default_version)
          from pg_available_extensions where name = 'btree_gist') as btree_gist
    `);
    return result.rows[0];
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new DomainError(
      "DATABASE_UNAVAILABLE",
      `The database of DATABASE_URL cannot be used: ${reason}`,
      {},
      error,
    );
  }
}

function isOlder(version: string, minimum: readonly [number, number]): boolean {
  const [major, minor] = version.split(".").map(Number);
  return major < minimum[0] || (major === minimum[0] && minor < minimum[1]);
}
