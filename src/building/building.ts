import type { Category } from "../engine";

/** The smallest thing a grid may hold; it stands in one community and is never cut. */
export interface Building {
  readonly id: string;
  /** Id in the data set it came from. */
  readonly externalId: string;
  readonly communityId: string;
  readonly estateId: string | null;
  readonly name: string | null;
  readonly category: Category;
  readonly households: number;
  readonly residents: number | null;
  /** Stairwell units (单元). */
  readonly units: number | null;
  readonly floors: number | null;
  readonly builtYear: number | null;
  /** Households of special populations: a count, never persons. */
  readonly specialHouseholds: number;
  readonly floorAreaM2: number | null;
  /** Explicit micro-grid flag: true always triggers, false never does. */
  readonly microGrid: boolean | null;
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}
