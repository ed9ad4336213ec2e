/** A checked data set as the database takes it in: rows as JSON, in pieces that no thread is long at. */
import type { Dataset } from "./dataset";

/** What a data set brings in. */
export type FeatureKind = "communities" | "buildings" | "barriers";

/** The rows of each kind: JSON lists in UTF-8, one statement each. */
export type StagedDataset = Readonly<Record<FeatureKind, readonly Uint8Array[]>>;

/** Rows in one statement: some hundred kilobytes. */
const CHUNK = 500;

/** The rows of a data set. */
export function toStaged({ communities, buildings, barriers }: Dataset): StagedDataset {
  return {
    communities: inChunks(communities, ({ id, name, code, geometry }) => ({
      external_id: id,
      name,
      code,
      geom: geometry,
    })),
    buildings: inChunks(buildings, (building) => ({
      external_id: building.id,
      community: building.communityId,
      estate: building.estateName,
      old_estate: building.oldEstate,
      name: building.name,
      category: building.category,
      households: building.households,
      residents: building.residents,
      units: building.units,
      floors: building.floors,
      built_year: building.builtYear,
      special_households: building.specialHouseholds,
      floor_area_m2: building.floorAreaM2,
      micro_grid: building.microGrid,
      geom: building.geometry,
    })),
    barriers: inChunks(barriers, (barrier) => ({
      external_id: barrier.id,
      kind: barrier.kind,
      class: barrier.class,
      name: barrier.name,
      geom: barrier.geometry,
    })),
  };
}

function inChunks<Item>(items: readonly Item[], toRow: (item: Item) => object): Uint8Array[] {
  return Array.from({ length: Math.ceil(items.length / CHUNK) }, (_, k) =>
    encode(items.slice(k * CHUNK, (k + 1) * CHUNK).map(toRow)),
  );
}

/** In shared memory, so that it comes from another thread without being copied. */
function encode(rows: readonly object[]): Uint8Array {
  const bytes = new TextEncoder().encode(JSON.stringify(rows));
  const shared = new Uint8Array(new SharedArrayBuffer(bytes.length));
  shared.set(bytes);
  return shared;
}
