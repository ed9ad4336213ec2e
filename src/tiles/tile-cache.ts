import { LRUCache } from "lru-cache";

/** Tiles that were drawn, as they go out; the ones that were used last, up to so many bytes. */
export class TileCache {
  private readonly tiles: LRUCache<string, Buffer>;
  /** Asked for by several at once, a tile is drawn once. */
  private readonly underway = new Map<string, Promise<Buffer>>();

  constructor(capacityBytes: number) {
    this.tiles = new LRUCache({ maxSize: capacityBytes, sizeCalculation: sizeOf });
  }

  /** The tile of this name, which says everything that it depends on. */
  async get(name: string, make: () => Promise<Buffer>): Promise<Buffer> {
    return this.tiles.get(name) ?? this.underway.get(name) ?? this.begin(name, make);
  }

  private begin(name: string, make: () => Promise<Buffer>): Promise<Buffer> {
    const making = make()
      .then((tile) => {
        this.tiles.set(name, tile);
        return tile;
      })
      .finally(() => this.underway.delete(name));
    this.underway.set(name, making);
    return making;
  }
}

/** A map entry costs some bytes, too: many empty tiles would else be free. */
const ENTRY_BYTES = 200;

function sizeOf(tile: Buffer, name: string): number {
  return ENTRY_BYTES + 2 * name.length + tile.length;
}
