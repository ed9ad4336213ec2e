/** Inputs as if the ground lay otherwise on the map. */
import type { Position } from "geojson";
import type { ProposeInput } from "../../src/engine";

/** East and west exchanged, to the very digit. */
export function mirrored(input: ProposeInput): ProposeInput {
  const { west, east } = boundsOf(input);
  return moved(input, ([lon, lat]) => [toStep(west + east - lon), lat]);
}

/** North and south exchanged, to the very digit. */
export function flipped(input: ProposeInput): ProposeInput {
  const { south, north } = boundsOf(input);
  return moved(input, ([lon, lat]) => [lon, toStep(south + north - lat)]);
}

/** Turned by so many degrees about the middle, in metres on the ground. */
export function turned(input: ProposeInput, degrees: number): ProposeInput {
  const { west, south, east, north } = boundsOf(input);
  const [lon0, lat0] = [(west + east) / 2, (south + north) / 2];
  const squeeze = Math.cos((lat0 * Math.PI) / 180);
  const [cosine, sine] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  return moved(input, ([lon, lat]) => {
    const [x, y] = [(lon - lon0) * squeeze, lat - lat0];
    return [toStep(lon0 + (x * cosine - y * sine) / squeeze), toStep(lat0 + x * sine + y * cosine)];
  });
}

/** Nine digits: a tenth of a millimetre. */
function toStep(degrees: number): number {
  return Number(degrees.toFixed(9));
}

function moved(input: ProposeInput, move: (p: Position) => Position): ProposeInput {
  const along = (line: Position[]) => line.map(move);
  const polygon = <T extends ProposeInput["community"]["polygon"]>(shape: T): T =>
    shape.type === "Polygon"
      ? { ...shape, coordinates: shape.coordinates.map(along) }
      : { ...shape, coordinates: shape.coordinates.map((rings) => rings.map(along)) };
  const { community, buildings, barriers = [] } = input;
  return {
    ...input,
    community: { ...community, polygon: polygon(community.polygon) },
    buildings: buildings.map((b) => ({ ...b, polygon: polygon(b.polygon) })),
    barriers: barriers.map((b) => ({
      ...b,
      line:
        b.line.type === "LineString"
          ? { ...b.line, coordinates: along(b.line.coordinates) }
          : { ...b.line, coordinates: b.line.coordinates.map(along) },
    })),
  };
}

function boundsOf({ community: { polygon } }: ProposeInput) {
  const rings = polygon.type === "Polygon" ? polygon.coordinates : polygon.coordinates.flat();
  const lons = rings.flat().map(([lon]) => lon);
  const lats = rings.flat().map(([, lat]) => lat);
  return {
    west: Math.min(...lons),
    south: Math.min(...lats),
    east: Math.max(...lons),
    north: Math.max(...lats),
  };
}
