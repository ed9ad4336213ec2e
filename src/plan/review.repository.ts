import type { Knex } from "knex";
import { geoJsonText } from "../db/geometry";
import { pagesByOwner, type Page, type PageWish } from "../db/page";
import type { ReviewRow } from "../db/tables";
import type { Review } from "./review";

/** The same page of the reviews of each of several plans, oldest first. */
export async function pageReviewsOfPlans(
  db: Knex,
  planIds: readonly string[],
  { first, after }: PageWish,
): Promise<Map<string, Page<Review>>> {
  const ranked = db("reviews")
    .select([
      ...COLUMNS,
      "plan_id as owner_id",
      geoJsonText(db, "place", "place_text"),
      // Microseconds count: a Date would lose them.
      db.raw("cast(created_at at time zone 'UTC' as text) || 'Z' as page_key"),
    ])
    .rowNumber("rank", (over) => {
      void over.partitionBy("plan_id").orderBy(["created_at", "id"]);
    })
    .whereIn("plan_id", planIds);
  if (after !== null) {
    void ranked.whereRaw("(created_at, id) > (cast(? as timestamptz), cast(? as uuid))", [
      after.key,
      after.id,
    ]);
  }
  const rows = await db
    .select<(ReadRow & { page_key: string; owner_id: string })[]>("*")
    .from(ranked.as("ranked"))
    .where("rank", "<=", first + 1)
    .orderBy(["owner_id", "rank"]);
  return pagesByOwner(rows, planIds, first, toReview);
}

const COLUMNS = [
  "id",
  "plan_id",
  "kind",
  "from_state",
  "to_state",
  "plan_version",
  "actor_id",
  "actor_name",
  "role",
  "comment",
  "deviation_reasons",
  "findings",
  "metrics",
  "grid_label",
  "details",
  "created_at",
] as const;

type ReadRow = Pick<ReviewRow, (typeof COLUMNS)[number]> & { place_text: string | null };

function toReview(row: ReadRow): Review {
  return {
    id: row.id,
    planId: row.plan_id,
    kind: row.kind,
    fromState: row.from_state,
    toState: row.to_state,
    planVersion: row.plan_version,
    actor: { id: row.actor_id, name: row.actor_name, role: row.role },
    comment: row.comment,
    deviationReasons: row.deviation_reasons ?? [],
    findings: row.findings ?? [],
    metrics: row.metrics,
    gridLabel: row.grid_label,
    place: row.place_text,
    details: row.details,
    at: row.created_at,
  };
}
