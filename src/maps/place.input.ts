import { Field, Float, InputType } from "type-graphql";
import { toStored, type Crs as CrsName, type LonLat } from "../crs/crs";
import { DomainError } from "../errors";
import { Crs, INPUT_CRS } from "./drawing.args";

@InputType("PlaceInput", { description: "A place." })
export class PlaceInput {
  @Field(() => Float, { description: "Longitude in degrees." })
  lon!: number;

  @Field(() => Float, { description: "Latitude in degrees." })
  lat!: number;

  @Field(() => Crs, { defaultValue: "CGCS2000", description: INPUT_CRS })
  crs!: CrsName;
}

/** A place on earth, as it is stored; throws BAD_INPUT for any other. */
export function toPlace({ lon, lat, crs }: PlaceInput): LonLat {
  if (Math.abs(lon) <= 180 && Math.abs(lat) <= 90) return toStored(crs)([lon, lat]);
  throw new DomainError(
    "BAD_INPUT",
    `Expected lon in [-180, 180] and lat in [-90, 90], got ${lon}, ${lat}`,
  );
}
