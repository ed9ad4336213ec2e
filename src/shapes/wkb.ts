/** Areas from and to what the database reads and writes (EWKB in hex). */
import { MultiPolygon, Point, Polygon } from "wkx";
import { areaOf } from "../db/geometry";
import type { Place, Polygons, WeighedPlace } from "./area";

/** EPSG:3857, in which web maps draw. */
export const MAP_SRID = 3857;

/** The polygons of an area's column. */
export function polygonsOf(hex: string): Polygons<Place> {
  const area = areaOf(hex);
  const polygons = area.type === "Polygon" ? [area.coordinates] : area.coordinates;
  return polygons.map((polygon) => polygon.map((ring) => ring.map(([x, y]) => [x, y])));
}

/** A value for a column of shapes: the weight of a vertex is its M. */
export function shapeFrom(polygons: Polygons<WeighedPlace>): string {
  const parts = polygons.map(toPolygon);
  const shape = parts.length === 1 ? parts[0] : new MultiPolygon(parts, MAP_SRID);
  shape.hasM = true;
  shape.srid = MAP_SRID;
  return shape.toEwkb().toString("hex");
}

function toPolygon(rings: Polygons<WeighedPlace>[number]): Polygon {
  const [exterior, ...holes] = rings.map((ring) =>
    ring.map(([x, y, weight]) => new Point(x, y, undefined, weight)),
  );
  const polygon = new Polygon(exterior, holes, MAP_SRID);
  polygon.hasM = true;
  return polygon;
}
