/**
 * GeoJSON on its way to a client is text that PostGIS printed, and it is never parsed: the scalar
 * hands out an object that prints as a random mark, and the finished response gets the texts in the
 * places of the marks. Parsing and printing again would double the processor time of a map query.
 */
import { randomBytes } from "node:crypto";
import { GraphQLError, GraphQLScalarType } from "graphql";

/** The marks of the response that is being printed now; printing is synchronous, so one suffices. */
let printing: { readonly mark: string; readonly texts: string[] } | null = null;

/** A geometry as PostGIS printed it. */
class GeoJsonText {
  constructor(private readonly text: string) {}

  /** A mark while a response is printed; everywhere else (WebSocket, logs) the geometry itself. */
  toJSON(): unknown {
    if (printing === null) return JSON.parse(this.text);
    return `${printing.mark}${printing.texts.push(this.text) - 1}`;
  }
}

/** The GeoJSON scalar: output only, and its internal value is GeoJSON text. */
export const GeoJSON = new GraphQLScalarType({
  name: "GeoJSON",
  description:
    "A GeoJSON geometry object (RFC 7946): Point, LineString, MultiLineString, Polygon, " +
    "MultiPolygon or GeometryCollection; where a field says so, a FeatureCollection. Positions are " +
    "longitude, latitude in degrees, CGCS2000 (EPSG:4490), which equals WGS 84 for maps.",
  specifiedByURL: "https://www.rfc-editor.org/rfc/rfc7946",
  serialize(value) {
    if (typeof value === "string" && value.startsWith("{")) return new GeoJsonText(value);
    throw new GraphQLError(`GeoJSON expects text that PostGIS printed, got ${typeof value}`);
  },
  parseValue() {
    throw new GraphQLError("GeoJSON is an output type");
  },
});

/** Decimals of a degree, as PostGIS prints them: points that are shared stay shared. */
const DECIMALS = 9;

/** A geometry that never was in the database, as PostGIS would print it. */
export function printGeometry(geometry: object): string {
  return JSON.stringify(geometry, (_, value: unknown) =>
    typeof value === "number" ? Number(value.toFixed(DECIMALS)) : value,
  );
}

/** Prints a response and puts the geometries in. */
export function stringifyResponse(response: unknown): string {
  // The mark is drawn anew for every response, so no text of a client can imitate it.
  const mark = `geojson:${randomBytes(12).toString("base64url")}:`;
  const texts: string[] = [];
  printing = { mark, texts };
  let json: string;
  try {
    json = JSON.stringify(response);
  } finally {
    printing = null;
  }
  if (texts.length === 0) return json;
  return json.replace(new RegExp(`"${mark}(\\d+)"`, "g"), (_, index) => texts[Number(index)]);
}
