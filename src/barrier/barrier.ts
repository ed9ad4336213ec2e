import type { BarrierKind } from "../engine";

/** A road, river, railway or wall, on which borders of grids should lie; it belongs to no community. */
export interface Barrier {
  readonly id: string;
  /** Id in the data set it came from. */
  readonly externalId: string;
  readonly kind: BarrierKind;
  /** The source's own class, such as an OpenStreetMap highway value. */
  readonly class: string | null;
  readonly name: string | null;
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}
