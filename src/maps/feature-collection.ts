/** GeoJSON features as text: geometry goes through as the database printed it. */
import { isStored } from "../crs/crs";
import { drawText, type Drawing } from "../crs/draw";
import { breath } from "./breathe";

/** One thing on a map. */
export interface MapFeature {
  readonly id: string;
  /** GeoJSON text; null: it has no place. */
  readonly geometry: string | null;
  readonly properties: Readonly<Record<string, unknown>>;
}

/**
 * A FeatureCollection as text, in parts. In the coordinates that are stored the database has printed what is asked
 * for (`printedDigits`). `next` is the cursor behind its last feature, null where nothing follows.
 */
export async function printFeatures(
  features: readonly MapFeature[],
  next: string | null,
  drawing: Drawing,
): Promise<readonly string[]> {
  const parts = ['{"type":"FeatureCollection","features":['];
  for (const [k, feature] of features.entries()) {
    // Others have their turn while much is drawn.
    for (let turn = breath(); turn !== null; turn = breath()) await turn;
    pushFeature(parts, feature, { drawing, comma: k === 0 ? "" : "," });
  }
  parts.push(`],"numberReturned":${features.length},"next":${JSON.stringify(next)}}`);
  return parts;
}

function pushFeature(
  parts: string[],
  { id, geometry, properties }: MapFeature,
  { drawing, comma }: { readonly drawing: Drawing; readonly comma: string },
): void {
  const drawn = geometry === null || isStored(drawing.crs) ? geometry : drawText(geometry, drawing);
  parts.push(
    `${comma}{"type":"Feature","id":"${id}","geometry":`,
    drawn ?? "null",
    `,"properties":${printPlain(properties)}}`,
  );
}

/**
 * JSON of nothing but ASCII. One letter beyond, and every copy of the whole text takes four times as long: it has
 * two bytes for each character then, and is encoded one by one.
 */
function printPlain(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u0080-\uffff]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
