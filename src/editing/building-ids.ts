/** Buildings of a community by our ids, which the API speaks of, and those of the data set, which the engine does. */

/** A building by both of its ids. */
export interface BuildingIdRow {
  readonly id: string;
  readonly external_id: string;
  readonly estate_id: string | null;
}

/** Both ways between the ids of the buildings of a community. */
export interface BuildingIds {
  /** null: the community has no such building. */
  readonly toExternal: (id: string) => string | null;
  readonly toOurs: (externalId: string) => string;
  /** Of an estate, by the ids of the data set; none: the community has no such estate. */
  readonly ofEstate: (estateId: string) => readonly string[];
}

/** Looks up ids among these buildings. */
export function buildingIdsAmong(rows: readonly BuildingIdRow[]): BuildingIds {
  const external = new Map(rows.map((row) => [row.id, row.external_id]));
  const ours = new Map(rows.map((row) => [row.external_id, row.id]));
  return {
    toExternal: (id) => external.get(id) ?? null,
    toOurs: (externalId) => {
      const id = ours.get(externalId);
      if (id === undefined) throw new Error(`The draft has a building ${externalId} of elsewhere`);
      return id;
    },
    ofEstate: (estateId) =>
      rows.filter(({ estate_id }) => estate_id === estateId).map(({ external_id }) => external_id),
  };
}
