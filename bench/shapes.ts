/**
 * Borders made simpler for small maps: ours, what topojson makes of the same areas, and each ring by
 * itself. A town's grids and communities; with a folder of plans as `npm run plan` writes them, those.
 */
import { feature } from "topojson-client";
import { topology } from "topojson-server";
import { presimplify, simplify } from "topojson-simplify";
import type { Objects, Topology } from "topojson-specification";
import type { Feature, FeatureCollection, MultiPolygon, Polygon, Position } from "geojson";
import { propose } from "../src/engine";
import { pixelM, thresholdOf } from "../src/shapes/threshold";
import { weighBorders, type Area, type Place, type Polygons } from "../src/shapes/weigh";
import { distanceBetween, lookAtCover } from "../test/shapes/cover";
import { drawnAt } from "../test/shapes/drawn-at";
import { benchData } from "./communities";
import { printLine, printTable, seconds } from "./print";

const ZOOMS = [8, 10, 11, 12, 13, 14, 15];
const EFFORT = 0.05;
const RADIUS_M = 6_378_137;

type Drawn = (zoom: number) => readonly Polygons<Place>[];

async function main(): Promise<void> {
  const { name, communities } = await benchData();
  const areas: Area[] = [];
  for (const input of communities) {
    const { id, polygon } = input.community;
    areas.push({ id, communityId: id, kind: "COMMUNITY", polygons: toMap(polygon) });
    const { grids } = await propose({ ...input, effort: EFFORT });
    grids.forEach((grid, i) => {
      const polygons = toMap(grid.polygon);
      areas.push({ id: `${id}/${i}`, communityId: id, kind: "GRID", polygons });
    });
  }
  const grids = areas.filter(({ kind }) => kind === "GRID");
  const vertices = areas.flatMap(({ polygons }) => polygons.flat(2)).length;
  printLine(
    `${name}: ${communities.length} communities, ${grids.length} grids, ${vertices} vertices`,
  );
  printLine();
  for (const [way, draw] of [
    ["ours", ours],
    ["topojson", byTopojson],
    ["each ring by itself", ringByRing],
  ] as const) {
    const start = performance.now();
    const drawn = draw(areas);
    drawn(0);
    const spent = (performance.now() - start) / 1000;
    printLine(`${way}, ${seconds(spent)}`);
    printTable(
      ["zoom", "vertices", "crossings", "torn", "flat", "off by, pixels"],
      ZOOMS.map((zoom) => rowOf(zoom, areas, drawn)),
    );
    printLine();
  }
}

function rowOf(zoom: number, areas: readonly Area[], drawn: Drawn): string[] {
  const isGrid = (_: unknown, i: number): boolean => areas[i].kind === "GRID";
  const all = drawn(zoom);
  const exact = lookAtCover(drawn(16).filter(isGrid));
  const { meetings, flat, rim } = lookAtCover(all.filter(isGrid));
  const off = all.map((polygons, i) =>
    distanceBetween(areas[i].polygons.flat(2), polygons.flat(2)),
  );
  return [
    `z${zoom}`,
    `${all.flatMap((polygons) => polygons.flat(2)).length}`,
    `${meetings}`,
    `${[...rim].filter((vertex) => !exact.rim.has(vertex)).length}`,
    `${flat}`,
    (Math.max(...off) / pixelM(zoom)).toFixed(2),
  ];
}

function ours(areas: readonly Area[]): Drawn {
  const weighed = weighBorders(areas);
  return (zoom) => weighed.map((area) => drawnAt(area, zoom));
}

function byTopojson(areas: readonly Area[]): Drawn {
  // The types of the two packages differ in whether features may have no properties; ours have.
  const weighed = presimplify(topology({ areas: collect(areas) }) as Topology<Objects>);
  return (zoom) => {
    const simple = simplify(weighed, thresholdOf(zoom));
    const { areas: drawn } = simple.objects;
    const features = feature(simple, drawn);
    if (features.type !== "FeatureCollection") throw new Error(`Expected features, got one`);
    return features.features.map(({ geometry }) => polygonsOf(geometry));
  };
}

function ringByRing(areas: readonly Area[]): Drawn {
  const drawn = areas.map((area) => byTopojson([area]));
  return (zoom) => drawn.flatMap((draw) => draw(zoom));
}

function collect(areas: readonly Area[]): FeatureCollection {
  const features = areas.map(({ polygons }): Feature => {
    const coordinates = polygons.map((polygon) => polygon.map((ring) => ring.map((p) => [...p])));
    return { type: "Feature", properties: {}, geometry: { type: "MultiPolygon", coordinates } };
  });
  return { type: "FeatureCollection", features };
}

function polygonsOf(geometry: { type: string }): Polygons<Place> {
  if (!isArea(geometry)) throw new Error(`Expected an area, got ${geometry.type}`);
  const parts = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  return parts.map((polygon) => polygon.map((ring) => ring.map(([x, y]) => [x, y])));
}

function isArea(geometry: { type: string }): geometry is Polygon | MultiPolygon {
  return geometry.type === "Polygon" || geometry.type === "MultiPolygon";
}

/** Degrees to EPSG:3857. */
function toMap(area: Polygon | MultiPolygon): Polygons<Place> {
  const toPlace = ([lon, lat]: Position): Place => [
    (RADIUS_M * lon * Math.PI) / 180,
    RADIUS_M * Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)),
  ];
  const parts = area.type === "Polygon" ? [area.coordinates] : area.coordinates;
  return parts.map((polygon) => polygon.map((ring) => ring.map(toPlace)));
}

void main();
