/** A client of OGC API - Features, and what it is shown: two communities, one of them divided twice. */
import type { Feature, FeatureCollection } from "geojson";
import type { Viewer } from "../../../src/auth/viewer";
import { SYSTEM } from "../../../src/auth/viewer";
import { importDataset } from "../../../src/exchange/import.service";
import { testDb } from "../../support/database";
import { divideInForce } from "./divisions";
import { soundOf } from "./plan-life";
import type { TestServer } from "./test-server";
import { rowOfCommunities } from "./towns";

/** A link as documents hold it. */
export interface OgcLink {
  readonly href: string;
  readonly rel: string;
  readonly type: string;
}

/** An answer. */
export interface OgcAnswer<Body> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

/** A page of features. */
export type Page = FeatureCollection & {
  readonly links: readonly OgcLink[];
  readonly timeStamp: string;
  readonly numberMatched?: number;
  readonly numberReturned: number;
};

/** A description of a collection. */
export interface CollectionDocument {
  readonly id: string;
  readonly itemType: string;
  readonly crs: readonly string[];
  readonly storageCrs: string;
  readonly links: readonly OgcLink[];
  readonly extent: {
    readonly spatial: { readonly bbox: readonly (readonly number[])[]; readonly crs: string };
    readonly temporal?: { readonly interval: readonly (readonly (string | null)[])[] };
  };
}

export const CODE = "640104001901";
export const OTHER_CODE = "640104001902";

/** Fetches a path below /ogc, or a whole address. */
export async function fetchOgc<Body>(
  server: TestServer,
  path: string,
  { as, headers = {} }: { readonly as?: Viewer; readonly headers?: Record<string, string> } = {},
): Promise<OgcAnswer<Body>> {
  const sent = new Headers(headers);
  if (as !== undefined) sent.set("authorization", `Bearer ${await server.tokenOf(as)}`);
  const address = path.startsWith("http") ? path : `${server.url}/ogc${path}`;
  const response = await fetch(address, { headers: sent });
  const text = await response.text();
  const body = (text === "" ? null : JSON.parse(text)) as Body;
  return { status: response.status, headers: response.headers, body };
}

/** A page of features that has to be there. */
export async function items(
  server: TestServer,
  collection: string,
  query: Readonly<Record<string, string>> = {},
  as?: Viewer,
): Promise<Page> {
  const text = new URLSearchParams(query).toString();
  const path = `/collections/${collection}/items${text === "" ? "" : `?${text}`}`;
  const { status, body } = await fetchOgc<Page>(server, path, { as });
  if (status !== 200) throw new Error(`${path}: ${status} ${JSON.stringify(body)}`);
  return body;
}

/** One property of all features of a page. */
export function values({ features }: Pick<Page, "features">, name: string): unknown[] {
  return features.map(({ properties }: Feature) => properties?.[name] as unknown);
}

/** The link of a relation. */
export function hrefOf(links: readonly OgcLink[], rel: string): string | undefined {
  return links.find((link) => link.rel === rel)?.href;
}

/** Two divisions of c0 in force one after the other, one of c1; gives a moment of the first one of c0. */
export async function makeOgcWorld(server: TestServer): Promise<Date> {
  const db = testDb();
  await importDataset(db, rowOfCommunities(2), SYSTEM);
  await divideInForce(server, db, "c0", soundOf("c0"));
  await divideInForce(server, db, "c1", soundOf("c1"));
  const [{ now }] = await db.select<{ now: Date }[]>(db.raw("clock_timestamp() as now"));
  const b = (numbers: readonly number[]): string[] => numbers.map((n) => `c0-b${n}`);
  // Another number of grids, so that the old codes cannot all go on.
  await divideInForce(server, db, "c0", [
    { buildings: b([0, 1, 2, 3, 4]) },
    { buildings: b([5, 6, 7, 8]) },
  ]);
  return now;
}
