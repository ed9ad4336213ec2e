/** Which communities an import concerns, so that somebody can be asked whether he or she may. */
import type { Knex } from "knex";

/** A community that a staged data set concerns. */
export interface ConcernedCommunity {
  readonly externalId: string;
  /** Whether the database knows it. */
  readonly stored: boolean;
  readonly storedCode: string | null;
  /** The code that the data set gives it; null: none, the stored one stays. */
  readonly newCode: string | null;
}

/**
 * Every community of the staged data set, those where its buildings stand and stood, and those that
 * a barrier meets which is new or changes, where it ran and where it shall run.
 */
export async function findConcernedCommunities(
  trx: Knex.Transaction,
): Promise<ConcernedCommunity[]> {
  const result = await trx.raw<{ rows: ConcernedCommunity[] }>(
    `with moved as (
       select staged.geom as new_line, barriers.geom as old_line
       from staged_barriers staged
       left join barriers on barriers.external_id = staged.external_id
       where barriers.id is null
         or (barriers.kind, barriers.class, barriers.name, st_asbinary(barriers.geom))
           is distinct from (staged.kind, staged.class, staged.name, st_asbinary(staged.geom))
     ),
     concerned as (
       select external_id from staged_communities
       union select community from staged_buildings
       union select communities.external_id
         from staged_buildings staged
         join buildings on buildings.external_id = staged.external_id
         join communities on communities.id = buildings.community_id
       union select communities.external_id
         from moved join communities on st_intersects(communities.geom, moved.new_line)
       union select communities.external_id
         from moved join communities on st_intersects(communities.geom, moved.old_line)
     )
     select concerned.external_id as "externalId", communities.id is not null as stored,
       used.code as "storedCode", staged.code as "newCode"
     from concerned
     left join staged_communities staged on staged.external_id = concerned.external_id
     left join communities on communities.external_id = concerned.external_id
     left join community_codes used
       on used.community_id = communities.id and used.valid_to is null
     order by used.code, staged.code, concerned.external_id`,
  );
  return result.rows;
}
