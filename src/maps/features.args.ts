import { ArgsType, Field, Int } from "type-graphql";
import type { Crs as CrsName } from "../crs/crs";
import { AFTER, FIRST } from "../graphql/pagination";
import { CRS, Crs, DIGITS, MAP_DIGITS, toDrawing, toZoom, ZOOM } from "./drawing.args";
import type { MapDrawing } from "./map-drawing";

/** What every field that gives features takes beside its filter. */
@ArgsType()
export class FeaturesArgs {
  @Field(() => Crs, { defaultValue: "CGCS2000", description: CRS })
  crs!: CrsName;

  @Field(() => Int, { defaultValue: MAP_DIGITS, description: DIGITS })
  digits!: number;

  @Field(() => Int, { nullable: true, description: ZOOM })
  zoom?: number | null;

  @Field(() => Int, { defaultValue: 1000, description: FIRST })
  first!: number;

  @Field(() => String, { nullable: true, description: AFTER })
  after?: string | null;
}

/** How the features are drawn; throws BAD_INPUT where that makes no sense. */
export function toMapDrawing({ crs, digits, zoom }: FeaturesArgs): MapDrawing {
  return { ...toDrawing(crs, digits), zoom: toZoom(zoom) };
}
