/** Tiles that were drawn, as they go out; the ones that were used last, up to so many bytes. */
export class TileCache {
  /** In the order of use, the last one at the end. */
  private readonly tiles = new Map<string, Buffer>();
  /** Asked for by several at once, a tile is drawn once. */
  private readonly underway = new Map<string, Promise<Buffer>>();
  private bytes = 0;

  constructor(private readonly capacityBytes: number) {}

  /** The tile of this name, which says everything that it depends on. */
  async get(name: string, make: () => Promise<Buffer>): Promise<Buffer> {
    const kept = this.tiles.get(name);
    if (kept !== undefined) {
      this.tiles.delete(name);
      this.tiles.set(name, kept);
      return kept;
    }
    const begun = this.underway.get(name) ?? this.begin(name, make);
    return begun;
  }

  private begin(name: string, make: () => Promise<Buffer>): Promise<Buffer> {
    const making = make()
      .then((tile) => {
        this.keep(name, tile);
        return tile;
      })
      .finally(() => this.underway.delete(name));
    this.underway.set(name, making);
    return making;
  }

  private keep(name: string, tile: Buffer): void {
    this.tiles.set(name, tile);
    this.bytes += sizeOf(name, tile);
    for (const [oldest, least] of this.tiles) {
      if (this.bytes <= this.capacityBytes) return;
      this.tiles.delete(oldest);
      this.bytes -= sizeOf(oldest, least);
    }
  }
}

/** A map entry costs some bytes, too: many empty tiles would else be free. */
const ENTRY_BYTES = 200;

function sizeOf(name: string, tile: Buffer): number {
  return ENTRY_BYTES + 2 * name.length + tile.length;
}
