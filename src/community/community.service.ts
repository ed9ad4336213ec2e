import type { Knex } from "knex";
import type { Community } from "./community";
import { findCommunitiesByCode } from "./community.repository";

export {
  countBuildingsOfCommunities,
  findCommunities,
  findCommunityIdsByCodePrefix,
  findCommunityIdsInScope,
  pageCommunities,
  type CommunityFilter,
} from "./community.repository";

/** The community that a 12-digit code belongs to now. */
export async function findCommunityByCode(db: Knex, code: string): Promise<Community | null> {
  const [community] = await findCommunitiesByCode(db, [code]);
  return community ?? null;
}
