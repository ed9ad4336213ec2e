/**
 * GeoJSON on its way to a client is text that PostGIS printed, and it is never parsed: the scalar
 * hands out an object that prints as a random mark, and the finished response gets the texts in the
 * places of the marks. Parsing and printing again would double the processor time of a map query.
 */
import { randomBytes } from "node:crypto";
import { GraphQLError, GraphQLScalarType } from "graphql";

/** The marks of the response that is being printed now; printing is synchronous, so one suffices. */
let printing: { readonly mark: string; readonly texts: GeoJsonParts[] } | null = null;

/** GeoJSON text in the parts that it is made of: they are put together only when all is printed. */
type GeoJsonParts = readonly string[];

/** A geometry as PostGIS printed it. */
class GeoJsonText {
  constructor(private readonly parts: GeoJsonParts) {}

  /** A mark while a response is printed; everywhere else (WebSocket, logs) the geometry itself. */
  toJSON(): unknown {
    if (printing === null) return JSON.parse(this.parts.join(""));
    return `${printing.mark}${printing.texts.push(this.parts) - 1}`;
  }
}

/** The GeoJSON scalar: output only, and its internal value is GeoJSON text, whole or in parts. */
export const GeoJSON = new GraphQLScalarType({
  name: "GeoJSON",
  description:
    "A GeoJSON geometry object (RFC 7946): Point, LineString, MultiLineString, Polygon, " +
    "MultiPolygon or GeometryCollection; where a field says so, a FeatureCollection. Positions are " +
    "longitude, latitude in degrees, in the coordinates asked for by `crs`: CGCS2000 (EPSG:4490), which " +
    "equals WGS 84 for maps, if left out.",
  specifiedByURL: "https://www.rfc-editor.org/rfc/rfc7946",
  serialize(value) {
    const parts = typeof value === "string" ? [value] : value;
    if (isParts(parts) && parts[0].startsWith("{")) return new GeoJsonText(parts);
    throw new GraphQLError(`GeoJSON expects text that PostGIS printed, got ${typeof value}`);
  },
  parseValue() {
    throw new GraphQLError("GeoJSON is an output type");
  },
});

function isParts(value: unknown): value is readonly [string, ...string[]] {
  return Array.isArray(value) && typeof value[0] === "string";
}

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
  const texts: GeoJsonParts[] = [];
  printing = { mark, texts };
  let json: string;
  try {
    json = JSON.stringify(response);
  } finally {
    printing = null;
  }
  // Marks stand in the order in which they were made. Joined at once, a long text is copied once.
  const [head, ...rest] = json.split(`"${mark}`);
  const parts = rest.flatMap((part, k) => [...texts[k], part.slice(part.indexOf('"') + 1)]);
  return [head, ...parts].join("");
}
