/** What every search for the best choice of districts of one part works on: made once. */
import { isOversize, type BandNumbers } from "../bands";
import { type Bits, bitsOf } from "./bits";
import type { District } from "./districts";
import type { Terrain } from "./terrain";
import { mostOfHolding } from "./totals";

export interface Program {
  readonly terrain: Terrain;
  readonly districts: readonly District[];
  /** Inhabited spots of each district. */
  readonly spotsOf: readonly (readonly number[])[];
  /** What so many spots lose at least, by the arithmetic of their totals. */
  readonly lossByTotals: (spots: readonly number[]) => number;
  /** Of these districts, those that lie on the ground. */
  readonly inside: (candidates: Int32Array, ground: Bits) => Int32Array;
  /** Of these districts, those that hold a spot. */
  readonly holding: (candidates: Int32Array, spot: number) => number[];
}

export function createProgram(
  terrain: Terrain,
  districts: readonly District[],
  bands: BandNumbers,
): Program {
  const spotsOf = districts.map(({ cells }) => cells.map((cell) => terrain.spotOf[cell]));
  const words = terrain.ground.length;
  const masks = new Int32Array(districts.length * words);
  spotsOf.forEach((spots, i) => masks.set(bitsOf(terrain.size, spots), i * words));
  const liesOn = (i: number, ground: Bits) => {
    for (let word = 0, at = i * words; word < words; word++, at++) {
      if (masks[at] & ~ground[word]) return false;
    }
    return true;
  };
  return {
    terrain,
    districts,
    spotsOf,
    lossByTotals: createLossByTotals(terrain, bands),
    inside: (candidates, ground) => candidates.filter((i) => liesOn(i, ground)),
    holding: (candidates, spot) => {
      const at = spot >>> 5;
      const bit = 1 << (spot & 31);
      return Array.from(candidates.filter((i) => (masks[i * words + at] & bit) !== 0));
    },
  };
}

/** Cells too large for any grid are lost; the rest loses what no number of grids can hold. */
function createLossByTotals(terrain: Terrain, bands: BandNumbers): Program["lossByTotals"] {
  const { households, oldHouseholds, specialHouseholds } = terrain;
  const isLost = Array.from(households.keys(), (spot) =>
    isOversize(bands, {
      households: households[spot],
      oldHouseholds: oldHouseholds[spot],
      specialHouseholds: specialHouseholds[spot],
    }),
  );
  const known = new Map<string, number>();
  return (spots) => {
    let [all, old, special, lost] = [0, 0, 0, 0];
    for (const spot of spots) {
      if (isLost[spot]) lost += households[spot];
      else {
        all += households[spot];
        old += oldHouseholds[spot];
        special += specialHouseholds[spot];
      }
    }
    const key = `${all} ${old} ${special}`;
    const held = { households: all, oldHouseholds: old, specialHouseholds: special };
    const by = known.get(key) ?? all - mostOfHolding(bands, held);
    known.set(key, by);
    return lost + by;
  };
}
