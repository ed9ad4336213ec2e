import { corner, crossTower, octagon, slab, type Footprint, type Stand } from "./footprints";
import { rowDirection } from "./estates";
import { build, type BuildingFacts, type Ground } from "./site";
import type { Lot, Position } from "./street-plan";

/** One building that is not part of an estate, at a lattice position. */
export interface SingleBuilding {
  readonly at: Position;
  readonly shape: "SLAB" | "CROSS" | "OCTAGON" | "CORNER";
  readonly lengthM: number;
  readonly widthM: number;
  /** Turn against the street, degrees. */
  readonly turn?: number;
  readonly facts: BuildingFacts;
}

const CORNER_WING_M = 18;

/** Builds it exactly there: the table of the town says where it stands, and what it stands on. */
export function buildSingle(ground: Ground, single: SingleBuilding): void {
  const [i, j] = single.at;
  const around: Lot = [Math.floor(i), Math.floor(j), Math.floor(i) + 1, Math.floor(j) + 1];
  const turn = rowDirection(ground, around) + ((single.turn ?? 0) * Math.PI) / 180;
  build(ground, draw({ centre: ground.site.plan.at(i, j), turn }, single), single.facts);
}

function draw(stand: Stand, { shape, lengthM, widthM }: SingleBuilding): Footprint {
  switch (shape) {
    case "SLAB":
      return slab(stand, lengthM, widthM);
    case "CROSS":
      return crossTower(stand, lengthM, widthM);
    case "OCTAGON":
      return octagon(stand, lengthM, widthM);
    case "CORNER":
      return corner(stand, lengthM, widthM, CORNER_WING_M);
    default:
      return shape satisfies never;
  }
}
