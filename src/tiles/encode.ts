/** Makes a Mapbox Vector Tile (version 2) of what the database said. */
import { ByteWriter } from "./byte-writer";
import { areaOf, clipLine, clipRing } from "./clip";
import { EXTENT, stepsAt, type TileAddress } from "./tile-address";
import { AREA, LayerWriter, LINE, POINT, TileValues, type Value } from "./tile-writer";
import { TwkbReader, type Path, type Shape } from "./twkb";

/** Between the values of a feature, and between features: what no text of ours holds. */
export const VALUE_END = "\x1f";
export const FEATURE_END = "\x1e";

/** The features of one tile, as they come from the database. */
export interface DrawnRows {
  /**
   * Of each feature the values of the layer's fields, then longitude and latitude of its label, as
   * PostgreSQL prints them; empty ones are absent. `VALUE_END` and `FEATURE_END` separate them.
   */
  readonly values: string;
  /** TWKB of each feature in steps of the tile, one after the other. */
  readonly shapes: Uint8Array;
}

/** How a field is called, and what it holds. */
export interface EncodedField {
  readonly name: string;
  readonly type: "String" | "Number" | "Boolean";
}

/** A tile that is to be encoded; plain data, which a thread can be given. */
export interface TileToEncode {
  readonly address: TileAddress;
  readonly layer: string;
  /** In the order of the values; the first is the id. */
  readonly fields: readonly EncodedField[];
  /** Whose id it is. */
  readonly node: string;
  readonly rows: DrawnRows;
  /** Colours of grids by their id in the database, instead of those in the rows. */
  readonly colours: Readonly<Record<string, number>> | null;
}

/** The bytes of a tile; none where it is empty. */
export function encodeTile(tile: TileToEncode): Uint8Array {
  const values = new TileValues();
  const names = tile.fields.map(({ name }) => name);
  const shapes = new LayerWriter(tile.layer, names, values);
  const labels = new LayerWriter(`${tile.layer}-labels`, names, values);
  const reader = new TwkbReader(tile.rows.shapes);
  const rows = tile.rows.values === "" ? [] : tile.rows.values.split(FEATURE_END);
  for (const row of rows) {
    const texts = row.split(VALUE_END);
    const shape = reader.next();
    const paths = shape === null ? [] : pathsOf(shape);
    const label = labelOf(tile, texts);
    if (paths.length === 0 && label === null) continue;
    const tags = tagsOf(tile, texts, values);
    if (paths.length > 0) shapes.add(shape?.type === "LINE" ? LINE : AREA, paths, tags);
    if (label !== null) labels.add(POINT, [label], tags);
  }
  const bytes = new ByteWriter();
  shapes.finish(bytes);
  labels.finish(bytes);
  return bytes.finish();
}

/** Pairs of a field's number and a value's. */
function tagsOf(
  { fields, node, colours }: TileToEncode,
  texts: readonly string[],
  values: TileValues,
): number[] {
  const tags: number[] = [];
  const colour = colours?.[texts[0]];
  for (let i = 0; i < fields.length; i++) {
    const { name, type } = fields[i];
    let value: Value | null = i === 0 ? globalId(node, texts[0]) : valueOf(type, texts[i]);
    if (colour !== undefined && name === "colour") value = colour;
    if (value !== null) tags.push(i, values.numberOf(value));
  }
  return tags;
}

function valueOf(type: EncodedField["type"], text: string): Value | null {
  if (text === "") return null;
  switch (type) {
    case "String":
      return text;
    case "Number":
      return Number(text);
    case "Boolean":
      return text === "t";
  }
}

/** As src/graphql/global-id makes it, of which a thread need not load the rest. */
function globalId(node: string, uuid: string): string {
  return Buffer.from(`${node}:${uuid}`).toString("base64url");
}

/** A label is in the one tile that its place is in, not in the buffers of others. */
function labelOf({ address, fields }: TileToEncode, texts: readonly string[]): Path | null {
  // Layers without labels have no such values, small areas empty ones.
  const { [fields.length]: lon = "", [fields.length + 1]: lat = "" } = texts;
  if (lon === "" || lat === "") return null;
  const [x, y] = stepsAt(address, Number(lon), Number(lat));
  return x >= 0 && x < EXTENT && y >= 0 && y < EXTENT ? [x, y] : null;
}

function pathsOf(shape: Shape): Path[] {
  return shape.type === "LINE"
    ? shape.paths.flatMap(clipLine)
    : shape.polygons.flatMap(clipPolygon);
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
