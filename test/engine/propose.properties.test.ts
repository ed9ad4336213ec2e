import type { MultiPolygon, Polygon, Position } from "geojson";
import { propose, type ProposeInput } from "../../src/engine";
import { errorsOf, village } from "./ground";
import { hostileInput } from "./hostile";

/** Seeds of hostile communities; the full check runs 2,000, a long run by hand as many as one likes. */
const CASES = Number(process.env.HOSTILE_CASES ?? 400);

/** Seeds beyond those that once broke the contract: a building with one block in no part. */
const FOUND_LATER = [8553];

describe("whatever is sent", () => {
  test(`the contract holds on ${CASES} hostile communities`, async () => {
    for (const seed of [...Array(CASES).keys(), ...FOUND_LATER]) {
      const input = hostileInput(seed);
      const plan = await propose(input);
      expect({ seed, errors: errorsOf(plan) }).toEqual({ seed, errors: [] });
      const listed = plan.grids.flatMap((grid) => grid.buildingIds).sort();
      expect(listed).toEqual(input.buildings.map((b) => b.id).sort());
    }
  }, 600_000);

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
