/** Asks for tiles and reads them. */
import { VectorTile, type VectorTileLayer } from "@mapbox/vector-tile";
import { PbfReader } from "pbf";
import type { Asker, TestServer } from "./test-server";

export type Server = Pick<TestServer, "url" | "tokenOf">;

/** A feature of a tile, in steps of it. */
export interface Feature {
  readonly properties: Readonly<Record<string, string | number | boolean>>;
  readonly rings: readonly (readonly (readonly [number, number])[])[];
}

/** Asks for something by HTTP, as somebody. */
export async function get(
  server: Server,
  path: string,
  asker: Asker = {},
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const token =
    "token" in asker ? asker.token : asker.as === undefined ? null : await server.tokenOf(asker.as);
  const all = new Headers(headers);
  if (token !== null) all.set("authorization", `Bearer ${token}`);
  return fetch(`${server.url}${path}`, { headers: all });
}

/** The layers of a tile that has to be there. */
export async function tileAt(
  server: Server,
  path: string,
  asker: Asker = {},
): Promise<Readonly<Record<string, Feature[]>>> {
  const response = await get(server, path, asker);
  if (response.status !== 200) {
    throw new Error(`${path}: ${response.status} ${await response.text()}`);
  }
  return readTile(new Uint8Array(await response.arrayBuffer()));
}

/** The layers in the bytes of a tile. */
export function readTile(bytes: Uint8Array): Record<string, Feature[]> {
  const { layers } = new VectorTile(new PbfReader(bytes));
  return Object.fromEntries(
    Object.entries(layers).map(([name, layer]) => [name, featuresOf(layer)]),
  );
}

function featuresOf(layer: VectorTileLayer): Feature[] {
  return Array.from({ length: layer.length }, (_, i) => {
    const feature = layer.feature(i);
    const rings = feature.loadGeometry().map((ring) => ring.map(({ x, y }) => [x, y] as const));
    return { properties: { ...feature.properties }, rings };
  });
}

/** The address of the tile of a place. */
export function tileOf(zoom: number, lon: number, lat: number): string {
  const side = 2 ** zoom;
  const sine = Math.sin((lat * Math.PI) / 180);
  const x = Math.floor((lon / 360 + 0.5) * side);
  const y = Math.floor((0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * side);
  return `${zoom}/${x}/${y}`;
}
