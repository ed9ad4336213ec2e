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
  if (scope.includes("")) return db.raw("true");
  if (scope.length === 0) return db.raw("false");
  // A bound pattern of `like` cannot use the index of the codes; a range of codes in "C" order can.
  const ranges = scope.map(() => "(code >= ? and code < ?)").join(" or ");
  return db.raw(
    `?? in (select community_id from community_codes where valid_to is null and (${ranges}))`,
    [communityIdColumn, ...scope.flatMap((prefix) => [prefix, behind(prefix)])],
  );
}

/** The least text behind everything that starts with this prefix of digits: `:` comes after 9. */
function behind(prefix: string): string {
  return `${prefix}:`;
}
