import { seedDataset } from "../../seeds";
import { createRandom, propose, type ProposeInput } from "../../src/engine";
import { communityInputs } from "../../src/exchange/propose-inputs";
import { flipped, mirrored, turned } from "./moved";
import { barrier, box, community, house, village } from "./ground";

/** Enough for a search that would go astray at the first figure that differs. */
const EFFORT = 0.1;

const INPUTS = new Map<string, ProposeInput>([
  ["a village on a raster", crossedBy("r", village(7, 6, 31))],
  ["a village of few lines", village(5, 4, 83)],
  ["markets in a row", marketRow()],
  ...["invented-fangzhou", "invented-luhua", "invented-wenlan", "invented-huaiyin"].map(seeded),
]);

describe("what is the same ground is divided alike", () => {
  const expected = new Map<string, string[]>();
  beforeAll(async () => {
    for (const [name, input] of INPUTS) expected.set(name, await groupsOf(input));
  });

  test.each([
    ["mirrored", mirrored],
    ["flipped", flipped],
    ["turned by half", (input: ProposeInput) => turned(input, 180)],
    ["turned by a quarter", (input: ProposeInput) => turned(input, 90)],
    ["turned by an odd angle", (input: ProposeInput) => turned(input, 137)],
    ["mirrored and turned", (input: ProposeInput) => turned(mirrored(input), 211)],
    ["shuffled", shuffled],
  ])("%s", async (_, move) => {
    for (const [name, input] of INPUTS) {
      expect({ name, groups: await groupsOf(move(input)) }).toEqual({
        name,
        groups: expected.get(name),
      });
    }
  });

  test("and the grids are where they were, moved along", async () => {
    const input = village(7, 6, 31);
    const plan = await propose({ ...input, effort: EFFORT });
    const other = await propose({ ...turned(input, 180), effort: EFFORT });
    for (const key of ["meanCompactness", "innerBorderM", "barrierBorderM"] as const) {
      expect(other.metrics[key]).toBeCloseTo(plan.metrics[key], 2);
    }
  });
});

async function groupsOf(input: ProposeInput): Promise<string[]> {
  const { grids } = await propose({ ...input, effort: EFFORT });
  return grids.map(({ buildingIds }) => [...buildingIds].sort().join(" ")).sort();
}

/** Two roads along and across, and one askew. */
function crossedBy(prefix: string, input: ProposeInput): ProposeInput {
  return {
    ...input,
    barriers: [
      barrier(`${prefix}1`, "ROAD", [-10, 80], [300, 80]),
      barrier(`${prefix}2`, "ROAD", [120, -10], [120, 250]),
      barrier(`${prefix}3`, "RIVER", [-10, 190], [290, 175]),
    ],
  };
}

/** Markets that stand ten metres apart to the centimetre, and houses beside them. */
function marketRow(): ProposeInput {
  const markets = [0, 1, 2, 3].map((i) => ({
    ...house(`m${i}`, 10 + 70 * i, 10, 0),
    category: "MARKET" as const,
    polygon: box(10 + 70 * i, 10, 70 + 70 * i, 70),
  }));
  const houses = Array.from({ length: 18 }, (_, i) =>
    house(`h${10 + i}`, 10 + 50 * (i % 6), 95 + 40 * Math.floor(i / 6), 70 + (i % 5)),
  );
  return { community: community(box(0, 0, 300, 210)), buildings: [...markets, ...houses] };
}

function seeded(id: string): [string, ProposeInput] {
  const input = communityInputs(seedDataset()).find((each) => each.community.id === id);
  if (!input) throw new Error(`the seeds have no ${id}`);
  return [id, input];
}

/** Everything in another order, rings from another corner and the other way round. */
function shuffled(input: ProposeInput): ProposeInput {
  const random = createRandom(7);
  const mixed = <T>(list: readonly T[]): T[] =>
    [...list]
      .map((item) => ({ item, at: random.next() }))
      .sort((p, q) => p.at - q.at)
      .map(({ item }) => item);
  return {
    ...input,
    buildings: mixed(input.buildings).map((building) =>
      building.polygon.type === "MultiPolygon"
        ? building
        : {
            ...building,
            polygon: {
              type: "Polygon",
              coordinates: building.polygon.coordinates.map((ring) => {
                const open = ring.slice(1).reverse();
                const from = random.below(open.length);
                const again = [...open.slice(from), ...open.slice(0, from)];
                return [...again, again[0]];
              }),
            },
          },
    ),
    barriers: mixed(input.barriers ?? []),
  };
}
