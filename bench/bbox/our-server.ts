/** Our server as people run it, with tokens. usage: tsx our-server.ts DATABASE_URL */
import { pino } from "pino";
import { openDatabase } from "../../src/db/connection";
import { serve } from "../../src/serve";
import { BENCH_AUTH } from "./auth";

void main();

async function main(): Promise<void> {
  const database = await openDatabase({ databaseUrl: process.argv[2], dataDir: null });
  const log = pino({ level: "error" }, process.stderr);
  const { url } = await serve({
    database,
    host: "127.0.0.1",
    port: 0,
    workers: 1,
    auth: BENCH_AUTH,
    log,
  });
  process.send?.(`${url}/graphql`);
}
