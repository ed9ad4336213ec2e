/**
 * Stands between a process and PostgreSQL, and counts the statements that go through: a simple query
 * (Q), or the first message of an extended one (P, parse). Before one of them, or behind it, it calls
 * whoever wants to know, and lets nothing more pass.
 */
import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import { Client } from "pg";

/** Where the stop is: before the statement with this number is sent on, or right behind it. */
export interface Stop {
  readonly at: number;
  readonly when: "BEFORE" | "BEHIND";
  readonly call: () => void;
}

export interface StatementProxy {
  /** The database's URL by way of the proxy. */
  readonly url: string;
  /** Statements so far. */
  count(): number;
  /** Process of the server behind the one connection; null: it has not come so far. */
  backendPid(): number | null;
  close(): Promise<void>;
}

/** Opens a proxy for one connection; `stop` null: everything passes. */
export async function openProxy(databaseUrl: string, stop: Stop | null): Promise<StatementProxy> {
  const { host, port, user, password, database } = new Client({ connectionString: databaseUrl });
  let [count, pid]: [number, number | null] = [0, null];
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    // A host that is a path is the folder of a socket.
    const far = connect(
      host.startsWith("/") ? { path: `${host}/.s.PGSQL.${port}` } : { host, port },
    );
    for (const [one, other] of [
      [near, far],
      [far, near],
    ]) {
      sockets.add(one);
      // Messages go on one by one; each would wait for the answer to the one before.
      one.setNoDelay(true);
      one.on("error", () => undefined);
      one.on("close", () => other.destroy());
    }
    let isStopped = false;
    // The first message of a client has no type.
    readMessages(near, 0, (message, type) => {
      if (isStopped) return;
      const isStatement = type === "Q" || type === "P";
      if (isStatement) count += 1;
      const isDue = stop !== null && isStatement && count === stop.at;
      if (isDue && stop.when === "BEFORE") {
        isStopped = true;
        stop.call();
        return;
      }
      far.write(message);
      // The last statement is COMMIT, in one message: nothing of it is held back.
      if (isDue) {
        isStopped = true;
        stop.call();
      }
    });
    readMessages(far, 1, (message, type) => {
      // BackendKeyData.
      if (type === "K") pid = message.readInt32BE(5);
      if (!isStopped) near.write(message);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = new URL(`postgresql://127.0.0.1:${(server.address() as AddressInfo).port}`);
  url.username = user ?? "";
  url.password = password ?? "";
  url.pathname = `/${database ?? ""}`;
  return {
    url: url.href,
    count: () => count,
    backendPid: () => pid,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** Cuts a stream into the messages of the protocol: a type, the length of the rest, the rest. */
function readMessages(
  socket: Socket,
  typeBytesOfFirst: 0 | 1,
  onMessage: (message: Buffer, type: string) => void,
): void {
  let [rest, typeBytes]: [Buffer, 0 | 1] = [Buffer.alloc(0), typeBytesOfFirst];
  socket.on("data", (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk]);
    while (rest.length >= typeBytes + 4) {
      const length = typeBytes + rest.readInt32BE(typeBytes);
      if (rest.length < length) return;
      const message = rest.subarray(0, length);
      const type = typeBytes === 1 ? String.fromCharCode(message[0]) : "";
      rest = rest.subarray(length);
      typeBytes = 1;
      onMessage(message, type);
    }
  });
}
