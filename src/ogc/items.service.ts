import { Readable } from "node:stream";
import type { Knex } from "knex";
import { scopeOf } from "../auth/policy";
import type { Viewer } from "../auth/viewer";
import type { Collection } from "./collections";
import type { OgcCrs } from "./crs";
import { GEOJSON_TYPE, JSON_TYPE, link, type Link } from "./documents";
import {
  countFeatures,
  findExtent,
  findFeature,
  databaseNow,
  pageFeatures,
  type Extent,
  type FeatureFilter,
  type FeaturePage,
  type Place,
} from "./features.repository";
import { cursorOf, type ItemsWish } from "./request";

/** Where the documents are, and what was asked of this one: for links. */
export interface Address {
  /** The address of all this, without a slash at its end. */
  readonly base: string;
  /** Of the request. */
  readonly query: URLSearchParams;
}

/** The extent of what the viewer may see. */
export async function extentFor(db: Knex, viewer: Viewer): Promise<Extent> {
  return findExtent(db, scopeOf(viewer, "READ"));
}

/** So many features are read at a time: a long page holds nobody up, and is never in memory as a whole. */
const BATCH = 500;

/**
 * Features that the viewer may see, as the text of a GeoJSON FeatureCollection in pieces. The first ones
 * are read by then, so that what fails does so before anything is sent.
 */
export async function openItems(
  db: Knex,
  viewer: Viewer,
  { collection, wish }: { readonly collection: Collection; readonly wish: ItemsWish },
  address: Address,
): Promise<Readable> {
  const filter = { ...wish.filter, scope: scopeOf(viewer, "READ") };
  const asked = { collection, filter, crs: wish.crs };
  if (collection.isTemporal && filter.interval === null && wish.limit > BATCH) {
    // All of the page is of one moment.
    const now = await databaseNow(db);
    filter.interval = { from: now, to: now };
  }
  const first = await readBatch(db, asked, wish.limit, wish.after);
  return Readable.from(pageParts(db, asked, { wish, first }, address));
}

interface Asked {
  readonly collection: Collection;
  readonly filter: FeatureFilter;
  readonly crs: OgcCrs;
}

function readBatch(
  db: Knex,
  { collection, filter, crs }: Asked,
  left: number,
  after: Place | null,
): Promise<FeaturePage> {
  return pageFeatures(db, collection, filter, { limit: Math.min(left, BATCH), after, crs });
}

async function* pageParts(
  db: Knex,
  asked: Asked,
  { wish, first }: { readonly wish: ItemsWish; readonly first: FeaturePage },
  address: Address,
): AsyncGenerator<string> {
  yield `{"type":"FeatureCollection","features":[${first.features.join(",")}`;
  let { next } = first;
  let returned = first.features.length;
  while (next !== null && returned < wish.limit) {
    const batch = await readBatch(db, asked, wish.limit - returned, next);
    if (batch.features.length > 0) yield `,${batch.features.join(",")}`;
    next = batch.next;
    returned += batch.features.length;
  }
  const { collection } = asked;
  const matched = await matchedOf(db, asked, { wish, next, returned });
  const around = {
    links: pageLinks(collection, next && cursorOf(collection, next), address),
    timeStamp: new Date().toISOString(),
    ...(matched === null ? {} : { numberMatched: matched }),
    numberReturned: returned,
  };
  yield `],${JSON.stringify(around).slice(1)}`;
}

/** How many match: told on the first page, where it costs least. */
async function matchedOf(
  db: Knex,
  { collection, filter }: Asked,
  {
    wish,
    next,
    returned,
  }: { readonly wish: ItemsWish; readonly next: Place | null; readonly returned: number },
): Promise<number | null> {
  if (wish.after !== null) return null;
  return next === null ? returned : countFeatures(db, collection, filter);
}

/** One feature as the text of a GeoJSON Feature; null where there is none that the viewer may see. */
export async function itemText(
  db: Knex,
  viewer: Viewer,
  wish: { readonly collection: Collection; readonly id: string; readonly crs: OgcCrs },
  { base, query }: Address,
): Promise<string | null> {
  const { collection, id, crs } = wish;
  const feature = await findFeature(db, collection, { id, crs, scope: scopeOf(viewer, "READ") });
  if (feature === null) return null;
  const address = `${base}/collections/${collection.id}`;
  const { id: globalId } = JSON.parse(feature) as { readonly id: string };
  const links: Link[] = [
    link(withQuery(`${address}/items/${globalId}`, query), "self", GEOJSON_TYPE, "This feature"),
    link(address, "collection", JSON_TYPE, collection.title),
  ];
  return `${feature.slice(0, -1)},"links":${JSON.stringify(links)}}`;
}

function pageLinks(
  { id, title }: Collection,
  next: string | null,
  { base, query }: Address,
): Link[] {
  const address = `${base}/collections/${id}`;
  const links = [
    link(withQuery(`${address}/items`, query), "self", GEOJSON_TYPE, "This page"),
    link(address, "collection", JSON_TYPE, title),
  ];
  if (next === null) return links;
  const behind = new URLSearchParams(query);
  behind.set("cursor", next);
  return [...links, link(withQuery(`${address}/items`, behind), "next", GEOJSON_TYPE, "Next page")];
}

function withQuery(address: string, query: URLSearchParams): string {
  const text = query.toString();
  return text === "" ? address : `${address}?${text}`;
}
