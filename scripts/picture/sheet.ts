import type { LineString, MultiLineString, MultiPolygon, Polygon, Position } from "geojson";

/** Where one map is drawn: a rectangle of the sheet that shows a rectangle of the ground. */
export interface Frame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly toSheet: (place: Position) => readonly [x: number, y: number];
}

/** Ground covered, in degrees. */
export type Extent = readonly [west: number, south: number, east: number, north: number];

/** A frame of the given width that shows the extent without distortion. */
export function frameFor(extent: Extent, left: number, top: number, width: number): Frame {
  const [west, south, east, north] = extent;
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const scale = width / ((east - west) * squeeze);
  return {
    left,
    top,
    width,
    height: (north - south) * scale,
    toSheet: ([lon, lat]) => [left + (lon - west) * squeeze * scale, top + (north - lat) * scale],
  };
}

/** What the map shows: areas and lines. */
export type Drawn = Polygon | MultiPolygon | LineString | MultiLineString;

/** Path data of a geometry; a tenth of a unit is finer than any screen shows. */
export function pathOf(geometry: Drawn, { toSheet }: Frame): string {
  const through = (points: readonly Position[]) =>
    points
      .map((point, k) => `${k === 0 ? "M" : "L"}${toSheet(point).map(tenth).join(" ")}`)
      .join("");
  const round = (ring: readonly Position[]) => `${through(ring.slice(0, -1))}Z`;
  switch (geometry.type) {
    case "LineString":
      return through(geometry.coordinates);
    case "MultiLineString":
      return geometry.coordinates.map(through).join("");
    case "Polygon":
      return geometry.coordinates.map(round).join("");
    case "MultiPolygon":
      return geometry.coordinates.flat().map(round).join("");
    default:
      return geometry satisfies never;
  }
}

/** Text with its XML signs escaped. */
export function escaped(text: string): string {
  return text.replace(/[<>&"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** An element; attributes that are undefined are left out. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>>,
  content = "",
): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(
      ([key, value]) =>
        ` ${key}="${escaped(String(typeof value === "number" ? tenth(value) : value))}"`,
    )
    .join("");
  return content === "" ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`;
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
