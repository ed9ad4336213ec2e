import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { openDatabase } from "../../src/db/connection";
import { lockDataDir } from "../../src/db/embedded/data-lock";

const STARTS_MS = 120_000;

let dataDir: string;
const children: ChildProcess[] = [];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "wangge-folder-"));
});

afterEach(async () => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  await rm(dataDir, { recursive: true, force: true });
});

async function holdInOtherProcess(): Promise<ChildProcess> {
  const child = fork(join(__dirname, "../support/hold-embedded.ts"), [dataDir], {
    execArgv: ["--import", pathToFileURL(require.resolve("tsx")).href],
  });
  children.push(child);
  await Promise.race([
    once(child, "message"),
    once(child, "exit").then(([code]) => {
      throw new Error(`The other process ended with ${String(code)} before it wrote`);
    }),
  ]);
  return child;
}

const open = () => openDatabase({ databaseUrl: null, dataDir });

test(
  "data survive a killed process and a clean end, and one process at a time has the folder",
  async () => {
    // What a first start leaves that was interrupted.
    await mkdir(join(dataDir, "postgres"));
    await writeFile(join(dataDir, "creating"), "");
    await writeFile(join(dataDir, "postgres", "PG_VERSION"), "18\n");

    const child = await holdInOtherProcess();
    await expect(open()).rejects.toMatchObject({
      code: "DATA_DIR_IN_USE",
      message:
        `The data folder ${dataDir} is in use by process ${child.pid}. ` +
        `Stop that process, or set WANGGE_DATA_DIR to another folder.`,
    });
    child.kill("SIGKILL");
    await once(child, "exit");

    const second = await open();
    expect(await second.knex("jobs").pluck("payload")).toEqual([{ writtenBy: child.pid }]);
    await second.knex("jobs").insert({ kind: "PROPOSE_PLANS", payload: {} });
    await second.close();
    expect(await readdir(dataDir)).toEqual(["postgres"]);

    const third = await open();
    expect(await third.knex("jobs").count("* as n").first()).toEqual({ n: "2" });
    await third.close();
  },
  STARTS_MS,
);

test("data of another version of PostgreSQL are refused and left alone", async () => {
  await mkdir(join(dataDir, "postgres"));
  await writeFile(join(dataDir, "postgres", "PG_VERSION"), "17\n");
  await expect(open()).rejects.toMatchObject({
    code: "DATA_DIR_UNUSABLE",
    details: { version: "17" },
  });
  expect(await readdir(join(dataDir, "postgres"))).toEqual(["PG_VERSION"]);
});

describe("the lock of a folder", () => {
  test("is refused to the process that has it already", () => {
    const release = lockDataDir(dataDir);
    expect(() => lockDataDir(dataDir)).toThrow(`in use by process ${process.pid}`);
    release();
    lockDataDir(dataDir)();
  });

  test.each([
    ["of a process that ended", { pid: 2 ** 22 + 1, started: null }],
    ["whose process id another program has by now", { pid: process.pid, started: "before" }],
  ])("is taken over %s", async (_, holder) => {
    await writeFile(join(dataDir, "lock"), JSON.stringify(holder));
    lockDataDir(dataDir)();
    expect(await readdir(dataDir)).toEqual([]);
  });
});
