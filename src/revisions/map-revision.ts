/**
 * The revision of the map, kept in memory. It is read anew only after the database said that something
 * changed, or when nobody was listening; else asking costs nothing.
 */
import { createHash } from "node:crypto";
import type { Knex } from "knex";
import { noticesOf } from "../db/notices";
import type { MapSource } from "../db/tables";
import { readRevisions } from "./revision.repository";

/** Grows when the same data are drawn in another way, so that no client keeps the old drawing. */
const DRAWING = 1;

/** The layers of the map, and the tables that each is drawn from. */
export const LAYER_SOURCES = {
  register: ["register", "shapes", "communities"],
  communities: ["communities", "shapes", "register", "buildings"],
  buildings: ["buildings", "register", "communities"],
  barriers: ["barriers", "communities"],
} as const satisfies Readonly<Record<string, readonly MapSource[]>>;

/** A layer of the map. */
export type MapLayer = keyof typeof LAYER_SOURCES;

export const MAP_LAYERS: readonly MapLayer[] = ["register", "communities", "buildings", "barriers"];

/** What the map is at, while the process runs. */
export class MapRevisions {
  private doubts = 0;
  private known: { readonly doubts: number; readonly revisions: Promise<Revisions> } | null = null;
  private readonly stopListening: () => void;

  constructor(private readonly db: Knex) {
    this.stopListening = noticesOf(db).onDoubt(() => {
      this.doubts += 1;
    });
  }

  /** A short text that differs whenever a tile of the layer may. */
  async ofLayer(layer: MapLayer): Promise<string> {
    const revisions = await this.read();
    return digest(LAYER_SOURCES[layer].map((source) => revisions.get(source) ?? ""));
  }

  /** The same for the whole map. */
  async ofMap(): Promise<string> {
    const revisions = await this.read();
    return digest([...revisions].sort(([a], [b]) => (a < b ? -1 : 1)).flat());
  }

  close(): void {
    this.stopListening();
  }

  private read(): Promise<Revisions> {
    const isHearing = noticesOf(this.db).isHearing;
    if (this.known?.doubts === this.doubts && isHearing) return this.known.revisions;
    // What is heard while it is read belongs to the next reading: it may have come too late for this.
    const reading = { doubts: this.doubts, revisions: readAll(this.db) };
    this.known = reading;
    reading.revisions.catch(() => {
      if (this.known === reading) this.known = null;
    });
    return reading.revisions;
  }
}

type Revisions = ReadonlyMap<MapSource, string>;

async function readAll(db: Knex): Promise<Revisions> {
  const rows = await readRevisions(db);
  return new Map(rows.map(({ source, revision }) => [source, revision]));
}

function digest(parts: readonly string[]): string {
  const text = JSON.stringify([DRAWING, ...parts]);
  return createHash("sha256").update(text).digest("base64url").slice(0, 16);
}
