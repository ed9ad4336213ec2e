/** Our server as people run it, in a process of its own; tells the longest stop of its event loop. */
import { monitorEventLoopDelay } from "node:perf_hooks";
import { pino } from "pino";
import { demoSettings } from "../../src/auth/sign-in";
import { openDatabase } from "../../src/db/connection";
import { serve } from "../../src/serve";

const RESOLUTION_MS = 5;

async function main(): Promise<void> {
  const databaseUrl = process.argv[2];
  const database = await openDatabase({ databaseUrl, dataDir: null });
  const log = pino({ level: "error" });
  const auth = demoSettings();
  const server = await serve({ database, host: "127.0.0.1", port: 0, workers: 1, auth, log });
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  process.on("message", () => {
    process.send?.(Math.max(0, delay.max / 1e6 - RESOLUTION_MS));
    delay.reset();
  });
  process.once("disconnect", () => process.exit());
  process.send?.(server.url);
}

void main();
