import { Field, Float, InputType, Int } from "type-graphql";

@InputType("BandInput", { description: "Limits of a number of households, both included." })
export class BandInput {
  @Field(() => Int, { description: "Smallest number allowed, at least 1." })
  min!: number;

  @Field(() => Int, { description: "Largest number allowed, not less than `min`." })
  max!: number;
}

@InputType("MicroMinFloorAreaInput", {
  description: "From which floor area, in m², a building makes a micro-grid, by its category.",
})
export class MicroMinFloorAreaInput {
  @Field(() => Float, { nullable: true, description: "For an office building; default 20000." })
  office?: number | null;

  @Field(() => Float, {
    nullable: true,
    description: "For a business district, mall or market; default 5000.",
  })
  market?: number | null;

  @Field(() => Float, { nullable: true, description: "For a large public venue; default 5000." })
  publicVenue?: number | null;
}

@InputType("RulesInput", {
  description: "Numbers of the delineation rules; the default stands for what is left out.",
})
export class RulesInput {
  @Field(() => BandInput, {
    nullable: true,
    description: "Households of a standard grid; default 300 to 500.",
  })
  standardBand?: BandInput | null;

  @Field(() => BandInput, {
    nullable: true,
    description: "Households of a reduced grid; default 100 to 300.",
  })
  reducedBand?: BandInput | null;

  @Field(() => Int, {
    nullable: true,
    description: "Buildings built in or before this year are old estates; 0: never; default 2000.",
  })
  oldEstateCutoffYear?: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      "Share, above 0 and up to 1, of special-population households from which a grid is " +
      "reduced; off by default.",
  })
  specialPopulationShare?: number | null;

  @Field(() => MicroMinFloorAreaInput, {
    nullable: true,
    description: "From which floor area buildings are micro.",
  })
  microMinFloorAreaM2?: MicroMinFloorAreaInput | null;

  @Field(() => Float, {
    nullable: true,
    description: "Micro buildings this near, in metres, form one micro-grid; default 40.",
  })
  microMergeDistanceM?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: "A building with more households stays in a standard grid; default 100.",
  })
  microMaxHouseholds?: number | null;

  @Field(() => Float, {
    nullable: true,
    description: "A grid keeps its code when this share of households is common; default 0.7.",
  })
  codeKeepShare?: number | null;
}
