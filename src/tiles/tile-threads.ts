/** Threads for what tiles take: small ones are made at once, large ones beside the event loop. */
import { extname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { Piscina } from "piscina";
import { colourShapes, type ShapesToColour } from "./colour";
import { encodeTile, type TileToEncode } from "./encode";
import type { TileResult, TileTask } from "./tile-thread";

/** Makes tiles, and what tiles need. */
export interface TileThreads {
  readonly encode: (tile: TileToEncode) => Promise<Uint8Array>;
  /** A number from 0 to 5 for each grid, by its id; see ./colour. */
  readonly colour: (grids: ShapesToColour) => Promise<Readonly<Record<string, number>>>;
  close(): Promise<void>;
}

/** What is encoded in some three milliseconds: 20,000 vertices, or 500 features with their properties. */
const SHORT_BYTES = 96 * 1024;

/** One more keeps the processor of a small machine from everything else. */
const THREADS = 2;
const IDLE_TIMEOUT_MS = 600_000;

/** The threads are started when there is work, and do not keep a process alive. */
export function createTileThreads(): TileThreads {
  const source = extname(__filename);
  const piscina = new Piscina<TileTask, TileResult>({
    filename: join(__dirname, `tile-thread${source}`),
    minThreads: 0,
    maxThreads: THREADS,
    idleTimeout: IDLE_TIMEOUT_MS,
    // Run from source (command line, tests), a thread has to compile for itself.
    execArgv: source === ".ts" ? ["--import", pathToFileURL(require.resolve("tsx")).href] : [],
  });
  // A thread that cannot even start: those that wait have to be told.
  const waiting = new Set<(error: Error) => void>();
  piscina.on("error", (error: Error) => waiting.forEach((refuse) => refuse(error)));
  const run = (task: TileTask): Promise<TileResult> =>
    new Promise((resolve, reject) => {
      waiting.add(reject);
      void piscina
        .run(task)
        .then(resolve, reject)
        .finally(() => waiting.delete(reject));
    });
  let isWarm = false;
  /** A thread takes a while to start: the first small tile has one made ready for the first large one. */
  const warm = (): void => {
    if (isWarm) return;
    isWarm = true;
    run({ type: "COLOUR", grids: { ids: [], shapes: new Uint8Array() } }).catch(() => {
      isWarm = false;
    });
  };
  return {
    encode: async (tile) => {
      warm();
      const { shapes, values } = tile.rows;
      if (shapes.length + values.length <= SHORT_BYTES) return encodeTile(tile);
      const result = await run({ type: "ENCODE", tile });
      return result.type === "TILE" ? result.bytes : unlike("a tile", result);
    },
    colour: async (grids) => {
      if (grids.shapes.length <= SHORT_BYTES) return colourShapes(grids);
      const result = await run({ type: "COLOUR", grids });
      return result.type === "COLOURS" ? result.colours : unlike("colours", result);
    },
    close: () => piscina.close(),
  };
}

function unlike(expected: string, { type }: TileResult): never {
  throw new Error(`Expected ${expected} of the thread, got ${type}`);
}
