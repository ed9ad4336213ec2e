import { Field, ID, Int, ObjectType } from "type-graphql";
import { BuildingType } from "../building/building.type";
import { CommunityType } from "../community/community.type";
import { ActorType } from "../graphql/actor.type";
import { DateTime } from "../graphql/date-time";
import { GeoJSON } from "../graphql/geojson";
import { NodeInterface } from "../graphql/node.type";
import { CrosswalkGridType } from "./crosswalk.type";
import { Department, NetworkSource } from "./departmental.enums";
import type {
  DepartmentalGrid,
  DepartmentalNetwork,
  DepartmentalStaff,
  DepartmentalVersion,
} from "./departmental";

@ObjectType("DepartmentalStaff", {
  description: "Somebody whom a department names for one of its grids.",
  simpleResolvers: true,
})
export class DepartmentalStaffType implements DepartmentalStaff {
  @Field(() => String, { description: "Name." })
  name!: string;

  @Field(() => String, { nullable: true, description: "Duty (职务), where the file told it." })
  duty!: string | null;
}

@ObjectType("DepartmentalGrid", {
  description: "A grid of a department, as one version of its network has it.",
  simpleResolvers: true,
})
export class DepartmentalGridType implements Pick<DepartmentalGrid, "code" | "name" | "staff"> {
  @Field(() => String, { description: "The department's own code; unique in its network." })
  code!: string;

  @Field(() => String, { nullable: true, description: "Name, where the file told it." })
  name!: string | null;

  @Field(() => [DepartmentalStaffType], { description: "Who served in it." })
  staff!: readonly DepartmentalStaff[];

  @Field(() => CommunityType, {
    description: "The community it is in; a grid that lies in two is two of these with one code.",
  })
  community!: CommunityType;

  @Field(() => [BuildingType], {
    description: "The buildings in it, by external id: those that you may read.",
  })
  buildings!: BuildingType[];

  @Field(() => GeoJSON, {
    nullable: true,
    description: "Its polygon as imported; null where it came as a list of buildings.",
  })
  polygon!: string | null;
}

@ObjectType("DepartmentalVersion", {
  description: "A network as one import brought it: kept for ever, also after the next.",
  simpleResolvers: true,
})
export class DepartmentalVersionType implements Omit<
  DepartmentalVersion,
  "id" | "networkId" | "communityId"
> {
  @Field(() => NetworkSource, { description: "In which form it came." })
  source!: DepartmentalVersion["source"];

  @Field(() => ActorType, { description: "Who imported it." })
  importedBy!: ActorType;

  @Field(() => DateTime, { description: "From when on it held." })
  validFrom!: Date;

  @Field(() => DateTime, {
    nullable: true,
    description: "Until when, not included; null: it is in use.",
  })
  validTo!: Date | null;

  @Field(() => [DepartmentalGridType], { description: "Its grids by code." })
  grids!: DepartmentalGridType[];
}

@ObjectType("DepartmentalNetwork", {
  description:
    "The grids of one department in one community, as imported last (the party's, civil affairs', ...).",
  implements: NodeInterface,
  simpleResolvers: true,
})
export class DepartmentalNetworkType implements Omit<
  DepartmentalNetwork,
  "communityId" | "versionId"
> {
  @Field(() => ID, { description: "Unique among all objects; opaque." })
  id!: string;

  @Field(() => Department, { description: "Whose it is." })
  department!: DepartmentalNetwork["department"];

  @Field(() => String, { description: "Tells several networks of one department apart." })
  name!: string;

  @Field(() => NetworkSource, { description: "In which form it came last." })
  source!: DepartmentalNetwork["source"];

  @Field(() => DateTime, { description: "Since when its present grids hold." })
  validFrom!: Date;

  @Field(() => ActorType, { description: "Who imported its present grids." })
  importedBy!: ActorType;

  @Field(() => CommunityType, { description: "The community." })
  community!: CommunityType;

  @Field(() => [DepartmentalGridType], { description: "Its present grids by code." })
  grids!: DepartmentalGridType[];

  @Field(() => [DepartmentalVersionType], {
    description: "All of its versions, the newest first.",
  })
  versions!: DepartmentalVersionType[];
}

@ObjectType("DepartmentalCodeUse", {
  description: "A code of a department in one version of one network.",
  simpleResolvers: true,
})
export class DepartmentalCodeUseType {
  @Field(() => DepartmentalNetworkType, { description: "The network." })
  network!: DepartmentalNetworkType;

  @Field(() => DepartmentalGridType, { description: "The grid of that version." })
  grid!: DepartmentalGridType;

  @Field(() => DateTime, { description: "From when on it was so." })
  validFrom!: Date;

  @Field(() => DateTime, { nullable: true, description: "Until when; null: it still is." })
  validTo!: Date | null;
}

@ObjectType("DepartmentalCode", {
  description: "All that is known of a grid code of a department, which is kept for ever.",
  simpleResolvers: true,
})
export class DepartmentalCodeType {
  @Field(() => Department, { description: "The department." })
  department!: DepartmentalNetwork["department"];

  @Field(() => String, { description: "The code." })
  code!: string;

  @Field(() => DateTime, { nullable: true, description: "The moment asked for; null: now." })
  at!: Date | null;

  @Field(() => [DepartmentalCodeUseType], {
    description: "Every version of a network that has it, the newest first.",
  })
  uses!: DepartmentalCodeUseType[];

  @Field(() => CrosswalkGridType, {
    nullable: true,
    description:
      "In which unified grids its last buildings are, and in what share. null where it had no " +
      "buildings, or where no grids were in force at that moment.",
  })
  livesOnIn!: CrosswalkGridType | null;
}

@ObjectType("CommunityImportReport", {
  description: "What an import of departmental grids did in one community.",
  simpleResolvers: true,
})
export class CommunityImportReportType {
  @Field(() => DepartmentalNetworkType, { description: "The network as it is now." })
  network!: DepartmentalNetworkType;

  @Field(() => Int, { description: "Grids that were taken." })
  grids!: number;

  @Field(() => Int, { description: "Buildings in them, each counted once." })
  buildings!: number;

  @Field(() => Int, { description: "Buildings of the community that are in none of them." })
  inNone!: number;

  @Field(() => Int, { description: "Buildings that are in two of them or more." })
  inSeveral!: number;
}
