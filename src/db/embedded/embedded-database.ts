/** Starts and stops the embedded PostgreSQL: its folder, its thread and its socket. */
import { existsSync, rmSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { Worker } from "node:worker_threads";
import { DomainError } from "../../errors";
import { lockDataDir } from "./data-lock";
import type { FromThread, ThreadOptions, ToThread } from "./messages";
import type { ListenOn } from "./wire-server";

/** The PostgreSQL inside the embedded database; another one cannot read its files. */
const POSTGRES_VERSION = "18";

/** As PostgreSQL names its sockets, so that every client finds it by folder and port. */
const SOCKET_PORT = 5432;
const SOCKET_FILE = `.s.PGSQL.${SOCKET_PORT}`;

export interface EmbeddedOptions {
  /** Folder of the data; null keeps them in memory and loses them at the end. */
  readonly dataDir: string | null;
  /** A dump to start from when there are no data yet; null creates the database from nothing. */
  readonly template: string | null;
}

export interface EmbeddedDatabase {
  readonly connectionString: string;
  /** Was created by this start, from the template or from nothing. */
  readonly isNew: boolean;
  dump(): Promise<ArrayBuffer>;
  /** Writes everything to disk and ends the thread. */
  close(): Promise<void>;
}

/** Opens the embedded database, creating it where there is none. */
export async function openEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const folder = options.dataDir === null ? null : await prepareFolder(options.dataDir);
  const socket = await prepareSocket();
  try {
    const thread = await startThread({
      dataDir: folder?.postgresDir ?? null,
      template: (folder?.isNew ?? true) ? options.template : null,
      listenOn: socket.listenOn,
    });
    if (folder) await rm(folder.creatingFile, { force: true });
    return {
      connectionString: socket.connectionString(thread.port),
      isNew: folder?.isNew ?? true,
      dump: () => thread.dump(),
      close: async () => {
        await thread.close();
        await socket.remove();
        folder?.release();
      },
    };
  } catch (error) {
    await socket.remove();
    folder?.release();
    throw error;
  }
}

interface Folder {
  readonly postgresDir: string;
  /** Is there until a new database is complete; without it the next start creates it again. */
  readonly creatingFile: string;
  readonly isNew: boolean;
  release(): void;
}

async function prepareFolder(dataDir: string): Promise<Folder> {
  await mkdir(dataDir, { recursive: true });
  const release = lockDataDir(dataDir);
  try {
    const postgresDir = join(dataDir, "postgres");
    const creatingFile = join(dataDir, "creating");
    // A first start that was interrupted leaves an incomplete database, with nothing in it yet.
    if (existsSync(creatingFile)) await rm(postgresDir, { recursive: true, force: true });
    const isNew = !existsSync(postgresDir);
    if (isNew) await writeFile(creatingFile, "");
    else await checkVersion(postgresDir);
    return { postgresDir, creatingFile, isNew, release };
  } catch (error) {
    release();
    throw error;
  }
}

async function checkVersion(postgresDir: string): Promise<void> {
  const file = join(postgresDir, "PG_VERSION");
  const version = existsSync(file) ? (await readFile(file, "utf8")).trim() : "none";
  if (version !== POSTGRES_VERSION) {
    throw new DomainError(
      "DATA_DIR_UNUSABLE",
      `${postgresDir} should hold data of PostgreSQL ${POSTGRES_VERSION}, but its version is ` +
        `${version}. Use the program that wrote it, or set WANGGE_DATA_DIR to another folder.`,
      { postgresDir, version },
    );
  }
}

interface SocketPlace {
  readonly listenOn: ListenOn;
  connectionString(port: number | null): string;
  remove(): Promise<void>;
}

/**
 * A Unix socket in a folder that only we may enter. Where there are none (Windows) it is a free
 * port of the loopback, open to every user of the machine.
 */
async function prepareSocket(): Promise<SocketPlace> {
  if (process.platform === "win32") {
    return {
      listenOn: { port: 0, host: "127.0.0.1" },
      connectionString: (port) => `postgresql://postgres@127.0.0.1:${port}/postgres`,
      remove: () => Promise.resolve(),
    };
  }
  const dir = await mkdtemp(join(tmpdir(), "wangge-"));
  const removeNow = (): void => rmSync(dir, { recursive: true, force: true });
  process.on("exit", removeNow);
  return {
    listenOn: { path: join(dir, SOCKET_FILE) },
    connectionString: () =>
      `postgresql://postgres@localhost:${SOCKET_PORT}/postgres?host=${encodeURIComponent(dir)}`,
    remove: async () => {
      process.off("exit", removeNow);
      await rm(dir, { recursive: true, force: true });
    },
  };
}

interface Thread {
  readonly port: number | null;
  dump(): Promise<ArrayBuffer>;
  close(): Promise<void>;
}

async function startThread(options: ThreadOptions): Promise<Thread> {
  const worker = startWorker(options);
  const send = (message: ToThread): void => worker.postMessage(message);
  const ended = new Promise<void>((resolve) => worker.once("exit", () => resolve()));

  /** The next message, or the failure that ended the thread instead. */
  const receive = <Type extends FromThread["type"]>(
    type: Type,
  ): Promise<Extract<FromThread, { type: Type }>> =>
    new Promise((resolve, reject) => {
      const stop = (): void => {
        worker.off("message", onMessage).off("error", onError).off("exit", onExit);
      };
      const onMessage = (message: FromThread): void => {
        if (!isOfType(message, type)) return;
        stop();
        resolve(message);
      };
      const onError = (error: Error): void => {
        stop();
        reject(unavailable(error.message, error));
      };
      const onExit = (code: number): void =>
        onError(new Error(`its thread ended with code ${code}`));
      worker.on("message", onMessage).on("error", onError).on("exit", onExit);
    });

  const { port } = await receive("READY");
  let closing = false;
  // Nothing works without the database: better an end with a reason than a server that only fails.
  // A failure of the thread's own ends the process as every unhandled error does.
  worker.on("exit", (code) => {
    if (!closing) throw unavailable(`its thread ended with code ${code}`);
  });
  return {
    port,
    async dump() {
      send({ type: "DUMP" });
      return (await receive("DUMPED")).dump;
    },
    async close() {
      closing = true;
      send({ type: "CLOSE" });
      await ended;
    },
  };
}

/** Run from source (command line, tests), the thread has to compile for itself. */
function startWorker(workerData: ThreadOptions): Worker {
  const source = extname(__filename);
  const thread = join(__dirname, `thread${source}`);
  if (source !== ".ts") return new Worker(thread, { workerData });
  const compiler = JSON.stringify(require.resolve("tsx/cjs"));
  return new Worker(`require(${compiler}); require(${JSON.stringify(thread)});`, {
    eval: true,
    workerData,
  });
}

function unavailable(reason: string, cause?: Error): DomainError {
  return new DomainError(
    "DATABASE_UNAVAILABLE",
    `The embedded database failed: ${reason}`,
    {},
    cause,
  );
}

function isOfType<Type extends FromThread["type"]>(
  message: FromThread,
  type: Type,
): message is Extract<FromThread, { type: Type }> {
  return message.type === type;
}
