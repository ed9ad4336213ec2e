/**
 * A process of its own that opens the embedded database in the folder it is given, writes a row
 * that says so, and then holds the folder until it is killed.
 */
import { openDatabase } from "../../src/db/connection";

void main(process.argv[2]);

async function main(dataDir: string): Promise<void> {
  const { knex } = await openDatabase({ databaseUrl: null, dataDir });
  await knex("jobs").insert({ kind: "PROPOSE_PLANS", payload: { writtenBy: process.pid } });
  process.send?.("written");
}
