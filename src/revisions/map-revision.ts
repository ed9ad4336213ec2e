/**
 * The revision of the map, kept in memory. It is read anew only after the database said that something
 * changed, or when nobody was listening; else asking costs nothing.
 */
import { createHash } from "node:crypto";
import type { Knex } from "knex";
import { noticesOf, type Notices } from "../db/notices";
import type { MapSource } from "../db/tables";
import type { JobSignals } from "../jobs/job-signals";
import { readPlaceRevisions, readRevisions, type PlaceRevision } from "./revision.repository";

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

/** What those watch who follow the map; see JobSignals. */
export const MAP_SIGNAL = "map";

/** What the map is at, while the process runs. */
export class MapRevisions {
  /** How far each source has come in each community, in no order. */
  readonly places: () => Promise<readonly PlaceRevision[]>;
  private readonly revisions: () => Promise<Revisions>;
  private doubts = 0;
  private readonly stopListening: () => void;

  constructor(db: Knex, signals: JobSignals) {
    const notices = noticesOf(db);
    this.places = this.untilDoubt(notices, () => readPlaceRevisions(db));
    this.revisions = this.untilDoubt(notices, () => readAll(db));
    this.stopListening = notices.onDoubt(() => {
      this.doubts += 1;
      signals.changed(MAP_SIGNAL);
    });
  }

  /** A short text that differs whenever a tile of the layer may. */
  async ofLayer(layer: MapLayer): Promise<string> {
    return (await this.revisions()).layers[layer];
  }

  /** The same for the whole map. */
  async ofMap(): Promise<string> {
    return (await this.revisions()).map;
  }

  close(): void {
    this.stopListening();
  }

  /** Reads once and remembers, until something is heard or nobody listens. */
  private untilDoubt<Value>(notices: Notices, read: () => Promise<Value>): () => Promise<Value> {
    let known: { readonly doubts: number; readonly value: Promise<Value> } | null = null;
    return () => {
      if (known?.doubts === this.doubts && notices.isHearing) return known.value;
      // What is heard while it is read belongs to the next reading: it may have come too late for this.
      const reading = { doubts: this.doubts, value: read() };
      known = reading;
      reading.value.catch(() => {
        if (known === reading) known = null;
      });
      return reading.value;
    };
  }
}

interface Revisions {
  readonly layers: Readonly<Record<MapLayer, string>>;
  readonly map: string;
}

async function readAll(db: Knex): Promise<Revisions> {
  const rows = await readRevisions(db);
  const bySource = new Map(rows.map(({ source, revision }) => [source, revision]));
  const ofLayer = (layer: MapLayer): string =>
    digest(LAYER_SOURCES[layer].map((source) => bySource.get(source) ?? ""));
  return {
    layers: {
      register: ofLayer("register"),
      communities: ofLayer("communities"),
      buildings: ofLayer("buildings"),
      barriers: ofLayer("barriers"),
    },
    map: digest([...bySource].sort(([a], [b]) => (a < b ? -1 : 1)).flat()),
  };
}

function digest(parts: readonly string[]): string {
  const text = JSON.stringify([DRAWING, ...parts]);
  return createHash("sha256").update(text).digest("base64url").slice(0, 16);
}
