/**
 * Our server as people run it, with tokens; asked by a message, it tells for how many milliseconds at most its event
 * loop was held up since it was asked last. usage: tsx our-server.ts DATABASE_URL
 */
import { monitorEventLoopDelay } from "node:perf_hooks";
import { pino } from "pino";
import { openDatabase } from "../../src/db/connection";
import { serve } from "../../src/serve";
import { BENCH_AUTH } from "./auth";

const RESOLUTION_MS = 2;

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
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  process.on("message", () => {
    const held = delay.max / 1e6 - RESOLUTION_MS;
    delay.reset();
    process.send?.(String(Math.max(0, held)));
  });
  process.send?.(`${url}/graphql`);
}
