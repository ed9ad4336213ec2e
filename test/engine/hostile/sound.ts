import { hostileInput } from ".";
import { contractFaults } from "./faults";

/** Plans the hostile communities of so many seeds from one on, and expects nothing wrong with any. */
export async function expectSoundPlans(from: number, count: number): Promise<void> {
  for (let seed = from; seed < from + count; seed++) {
    expect({ seed, faults: await contractFaults(hostileInput(seed)) }).toEqual({
      seed,
      faults: [],
    });
  }
}
