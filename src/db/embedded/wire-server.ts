/**
 * Speaks the PostgreSQL protocol on a socket for a database that has one session only.
 *
 * Each client's messages are gathered until a piece of work is complete (a simple query, or an
 * extended one up to its Sync) and then run in one go, so that the messages of two clients never
 * mix, however they are cut into packets. A client inside a transaction keeps the session until it
 * commits, rolls back or goes away; all others wait in line.
 *
 * What a lone session cannot give stays so: SET without LOCAL, temporary tables, named prepared
 * statements and advisory locks are shared by all clients, notifications reach the client whose
 * query caused them, and COPY from a client is not supported.
 */
import { createServer, type Server, type Socket } from "node:net";
import { answerTo } from "./one-ready";

/** The one session behind the socket. */
export interface Session {
  /** Runs complete messages; output is only valid during the callback. */
  run(messages: Uint8Array, onOutput: (output: Uint8Array) => void): Promise<void>;
  isInTransaction(): boolean;
}

export type ListenOn = { readonly path: string } | { readonly port: number; readonly host: string };

export interface WireServer {
  /** The port taken, when listening on TCP. */
  readonly port: number | null;
  /** Lets the work in progress finish, then closes all connections. */
  close(): Promise<void>;
}

interface Client {
  readonly socket: Socket;
  /** Bytes of a message that has not arrived in full. */
  unread: Buffer[];
  started: boolean;
  /** Complete messages of a piece of work that is not complete. */
  partial: Buffer[];
  readonly work: Piece[];
  gone: boolean;
}

interface Piece {
  readonly messages: Buffer;
  /** A Flush, not a Sync, ended it: the same statement goes on. */
  readonly unfinished: boolean;
}

const PROTOCOL_3 = 196608;
const SSL_REQUEST = 80877103;
const GSS_REQUEST = 80877104;

const letter = (character: string): number => character.charCodeAt(0);
const SYNC = letter("S");
const FLUSH = letter("H");
const TERMINATE = letter("X");
// Query, Sync, FunctionCall, CopyDone and CopyFail end a piece of work; so does Flush.
const ENDS = new Set(["Q", "S", "F", "c", "f", "H"].map(letter));

const SYNC_MESSAGE = Buffer.from([SYNC, 0, 0, 0, 4]);
const ROLLBACK_MESSAGE = queryMessage("rollback");

/** Starts serving the session on a socket. */
export async function serveSession(session: Session, listenOn: ListenOn): Promise<WireServer> {
  const clients = new Set<Client>();
  let owner: Client | null = null;
  let ownerMidStatement = false;
  let closing = false;
  let running: Promise<void> | null = null;

  const next = (): Client | null => {
    if (owner) return owner.work.length > 0 ? owner : null;
    // A set keeps the order of insertion: taking a client out and in again puts it last in line.
    for (const client of clients) {
      if (client.work.length === 0) continue;
      clients.delete(client);
      clients.add(client);
      return client;
    }
    return null;
  };

  const runAll = async (): Promise<void> => {
    while (!closing) {
      if (owner?.gone) {
        await giveBack(owner);
        continue;
      }
      const client = next();
      const piece = client?.work.shift();
      if (!client || !piece) return;
      await runPiece(client, piece);
    }
  };

  /**
   * Failing SQL is answered in the protocol. If `run` itself throws, PostgreSQL is broken in a way
   * it did not foresee, and going on might spoil the data: the error ends the thread.
   */
  const runPiece = async (client: Client, piece: Piece): Promise<void> => {
    const answer = answerTo((bytes) => {
      if (!client.gone) client.socket.write(bytes);
    });
    await session.run(piece.messages, (output) => answer.take(output));
    // A Flush promises nothing: the client is ready again after the Sync that follows it.
    if (!piece.unfinished) answer.end();
    ownerMidStatement = piece.unfinished;
    owner = piece.unfinished || session.isInTransaction() ? client : null;
  };

  /** A client went away in the middle: what it began is undone before anyone else goes on. */
  const giveBack = async (client: Client): Promise<void> => {
    const discard = (): void => undefined;
    if (ownerMidStatement) await session.run(SYNC_MESSAGE, discard);
    if (session.isInTransaction()) await session.run(ROLLBACK_MESSAGE, discard);
    client.work.length = 0;
    ownerMidStatement = false;
    owner = null;
  };

  const wake = (): void => {
    running ??= runAll().finally(() => {
      running = null;
    });
  };

  const server = createServer((socket) => {
    const client: Client = {
      socket,
      unread: [],
      started: false,
      partial: [],
      work: [],
      gone: false,
    };
    clients.add(client);
    socket.setNoDelay(true);
    socket.on("data", (data) => {
      receive(client, data);
      if (client.work.length > 0) wake();
    });
    // A broken connection is an ordinary end of a client; "close" follows.
    socket.on("error", () => undefined);
    socket.on("close", () => {
      client.gone = true;
      client.work.length = 0;
      clients.delete(client);
      wake();
    });
  });

  await listen(server, listenOn);
  const address = server.address();
  return {
    port: address !== null && typeof address === "object" ? address.port : null,
    async close() {
      closing = true;
      await running;
      if (owner) await giveBack(owner);
      const closed = new Promise((resolve) => server.close(resolve));
      for (const client of clients) client.socket.destroy();
      await closed;
    },
  };
}

function listen(server: Server, listenOn: ListenOn): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(listenOn, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

/** Cuts what has arrived into messages, and messages into pieces of work. */
function receive(client: Client, data: Buffer): void {
  client.unread.push(data);
  let bytes = messageReady(client);
  while (bytes !== null) {
    const buffer = Buffer.concat(client.unread);
    const message = buffer.subarray(0, bytes);
    client.unread = bytes < buffer.length ? [buffer.subarray(bytes)] : [];
    if (client.started) accept(client, message);
    else start(client, message);
    bytes = messageReady(client);
  }
}

/** Length of the first message when all of it is here, else null. */
function messageReady(client: Client): number | null {
  const lengthAt = client.started ? 1 : 0;
  const received = client.unread.reduce((sum, part) => sum + part.length, 0);
  if (received < lengthAt + 4) return null;
  if (client.unread[0].length < lengthAt + 4) client.unread = [Buffer.concat(client.unread)];
  const length = lengthAt + client.unread[0].readUInt32BE(lengthAt);
  return received < length ? null : length;
}

function start(client: Client, message: Buffer): void {
  const code = message.length >= 8 ? message.readUInt32BE(4) : 0;
  if (code === SSL_REQUEST || code === GSS_REQUEST) {
    client.socket.write("N");
  } else if (code === PROTOCOL_3) {
    client.started = true;
    client.work.push({ messages: message, unfinished: false });
  } else {
    // Cancel requests among them: there is no second process that could hear one.
    client.socket.destroy();
  }
}

function accept(client: Client, message: Buffer): void {
  const type = message[0];
  if (type === TERMINATE) {
    client.socket.end();
    return;
  }
  client.partial.push(message);
  if (!ENDS.has(type)) return;
  client.work.push({ messages: Buffer.concat(client.partial), unfinished: type === FLUSH });
  client.partial = [];
}

function queryMessage(sql: string): Buffer {
  const text = Buffer.from(`${sql}\0`);
  const head = Buffer.alloc(5);
  head[0] = letter("Q");
  head.writeUInt32BE(4 + text.length, 1);
  return Buffer.concat([head, text]);
}
