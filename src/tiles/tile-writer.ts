/**
 * Writes Mapbox Vector Tiles (version 2) from paths and properties, with no objects in between.
 * Format: https://github.com/mapbox/vector-tile-spec/tree/master/2.1
 */
import { ByteWriter } from "./byte-writer";
import { EXTENT } from "./tile-address";
import type { Path } from "./twkb";

/** As the format numbers them. */
export type GeometryType = typeof POINT | typeof LINE | typeof AREA;
export const POINT = 1;
export const LINE = 2;
export const AREA = 3;

/** What a property may say. */
export type Value = string | number | boolean;

/** The different values of all features of a tile: features name them by their number. */
export class TileValues {
  readonly values: Value[] = [];
  private readonly numbers = new Map<Value, number>();

  numberOf(value: Value): number {
    const known = this.numbers.get(value);
    if (known !== undefined) return known;
    this.numbers.set(value, this.values.length);
    return this.values.push(value) - 1;
  }
}

/** Writes one layer of a tile. */
export class LayerWriter {
  private readonly features = new ByteWriter();
  private readonly tags = new ByteWriter();
  private readonly geometry = new ByteWriter();
  /** Of the values of the tile, those in this layer, in the order in which they came. */
  private readonly used: Value[] = [];
  private readonly numberHere: number[] = [];
  private readonly keys: string[] = [];
  private readonly keyHere: number[] = [];

  constructor(
    private readonly name: string,
    private readonly fields: readonly string[],
    private readonly values: TileValues,
  ) {}

  /** @param tags pairs of a field's number and a value's */
  add(type: GeometryType, paths: readonly Path[], tags: readonly number[]): void {
    const { features } = this;
    this.writeTags(tags);
    writeGeometry(this.geometry, type, paths);
    const [tagBytes, geometryBytes] = [this.tags.length, this.geometry.length];
    features.tag(2, BYTES);
    features.varint(
      4 + ByteWriter.sizeOf(tagBytes) + tagBytes + ByteWriter.sizeOf(geometryBytes) + geometryBytes,
    );
    features.tag(2, BYTES);
    features.message(this.tags);
    features.tag(3, VARINT);
    features.varint(type);
    features.tag(4, BYTES);
    features.message(this.geometry);
  }

  /** Adds the layer to a tile; nothing where it has no features. */
  finish(tile: ByteWriter): void {
    if (this.features.length === 0) return;
    const layer = new ByteWriter();
    layer.tag(15, VARINT);
    layer.varint(2);
    layer.tag(1, BYTES);
    layer.text(this.name);
    layer.tag(5, VARINT);
    layer.varint(EXTENT);
    layer.append(this.features);
    for (const key of this.keys) {
      layer.tag(3, BYTES);
      layer.text(key);
    }
    const text = new ByteWriter();
    for (const value of this.used) {
      text.clear();
      writeValue(text, value);
      layer.tag(4, BYTES);
      layer.message(text);
    }
    tile.tag(3, BYTES);
    tile.message(layer);
  }

  private writeTags(tags: readonly number[]): void {
    this.tags.clear();
    for (let i = 0; i < tags.length; i += 2) {
      const [field, value] = [tags[i], tags[i + 1]];
      this.keyHere[field] ??= this.keys.push(this.fields[field]) - 1;
      this.numberHere[value] ??= this.used.push(this.values.values[value]) - 1;
      this.tags.varint(this.keyHere[field]);
      this.tags.varint(this.numberHere[value]);
    }
  }
}

/** How protocol buffers number the ways in which they write a field. */
const VARINT = 0;
const DOUBLE = 1;
const BYTES = 2;

const MOVE_TO = 1;
const LINE_TO = 2;
const CLOSE = 7;

function writeGeometry(to: ByteWriter, type: GeometryType, paths: readonly Path[]): void {
  to.clear();
  let x = 0;
  let y = 0;
  for (const path of paths) {
    // A ring is closed by a command instead of its last position.
    const end = type === AREA ? path.length - 2 : path.length;
    to.varint((1 << 3) | MOVE_TO);
    for (let i = 0; i < end; i += 2) {
      if (i === 2) to.varint(((end / 2 - 1) << 3) | LINE_TO);
      to.signed(path[i] - x);
      to.signed(path[i + 1] - y);
      x = path[i];
      y = path[i + 1];
    }
    if (type === AREA) to.varint((1 << 3) | CLOSE);
  }
}

function writeValue(to: ByteWriter, value: Value): void {
  if (typeof value === "string") {
    to.tag(1, BYTES);
    to.text(value);
  } else if (typeof value === "boolean") {
    to.tag(7, VARINT);
    to.varint(value ? 1 : 0);
  } else if (Number.isSafeInteger(value) && value >= 0) {
    to.tag(5, VARINT);
    to.varint(value);
  } else {
    to.tag(3, DOUBLE);
    to.double(value);
  }
}
