import type { Polygon } from "geojson";
import { Field, Float, ID, InputType } from "type-graphql";
import type { Crs as CrsName } from "../crs/crs";
import { storedGeometry } from "../crs/draw";
import type { GridKind as GridKindName } from "../engine";
import { DomainError } from "../errors";
import { BBoxInput, toBBox } from "../graphql/bbox.input";
import { DateTime } from "../graphql/date-time";
import { GridKind } from "../graphql/enums";
import { uuidOf } from "../graphql/global-id";
import { Crs, INPUT_CRS } from "./drawing.args";
import type { GridFilter } from "./grid-filter";
import { PlaceInput, toPlace } from "./place.input";

@InputType("PolygonInput", { description: "A GeoJSON Polygon (RFC 7946), as maps draw it." })
export class PolygonInput {
  @Field(() => String, { defaultValue: "Polygon", description: "Always `Polygon`." })
  type!: string;

  @Field(() => [[[Float]]], {
    description:
      "Rings, the outer one first; each of four positions or more (longitude, latitude in degrees), " +
      "the last one equal to the first.",
  })
  coordinates!: number[][][];

  @Field(() => Crs, { defaultValue: "CGCS2000", description: INPUT_CRS })
  crs!: CrsName;
}

@InputType("GridFilter", {
  description:
    "Which grids are wanted: those that fit everything that is given. What is left out does not " +
    "restrict.",
})
export class GridFilterInput {
  @Field(() => BBoxInput, { nullable: true, description: "Only grids that meet this box." })
  bbox?: BBoxInput | null;

  @Field(() => PlaceInput, { nullable: true, description: "Only grids at this place." })
  point?: PlaceInput | null;

  @Field(() => PolygonInput, { nullable: true, description: "Only grids that meet this polygon." })
  polygon?: PolygonInput | null;

  @Field(() => [String], {
    nullable: true,
    description: "Only grids with these codes, up to 1000.",
  })
  codes?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description: "Only grids whose code starts so, such as 640104 for all of a county.",
  })
  codePrefix?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Only grids of the community with this 12-digit code, which they begin with.",
  })
  communityCode?: string | null;

  @Field(() => ID, { nullable: true, description: "Only grids of this community." })
  communityId?: string | null;

  @Field(() => GridKind, { nullable: true, description: "Only grids of this kind." })
  kind?: GridKindName | null;

  @Field(() => ID, {
    nullable: true,
    description: "The grids of this plan, instead of those of the register.",
  })
  planId?: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description: "The grids in force at this moment; now if left out. Not together with `planId`.",
  })
  at?: Date | null;
}

/** Where the grids are looked for. */
export type GridSource =
  | { readonly in: "REGISTER"; readonly at: Date | null }
  | { readonly in: "PLAN"; readonly planId: string };

/** Codes in one filter. */
const MAX_CODES = 1000;
/** Positions of a polygon that somebody drew. */
const MAX_POSITIONS = 10_000;

/** The source that a filter names; throws BAD_INPUT where it names two. */
export function toGridSource({ planId, at }: GridFilterInput): GridSource {
  if (planId == null) return { in: "REGISTER", at: at ?? null };
  if (at == null) return { in: "PLAN", planId: uuidOf("Plan", planId) };
  throw new DomainError(
    "BAD_INPUT",
    "Expected either planId, for the grids of a plan, or at, for those in force at a moment, got both",
  );
}

/** A filter that makes sense; throws BAD_INPUT for any other. */
export function toGridFilter(input: GridFilterInput): GridFilter {
  const { bbox, point, polygon, codes, communityId, kind } = input;
  if (codes != null && codes.length > MAX_CODES) {
    throw new DomainError(
      "BAD_INPUT",
      `Expected at most ${MAX_CODES} codes, got ${codes.length}: ask for fewer at a time`,
    );
  }
  return {
    box: bbox == null ? undefined : toBBox(bbox),
    point: point == null ? undefined : toPlace(point),
    polygon: polygon == null ? undefined : toPolygon(polygon),
    codes: codes ?? undefined,
    codePrefix: codePrefixOf(input),
    communityId: communityId == null ? undefined : uuidOf("Community", communityId),
    kind: kind ?? undefined,
  };
}

const CODE_START = /^\d{1,15}$/;
const COMMUNITY_CODE = /^\d{12}$/;

function codePrefixOf({ codePrefix, communityCode }: GridFilterInput): string | undefined {
  if (codePrefix != null && communityCode != null) {
    throw new DomainError("BAD_INPUT", "Expected either codePrefix or communityCode, got both");
  }
  if (codePrefix != null && !CODE_START.test(codePrefix)) {
    throw new DomainError(
      "BAD_INPUT",
      `Expected codePrefix of 1 to 15 digits, got "${codePrefix}"`,
    );
  }
  if (communityCode != null && !COMMUNITY_CODE.test(communityCode)) {
    throw new DomainError(
      "BAD_INPUT",
      `Expected communityCode of 12 digits, got "${communityCode}"`,
    );
  }
  return codePrefix ?? communityCode ?? undefined;
}

function toPolygon({ type, coordinates, crs }: PolygonInput): Polygon {
  const positions = coordinates.flat();
  const isOne =
    type === "Polygon" &&
    coordinates.length > 0 &&
    positions.length <= MAX_POSITIONS &&
    positions.every(isPosition) &&
    coordinates.every(isRing);
  if (isOne) return storedGeometry({ type, coordinates }, crs);
  throw new DomainError(
    "BAD_INPUT",
    "Expected a GeoJSON Polygon: rings of four positions or more, the last one equal to the first, " +
      `each longitude and latitude in degrees, ${MAX_POSITIONS} positions in all`,
  );
}

function isRing(ring: readonly number[][]): boolean {
  return ring.length >= 4 && String(ring[0]) === String(ring.at(-1));
}

function isPosition(position: readonly number[]): boolean {
  const [lon, lat] = position;
  return (
    (position.length === 2 || position.length === 3) && Math.abs(lon) <= 180 && Math.abs(lat) <= 90
  );
}
