/** The territory of one residents' committee; every grid lies inside one. */
export interface Community {
  readonly id: string;
  /** Id in the data set it came from. */
  readonly externalId: string;
  readonly name: string;
  /** 12-digit division code in use; null where there is none. */
  readonly code: string | null;
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** What is counted over buildings. */
export interface BuildingTotals {
  readonly buildings: number;
  readonly households: number;
}
