/**
 * Entries of the register as GeoJSON. Maps ask for the same ones again and again, and what an entry says hardly ever
 * changes, its polygon never: what was printed is kept. What is seen at a zoom changes with the neighbours, and is not.
 */
import type { Knex } from "knex";
import { LRUCache } from "lru-cache";
import { toGlobalId } from "../graphql/global-id";
import { printFeatures, type MapFeature } from "./feature-collection";
import {
  findRegisterFeatures,
  type RegisterEntryRow,
  type RegisterFeatureRow,
} from "./grid-features.repository";
import { printedDigits, type MapDrawing } from "./map-drawing";

/** Prints entries as they are now; the answer has the text of a feature by the id of its entry. */
export type RegisterPrinter = (
  entries: readonly RegisterEntryRow[],
  drawing: MapDrawing,
) => Promise<ReadonlyMap<string, string>>;

/** Some 50,000 grids of 50 points. */
const CAPACITY_BYTES = 64 * 1024 * 1024;

/** What a kept text costs beside its letters. */
const ENTRY_BYTES = 300;

interface Kept {
  readonly entry: RegisterEntryRow;
  readonly text: string;
}

/** A printer that keeps what was asked for last. */
export function createRegisterPrinter(db: Knex): RegisterPrinter {
  const printed = new LRUCache<string, Kept>({
    maxSize: CAPACITY_BYTES,
    sizeCalculation: ({ text }) => ENTRY_BYTES + text.length,
  });
  return async (entries, drawing) => {
    const isKept = drawing.zoom === null;
    const way = `${drawing.crs} ${drawing.digits} `;
    const texts = new Map<string, string>();
    const others: string[] = [];
    for (const entry of entries) {
      const kept = isKept ? printed.get(way + entry.id) : undefined;
      if (kept !== undefined && saysTheSame(kept.entry, entry)) texts.set(entry.id, kept.text);
      else others.push(entry.id);
    }
    if (others.length === 0) return texts;
    const rows = await findRegisterFeatures(db, others, {
      digits: printedDigits(drawing),
      zoom: drawing.zoom,
    });
    const features = await printFeatures(rows.map(toFeature), drawing);
    for (const [k, text] of features.entries()) {
      const { id, name, community_name, valid_to } = rows[k];
      texts.set(id, text);
      if (isKept) printed.set(way + id, { entry: { id, name, community_name, valid_to }, text });
    }
    return texts;
  };
}

function saysTheSame(one: RegisterEntryRow, other: RegisterEntryRow): boolean {
  return (
    one.name === other.name &&
    one.community_name === other.community_name &&
    one.valid_to?.getTime() === other.valid_to?.getTime()
  );
}

function toFeature(row: RegisterFeatureRow): MapFeature {
  return {
    id: toGlobalId("RegisteredGrid", row.id),
    geometry: row.geojson,
    properties: {
      code: row.code,
      label: row.label,
      name: row.name,
      kind: row.kind,
      households: row.households,
      communityId: toGlobalId("Community", row.community_id),
      communityCode: row.code.slice(0, 12),
      communityName: row.community_name,
      planId: toGlobalId("Plan", row.plan_id),
      validFrom: row.valid_from,
      validTo: row.valid_to,
    },
  };
}
