import type { Knex } from "knex";
import { findStaffOfCommunities } from "../staffing/staffing.service";
import { indicatorsOf, type Indicators } from "./indicators";
import { measureGridsInForce } from "./indicators.repository";

/** The figures of the grids in force as of now, by community; those without any are left out. */
export async function findIndicatorsInForce(
  db: Knex,
  communityIds: readonly string[],
): Promise<Map<string, Indicators>> {
  const grids = byCommunity(await measureGridsInForce(db, communityIds));
  const staff = byCommunity(await findStaffOfCommunities(db, [...grids.keys()]));
  return new Map(
    [...grids].map(([id, own]) => [
      id,
      indicatorsOf(own, own[0].standardBand, staff.get(id) ?? []),
    ]),
  );
}

function byCommunity<Item extends { readonly communityId: string }>(
  items: readonly Item[],
): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(item.communityId);
    if (group === undefined) groups.set(item.communityId, [item]);
    else group.push(item);
  }
  return groups;
}
