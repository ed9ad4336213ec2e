import { Field, Float, InputType } from "type-graphql";
import type { BBox } from "../db/geometry";
import { DomainError } from "../errors";

@InputType("BBoxInput", {
  description: "A box in degrees, CGCS2000 (equals WGS 84 for maps); it cannot cross 180°.",
})
export class BBoxInput implements BBox {
  @Field(() => Float, { description: "Western longitude, -180 to 180." })
  west!: number;

  @Field(() => Float, { description: "Southern latitude, -90 to 90." })
  south!: number;

  @Field(() => Float, { description: "Eastern longitude, not less than `west`." })
  east!: number;

  @Field(() => Float, { description: "Northern latitude, not less than `south`." })
  north!: number;
}

/** A box that makes sense; throws BAD_INPUT for any other. */
export function toBBox({ west, south, east, north }: BBoxInput): BBox {
  if (-180 <= west && west <= east && east <= 180) {
    if (-90 <= south && south <= north && north <= 90) return { west, south, east, north };
  }
  throw new DomainError(
    "BAD_INPUT",
    `Expected -180 <= west <= east <= 180 and -90 <= south <= north <= 90, ` +
      `got west ${west}, south ${south}, east ${east}, north ${north}`,
  );
}
