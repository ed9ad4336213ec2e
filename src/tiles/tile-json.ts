/** Tells map libraries where the tiles of a layer are and what is in them (TileJSON 3.0.0). */
import { OVERZOOM_FROM } from "./tile-address";
import type { TileLayer } from "./tile-layers";

/** West, south, east, north in degrees. */
export type Bounds = readonly [number, number, number, number];

/** What a TileJSON is about. */
export interface TileSet {
  readonly layer: TileLayer;
  readonly name: string;
  /** With `{z}`, `{x}` and `{y}` in it. */
  readonly address: string;
  readonly revision: string;
  /** null: there is nothing yet. */
  readonly bounds: Bounds | null;
}

/** The document. */
export function tileJson({ layer, name, address, revision, bounds }: TileSet): object {
  const fields = Object.fromEntries(
    layer.fields.map((field) => [field.name, `${field.type}. ${field.description}`]),
  );
  const shapes = { id: layer.name, description: layer.title, minzoom: 0, maxzoom: OVERZOOM_FROM };
  const labels = {
    ...shapes,
    id: `${layer.name}-labels`,
    description: `${layer.title}: 注记点 / where labels stand`,
  };
  return {
    tilejson: "3.0.0",
    scheme: "xyz",
    name,
    tiles: [address],
    minzoom: 0,
    maxzoom: OVERZOOM_FROM,
    ...(bounds === null ? {} : { bounds, center: [...centreOf(bounds), zoomFor(bounds)] }),
    vector_layers: (layer.hasLabels ? [shapes, labels] : [shapes]).map((one) => ({
      ...one,
      fields,
    })),
    // Ours, which others ignore: grows with every change, and is what ?rev= says.
    revision,
  };
}

function centreOf([west, south, east, north]: Bounds): [number, number] {
  return [(west + east) / 2, (south + north) / 2];
}

/** The zoom at which the longer side takes some two tiles. */
function zoomFor([west, south, east, north]: Bounds): number {
  const degrees = Math.max(east - west, north - south, 1e-6);
  return Math.max(0, Math.min(OVERZOOM_FROM, Math.floor(Math.log2(720 / degrees))));
}
