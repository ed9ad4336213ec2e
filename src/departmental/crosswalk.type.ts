import { Field, Float, Int, ObjectType } from "type-graphql";
import { BuildingType } from "../building/building.type";
import type { Text } from "../engine";
import { LocalizedTextType } from "../graphql/text.type";
import type { CrosswalkGrid, CrosswalkShare, Unity } from "./crosswalk";

@ObjectType("CrosswalkShare", {
  description: "A part of a grid that lies in one grid of the other network.",
  simpleResolvers: true,
})
export class CrosswalkShareType implements CrosswalkShare {
  @Field(() => String, {
    nullable: true,
    description: "Code of that grid (of a plan without codes its label); null: in none.",
  })
  code!: string | null;

  @Field(() => Int, { description: "Households in both." })
  households!: number;

  @Field(() => Int, { description: "Buildings in both." })
  buildings!: number;

  @Field(() => Float, {
    description: "Share of the grid's households, or of its buildings where it has none; 0 to 1.",
  })
  share!: number;
}

@ObjectType("CrosswalkGrid", {
  description: "A grid of one network, and where its households are in the other.",
  simpleResolvers: true,
})
export class CrosswalkGridType implements CrosswalkGrid {
  @Field(() => String, { description: "Its code, or its label where it has none." })
  code!: string;

  @Field(() => Int, { description: "Its households." })
  households!: number;

  @Field(() => Int, { description: "Its buildings." })
  buildings!: number;

  @Field(() => [CrosswalkShareType], {
    description:
      "The grids of the other network that share it, the largest part first. Shares add up to more " +
      "than 1 where buildings are in several grids.",
  })
  shares!: readonly CrosswalkShare[];

  @Field(() => Boolean, {
    description: "Whether all of its buildings are in one grid of the other network.",
  })
  whole!: boolean;

  @Field(() => LocalizedTextType, {
    description: "The same as a sentence, such as: Party grid D-12 (412 households): 96 % to ....",
  })
  sentence!: Text;
}

@ObjectType("NetworkUnity", {
  description:
    "Rule R10, one network (多网合一): how many grids of departments lie wholly in one unified grid. " +
    "Grids without buildings do not count.",
  simpleResolvers: true,
})
export class NetworkUnityType implements Unity {
  @Field(() => Int, { description: "Grids of departments." })
  grids!: number;

  @Field(() => Int, { description: "Those of them that lie wholly in one unified grid." })
  whole!: number;

  @Field(() => Float, { nullable: true, description: "Their share, 0 to 1; null without grids." })
  share!: number | null;
}

@ObjectType("DoubledBuilding", {
  description: "A building that a network has in several of its grids.",
  simpleResolvers: true,
})
export class DoubledBuildingType {
  @Field(() => BuildingType, {
    nullable: true,
    description: "The building; null where you may not read it.",
  })
  building!: BuildingType | null;

  @Field(() => [String], { description: "The codes of these grids." })
  codes!: readonly string[];
}

@ObjectType("DepartmentalCrosswalk", {
  description:
    "How the grids of a department lie to unified grids, by households: which old grid is taken over " +
    "by which new ones, and the other way round.",
  simpleResolvers: true,
})
export class DepartmentalCrosswalkType {
  @Field(() => Int, { description: "Households of all buildings, each counted once." })
  households!: number;

  @Field(() => [CrosswalkGridType], {
    description: "The department's grids that hold buildings, by code.",
  })
  departmentalGrids!: readonly CrosswalkGrid[];

  @Field(() => [CrosswalkGridType], {
    description: "The unified grids that hold buildings, by code.",
  })
  unifiedGrids!: readonly CrosswalkGrid[];

  @Field(() => NetworkUnityType, { description: "Rule R10 for this network." })
  unity!: Unity;

  @Field(() => Int, { description: "Buildings that the network has in no grid." })
  inNoneCount!: number;

  @Field(() => Int, { description: "Buildings that the network has in several grids." })
  inSeveralCount!: number;

  @Field(() => Int, { description: "Buildings that are in no unified grid." })
  notUnifiedCount!: number;
}
