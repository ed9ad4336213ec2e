import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from "type-graphql";
import type { Building } from "../building/building";
import { BuildingType } from "../building/building.type";
import type { Community } from "../community/community";
import { findCommunityByCode } from "../community/community.service";
import { CommunityType } from "../community/community.type";
import { present, type GraphContext } from "../graphql/context";
import { DateTime } from "../graphql/date-time";
import { GeoJSON } from "../graphql/geojson";
import { toGlobalId, uuidOf } from "../graphql/global-id";
import { payloadOf } from "../graphql/user-error.type";
import type {
  Department as DepartmentName,
  DepartmentalGrid,
  DepartmentalNetwork,
  DepartmentalVersion,
} from "./departmental";
import { Department } from "./departmental.enums";
import { ImportDepartmentalGridsInput, ImportDepartmentalGridsPayload } from "./departmental.input";
import {
  findCodeLife,
  importDepartmentalGrids,
  type CodeLife,
  type CodeUse,
  type CommunityReport,
  type NetworkReport,
} from "./departmental.service";
import {
  CommunityImportReportType,
  DepartmentalCodeType,
  DepartmentalCodeUseType,
  DepartmentalGridType,
  DepartmentalNetworkType,
  DepartmentalVersionType,
} from "./departmental.type";

@Resolver(() => DepartmentalNetworkType)
export class DepartmentalNetworkResolver {
  @Query(() => [DepartmentalNetworkType], {
    description:
      "The networks of departments in a community, by department and name; none where you may not read it.",
  })
  async departmentalNetworks(
    @Ctx() { db, loaders }: GraphContext,
    @Arg("communityCode", () => String, { description: "The 12-digit division code in use." })
    communityCode: string,
  ): Promise<DepartmentalNetwork[]> {
    const found = await findCommunityByCode(db, communityCode);
    const community = found === null ? null : await loaders.community.load(found.id);
    return community === null ? [] : loaders.networksOfCommunity.load(community.id);
  }

  @Query(() => DepartmentalCodeType, {
    nullable: true,
    description:
      "All that is known of a grid code of a department: its versions, staff and buildings, and " +
      "where it lives on in unified grids, now or at a moment. null where it was never used.",
  })
  async departmentalGrid(
    @Ctx() { db, viewer }: GraphContext,
    @Arg("department", () => Department, { description: "The department." })
    department: DepartmentName,
    @Arg("code", () => String, { description: "Its code." }) code: string,
    @Arg("networkName", () => String, {
      nullable: true,
      description: "Only the network of this name.",
    })
    networkName: string | null,
    @Arg("communityCode", () => String, {
      nullable: true,
      description: "Only in the community with this 12-digit code.",
    })
    communityCode: string | null,
    @Arg("at", () => DateTime, {
      nullable: true,
      description: "As it was known at this moment; now if left out.",
    })
    at: Date | null,
  ): Promise<CodeLife | null> {
    return findCodeLife(db, viewer, {
      department,
      code,
      networkName: networkName ?? null,
      communityCode: communityCode ?? null,
      at: at ?? null,
    });
  }

  @Mutation(() => ImportDepartmentalGridsPayload, {
    description:
      "Brings the grids of a department into the communities that they touch, all of it or nothing. " +
      "From then on they are its network there; what was there before stays readable for ever.",
  })
  async importDepartmentalGrids(
    @Ctx() { db, viewer }: GraphContext,
    @Arg("input", () => ImportDepartmentalGridsInput, { description: "Whose grids, and the file." })
    input: ImportDepartmentalGridsInput,
  ): Promise<{ report: NetworkReport | null }> {
    return payloadOf({ report: null }, async () => {
      const communityIds = input.communityIds?.map((id) => uuidOf("Community", id));
      return { report: await importDepartmentalGrids(db, viewer, { ...input, communityIds }) };
    });
  }

  @FieldResolver(() => ID, { description: "Unique among all objects; opaque." })
  id(@Root() { id }: DepartmentalNetwork): string {
    return toGlobalId("DepartmentalNetwork", id);
  }

