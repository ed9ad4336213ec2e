import { performance } from "node:perf_hooks";
import { generateCommunities } from "../../seeds";
import { propose, type ProposeInput } from "../../src/engine";
import { prepare } from "../../src/engine/prepare";
import { tessellate } from "../../src/engine/tessellate/tessellate";
import { communityInputs, type CommunityInput } from "../../src/exchange/propose-inputs";
import { median, printTable, seconds } from "../print";

const BUILDINGS = [500, 1000, 2000, 3000];
const REPEATS = 3;
/** Households are divided by this: codes know 499 grids in a community, and no more. */
const THINNED = 8;

/** One ever larger community: does the cost of a building grow? */
export async function measureLarge(): Promise<void> {
  const rows: string[][] = [];
  let first = 0;
  // The first community only warms the engine up.
  for (const buildings of [BUILDINGS[0], ...BUILDINGS]) {
    const [input] = communityInputs(generateCommunities({ count: 1, seed: 1, buildings })).map(
      thinned,
    );
    const tessellation = median(Array.from({ length: REPEATS }, () => tessellationTime(input)));
    const per = tessellation / (buildings * Math.log2(buildings));
    if (buildings === BUILDINGS[0]) first = per;
    const whole = await stageTimes(input);
    rows.push([
      `${buildings}`,
      seconds(tessellation),
      (per / first).toFixed(2),
      seconds(whole.partition),
      seconds(whole.rest),
      `${whole.inBand} of ${whole.grids}`,
    ]);
  }
  printTable(
    ["buildings", "tessellation", "per n log n", "search", "outline, check", "grids in band"],
    rows.slice(1),
  );
}

function thinned(input: CommunityInput): CommunityInput {
  const buildings = input.buildings.map((building) => {
    const households = Math.ceil(building.households / THINNED);
    return { ...building, households, specialHouseholds: 0 };
  });
  return { ...input, buildings };
}

function tessellationTime(input: ProposeInput): number {
  const { community, buildings, barriers } = prepare(input);
  const start = performance.now();
  tessellate(community, buildings, barriers);
  return (performance.now() - start) / 1000;
}

async function stageTimes(input: ProposeInput) {
  const begin = new Map<string, number>();
  const { metrics } = await propose(input, {
    onProgress: ({ stage }) => {
      if (!begin.has(stage)) begin.set(stage, performance.now());
    },
  });
  const [partition = 0, outline = 0] = [begin.get("PARTITION"), begin.get("OUTLINE")];
  return {
    partition: (outline - partition) / 1000,
    rest: (performance.now() - outline) / 1000,
    grids: metrics.standardGrids,
    inBand: metrics.gridsInBand,
  };
}
