/** People who decide at the same time, and what became of it. */
import { runMigrations } from "graphile-worker";
import type { Knex } from "knex";
import type { Viewer } from "../../../src/auth/viewer";
import { connectTo } from "../../../src/db/connection";
import type { Decision } from "../../../src/plan/life-cycle";
import type { Plan } from "../../../src/plan/plan";
import { decide } from "../../../src/plan/decide.service";
import { keyFindings } from "../../../src/plan/finding-key";
import { putPlanInForce } from "../../../src/register/put-in-force.service";
import { RefusedError } from "../../../src/refusal";
import type { GivenDivision } from "../../api/support/divisions";
import { openTestDatabase } from "../../support/database";

export { official } from "./people";

/** A handle with many connections on this file's database: one for each of those who act at once. */
export async function manyConnections(count: number): Promise<Knex> {
  const database = await openTestDatabase();
  await database.close();
  const { connectionString, kind } = database;
  // The tables of the queue, where days of plans are kept.
  const noPreparedStatements = kind === "embedded";
  await runMigrations({ connectionString, maxPoolSize: 1, noPreparedStatements });
  return connectTo(connectionString, count);
}

/** Divisions of a community of `rowOfCommunities`, whose nine buildings stand three by three. */
export function divisionsOf(community: string): readonly GivenDivision[] {
  const grids = [
    ["012", "345", "678"],
    ["036", "147", "258"],
    ["0123", "45678"],
    ["01234", "5678"],
  ];
  return grids.map((division) =>
    division.map((numbers) => ({ buildings: [...numbers].map((n) => `${community}-b${n}`) })),
  );
}

/** Decides about a plan as it was seen, whatever the decision. */
export function decideOn(
  db: Knex,
  viewer: Viewer,
  decision: Decision,
  seen: Pick<Plan, "id" | "version" | "findings">,
): Promise<Plan> {
  const wish = { planId: seen.id, expectedVersion: seen.version, comment: `by ${viewer.name}` };
  if (decision === "PUT_IN_FORCE") return putPlanInForce(db, viewer, wish);
  const warnings = keyFindings(seen.findings, [])
    .filter(({ severity }) => severity === "WARNING")
    .map(({ key }) => key);
  const deviationReasons =
    decision === "SUBMIT" && warnings.length > 0 ? [{ findings: warnings, reason: "a race" }] : [];
  return decide(db, viewer, { ...wish, decision, deviationReasons });
}

/** What those who acted at the same time got: the results, and the refusals as people read them. */
export async function atOnce<Result>(
  wishes: readonly Promise<Result>[],
): Promise<{ readonly done: Result[]; readonly refused: RefusedError[] }> {
  const [done, refused]: [Result[], RefusedError[]] = [[], []];
  for (const outcome of await Promise.allSettled(wishes)) {
    if (outcome.status === "fulfilled") done.push(outcome.value);
    else if (outcome.reason instanceof RefusedError) refused.push(outcome.reason);
    else throw outcome.reason;
  }
  return { done, refused };
}

/** Counts of things by name, for figures that are printed. */
export function countedBy<Item>(items: readonly Item[], nameOf: (item: Item) => string): string {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(nameOf(item), (counts.get(nameOf(item)) ?? 0) + 1);
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([name, count]) => `${name} ${count}`)
    .join(", ");
}

/** Says the figures of a race to whoever runs it. */
export function tell(line: string): void {
  process.stderr.write(`    ${line}\n`);
}
