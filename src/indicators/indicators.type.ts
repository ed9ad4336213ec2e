import { Field, Float, Int, ObjectType } from "type-graphql";
import { LocalizedTextType } from "../graphql/text.type";
import type { Indicators, StaffFigures } from "./indicators";

@ObjectType("StaffFigures", {
  description:
    "Who serves, as rule R11 asks: one full-time grid worker and one head in every grid.",
  simpleResolvers: true,
})
export class StaffFiguresType implements StaffFigures {
  @Field(() => Int, { description: "Grids with a full-time grid worker." })
  gridsWithFullTimeWorker!: number;

  @Field(() => Int, {
    description: "Full-time grid workers by name: one person in two grids counts once.",
  })
  fullTimeWorkers!: number;

  @Field(() => Int, { description: "Grids with a grid head." })
  gridsWithHead!: number;

  @Field(() => Int, {
    description: "Heads who are secretaries of the grid's party branch or group.",
  })
  headsWhoAreSecretaries!: number;
}

@ObjectType("Indicators", {
  description:
    "The policy's figures, as far as they follow from grids, buildings and staff. A share is two " +
    "of the numbers.",
  simpleResolvers: true,
})
export class IndicatorsType implements Indicators {
  @Field(() => Int, { description: "Grids in all." })
  grids!: number;

  @Field(() => Int, { description: "Grids with a 15-digit code; in force every grid has one." })
  gridsWithCode!: number;

  @Field(() => Int, { description: "Standard grids." })
  standardGrids!: number;

  @Field(() => Int, { description: "R1: standard grids that are not reduced." })
  regularGrids!: number;

  @Field(() => Int, { description: "R1: how many of these have 300 to 500 households." })
  regularGridsInBand!: number;

  @Field(() => Int, { description: "R2: reduced grids (old estates, special populations)." })
  reducedGrids!: number;

  @Field(() => Int, { description: "R2: how many of these have 100 to 300 households." })
  reducedGridsInBand!: number;

  @Field(() => Int, {
    description: "R2: how many of these have more, up to 500, which the rule permits.",
  })
  reducedGridsPermitted!: number;

  @Field(() => Int, { description: "R3: micro-grids." })
  microGrids!: number;

  @Field(() => Int, { description: "Households (户)." })
  households!: number;

  @Field(() => Int, { description: "Residents." })
  residents!: number;

  @Field(() => Int, {
    description:
      "How many of them are reckoned, at 2.5 a household, since their buildings do not tell.",
  })
  residentsReckoned!: number;

  @Field(() => Int, { description: "R11: grid workers needed, one in full time for every grid." })
  workersNeeded!: number;

  @Field(() => StaffFiguresType, { description: "Who serves." })
  staff!: StaffFiguresType;

  @Field(() => Float, {
    description:
      "Visits that a grid worker makes on a working day, if every household is visited twice a year " +
      "of 250 working days: the mean over the grids.",
  })
  visitsPerWorkerDay!: number;

  @Field(() => Float, { description: "The same in the grid with most households." })
  mostVisitsPerWorkerDay!: number;

  @Field(() => Float, {
    description: "Community service rooms needed, at 0.3 m² a household, in m².",
  })
  serviceRoomsM2!: number;

  @Field(() => Float, {
    nullable: true,
    description: "Grid workers needed per 10 000 residents; null without residents.",
  })
  workersPer10000!: number | null;

  @Field(() => Int, {
    description:
      "Community workers per 10 000 residents that the policy wants, for everything they do.",
  })
  communityWorkersWantedPer10000!: number;

  @Field(() => [LocalizedTextType], {
    description: "What somebody has to see to, such as a plan that cannot be staffed.",
  })
  notes!: readonly LocalizedTextType[];
}
