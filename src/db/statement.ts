/** Statements that are asked for so often that putting them together each time would take longer than they run. */
import type { Knex } from "knex";
import type { Client } from "pg";
import { noticesOf } from "./notices";

/** A statement as text, with `:name` where a value goes; `::` is a cast, as always. */
export interface Statement {
  readonly text: string;
  readonly values: Readonly<Record<string, unknown>>;
  /**
   * What a connection knows it by, which plans it once then instead of each time; another one for another text. Null:
   * it is planned each time.
   */
  readonly name: string | null;
}

/** The rows that a statement gives. Its text goes to the database as it is, past knex. */
export async function runStatement<Row extends object>(
  db: Knex,
  { text, values, name }: Statement,
): Promise<Row[]> {
  const { sql, names } = numbered(text);
  const planned = name !== null && noticesOf(db).hasOwnSessions ? { name } : {};
  const pool = db.client as ConnectionPool;
  const connection = await pool.acquireConnection();
  try {
    const bound = names.map((wanted) => values[wanted]);
    const { rows } = await connection.query<Row>({ text: sql, values: bound, ...planned });
    return rows;
  } finally {
    await pool.releaseConnection(connection);
  }
}

/** Of knex's client what its own queries use. */
interface ConnectionPool {
  acquireConnection(): Promise<Client>;
  releaseConnection(connection: Client): Promise<void>;
}

interface Numbered {
  readonly sql: string;
  /** Of the values $1, $2, ... */
  readonly names: readonly string[];
}

/** Texts are few: they differ by zoom and by what is asked for, not by place. */
const known = new Map<string, Numbered>();
const MOST_KNOWN = 1_000;

function numbered(text: string): Numbered {
  const before = known.get(text);
  if (before !== undefined) return before;
  const names: string[] = [];
  const sql = text.replace(/(?<!:):([a-zA-Z]\w*)/g, (_, name: string) => {
    if (!names.includes(name)) names.push(name);
    return `$${names.indexOf(name) + 1}`;
  });
  if (known.size === MOST_KNOWN) known.clear();
  known.set(text, { sql, names });
  return { sql, names };
}
