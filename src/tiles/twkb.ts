/**
 * Reads Tiny WKB as PostGIS writes it (ST_AsTWKB with whole steps, no sizes, boxes or ids): each
 * position is the difference from the one before, so a border of a tile takes two bytes a vertex.
 * Format: https://github.com/TWKB/Specification
 */

/** Positions one after the other: x, y, x, y, ... Rings are closed. */
export type Path = readonly number[];

/** What one piece of TWKB says. */
export type Shape =
  | { readonly type: "LINE"; readonly paths: readonly Path[] }
  /** Each polygon is its outer ring and its holes. */
  | { readonly type: "AREA"; readonly polygons: readonly (readonly Path[])[] };

const LINE_STRING = 2;
const POLYGON = 3;
const MULTI_LINE_STRING = 5;
const MULTI_POLYGON = 6;
const EMPTY = 0x10;

/** Reads shapes one after the other. */
export class TwkbReader {
  private at = 0;
  private x = 0;
  private y = 0;

  constructor(private readonly bytes: Uint8Array) {}

  /** The next shape; null for an empty one. */
  next(): Shape | null {
    const kind = this.bytes[this.at] & 0x0f;
    const flags = this.bytes[this.at + 1];
    this.at += 2;
    this.x = 0;
    this.y = 0;
    if ((flags & EMPTY) !== 0) return null;
    switch (kind) {
      case LINE_STRING:
        return { type: "LINE", paths: [this.path()] };
      case MULTI_LINE_STRING:
        return { type: "LINE", paths: this.many(() => this.path()) };
      case POLYGON:
        return { type: "AREA", polygons: [this.rings()] };
      case MULTI_POLYGON:
        return { type: "AREA", polygons: this.many(() => this.rings()) };
      default:
        throw new Error(`Expected TWKB of lines or polygons, got type ${kind}`);
    }
  }

  private rings(): Path[] {
    return this.many(() => this.path());
  }

  private many<Part>(read: () => Part): Part[] {
    const parts: Part[] = [];
    for (let count = this.varint(); count > 0; count--) parts.push(read());
    return parts;
  }

  private path(): number[] {
    const count = this.varint();
    const path: number[] = [];
    for (let i = 0; i < count; i++) {
      this.x += this.signed();
      this.y += this.signed();
      path.push(this.x, this.y);
    }
    return path;
  }

  private signed(): number {
    const value = this.varint();
    if (value <= MAX_INT32) return (value >>> 1) ^ -(value & 1);
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  /** Nearly all are short; but deep inside a large border they exceed 32 bits. */
  private varint(): number {
    const { bytes } = this;
    let byte = bytes[this.at++];
    if (byte < 0x80) return byte;
    let value = byte & 0x7f;
    byte = bytes[this.at++];
    value |= (byte & 0x7f) << 7;
    if (byte < 0x80) return value;
    byte = bytes[this.at++];
    value |= (byte & 0x7f) << 14;
    if (byte < 0x80) return value;
    for (let scale = 2 ** 21; ; scale *= 128) {
      byte = bytes[this.at++];
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
  }
}

const MAX_INT32 = 0x7fffffff;
