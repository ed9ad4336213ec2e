/** A residential compound (小区) of one community, usually walled. */
export interface Estate {
  readonly id: string;
  readonly communityId: string;
  readonly name: string;
  /** Explicit flag, which wins over the built years of its buildings; null: not said. */
  readonly oldEstate: boolean | null;
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}
