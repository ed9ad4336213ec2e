import type { MultiPolygon, Polygon, Position } from "geojson";
import { propose, type ProposeInput } from "../../src/engine";
import { errorsOf, village } from "./ground";

describe("whatever is sent", () => {
  test.each([
    ["mirrored", ([lon, lat]: Position): Position => [212.56 - lon, lat]],
    ["turned upside down", ([lon, lat]: Position): Position => [212.56 - lon, 76.94 - lat]],
  ])("a %s community is divided as soundly", async (_, move) => {
    const input = village(7, 6, 31);
    const plan = await propose(moved(input, move));
    expect(errorsOf(plan)).toEqual([]);
    expect(plan.metrics.gridsInBand).toBe(plan.metrics.standardGrids);
  });
});

function moved(input: ProposeInput, move: (p: Position) => Position): ProposeInput {
  const polygon = <T extends Polygon | MultiPolygon>(shape: T): T => {
    const rings = (list: Position[][]) => list.map((ring) => ring.map(move));
    return shape.type === "Polygon"
      ? { ...shape, coordinates: rings(shape.coordinates) }
      : { ...shape, coordinates: shape.coordinates.map(rings) };
  };
  return {
    ...input,
    community: { ...input.community, polygon: polygon(input.community.polygon) },
    buildings: input.buildings.map((b) => ({ ...b, polygon: polygon(b.polygon) })),
  };
}
