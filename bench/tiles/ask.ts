/** Servers in processes of their own, and a client that measures them. */
import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Agent, request } from "node:http";
import type { TileAddress } from "../../src/tiles/tile-address";

/** A server that is measured. */
export interface Server {
  readonly url: string;
  /** Milliseconds of the longest stop of its event loop since it was asked last. */
  longestStop(): Promise<number>;
  close(): void;
}

/** Starts a script of this folder on a database. */
export async function startServer(script: string, databaseUrl: string): Promise<Server> {
  const child: ChildProcess = fork(join(__dirname, script), [databaseUrl], {
    execArgv: ["--import", pathToFileURL(require.resolve("tsx")).href],
  });
  const said = async (): Promise<unknown> => ((await once(child, "message")) as unknown[])[0];
  const url = String(await said());
  return {
    url,
    longestStop: async () => {
      child.send("longest stop");
      return Number(await said());
    },
    close: () => child.disconnect(),
  };
}

const agent = new Agent({ keepAlive: true });

/** An answer, and how long it took. */
export interface Measured {
  readonly ms: number;
  readonly bytes: number;
  readonly etag: string | undefined;
}

/** Asks once; every answer has to be good. */
export async function ask(
  url: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Measured> {
  const start = performance.now();
  return new Promise((resolve, reject) => {
    request(url, { agent, headers: { "accept-encoding": "gzip", ...headers } }, (response) => {
      let bytes = 0;
      response.on("data", (chunk: Buffer) => {
        bytes += chunk.length;
      });
      response.on("end", () => {
        const { statusCode = 0, headers: got } = response;
        if (statusCode !== 200 && statusCode !== 304) reject(new Error(`${url}: ${statusCode}`));
        else resolve({ ms: performance.now() - start, bytes, etag: got.etag });
      });
    })
      .on("error", reject)
      .end();
  });
}

/** Different tiles of a zoom that meet a box, as many as asked for or as there are. */
export function tilesIn(
  [west, south, east, north]: readonly [number, number, number, number],
  zoom: number,
  most: number,
): TileAddress[] {
  const side = 2 ** zoom;
  const down = (lat: number): number => {
    const sine = Math.sin((lat * Math.PI) / 180);
    return (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * side;
  };
  const [left, right] = [west, east].map((lon) => Math.floor((lon / 360 + 0.5) * side));
  const [top, bottom] = [north, south].map((lat) => Math.floor(down(lat)));
  const all: TileAddress[] = [];
  for (let x = left; x <= right; x++) {
    for (let y = top; y <= bottom; y++) all.push({ z: zoom, x, y });
  }
  // Evenly spread over the box.
  const step = Math.max(1, all.length / most);
  return Array.from({ length: Math.min(most, all.length) }, (_, i) => all[Math.floor(i * step)]);
}
