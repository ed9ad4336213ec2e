import type { Drawing } from "../crs/draw";
import type { Page } from "../db/page";
import { nextCursor, type CursorList } from "../graphql/pagination";
import { printFeatures, type MapFeature } from "./feature-collection";

/** What every field that gives features says of them. */
export const COLLECTION =
  "A GeoJSON FeatureCollection, ready for a map, with two members more: `numberReturned`, and `next`, " +
  "the cursor for `after` where more follow, else null.";

/** A page of features, printed. */
export async function printPage(page: Page<MapFeature>, drawing: Drawing): Promise<Page<string>> {
  const texts = await printFeatures(
    page.items.map(({ item }) => item),
    drawing,
  );
  return { ...page, items: page.items.map(({ place }, k) => ({ item: texts[k], place })) };
}

/** A page of printed features as the scalar hands it out: text in parts. */
export function toCollection(list: CursorList, page: Page<string>): readonly string[] {
  const parts = ['{"type":"FeatureCollection","features":['];
  for (const { item } of page.items) parts.push(parts.length === 1 ? "" : ",", item);
  const next = JSON.stringify(nextCursor(list, page));
  parts.push(`],"numberReturned":${page.items.length},"next":${next}}`);
  return parts;
}
