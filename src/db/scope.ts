import type { Knex } from "knex";

/**
 * The condition "the code in use of this community starts with one of these prefixes", see `scopeOf`
 * in src/auth/policy.ts. The empty prefix is everywhere: true, and costs nothing, also for
 * communities without a code and where the column is null. No prefixes are nowhere: false.
 *
 * @param communityIdColumn qualified where it could be ambiguous, such as `plans.community_id`
 */
export function inScope(
  db: Knex,
  communityIdColumn: string,
  scope: readonly string[],
): Knex.Raw<boolean> {
  const { text, values } = scopeText(communityIdColumn, scope);
  return db.raw(text, values);
}

/** The same as text with named values; it depends on how many prefixes there are. */
export function scopeText(
  communityIdColumn: string,
  scope: readonly string[],
): { readonly text: string; readonly values: Readonly<Record<string, string>> } {
  if (scope.includes("")) return { text: "true", values: {} };
  if (scope.length === 0) return { text: "false", values: {} };
  // A bound pattern of `like` cannot use the index of the codes; a range of codes in "C" order can.
  const ranges = scope.map((_, n) => `(code >= :prefix${n} and code < :behind${n})`).join(" or ");
  return {
    text: `${communityIdColumn} in (
      select community_id from community_codes where valid_to is null and (${ranges}))`,
    values: Object.fromEntries(
      scope.flatMap((prefix, n) => [
        [`prefix${n}`, prefix],
        [`behind${n}`, behind(prefix)],
      ]),
    ),
  };
}

/** The least text behind everything that starts with this prefix of digits: `:` comes after 9. */
function behind(prefix: string): string {
  return `${prefix}:`;
}
