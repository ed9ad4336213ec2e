import { expectSoundPlans } from "./sound";

/** Seeds beyond the two thousand whose plans once broke the contract, and at what. */
const FOUND: readonly (readonly [seed: number, fault: string])[] = [
  [5783, "people in a footprint of no area"],
  [9463, "a footprint of no area on the shore of an island"],
  [17804, "a building that only touches two parts"],
  [21620, "lines through the corner of four lattice squares"],
  [38224, "a building walled in to a line on the lattice"],
  [53378, "points a step apart on ground of a thousand kilometres"],
  [63336, "a needle of ground held by a border shorter than the search sees"],
];

test.each(FOUND)("the contract holds on %i: %s", async (seed) => {
  await expectSoundPlans(seed, 1);
});
