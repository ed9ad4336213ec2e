/** What happens on the map, in the words of those who look at it. */
import { LAYER_SOURCES, MAP_LAYERS, type MapLayer } from "./map-revision";
import type { PlaceRevision } from "./revision.repository";

/** West, south, east, north in degrees. */
export type Box = readonly [number, number, number, number];

/** What has changed in one place. */
export interface MapChange {
  readonly layers: readonly MapLayer[];
  /** Of the whole map. */
  readonly revision: string;
  readonly bbox: Box;
  /** null: barriers, which belong to no community, or many communities at once. */
  readonly communityId: string | null;
}

/** What happened in a community, or to what belongs to none. */
export interface PlaceChange {
  readonly communityId: string | null;
  readonly layers: readonly MapLayer[];
  /** null: where the community is. */
  readonly box: Box | null;
}

/** The revisions of places as somebody knows them. */
export type KnownPlaces = ReadonlyMap<string, number>;

/** How far each place has come. */
export function knownPlaces(places: readonly PlaceRevision[]): KnownPlaces {
  return new Map(places.map((place) => [keyOf(place), place.revision]));
}

/** What happened since, one change for each community. */
export function changesSince(known: KnownPlaces, places: readonly PlaceRevision[]): PlaceChange[] {
  const changed = places.filter((place) => known.get(keyOf(place)) !== place.revision);
  const owners = [...new Set(changed.map(({ communityId }) => communityId))];
  return owners.map((communityId) => {
    const own = changed.filter((place) => place.communityId === communityId);
    const sources = own.map(({ source }) => source);
    const layers = MAP_LAYERS.filter((layer) =>
      LAYER_SOURCES[layer].some((source) => sources.includes(source)),
    );
    return { communityId, layers, box: placeOf(known, own) };
  });
}

/** The box that holds all of these; null where there is none. */
export function boxAround(boxes: readonly Box[]): Box | null {
  if (boxes.length === 0) return null;
  return [
    Math.min(...boxes.map(([west]) => west)),
    Math.min(...boxes.map(([, south]) => south)),
    Math.max(...boxes.map(([, , east]) => east)),
    Math.max(...boxes.map(([, , , north]) => north)),
  ];
}

/** A row knows where its last change was, not where those before were that nobody told of. */
function placeOf(known: KnownPlaces, own: readonly PlaceRevision[]): Box | null {
  const isLast = own.every((place) => place.revision === (known.get(keyOf(place)) ?? 0) + 1);
  const boxes = own.map(({ box }) => box).filter((box) => box !== null);
  return isLast && boxes.length === own.length ? boxAround(boxes) : null;
}

function keyOf({ source, communityId }: PlaceRevision): string {
  return `${source}/${communityId ?? ""}`;
}
