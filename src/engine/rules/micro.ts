/** Which buildings ask for a micro-grid (专属网格) of their own: rule R3. */
import type { Building, Category, Rules } from "../input-types";

/** A building that asks for a micro-grid, and on what ground. */
export interface MicroTrigger {
  readonly buildingId: string;
  readonly category: Category;
  /** The explicit flag decided, not the floor area. */
  readonly byFlag: boolean;
  readonly floorAreaM2: number;
  /** Whether the floor area was given, or estimated as footprint x floors. */
  readonly floorAreaFrom: "GIVEN" | "FOOTPRINT";
  /** null where the category has no threshold and only the flag can trigger. */
  readonly thresholdM2: number | null;
  readonly households: number;
  /** More households than `microMaxHouseholds`: a mixed tower, which stays in a standard grid. */
  readonly keptInStandard: boolean;
}

/**
 * Whether a building triggers a micro-grid. The explicit flag wins both ways; else office, market
 * and public venue trigger from their threshold of floor area upwards.
 */
export function microTrigger(
  building: Building,
  footprintM2: number,
  rules: Pick<Rules, "microMinFloorAreaM2" | "microMaxHouseholds">,
): MicroTrigger | null {
  if (building.microGrid === false) return null;
  const byFlag = building.microGrid === true;
  const thresholdM2 = thresholdOf(building.category, rules);
  const given = building.floorAreaM2 ?? null;
  const floorAreaM2 = given ?? footprintM2 * (building.floors ?? 1);
  if (!byFlag && (thresholdM2 === null || floorAreaM2 < thresholdM2)) return null;
  return {
    buildingId: building.id,
    category: building.category,
    byFlag,
    floorAreaM2,
    floorAreaFrom: given === null ? "FOOTPRINT" : "GIVEN",
    thresholdM2,
    households: building.households,
    keptInStandard: building.households > rules.microMaxHouseholds,
  };
}

function thresholdOf(category: Category, rules: Pick<Rules, "microMinFloorAreaM2">): number | null {
  switch (category) {
    case "OFFICE":
    case "MARKET":
    case "PUBLIC_VENUE":
      return rules.microMinFloorAreaM2[category];
    case "RESIDENTIAL":
    case "OTHER":
      return null;
    default: {
      const never: never = category;
      return never;
    }
  }
}
