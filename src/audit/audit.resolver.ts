import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from "type-graphql";
import type { Community } from "../community/community";
import { CommunityType } from "../community/community.type";
import type { GraphContext } from "../graphql/context";
import { uuidOf } from "../graphql/global-id";
import { AFTER, FIRST, toConnection, toPageWish, type Connection } from "../graphql/pagination";
import type { Plan } from "../plan/plan";
import { PlanType } from "../plan/plan.type";
import type { AuditEntry } from "./audit";
import { AuditFilterInput } from "./audit.input";
import { readAudit } from "./audit.service";
import { AuditEntryConnection, AuditEntryType } from "./audit.type";

@Resolver(() => AuditEntryType)
export class AuditResolver {
  @Query(() => AuditEntryConnection, {
    description:
      "Who changed what, when and why (审计记录), newest first, in the communities that the viewer " +
      "may audit; what concerns no single community only for those who may everywhere.",
  })
  async audit(
    @Ctx() { db, viewer }: GraphContext,
    @Arg("filter", () => AuditFilterInput, {
      nullable: true,
      description: "Which ones; all if left out.",
    })
    filter: AuditFilterInput | null,
    @Arg("first", () => Int, { defaultValue: 50, description: FIRST }) first: number,
    @Arg("after", () => String, { nullable: true, description: AFTER }) after: string | null,
  ): Promise<Connection<AuditEntry>> {
    const wanted = {
      communityCode: filter?.communityCode ?? undefined,
      communityId:
        filter?.communityId == null ? undefined : uuidOf("Community", filter.communityId),
      planId: filter?.planId == null ? undefined : uuidOf("Plan", filter.planId),
      actorId: filter?.actorId ?? undefined,
      action: filter?.action ?? undefined,
      from: filter?.from ?? undefined,
      to: filter?.to ?? undefined,
    };
    const page = toPageWish("audit", first, after);
    return toConnection("audit", await readAudit(db, viewer, wanted, page));
  }

  @FieldResolver(() => CommunityType, {
    nullable: true,
    description: "The community that it concerns; null: no single one.",
  })
  async community(
    @Root() { communityId }: AuditEntry,
    @Ctx() { loaders }: GraphContext,
  ): Promise<Community | null> {
    return communityId === null ? null : loaders.community.load(communityId);
  }

  @FieldResolver(() => PlanType, {
    nullable: true,
    description: "The plan that it concerns; null: none, or a draft that was deleted since.",
  })
  async plan(
    @Root() { planId }: AuditEntry,
    @Ctx() { loaders }: GraphContext,
  ): Promise<Plan | null> {
    return planId === null ? null : loaders.plan.load(planId);
  }
}
