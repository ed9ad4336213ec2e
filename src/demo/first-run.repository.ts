import type { Knex } from "knex";

/**
 * The job that planned these communities (by their ids in the data set) and no other, where nothing
 * was decided in this database yet: a first start that was interrupted. null: there is none.
 */
export async function findUndecidedJob(
  db: Knex,
  externalIds: readonly string[],
): Promise<string | null> {
  const { rows } = await db.raw<{ rows: { id: string }[] }>(
    `select id from jobs
     where not exists (select from reviews)
       and (select count(*) from communities where external_id = any(:externalIds))
         = jsonb_array_length(payload -> 'communityIds')
       and not exists (
         select from jsonb_array_elements_text(payload -> 'communityIds') as planned (id)
         where not exists (select from communities
           where communities.id = cast(planned.id as uuid)
             and external_id = any(:externalIds)))
     order by created_at, id limit 1`,
    { externalIds: [...externalIds] },
  );
  return rows.length === 0 ? null : rows[0].id;
}
