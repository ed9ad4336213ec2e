/**
 * What the database says of its own accord (NOTIFY), heard on every connection of a pool.
 *
 * PostgreSQL tells a session of its own notices before it tells it that the commit is done, so whoever
 * has heard of a commit of this process has heard of its notices, too. The embedded database has one
 * session, and tells the connection whose statement it was. Commits of other processes are heard a
 * moment later. Where no connection is open nobody listens: that is told, too.
 */
import { EventEmitter } from "node:events";
import type { Knex } from "knex";
import type { Client } from "pg";

/** Triggers of the tables that maps are drawn from notify it. */
const CHANNEL = "map_changed";

/**
 * Many short queries at once: compiling one takes longer than running it, and starting a second process
 * for one does, too (a tile of a city takes 40 ms instead of 300).
 */
const SHORT_QUERIES = "set jit = off; set max_parallel_workers_per_gather = 0";

/** What a pool hears. */
export class Notices {
  private readonly events = new EventEmitter().setMaxListeners(0);
  private listening = 0;

  /** @param hasOwnSessions whether each connection is a session of its own, which the embedded one's is not */
  constructor(readonly hasOwnSessions: boolean) {}

  /** Whether a connection is open, so that nothing can be missed. */
  get isHearing(): boolean {
    return this.listening > 0;
  }

  /** Calls back when the map has changed, and when it may have without anybody hearing of it. */
  onDoubt(callback: () => void): () => void {
    this.events.on("doubt", callback);
    return () => this.events.off("doubt", callback);
  }

  /** Prepares a new connection of the pool: it listens before it does anything else. */
  listenOn(connection: Client, done: (error: Error | null, connection: Client) => void): void {
    connection.query(`listen ${CHANNEL}; ${SHORT_QUERIES}`, (error: Error | null) => {
      if (error === null) this.hear(connection);
      done(error, connection);
    });
  }

  private hear(connection: Client): void {
    this.listening += 1;
    connection.on("notification", () => this.events.emit("doubt"));
    connection.once("end", () => {
      this.listening -= 1;
      if (!this.isHearing) this.events.emit("doubt");
    });
  }
}

const noticesByPool = new WeakMap<Knex, Notices>();

/** Remembers what a pool hears. */
export function keepNotices(knex: Knex, notices: Notices): void {
  noticesByPool.set(knex, notices);
}

/** What the pool behind this handle hears; a transaction's handle has none. */
export function noticesOf(knex: Knex): Notices {
  const notices = noticesByPool.get(knex);
  if (notices === undefined) throw new Error("This handle was not opened by connectTo");
  return notices;
}