  @FieldResolver(() => CommunityType, { description: "The community." })
  async community(
    @Root() { communityId }: DepartmentalNetwork,
    @Ctx() { loaders }: GraphContext,
  ): Promise<Community> {
    return present(await loaders.community.load(communityId), "The community");
  }

  @FieldResolver(() => [DepartmentalGridType], { description: "Its present grids by code." })
  async grids(
    @Root() { versionId }: DepartmentalNetwork,
    @Ctx() { loaders }: GraphContext,
  ): Promise<DepartmentalGrid[]> {
    return loaders.departmentalGridsOfVersion.load(versionId);
  }

  @FieldResolver(() => [DepartmentalVersionType], {
    description: "All of its versions, the newest first.",
  })
  async versions(
    @Root() { id }: DepartmentalNetwork,
    @Ctx() { loaders }: GraphContext,
  ): Promise<DepartmentalVersion[]> {
    return loaders.versionsOfNetwork.load(id);
  }
}

@Resolver(() => DepartmentalVersionType)
export class DepartmentalVersionResolver {
  @FieldResolver(() => [DepartmentalGridType], { description: "Its grids by code." })
  async grids(
    @Root() { id }: DepartmentalVersion,
    @Ctx() { loaders }: GraphContext,
  ): Promise<DepartmentalGrid[]> {
    return loaders.departmentalGridsOfVersion.load(id);
  }
}

@Resolver(() => DepartmentalGridType)
export class DepartmentalGridResolver {
  @FieldResolver(() => CommunityType, {
    description: "The community it is in; a grid that lies in two is two of these with one code.",
  })
  async community(
    @Root() { communityId }: DepartmentalGrid,
    @Ctx() { loaders }: GraphContext,
  ): Promise<Community> {
    return present(await loaders.community.load(communityId), "The community");
  }

  @FieldResolver(() => [BuildingType], {
    description: "The buildings in it, by external id: those that you may read.",
  })
  async buildings(
    @Root() { id }: DepartmentalGrid,
    @Ctx() { loaders }: GraphContext,
  ): Promise<Building[]> {
    const ids = (await loaders.buildingIdsOfDepartmentalGrid.load(id)) ?? [];
    const found = await Promise.all(ids.map((one) => loaders.building.load(one)));
    return found.filter((building) => building !== null);
  }

  @FieldResolver(() => GeoJSON, {
    nullable: true,
    description: "Its polygon as imported; null where it came as a list of buildings.",
  })
  async polygon(
    @Root() { id }: DepartmentalGrid,
    @Ctx() { loaders }: GraphContext,
  ): Promise<string | null> {
    return loaders.departmentalPolygon.load(id);
  }
}

@Resolver(() => DepartmentalCodeUseType)
export class DepartmentalCodeUseResolver {
  @FieldResolver(() => DepartmentalNetworkType, { description: "The network." })
  async network(
    @Root() { version }: CodeUse,
    @Ctx() { loaders }: GraphContext,
  ): Promise<DepartmentalNetwork> {
    return present(await loaders.departmentalNetwork.load(version.networkId), "The network");
  }

  @FieldResolver(() => DateTime, { description: "From when on it was so." })
  validFrom(@Root() { version }: CodeUse): Date {
    return version.validFrom;
  }

  @FieldResolver(() => DateTime, { nullable: true, description: "Until when; null: it still is." })
  validTo(@Root() { version }: CodeUse): Date | null {
    return version.validTo;
  }
}

@Resolver(() => CommunityImportReportType)
export class CommunityImportReportResolver {
  @FieldResolver(() => DepartmentalNetworkType, { description: "The network as it is now." })
  async network(
    @Root() { networkId }: CommunityReport,
    @Ctx() { loaders }: GraphContext,
  ): Promise<DepartmentalNetwork> {
    return present(await loaders.departmentalNetwork.load(networkId), "The network");
  }
}
