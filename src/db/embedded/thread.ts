/**
 * Runs in a thread of its own: the embedded PostgreSQL with PostGIS, and the socket through which
 * all others speak to it. A query blocks this thread and nobody else.
 */
import { readFile } from "node:fs/promises";
import { parentPort, workerData } from "node:worker_threads";
import { PGlite } from "@electric-sql/pglite";
import { btree_gist } from "@electric-sql/pglite/contrib/btree_gist";
import { postgis } from "@electric-sql/pglite-postgis";
import type { FromThread, ThreadOptions, ToThread } from "./messages";
import { serveSession, type Session } from "./wire-server";

void main(workerData as ThreadOptions);

async function main(options: ThreadOptions): Promise<void> {
  if (!parentPort) throw new Error("This file is run as a worker thread");
  const port = parentPort;
  const send = (message: FromThread): void => port.postMessage(message);

  const database = await PGlite.create({
    dataDir: options.dataDir ?? undefined,
    loadDataDir: options.template ? new Blob([await readFile(options.template)]) : undefined,
    extensions: { postgis, btree_gist },
  });
  const server = await serveSession(sessionOf(database), options.listenOn);
  send({ type: "READY", port: server.port });

  port.on("message", (message: ToThread) => {
    void answer(message);
  });

  async function answer(message: ToThread): Promise<void> {
    switch (message.type) {
      case "DUMP": {
        await database.exec("checkpoint");
        const dump = await (await database.dumpDataDir("gzip")).arrayBuffer();
        send({ type: "DUMPED", dump });
        return;
      }
      case "CLOSE":
        await server.close();
        await database.close();
        port.close();
        return;
    }
  }
}

function sessionOf(database: PGlite): Session {
  return {
    run: (messages, onOutput) =>
      database.runExclusive(() =>
        database.execProtocolRawStream(messages, { onRawData: onOutput }),
      ),
    isInTransaction: () => database.isInTransaction(),
  };
}
