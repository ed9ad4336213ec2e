import { createRandom, type Random } from "../src/engine";
import type { Dataset } from "../src/exchange/dataset";
import type { EstateSpec, EstateStyle } from "./generate/estates";
import { createSite, drawAvenues } from "./generate/site";
import { createStreetPlan, superblock, type Lot } from "./generate/street-plan";
import { buildTown, type CommunitySpec, type InnerLine } from "./generate/town";
import { ALL_STREET_CODES, GENERATED_SEQUENCES } from "./street-codes";

export interface GenerateOptions {
  /** How many communities. */
  readonly count: number;
  readonly seed: number;
  /** Buildings in each community, exactly. Default 50. */
  readonly buildings?: number;
}

/** Every way of building up a superblock holds at least this many buildings. */
const BUILDINGS_IN_SUPERBLOCK = 25;

const SEQUENCES_IN_STREET = GENERATED_SEQUENCES.to - GENERATED_SEQUENCES.from + 1;

/**
 * Any number of invented communities, for measuring: each is a rectangle of superblocks with four
 * estates to a superblock. All adjoin on one street plan. A community's content depends on the
 * seed and on its number alone.
 */
export function generateCommunities({ count, seed, buildings = 50 }: GenerateOptions): Dataset {
  const most = ALL_STREET_CODES.length * SEQUENCES_IN_STREET;
  if (count < 1 || count > most) {
    throw new RangeError(`got ${count} communities, expected 1 to ${most}`);
  }
  const superblocks = Math.ceil(buildings / BUILDINGS_IN_SUPERBLOCK);
  const width = Math.ceil(Math.sqrt(superblocks));
  const height = Math.ceil(superblocks / width);
  const perRow = Math.ceil(Math.sqrt(count));
  const rows = Math.ceil(count / perRow);
  const plan = createStreetPlan(perRow * width, rows * height, createRandom(seed));

  const avenues = createSite(plan, createRandom(seed));
  drawAvenues(avenues, ["示例横路"], ["示例纵街"]);
  const sets = Array.from({ length: count }, (_, k) => {
    const random = createRandom(seed * 7919 + k);
    const corner = [(k % perRow) * width, Math.floor(k / perRow) * height] as const;
    // A little more than its share is built on each lot, since some lots have less room.
    const mostOnLot = Math.ceil((1.6 * buildings) / (4 * width * height)) + 2;
    const spec = communitySpec(k, corner, [width, height], mostOnLot, random);
    return takeBuildings(buildTown(createSite(plan, random), [spec]), buildings);
  });
  return {
    communities: sets.flatMap((set) => set.communities),
    buildings: sets.flatMap((set) => set.buildings),
    barriers: [...avenues.barriers, ...sets.flatMap((set) => set.barriers)],
  };
}

/** Repeated as often as they are likely. */
const STYLES: readonly EstateStyle[] = [
  "oldSlabs",
  "oldSlabs",
  "oldSlabs",
  "slabs",
  "slabs",
  "slabs",
  "midrise",
  "midrise",
  "towers",
  "courtyards",
];

function communitySpec(
  k: number,
  [column, row]: readonly [number, number],
  [width, height]: readonly [number, number],
  mostOnLot: number,
  random: Random,
): CommunitySpec {
  const id = `generated-${String(k + 1).padStart(4, "0")}`;
  const street = ALL_STREET_CODES[Math.floor(k / SEQUENCES_IN_STREET)];
  const lots = Array.from({ length: width * height }, (_, n) =>
    superblock(column + (n % width), row + Math.floor(n / width)),
  );
  return {
    id,
    name: `示例社区 ${k + 1} (invented)`,
    code: `${street}${GENERATED_SEQUENCES.from + (k % SEQUENCES_IN_STREET)}`,
    lots,
    lines: lots.flatMap(crossLanes),
    singles: [],
    estates: lots
      .flatMap(quarters)
      .map((lot) => ({ ...estateSpec(lot, random), mostBuildings: mostOnLot })),
  };
}

function crossLanes([west, south, east, north]: Lot): InnerLine[] {
  const [i, j] = [(west + east) / 2, (south + north) / 2];
  const street = { kind: "ROAD", class: "residential", name: "示例巷", clearanceM: 6 } as const;
  return [
    {
      ...street,
      path: [
        [i, south],
        [i, north],
      ],
    },
    {
      ...street,
      path: [
        [west, j],
        [east, j],
      ],
    },
  ];
}

function quarters([west, south, east, north]: Lot): Lot[] {
  const [i, j] = [(west + east) / 2, (south + north) / 2];
  return [
    [west, j, i, north],
    [i, j, east, north],
    [west, south, i, j],
    [i, south, east, j],
  ];
}

function estateSpec(lot: Lot, random: Random): EstateSpec {
  const style = STYLES[random.below(STYLES.length)];
  const year = style === "oldSlabs" ? 1982 + random.below(17) : 2001 + random.below(20);
  return {
    name: `示例小区 ${lot[0]}-${lot[1]}`,
    lot,
    style,
    built: [year, year + 2],
    wall: random.next() < 0.5 ? "GATED" : "OPEN",
  };
}

/** Keeps so many buildings, the others dropped at even distances so that no lot empties. */
function takeBuildings(set: Dataset, wanted: number): Dataset {
  const { length } = set.buildings;
  if (length < wanted) {
    throw new RangeError(`got room for ${length} buildings, expected at least ${wanted}`);
  }
  const buildings = Array.from(
    { length: wanted },
    (_, k) => set.buildings[Math.floor((k * length) / wanted)],
  );
  return { ...set, buildings };
}
