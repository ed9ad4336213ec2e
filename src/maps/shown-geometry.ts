/** The geometry of objects as it is shown at a zoom: one statement for all of a table at one zoom. */
import DataLoader from "dataloader";
import type { Knex } from "knex";
import { MAX_DIGITS } from "../crs/draw";
import { printedRows, type MapTable } from "./printed-geometry";

/** A geometry that is wanted. */
export interface ShownGeometry {
  readonly table: MapTable;
  readonly id: string;
  /** null: exact. */
  readonly zoom: number | null;
}

/** A loader of GeoJSON text, with all digits; null where there is no such row. */
export function createShownLoader(
  db: Knex,
  options: { readonly cache: boolean; readonly maxBatchSize: number },
): DataLoader<ShownGeometry, string | null, string> {
  return new DataLoader<ShownGeometry, string | null, string>(
    async (wanted) => {
      const found = new Map<string, ReadonlyMap<string, string>>();
      for (const [name, group] of groups(wanted)) {
        const [{ table, zoom }] = group;
        const ids = [...new Set(group.map(({ id }) => id))];
        found.set(name, await printedRows(db, table, ids, { digits: MAX_DIGITS, zoom }));
      }
      return wanted.map((one) => found.get(groupName(one))?.get(one.id) ?? null);
    },
    { ...options, cacheKeyFn: (one) => `${groupName(one)} ${one.id}` },
  );
}

function groups(wanted: readonly ShownGeometry[]): Map<string, ShownGeometry[]> {
  const byName = new Map<string, ShownGeometry[]>();
  for (const one of wanted) {
    const group = byName.get(groupName(one)) ?? [];
    byName.set(groupName(one), group);
    group.push(one);
  }
  return byName;
}

function groupName({ table, zoom }: ShownGeometry): string {
  return `${table} ${zoom ?? "exact"}`;
}
