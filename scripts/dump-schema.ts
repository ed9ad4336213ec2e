/** Writes test/db/schema.sql from a database that has only our migrations. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { openDatabase } from "../src/db/connection";
import { dumpSchema } from "../test/support/schema-dump";

void main();

async function main(): Promise<void> {
  const database = await openDatabase({ databaseUrl: null, dataDir: null });
  try {
    const path = join(__dirname, "..", "test", "db", "schema.sql");
    await writeFile(path, await dumpSchema(database.knex));
  } finally {
    await database.close();
  }
}
