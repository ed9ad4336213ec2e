/** Writes bytes as protocol buffers have them, into room that grows. */
export class ByteWriter {
  private bytes = Buffer.allocUnsafe(FIRST_ROOM);
  private end = 0;

  get length(): number {
    return this.end;
  }

  /** How many bytes a whole number takes that is not negative and below 2^32. */
  static sizeOf(value: number): number {
    if (value < 0x80) return 1;
    if (value < 0x4000) return 2;
    if (value < 0x200000) return 3;
    return value < 0x10000000 ? 4 : 5;
  }

  /** How many bytes whole numbers take one after the other. */
  static sizeOfAll(values: readonly number[]): number {
    let size = 0;
    for (let i = 0; i < values.length; i++) size += ByteWriter.sizeOf(values[i]);
    return size;
  }

  /** The start of a field: its number, and how it is written. */
  tag(field: number, way: number): void {
    this.varint((field << 3) | way);
  }

  /** A whole number that is not negative. */
  varint(value: number): void {
    if (this.end + MOST_VARINT > this.bytes.length) this.grow(MOST_VARINT);
    const { bytes } = this;
    let rest = value;
    for (; rest > MAX_INT32; rest = Math.floor(rest / 0x80)) {
      bytes[this.end++] = (rest % 0x80) | 0x80;
    }
    for (; rest >= 0x80; rest >>>= 7) bytes[this.end++] = (rest & 0x7f) | 0x80;
    bytes[this.end++] = rest;
  }

  /** Whole numbers one after the other. */
  varints(values: readonly number[]): void {
    for (let i = 0; i < values.length; i++) this.varint(values[i]);
  }

  double(value: number): void {
    this.grow(8);
    this.end = this.bytes.writeDoubleLE(value, this.end);
  }

  /** Text of so many bytes, with their number before it. */
  text(value: string, size: number): void {
    this.varint(size);
    this.grow(size);
    if (size > value.length) {
      this.end += this.bytes.write(value, this.end);
      return;
    }
    // Nothing but ASCII: a short text is copied before a call to the system would have begun.
    const { bytes } = this;
    for (let i = 0; i < size; i++) bytes[this.end++] = value.charCodeAt(i);
  }

  /** What another one has written, with its length before it. */
  message(other: ByteWriter): void {
    this.varint(other.end);
    this.append(other);
  }

  /** What another one has written. */
  append(other: ByteWriter): void {
    this.grow(other.end);
    this.end += other.bytes.copy(this.bytes, this.end, 0, other.end);
  }

  /** What has been written; nothing may be added afterwards. */
  finish(): Uint8Array {
    return this.bytes.subarray(0, this.end);
  }

  private grow(more: number): void {
    if (this.end + more <= this.bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(2 * this.bytes.length, this.end + more));
    this.bytes.copy(larger, 0, 0, this.end);
    this.bytes = larger;
  }
}

const FIRST_ROOM = 1_024;
const MOST_VARINT = 10;
const MAX_INT32 = 0x7fffffff;
