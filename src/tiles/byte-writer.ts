/** Writes bytes as protocol buffers have them, into room that grows. */
export class ByteWriter {
  private bytes = Buffer.allocUnsafe(FIRST_ROOM);
  private end = 0;

  get length(): number {
    return this.end;
  }

  /** How many bytes a whole number takes that is not negative. */
  static sizeOf(value: number): number {
    let size = 1;
    for (let rest = value; rest >= 0x80; rest = Math.floor(rest / 0x80)) size += 1;
    return size;
  }

  clear(): void {
    this.end = 0;
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
    while (rest >= 0x80) {
      bytes[this.end++] = (rest % 0x80) | 0x80;
      rest = Math.floor(rest / 0x80);
    }
    bytes[this.end++] = rest;
  }

  /** A whole number of at most 31 bits and a sign. */
  signed(value: number): void {
    this.varint(((value << 1) ^ (value >> 31)) >>> 0);
  }

  double(value: number): void {
    this.grow(8);
    this.end = this.bytes.writeDoubleLE(value, this.end);
  }

  /** Text with its length before it. */
  text(value: string): void {
    const size = Buffer.byteLength(value);
    this.varint(size);
    this.grow(size);
    this.end += this.bytes.write(value, this.end);
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
