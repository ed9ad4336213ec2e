import type { Random } from "../../src/engine";
import { corner, courtyard, crossTower, slab, type Footprint, type Stand } from "./footprints";
import type { Metre } from "./plane";
import {
  build,
  drawBarrier,
  hasRoom,
  STREET_MARGIN_M,
  type BuildingFacts,
  type Ground,
} from "./site";
import { lineAlong, roundLot, type Lot, type Position } from "./street-plan";

/** How an estate is built up. */
export type EstateStyle = "oldSlabs" | "slabs" | "midrise" | "towers" | "courtyards" | "houses";

/** GATED: a wall all round with gates; CLOSED: one without a gap; OPEN: none. */
export type EstateWall = "GATED" | "CLOSED" | "OPEN";

export interface EstateSpec {
  readonly name: string;
  readonly lot: Lot;
  readonly style: EstateStyle;
  /** First and last year of building. */
  readonly built: readonly [from: number, to: number];
  readonly wall?: EstateWall;
  readonly oldEstate?: boolean;
  readonly specialShare?: number;
  readonly residentsUnknown?: boolean;
  /** Stops building there; otherwise the lot fills up. */
  readonly mostBuildings?: number;
}

interface Style {
  /** From the middle of one row to that of the next: enough for the winter sun. */
  readonly rowPitchM: number;
  /** Between neighbours in a row. */
  readonly gapM: number;
  readonly floors: readonly [from: number, to: number];
  /** Size of the next building: along the row and across it. */
  size(random: Random): readonly [lengthM: number, depthM: number];
  draw(stand: Stand, lengthM: number, depthM: number): Footprint;
  /** Stairwell units, and households on each floor of a unit. */
  units(random: Random): number;
  readonly householdsPerFloor: number;
}

/** The wall runs this far (in lattice steps) inside the lot, whose outline is the street. */
const WALL_INSET = 0.2;
const GATE_HALF_WIDTH = 0.12;
const WALL_CLEARANCE_M = 3;
const DRIVE_CLEARANCE_M = 4;
const COURTYARD_WING_M = 12;

const STYLES: Readonly<Record<EstateStyle, Style>> = {
  // Walk-ups of the eighties and nineties: 24-60 households.
  oldSlabs: {
    rowPitchM: 24,
    gapM: 9,
    floors: [4, 6],
    size: (random) => [44 + random.below(11), 11 + random.below(2)],
    draw: slab,
    units: (random) => 3 + random.below(3),
    householdsPerFloor: 2,
  },
  slabs: {
    rowPitchM: 27,
    gapM: 10,
    floors: [6, 7],
    size: (random) => [48 + random.below(12), 13 + random.below(2)],
    draw: slab,
    units: (random) => 3 + random.below(2),
    householdsPerFloor: 2,
  },
  midrise: {
    rowPitchM: 42,
    gapM: 14,
    floors: [11, 18],
    size: (random) => [40 + random.below(14), 15 + random.below(3)],
    draw: slab,
    units: (random) => 2 + random.below(2),
    householdsPerFloor: 2,
  },
  // Point blocks: 100-250 households.
  towers: {
    rowPitchM: 54,
    gapM: 20,
    floors: [25, 31],
    size: (random) => [32 + random.below(7), 24 + random.below(5)],
    draw: crossTower,
    units: (random) => (random.next() < 0.35 ? 2 : 1),
    householdsPerFloor: 4,
  },
  courtyards: {
    rowPitchM: 62,
    gapM: 14,
    floors: [4, 5],
    size: (random) => [56 + random.below(12), 42 + random.below(9)],
    // Short ones are open to the street at one corner.
    draw: (stand, lengthM, depthM) =>
      (lengthM > 59 ? courtyard : corner)(stand, lengthM, depthM, COURTYARD_WING_M),
    units: (random) => 6 + random.below(3),
    householdsPerFloor: 2,
  },
  houses: {
    rowPitchM: 18,
    gapM: 7,
    floors: [2, 4],
    size: (random) => [14 + random.below(4), 9 + random.below(3)],
    draw: slab,
    units: () => 1,
    householdsPerFloor: 2,
  },
};

/** A building slides along its row in steps of this length until it finds room. */
const SLIDE_M = 3;

