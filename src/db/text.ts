import type { Knex } from "knex";

/** Condition: the column starts with this text, taken literally. */
export function startsWith(knex: Knex, column: string, text: string): Knex.Raw {
  return knex.raw("?? like ?", [column, `${text.replace(/[\\%_]/g, "\\$&")}%`]);
}

/** Condition: the column contains this text, taken literally; A is a, in Latin letters. */
export function containsText(knex: Knex, column: string, text: string): Knex.Raw {
  return knex.raw("strpos(lower(??), lower(?)) > 0", [column, text]);
}
