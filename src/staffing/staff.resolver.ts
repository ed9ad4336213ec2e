import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from "type-graphql";
import type { Community } from "../community/community";
import { findCommunityByCode } from "../community/community.service";
import { CommunityType } from "../community/community.type";
import type { GraphContext } from "../graphql/context";
import { DateTime } from "../graphql/date-time";
import { toGlobalId, uuidOf } from "../graphql/global-id";
import { payloadOf } from "../graphql/user-error.type";
import type { RegisteredGrid } from "../register/register";
import { RegisteredGridType } from "../register/register.type";
import { stationedAt, type Staff } from "./staff";
import {
  AssignStaffInput,
  AssignStaffPayload,
  EndStaffInput,
  EndStaffPayload,
  StaffType,
} from "./staff.type";
import { assignStaff, endStaff, findStaffAt } from "./staffing.service";

const AT = "At which moment; now if left out.";

@Resolver(() => StaffType)
export class StaffResolver {
  @Query(() => [StaffType], {
    nullable: true,
    description:
      "Who serves in the grids of a community, by grid code, heads first; null where there is no " +
      "such community.",
  })
  async staff(
    @Ctx() context: GraphContext,
    @Arg("communityCode", () => String, { description: "The 12-digit division code in use." })
    communityCode: string,
    @Arg("at", () => DateTime, { nullable: true, description: AT }) at: Date | null,
  ): Promise<readonly Staff[] | null> {
    const { db, loaders } = context;
    const found = await findCommunityByCode(db, communityCode);
    const community = found && (await loaders.community.load(found.id));
    return community && serving(context, community.id, at);
  }

  @Mutation(() => AssignStaffPayload, {
    description:
      "Gives somebody a duty in a grid in force. Every grid is to have one full-time grid worker " +
      "and one grid head (rule R11).",
  })
  async assignStaff(
    @Ctx() { db, viewer, loaders }: GraphContext,
    @Arg("input", () => AssignStaffInput, { description: "Who shall serve where." })
    { replacesId, ...input }: AssignStaffInput,
  ): Promise<AssignStaffPayload> {
    const id = replacesId == null ? null : uuidOf("Staff", replacesId);
    const payload = await payloadOf({ staff: null, replaced: null }, () =>
      assignStaff(db, viewer, { ...input, replacesId: id }),
    );
    if (id === null || !payload.userErrors.some(({ code }) => code === "CONFLICT")) return payload;
    return { ...payload, replaced: await loaders.staff.load(id) };
  }

  @Mutation(() => EndStaffPayload, {
    description: "Ends somebody's time in a grid. The record of it stays.",
  })
  async endStaff(
    @Ctx() { db, viewer, loaders }: GraphContext,
    @Arg("input", () => EndStaffInput, { description: "Whose, and why." })
    input: EndStaffInput,
  ): Promise<EndStaffPayload> {
    const id = uuidOf("Staff", input.id);
    const payload = await payloadOf({ staff: null }, async () => ({
      staff: await endStaff(db, viewer, { id, reason: input.reason }),
    }));
    if (!payload.userErrors.some(({ code }) => code === "CONFLICT")) return payload;
    return { ...payload, staff: await loaders.staff.load(id) };
  }

  @FieldResolver(() => ID, { description: "Unique among all objects; opaque." })
  id(@Root() staff: Staff): string {
    return toGlobalId("Staff", staff.id);
  }

  @FieldResolver(() => String, { description: "15-digit code of the grid." })
  gridCode(@Root() { code }: Staff): string {
    return code;
  }

  @FieldResolver(() => StaffType, {
    nullable: true,
    description: "Where the person went on when the code retired; null where not.",
  })
  async continuedBy(
    @Root() { id, endKind }: Staff,
    @Ctx() { loaders }: GraphContext,
  ): Promise<Staff | null> {
    return endKind === "MOVED" ? loaders.staffContinuation.load(id) : null;
  }
}

@Resolver(() => CommunityType)
export class CommunityStaffResolver {
  @FieldResolver(() => [StaffType], {
    description: "Who serves in its grids, by grid code, heads first.",
  })
  async staff(
    @Root() { id }: Community,
    @Ctx() context: GraphContext,
    @Arg("at", () => DateTime, { nullable: true, description: AT }) at: Date | null,
  ): Promise<readonly Staff[]> {
    return serving(context, id, at);
  }
}

@Resolver(() => RegisteredGridType)
export class RegisteredGridStaffResolver {
  @FieldResolver(() => [StaffType], {
    description:
      "Who served in it on its last day, or, while it is in force, who serves there now; heads first.",
  })
  async staff(
    @Root() { code, validTo }: RegisteredGrid,
    @Ctx() { loaders }: GraphContext,
  ): Promise<readonly Staff[]> {
    return stationedAt(await loaders.staffOfCode.load(code), validTo);
  }

  @FieldResolver(() => [StaffType], {
    description: "All who serve or ever served under its code, the first first.",
  })
  async staffHistory(
    @Root() { code }: RegisteredGrid,
    @Ctx() { loaders }: GraphContext,
  ): Promise<readonly Staff[]> {
    return loaders.staffOfCode.load(code);
  }
}

async function serving(
  { db, loaders }: GraphContext,
  communityId: string,
  at: Date | null,
): Promise<readonly Staff[]> {
  if (at == null) return loaders.staffOfCommunity.load(communityId);
  return findStaffAt(db, communityId, at);
}
