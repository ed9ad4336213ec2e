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
  pageFeatures,
  type Extent,
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

/** Features that the viewer may see, as the text of a GeoJSON FeatureCollection. */
export async function itemsText(
  db: Knex,
  viewer: Viewer,
  { collection, wish }: { readonly collection: Collection; readonly wish: ItemsWish },
  address: Address,
): Promise<string> {
  const filter = { ...wish.filter, scope: scopeOf(viewer, "READ") };
  const { features, next } = await pageFeatures(db, collection, filter, wish);
  const isFirst = wish.after === null;
  const matched =
    isFirst && next === null
      ? features.length
      : isFirst
        ? await countFeatures(db, collection, filter)
        : null;
  const around = {
    links: pageLinks(collection, next && cursorOf(collection, next), address),
    timeStamp: new Date().toISOString(),
    ...(matched === null ? {} : { numberMatched: matched }),
    numberReturned: features.length,
  };
  return (
    `{"type":"FeatureCollection","features":[${features.join(",")}],` +
    JSON.stringify(around).slice(1)
  );
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
