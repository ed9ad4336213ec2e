import type { Knex } from "knex";
import { scopeOf } from "../auth/policy";
import type { Viewer } from "../auth/viewer";
import { whileFollowed, type JobSignals, type JobWatch } from "../jobs/job-signals";
import { findPlaces, isInSight } from "./follow-map.repository";
import {
  boxAround,
  changesSince,
  knownPlaces,
  type Box,
  type MapChange,
  type PlaceChange,
} from "./map-change";
import { MAP_LAYERS, MAP_SIGNAL, type MapLayer, type MapRevisions } from "./map-revision";

/** How often the revision is asked for when nothing is heard; that costs nothing while somebody listens. */
const POLL_MS = 2_000;

/** More places at once are told as one: whoever draws them anew does so once. */
const MOST_PLACES = 50;

/** What following takes. */
export interface Following {
  readonly db: Knex;
  readonly signals: JobSignals;
  readonly revisions: MapRevisions;
  readonly viewer: Viewer | null;
}

/** What changes on the map from now on, where this viewer may look; in these layers, or in all. */
export async function followMap(
  following: Following,
  layers: readonly MapLayer[] | null,
): Promise<AsyncIterableIterator<MapChange, void, undefined>> {
  const watch = following.signals.watch(MAP_SIGNAL);
  const seen = await following.revisions.ofMap();
  const places = await following.revisions.places();
  const from = { seen, known: knownPlaces(places) };
  return whileFollowed(watch, changesOf(following, watch, from, layers ?? MAP_LAYERS));
}

async function* changesOf(
  { db, revisions, viewer }: Following,
  watch: JobWatch,
  from: { readonly seen: string; readonly known: ReadonlyMap<string, number> },
  layers: readonly MapLayer[],
): AsyncGenerator<MapChange, void, undefined> {
  let { seen, known } = from;
  try {
    do {
      const revision = await revisions.ofMap();
      if (revision === seen) continue;
      const places = await revisions.places();
      const changes = changesSince(known, places).filter((change) =>
        change.layers.some((layer) => layers.includes(layer)),
      );
      seen = revision;
      known = knownPlaces(places);
      const seenByViewer = await changesInSight(db, changes, scopeOf(viewer, "READ"));
      for (const change of gathered(seenByViewer)) {
        const wanted = change.layers.filter((layer) => layers.includes(layer));
        yield { ...change, layers: wanted, revision };
      }
    } while ((await watch.next(POLL_MS)) === "LOOK");
  } finally {
    watch.end();
  }
}

type PlacedChange = Omit<MapChange, "revision">;

/** Those of which somebody may hear, each with its place. */
async function changesInSight(
  db: Knex,
  changes: readonly PlaceChange[],
  scope: readonly string[],
): Promise<PlacedChange[]> {
  const ids = changes.map(({ communityId }) => communityId).filter((id) => id !== null);
  const places = await findPlaces(db, ids, scope);
  const seen: PlacedChange[] = [];
  for (const { communityId, layers, box } of changes) {
    const bbox = communityId === null ? box : boxOfCommunity(places.get(communityId), box);
    if (bbox === null) continue;
    if (communityId !== null || (await isInSight(db, bbox, scope))) {
      seen.push({ communityId, layers, bbox });
    }
  }
  return seen;
}

/** null: the viewer may not look there. */
function boxOfCommunity(place: Box | undefined, changed: Box | null): Box | null {
  return place === undefined ? null : (changed ?? place);
}

function gathered(changes: readonly PlacedChange[]): readonly PlacedChange[] {
  const bbox = boxAround(changes.map((change) => change.bbox));
  if (changes.length <= MOST_PLACES || bbox === null) return changes;
  const layers = MAP_LAYERS.filter((layer) =>
    changes.some((change) => change.layers.includes(layer)),
  );
  return [{ communityId: null, layers, bbox }];
}
