/** Starts the server: `npm start`. */
import { pino, type Logger } from "pino";
import { readAuthSettings, readConfig } from "./config";
import { openDatabase } from "./db/connection";
import { decideOnInventedTown, planInventedTown } from "./demo/first-run";
import { DomainError } from "./errors";
import { serve } from "./serve";

async function main(): Promise<void> {
  const config = readConfig();
  const auth = readAuthSettings();
  const log = pino({ level: config.logLevel });
  const database = await openDatabase(config);
  const server = await serve({ ...config, auth, database, log });
  const isDemo = auth.kind === "DEMO";
  const town = isDemo ? await planInventedTown(database.knex) : null;
  process.stdout.write(`\n  网格已就绪，请打开 / Wangge is ready, open:  ${server.url}/\n\n`);
  if (isDemo) sayDemo(log);

  let stopping = false;
  if (town !== null) {
    // The server answers meanwhile; what a stop interrupts, the next start takes up.
    decideOnInventedTown(database.knex, server.signals, town).catch((error: unknown) => {
      if (!stopping) log.error({ err: error }, "the invented town is not decided on");
    });
  }
  const stop = (): void => {
    // A second signal does not wait.
    if (stopping) process.exit(1);
    stopping = true;
    server
      .close()
      .then(() => database.close())
      .catch((error: unknown) => {
        log.error({ err: error }, "did not stop cleanly");
        process.exitCode = 1;
      });
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
}

function sayDemo(log: Logger): void {
  log.warn("demo mode: nobody signs in, everybody at this computer may play every role");
  process.stdout.write(
    "  演示模式：无需登录，可扮演任何角色；请勿用于正式数据 / Demo mode: nobody signs in, everybody may\n" +
      "  play every role; not for real data. See README, Configuration.\n\n",
  );
}

main().catch((error: unknown) => {
  // What the operator can mend is said in one line; all else with its stack.
  process.stderr.write(
    error instanceof DomainError ? `${error.code}: ${error.message}\n` : `${String(error)}\n`,
  );
  process.exitCode = 1;
});
