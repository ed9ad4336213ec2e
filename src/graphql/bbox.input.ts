import { Field, Float, InputType } from "type-graphql";
import type { Crs as CrsName } from "../crs/crs";
import { storedBox } from "../crs/box";
import type { BBox } from "../db/geometry";
import { DomainError } from "../errors";
import { Crs, INPUT_CRS } from "../maps/drawing.args";

@InputType("BBoxInput", {
  description: "A box in degrees; it cannot cross 180°.",
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

  @Field(() => Crs, { defaultValue: "CGCS2000", description: INPUT_CRS })
  crs!: CrsName;
}

/** A box that makes sense, as it is stored; throws BAD_INPUT for any other. */
export function toBBox({ west, south, east, north, crs }: BBoxInput): BBox {
  if (-180 <= west && west <= east && east <= 180) {
    if (-90 <= south && south <= north && north <= 90) {
      return storedBox({ west, south, east, north }, crs);
    }
  }
  throw new DomainError(
    "BAD_INPUT",
    `Expected -180 <= west <= east <= 180 and -90 <= south <= north <= 90, ` +
      `got west ${west}, south ${south}, east ${east}, north ${north}`,
  );
}
