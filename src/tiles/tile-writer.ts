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
    const here = this.tagsHere(tags);
    const commands = commandsOf(type, paths);
    const tagBytes = ByteWriter.sizeOfAll(here);
    const geometryBytes = ByteWriter.sizeOfAll(commands);
    features.tag(2, BYTES);
    features.varint(
      4 + ByteWriter.sizeOf(tagBytes) + tagBytes + ByteWriter.sizeOf(geometryBytes) + geometryBytes,
    );
    features.tag(2, BYTES);
    features.varint(tagBytes);
    features.varints(here);
    features.tag(3, VARINT);
    features.varint(type);
    features.tag(4, BYTES);
    features.varint(geometryBytes);
    features.varints(commands);
  }

  /** Adds the layer to a tile; nothing where it has no features. */
  finish(tile: ByteWriter): void {
    if (this.features.length === 0) return;
    const layer = new ByteWriter();
    layer.tag(15, VARINT);
    layer.varint(2);
    layer.tag(1, BYTES);
    writeText(layer, this.name);
    layer.tag(5, VARINT);
    layer.varint(EXTENT);
    layer.append(this.features);
    for (const key of this.keys) {
      layer.tag(3, BYTES);
      writeText(layer, key);
    }
    for (const value of this.used) {
      layer.tag(4, BYTES);
      writeValue(layer, value);
    }
    tile.tag(3, BYTES);
    tile.message(layer);
  }

  /** As this layer numbers its keys and values. */
  private tagsHere(tags: readonly number[]): number[] {
    const here: number[] = [];
    for (let i = 0; i < tags.length; i += 2) {
      const field = tags[i];
      const value = tags[i + 1];
      this.keyHere[field] ??= this.keys.push(this.fields[field]) - 1;
      this.numberHere[value] ??= this.used.push(this.values.values[value]) - 1;
      here.push(this.keyHere[field], this.numberHere[value]);
    }
    return here;
  }
}

/** How protocol buffers number the ways in which they write a field. */
const VARINT = 0;
const DOUBLE = 1;
const BYTES = 2;

const MOVE_TO = 1;
const LINE_TO = 2;
const CLOSE = 7;

/** Where the pen goes, each position as the difference from the one before. */
function commandsOf(type: GeometryType, paths: readonly Path[]): number[] {
  const commands: number[] = [];
  let x = 0;
  let y = 0;
  for (const path of paths) {
    // A ring is closed by a command instead of its last position.
    const end = type === AREA ? path.length - 2 : path.length;
    commands.push((1 << 3) | MOVE_TO);
    for (let i = 0; i < end; i += 2) {
      if (i === 2) commands.push(((end / 2 - 1) << 3) | LINE_TO);
      commands.push(zigzag(path[i] - x), zigzag(path[i + 1] - y));
      x = path[i];
      y = path[i + 1];
    }
    if (type === AREA) commands.push((1 << 3) | CLOSE);
  }
  return commands;
}

/** A whole number of at most 31 bits and a sign, as one without. */
function zigzag(value: number): number {
  return ((value << 1) ^ (value >> 31)) >>> 0;
}

function writeText(to: ByteWriter, text: string): void {
  to.text(text, byteLength(text));
}

/** A value with its size before it. */
function writeValue(to: ByteWriter, value: Value): void {
  if (typeof value === "string") {
    const size = byteLength(value);
    to.varint(1 + ByteWriter.sizeOf(size) + size);
    to.tag(1, BYTES);
    to.text(value, size);
  } else if (typeof value === "boolean") {
    to.varint(2);
    to.tag(7, VARINT);
    to.varint(value ? 1 : 0);
  } else if (Number.isSafeInteger(value) && value >= 0 && value < 2 ** 32) {
    to.varint(1 + ByteWriter.sizeOf(value));
    to.tag(5, VARINT);
    to.varint(value);
  } else {
    to.varint(1 + 8);
    to.tag(3, DOUBLE);
    to.double(value);
  }
}

/** In UTF-8. */
function byteLength(text: string): number {
  for (let i = 0; i < text.length; i++) {
    if (text.charCodeAt(i) >= 0x80) return Buffer.byteLength(text);
  }
  return text.length;
}
