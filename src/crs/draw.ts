/** GeoJSON in the coordinates and with the digits that a client asks for, and from the coordinates that it gives. */
import type { Geometry, Position } from "geojson";
import { fromStored, isStored, toStored, type Convert, type Crs, type LonLat } from "./crs";

/** How positions are written. */
export interface Drawing {
  readonly crs: Crs;
  /** Decimals of a degree. */
  readonly digits: number;
}

/** Nine decimals of a degree are a tenth of a millimetre: what the database prints. */
export const MAX_DIGITS = 9;

/** As it is stored. */
export const AS_STORED: Drawing = { crs: "CGCS2000", digits: MAX_DIGITS };

/** Whether the text of the database already is what is asked for. */
export function isAsStored({ crs, digits }: Drawing): boolean {
  return isStored(crs) && digits >= MAX_DIGITS;
}

/**
 * GeoJSON text as the database printed it, a geometry or features with any properties, drawn. Points that are equal stay
 * equal.
 */
export function drawText(text: string, drawing: Drawing): string {
  if (isAsStored(drawing)) return text;
  const draw = drawer(drawing);
  return text.replace(COORDINATES, (coordinates) =>
    coordinates.replace(POSITION, (_, lon, lat) => {
      const [x, y] = draw([Number(lon), Number(lat)]);
      return `[${x},${y}`;
    }),
  );
}

/** A geometry drawn; the one given is not changed. */
export function drawGeometry<Shape extends Geometry>(geometry: Shape, drawing: Drawing): Shape {
  return mapPositions(geometry, drawer(drawing));
}

/** A position drawn. */
export function drawPosition(position: LonLat, drawing: Drawing): LonLat {
  return drawer(drawing)(position);
}

/** A geometry that was given in these coordinates, as it is stored. */
export function storedGeometry<Shape extends Geometry>(geometry: Shape, crs: Crs): Shape {
  return isStored(crs) ? geometry : mapPositions(geometry, toStored(crs));
}

/** Rounds to so many decimals of a degree. */
export function rounded(value: number, digits: number): number {
  const scale = 10 ** digits;
  // Zero is added because of its negative, which no JSON has.
  return Math.round(value * scale) / scale + 0;
}

/** Never part of a text in a property: there, quotation marks are escaped. */
const COORDINATES = /"coordinates":\s*\[[-+\d.eE,[\]\s]*\]/g;

/** The beginning of a position; what may follow is a height, which stays. */
const POSITION = /\[(-?\d[\d.]*(?:e[-+]?\d+)?),(-?\d[\d.]*(?:e[-+]?\d+)?)/gi;

function drawer({ crs, digits }: Drawing): Convert {
  const convert = fromStored(crs);
  return (position) => {
    const [lon, lat] = convert(position);
    return [rounded(lon, digits), rounded(lat, digits)];
  };
}

/** Positions lie at some depth of arrays, which depends on the type. */
type Nested = Position | readonly Nested[];

function mapPositions<Shape extends Geometry>(geometry: Shape, convert: Convert): Shape {
  if (geometry.type === "GeometryCollection") {
    const geometries = geometry.geometries.map((one) => mapPositions(one, convert));
    return { ...geometry, geometries };
  }
  return { ...geometry, coordinates: mapNested(geometry.coordinates, convert) };
}

function mapNested(nested: Nested, convert: Convert): Nested {
  const [lon, lat, ...rest] = nested;
  if (typeof lon === "number" && typeof lat === "number") {
    return [...convert([lon, lat]), ...rest.filter((one) => typeof one === "number")];
  }
  return nested.flatMap((one) => (typeof one === "number" ? [] : [mapNested(one, convert)]));
}
