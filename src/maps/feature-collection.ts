/** GeoJSON features as text: geometry goes through as the database printed it. */
import { drawText, isAsStored, type Drawing } from "../crs/draw";
import { breath } from "./breathe";

/** One thing on a map. */
export interface MapFeature {
  readonly id: string;
  /** GeoJSON text; null: it has no place. */
  readonly geometry: string | null;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** A FeatureCollection as text; `next` is the cursor behind its last feature, null where nothing follows. */
export async function printFeatures(
  features: readonly MapFeature[],
  next: string | null,
  drawing: Drawing,
): Promise<string> {
  const texts: string[] = [];
  for (const feature of features) {
    // Others have their turn while much is drawn.
    for (let turn = breath(); turn !== null; turn = breath()) await turn;
    texts.push(printFeature(feature, drawing));
  }
  const end = `"numberReturned":${features.length},"next":${JSON.stringify(next)}`;
  return `{"type":"FeatureCollection","features":[${texts.join(",")}],${end}}`;
}

function printFeature({ id, geometry, properties }: MapFeature, drawing: Drawing): string {
  const drawn = geometry === null || isAsStored(drawing) ? geometry : drawText(geometry, drawing);
  return `{"type":"Feature","id":${JSON.stringify(id)},"geometry":${drawn ?? "null"},"properties":${JSON.stringify(properties)}}`;
}
