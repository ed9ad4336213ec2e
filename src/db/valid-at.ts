import type { Knex } from "knex";

/**
 * Condition: the row holds at this moment (null: now); its beginning belongs to it, its end does not.
 *
 * @param table with the columns `valid_from` and `valid_to`
 */
export function isValid(db: Knex, at: Date | null, table: string): Knex.Raw {
  const [from, to] = [`${table}.valid_from`, `${table}.valid_to`];
  return at === null
    ? db.raw("?? is null", [to])
    : db.raw("?? <= ? and (?? > ? or ?? is null)", [from, at, to, at, to]);
}
