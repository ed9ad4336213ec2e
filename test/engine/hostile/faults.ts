import { propose, type ProposeInput } from "../../../src/engine";
import { errorsOf } from "../ground";
import { isInside } from "./plane";

/** What is wrong with the plan of an input, by the contract's own checks; nothing ought to be. */
export async function contractFaults(input: ProposeInput): Promise<string[]> {
  const plan = await propose(input);
  const listed = plan.grids.flatMap((grid) => grid.buildingIds).sort();
  const sent = input.buildings.map(({ id }) => id).sort();
  const faults = errorsOf(plan);
  if (listed.join() !== sent.join()) {
    faults.push(`grids hold the buildings ${listed.join()}, expected ${sent.join()}`);
  }
  for (const { label, polygon, pointOnSurface } of plan.grids) {
    const { coordinates } = pointOnSurface;
    if (isInside(coordinates, polygon)) continue;
    faults.push(`grid ${label} has its label at ${coordinates.join()}, expected inside`);
  }
  return faults;
}