/** Builds an estate: its wall with gates and drives first, then rows of buildings facing south. */
export function buildEstate(ground: Ground, spec: EstateSpec): void {
  drawWall(ground, spec);
  const { random } = ground.site;
  const style = STYLES[spec.style];
  const turn = rowDirection(ground, spec.lot) + (random.next() - 0.5) * 0.05;
  const outline = lineAlong(ground.site.plan, roundLot(spec.lot));
  let number = 1;
  for (const row of rowsOf(ground, spec.lot, style.rowPitchM, turn)) {
    let size = style.size(random);
    let start = -row.reachM;
    while (start + size[0] <= row.reachM) {
      if (number > (spec.mostBuildings ?? Infinity)) return;
      const centre = row.at(start + size[0] / 2);
      const footprint = style.draw({ centre, turn }, ...size);
      if (hasRoom(ground, outline, footprint)) {
        build(ground, footprint, factsOf(spec, style, number++, random));
        start += size[0] + style.gapM + random.below(4);
        size = style.size(random);
      } else {
        start += SLIDE_M;
      }
    }
  }
}

function factsOf(spec: EstateSpec, style: Style, number: number, random: Random): BuildingFacts {
  const floors = between(random, style.floors);
  const units = style.units(random);
  return {
    category: "RESIDENTIAL",
    name: `${number}号楼`,
    estateName: spec.name,
    oldEstate: spec.oldEstate,
    households: floors * units * style.householdsPerFloor,
    units,
    floors,
    builtYear: between(random, spec.built),
    specialShare: spec.specialShare,
    residentsUnknown: spec.residentsUnknown,
  };
}

interface Row {
  /** The row runs from -reachM to reachM. */
  readonly reachM: number;
  at(alongM: number): Metre;
}

/** Rows that fill the lot from its northern margin to its southern one. */
function rowsOf({ site }: Ground, lot: Lot, pitchM: number, turn: number): Row[] {
  const [west, south, east, north] = lot;
  const [x, y] = site.plan.at((west + east) / 2, (south + north) / 2);
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const outline = lineAlong(site.plan, roundLot(lot));
  const reachM = Math.max(...outline.map(([px, py]) => Math.abs((px - x) * cos + (py - y) * sin)));
  const depthM = Math.max(...outline.map(([px, py]) => Math.abs((py - y) * cos - (px - x) * sin)));
  const usableM = 2 * (depthM - STREET_MARGIN_M) - pitchM / 2;
  const count = Math.max(1, Math.floor(usableM / pitchM) + 1);
  return Array.from({ length: count }, (_, row) => {
    const acrossM = ((count - 1) / 2 - row) * pitchM;
    return {
      reachM,
      at: (alongM) => [x + alongM * cos - acrossM * sin, y + alongM * sin + acrossM * cos],
    };
  });
}

/** The direction of the lot's southern side. */
export function rowDirection({ site }: Ground, [west, south, east]: Lot): number {
  const [x0, y0] = site.plan.at(west, south);
  const [x1, y1] = site.plan.at(east, south);
  return Math.atan2(y1 - y0, x1 - x0);
}

function drawWall({ site, communityId }: Ground, { name, lot, wall = "OPEN" }: EstateSpec): void {
  const [west, south, east, north] = lot;
  const barrier = { kind: "WALL", class: "wall", name: `${name}围墙` } as const;
  const id = `wall-${communityId}-${lot.join("-")}`;
  switch (wall) {
    case "OPEN":
      return;
    case "CLOSED":
      drawBarrier(site, { ...barrier, id }, roundLot(lot, WALL_INSET), WALL_CLEARANCE_M);
      return;
    case "GATED": {
      // A gate in the middle of the southern and of the northern side, a drive through each.
      const gate = Math.round((west + east) / 2);
      for (const [k, path] of wallsBetweenGates(lot, gate).entries()) {
        drawBarrier(site, { ...barrier, id: `${id}-${k}` }, path, WALL_CLEARANCE_M);
      }
      const depth = Math.min(1.5, (north - south) / 4);
      const drive = { kind: "ROAD", class: "service", name: null } as const;
      const drives: [Position, Position][] = [
        [
          [gate, south],
          [gate, south + depth],
        ],
        [
          [gate, north],
          [gate, north - depth],
        ],
      ];
      for (const [k, path] of drives.entries()) {
        drawBarrier(site, { ...drive, id: `drive-${id}-${k}` }, path, DRIVE_CLEARANCE_M);
      }
      return;
    }
    default:
      wall satisfies never;
  }
}

function wallsBetweenGates(lot: Lot, gate: number): Position[][] {
  const [southWest, southEast, northEast, northWest] = roundLot(lot, WALL_INSET);
  const [beforeGate, behindGate] = [gate - GATE_HALF_WIDTH, gate + GATE_HALF_WIDTH];
  return [
    [[behindGate, southEast[1]], southEast, northEast, [behindGate, northEast[1]]],
    [[beforeGate, northWest[1]], northWest, southWest, [beforeGate, southWest[1]]],
  ];
}

function between(random: Random, [from, to]: readonly [number, number]): number {
  return from + random.below(to - from + 1);
}
