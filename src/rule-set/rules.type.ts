import { Field, Float, Int, ObjectType } from "type-graphql";
import type { Rules } from "../engine";

@ObjectType("Band", {
  description: "Limits of a number of households, both included.",
  simpleResolvers: true,
})
export class BandType {
  @Field(() => Int, { description: "Smallest number allowed." })
  min!: number;

  @Field(() => Int, { description: "Largest number allowed." })
  max!: number;
}

@ObjectType("MicroMinFloorArea", {
  description: "From which floor area, in m², a building makes a micro-grid, by its category.",
  simpleResolvers: true,
})
export class MicroMinFloorAreaType {
  @Field(() => Float, { description: "For an office building." })
  office!: number;

  @Field(() => Float, { description: "For a business district, mall or market." })
  market!: number;

  @Field(() => Float, { description: "For a large public venue." })
  publicVenue!: number;
}

@ObjectType("Rules", {
  description: "The numbers of the delineation rules.",
  simpleResolvers: true,
})
export class RulesType {
  @Field(() => BandType, { description: "Households of a standard grid." })
  standardBand!: BandType;

  @Field(() => BandType, { description: "Households of a reduced grid." })
  reducedBand!: BandType;

  @Field(() => Int, {
    description: "Buildings built in or before this year are old estates; 0: never by year.",
  })
  oldEstateCutoffYear!: number;

  @Field(() => Float, {
    nullable: true,
    description: "Share of special-population households from which a grid is reduced; null: off.",
  })
  specialPopulationShare!: number | null;

  @Field(() => MicroMinFloorAreaType, { description: "From which floor area buildings are micro." })
  microMinFloorAreaM2!: MicroMinFloorAreaType;

  @Field(() => Float, {
    description: "Micro buildings that stand this near, in metres, form one micro-grid.",
  })
  microMergeDistanceM!: number;

  @Field(() => Int, {
    description: "A building with more households than this stays in a standard grid.",
  })
  microMaxHouseholds!: number;

  @Field(() => Float, {
    description: "A grid keeps its code when this share of old and new households is common.",
  })
  codeKeepShare!: number;
}

/** The numbers of the engine as the schema shows them. */
export function toRulesType(rules: Rules): RulesType {
  const { OFFICE, MARKET, PUBLIC_VENUE } = rules.microMinFloorAreaM2;
  return {
    ...rules,
    standardBand: { min: rules.standardBand[0], max: rules.standardBand[1] },
    reducedBand: { min: rules.reducedBand[0], max: rules.reducedBand[1] },
    microMinFloorAreaM2: { office: OFFICE, market: MARKET, publicVenue: PUBLIC_VENUE },
  };
}
