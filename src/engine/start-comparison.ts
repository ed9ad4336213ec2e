import type { PreparedInput } from "./prepare";
import { regriddingOf } from "./regridding";
import type { Grid, StartComparison } from "./plan-types";

/**
 * What a plan changes about the division of another network that it was started from, counted as for
 * grids in force. null where it was not.
 */
export function startComparison(
  grids: readonly Pick<Grid, "label" | "code" | "buildingIds">[],
  { startFrom, buildings }: Pick<PreparedInput, "startFrom" | "buildings">,
): StartComparison | null {
  const moves = regriddingOf(
    grids.map((grid) => ({ ...grid, keeps: null })),
    {
      inForce: startFrom.map(({ name, buildingIds }) => ({ code: name, buildingIds })),
      retiredCodes: [],
      buildings,
    },
  );
  if (moves === null) return null;
  const { households, householdsMoved, churn } = moves;
  return {
    households,
    householdsMoved,
    churn,
    grids: moves.grids.map(({ label, from }) => ({
      label,
      from: from.map(({ code, ...sums }) => ({ name: code, ...sums })),
    })),
  };
}
