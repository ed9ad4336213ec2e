import type { Drawing } from "../crs/draw";
import type { Page } from "../db/page";
import { nextCursor, type CursorList } from "../graphql/pagination";
import { printFeatures, type MapFeature } from "./feature-collection";

/** What every field that gives features says of them. */
export const COLLECTION =
  "A GeoJSON FeatureCollection, ready for a map, with two members more: `numberReturned`, and `next`, " +
  "the cursor for `after` where more follow, else null.";

/** A page of features as the scalar hands it out. */
export function printPage(
  list: CursorList,
  page: Page<MapFeature>,
  drawing: Drawing,
): Promise<readonly string[]> {
  const features = page.items.map(({ item }) => item);
  return printFeatures(features, nextCursor(list, page), drawing);
}
