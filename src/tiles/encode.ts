/** Makes a Mapbox Vector Tile (version 2) of what the database said. */
import { fromVectorTileJs } from "@maplibre/vt-pbf";
import { areaOf, clipLine, clipRing } from "./clip";
import { EXTENT, stepsAt, type TileAddress } from "./tile-address";
import { TwkbReader, type Path, type Shape } from "./twkb";

/** The features of one tile, as they come from the database. */
export interface DrawnRows {
  /** A JSON list with a list for each feature: the values of the layer's fields, then longitude and latitude of its label. */
  readonly values: string;
  /** TWKB of each feature in steps of the tile, one after the other. */
  readonly shapes: Uint8Array;
}

/** A tile that is to be encoded; plain data, which a thread can be given. */
export interface TileToEncode {
  readonly address: TileAddress;
  readonly layer: string;
  /** Names of the fields in the order of the values; the first is the id. */
  readonly fields: readonly string[];
  /** Whose id it is. */
  readonly node: string;
  readonly rows: DrawnRows;
  /** Colours of grids by their id in the database, where the rows have none. */
  readonly colours: Readonly<Record<string, number>> | null;
}

/** The bytes of a tile; none where it is empty. */
export function encodeTile(tile: TileToEncode): Uint8Array {
  const { shapes, labels } = featuresOf(tile);
  const layers: Record<string, Layer> = {};
  if (shapes.length > 0) layers[tile.layer] = layerOf(tile.layer, shapes);
  const labelLayer = `${tile.layer}-labels`;
  if (labels.length > 0) layers[labelLayer] = layerOf(labelLayer, labels);
  return fromVectorTileJs({ layers });
}

/** As the writer of tiles reads layers. */
interface Layer {
  readonly version: 2;
  readonly name: string;
  readonly extent: number;
  readonly length: number;
  feature(i: number): Feature;
}

interface Feature {
  readonly type: GeometryType;
  readonly properties: Tags;
  readonly id: undefined;
  readonly extent: number;
  loadGeometry(): Position[][];
}

/** As the format numbers them. */
type GeometryType = typeof POINT | typeof LINE | typeof AREA;
const POINT = 1;
const LINE = 2;
const AREA = 3;

interface Position {
  readonly x: number;
  readonly y: number;
}

function layerOf(name: string, features: readonly Feature[]): Layer {
  const feature = (i: number): Feature => features[i];
  return { version: 2, name, extent: EXTENT, length: features.length, feature };
}

function featureOf(type: GeometryType, geometry: Position[][], properties: Tags): Feature {
  return { type, properties, id: undefined, extent: EXTENT, loadGeometry: () => geometry };
}

type Value = string | number | boolean | null;
type Tags = Record<string, string | number | boolean>;

function featuresOf(tile: TileToEncode): { shapes: Feature[]; labels: Feature[] } {
  const shapes: Feature[] = [];
  const labels: Feature[] = [];
  // The repository wrote this text for these fields.
  const rows = JSON.parse(tile.rows.values) as readonly (readonly Value[])[];
  const reader = new TwkbReader(tile.rows.shapes);
  for (const values of rows) {
    const shape = reader.next();
    const tags = tagsOf(tile, values);
    const geometry = shape === null ? [] : geometryOf(shape);
    if (geometry.length > 0) {
      shapes.push(featureOf(shape?.type === "LINE" ? LINE : AREA, geometry, tags));
    }
    const label = labelOf(tile, values);
    if (label !== null) labels.push(featureOf(POINT, [[label]], tags));
  }
  return { shapes, labels };
}

function tagsOf({ fields, node, colours }: TileToEncode, values: readonly Value[]): Tags {
  const tags: Tags = {};
  for (let i = 0; i < fields.length; i++) {
    const value = i === 0 ? globalId(node, String(values[0])) : values[i];
    if (value !== null) tags[fields[i]] = value;
  }
  const colour = colours?.[String(values[0])];
  if (colour !== undefined) tags.colour = colour;
  return tags;
}

/** As src/graphql/global-id makes it, of which a thread need not load the rest. */
function globalId(node: string, uuid: string): string {
  return Buffer.from(`${node}:${uuid}`).toString("base64url");
}

/** A label is in the one tile that its place is in, not in the buffers of others. */
function labelOf({ address, fields }: TileToEncode, values: readonly Value[]): Position | null {
  const lon = values[fields.length];
  const lat = values[fields.length + 1];
  if (typeof lon !== "number" || typeof lat !== "number") return null;
  const [x, y] = stepsAt(address, lon, lat);
  return x >= 0 && x < EXTENT && y >= 0 && y < EXTENT ? { x, y } : null;
}

function geometryOf(shape: Shape): Position[][] {
  return shape.type === "LINE"
    ? shape.paths.flatMap(clipLine).map(positionsOf)
    : shape.polygons.flatMap(clipPolygon).map(positionsOf);
}

/** Outer rings go round clockwise as seen on a screen, holes the other way: so readers tell them apart. */
function clipPolygon([outer, ...holes]: readonly Path[]): Path[] {
  const clipped = clipRing(outer);
  if (clipped === null) return [];
  const clippedHoles = holes.map(clipRing).filter((hole) => hole !== null);
  return [directed(clipped, 1), ...clippedHoles.map((hole) => directed(hole, -1))];
}

function directed(ring: Path, sign: 1 | -1): Path {
  if (Math.sign(areaOf(ring)) === sign) return ring;
  const turned: number[] = [];
  for (let i = ring.length - 2; i >= 0; i -= 2) turned.push(ring[i], ring[i + 1]);
  return turned;
}

function positionsOf(path: Path): Position[] {
  const positions = new Array<Position>(path.length / 2);
  for (let i = 0; i < positions.length; i++) positions[i] = { x: path[2 * i], y: path[2 * i + 1] };
  return positions;
}
