/** Starts the server: `npm start`. */
import { pino, type Logger } from "pino";
import { DEMO_PLANNER } from "./auth/demo";
import { readAuthSettings, readConfig } from "./config";
import { pageCommunities } from "./community/community.service";
import { openDatabase, type Database } from "./db/connection";
import { DomainError } from "./errors";
import { importDataset } from "./exchange/import.service";
import { requestPlans } from "./jobs/job.service";
import { toProposalWish } from "./plan/proposal-wish";
import { serve } from "./serve";
import { seedDataset } from "../seeds";

async function main(): Promise<void> {
  const config = readConfig();
  const auth = readAuthSettings();
  const log = pino({ level: config.logLevel });
  const database = await openDatabase(config);
  const server = await serve({ ...config, auth, database, log });
  if (auth.kind === "DEMO") await seedWhenEmpty(database);
  process.stdout.write(`\n  网格已就绪，请打开 / Wangge is ready, open:  ${server.url}/\n\n`);
  if (auth.kind === "DEMO") sayDemo(log);

  let stopping = false;
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

/** A first run of the demo shows invented communities, planned by a job while the server answers already. */
async function seedWhenEmpty({ knex }: Database): Promise<void> {
  const some = await pageCommunities(knex, {}, { first: 1, after: null });
  if (some.items.length > 0) return;
  await importDataset(knex, seedDataset());
  const { items } = await pageCommunities(knex, {}, { first: 1000, after: null });
  const communityIds = items.map(({ item }) => item.id);
  await requestPlans(knex, DEMO_PLANNER, { communityIds }, toProposalWish({}));
}

main().catch((error: unknown) => {
  // What the operator can mend is said in one line; all else with its stack.
  process.stderr.write(
    error instanceof DomainError ? `${error.code}: ${error.message}\n` : `${String(error)}\n`,
  );
  process.exitCode = 1;
});
