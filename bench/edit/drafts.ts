/** Drafts that the benchmark of editing works on. */
import type { Knex } from "knex";
import { propose } from "../../src/engine";
import type { Dataset } from "../../src/exchange/dataset";
import { readBasis } from "../../src/plan/basis.repository";
import { insertPlans } from "../../src/plan/new-plan.repository";
import { toNewPlans, toProposeInput } from "../../src/plan/proposal";
import { toProposalWish } from "../../src/plan/proposal-wish";
import { findProposalRows } from "../../src/plan/proposal.repository";

/** The community of a data set with the most buildings. */
export async function largestCommunity(
  db: Knex,
  { communities }: Dataset,
): Promise<{ readonly id: string; readonly buildings: number }> {
  const rows = await db("communities")
    .join("buildings", "community_id", "communities.id")
    .whereIn(
      "communities.external_id",
      communities.map(({ id }) => id),
    )
    .groupBy("communities.id")
    .orderBy("buildings", "desc")
    .limit(1)
    .select<{ id: string; buildings: string }[]>("communities.id", db.raw("count(*) as buildings"));
  return { id: rows[0].id, buildings: Number(rows[0].buildings) };
}

/** Proposes a plan and gives its id. */
export function storeProposal(db: Knex, communityId: string): Promise<string> {
  return db.transaction(async (trx) => {
    const rows = await findProposalRows(trx, communityId);
    const basis = await readBasis(trx, communityId);
    if (rows === null || basis === null) throw new Error(`There is no community ${communityId}`);
    const plan = await propose(toProposeInput(rows, toProposalWish({})));
    const plans = [{ plan, bestFor: ["BALANCED" as const], difference: null }];
    const [id] = await insertPlans(
      trx,
      toNewPlans({ communityId, jobId: null }, rows, { plans, leftOut: [] }),
      basis,
    );
    return id;
  });
}

/** Where the buildings of a plan are. */
export function placedBuildings(
  db: Knex,
  planId: string,
): Promise<{ building_id: string; grid_id: string }[]> {
  return db("plan_buildings")
    .where({ plan_id: planId })
    .orderBy("building_id")
    .select("building_id", "grid_id");
}

/** The grid next to a building that it is not in. */
export async function nearestOtherGrid(
  db: Knex,
  planId: string,
  buildingId: string,
  gridId: string,
): Promise<string> {
  const { rows } = await db.raw<{ rows: { id: string }[] }>(
    `select id from plan_grids where plan_id = ? and id <> ?
     order by st_distance(geom, (select geom from buildings where id = ?)), id limit 1`,
    [planId, gridId, buildingId],
  );
  return rows[0].id;
}
