/** The documents around the features: landing page, conformance, collections. */
import { COLLECTIONS, type Collection } from "./collections";
import { OGC_CRS, STORAGE_CRS } from "./crs";
import type { Extent } from "./features.repository";

/** A link in a document. */
export interface Link {
  readonly href: string;
  readonly rel: string;
  readonly type: string;
  readonly title: string;
}

export const JSON_TYPE = "application/json";
export const GEOJSON_TYPE = "application/geo+json";
export const OPENAPI_TYPE = "application/vnd.oai.openapi+json;version=3.0";

/** What is implemented, by the names of the standard. */
export const CONFORMANCE: readonly string[] = [
  "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
  "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
  "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
  "http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs",
];

export const TITLE = "网格 Wangge: OGC API - Features";
export const DESCRIPTION =
  "Communities, the register of their governance grids on any date, buildings and barriers, for QGIS, " +
  "ArcGIS and other programs. 社区、任一日期的网格名册、楼栋与分界线，供 QGIS、ArcGIS 等软件使用。";

/** The landing page. `base` is the address of all this, without a slash at its end. */
export function landingPage(base: string): object {
  return {
    title: TITLE,
    description: DESCRIPTION,
    links: [
      link(`${base}/`, "self", JSON_TYPE, "This document"),
      link(`${base}/api`, "service-desc", OPENAPI_TYPE, "The API, described in OpenAPI 3.0"),
      link(`${base}/conformance`, "conformance", JSON_TYPE, "Conformance classes implemented"),
      link(`${base}/collections`, "data", JSON_TYPE, "The collections"),
    ],
  };
}

/** The declaration of conformance. */
export function conformanceDocument(): object {
  return { conformsTo: CONFORMANCE };
}

/** The list of collections. */
export function collectionsDocument(base: string, extent: Extent): object {
  return {
    links: [link(`${base}/collections`, "self", JSON_TYPE, "This document")],
    crs: OGC_CRS.map(({ uri }) => uri),
    collections: COLLECTIONS.map((collection) => collectionDocument(base, collection, extent)),
  };
}

/** One collection. */
export function collectionDocument(base: string, collection: Collection, extent: Extent): object {
  const { id, title, description, isTemporal } = collection;
  const address = `${base}/collections/${id}`;
  const { box, since } = extent;
  const spatial = box === null ? {} : { spatial: { bbox: [box], crs: OGC_CRS[0].uri } };
  const temporal = {
    temporal: {
      interval: [[since?.toISOString() ?? null, null]],
      trs: "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian",
    },
  };
  return {
    id,
    title,
    description,
    itemType: "feature",
    extent: { ...spatial, ...(isTemporal ? temporal : {}) },
    crs: OGC_CRS.map(({ uri }) => uri),
    storageCrs: STORAGE_CRS.uri,
    links: [
      link(address, "self", JSON_TYPE, title),
      link(`${address}/items`, "items", GEOJSON_TYPE, `Features of ${id}`),
    ],
  };
}

/** A link of these parts. */
export function link(href: string, rel: string, type: string, title: string): Link {
  return { href, rel, type, title };
}

/** Links as the header of that name (RFC 8288). */
export function linkHeader(links: readonly Link[]): string {
  return links.map(({ href, rel, type }) => `<${href}>; rel="${rel}"; type="${type}"`).join(", ");
}
