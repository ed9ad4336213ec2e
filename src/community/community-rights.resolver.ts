/** What the viewer may do with a community, for clients that show buttons. */
import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { roleFor } from "../auth/policy";
import type { GraphContext } from "../graphql/context";
import type { Community } from "./community";
import { CommunityType } from "./community.type";

@Resolver(() => CommunityType)
export class CommunityRightsResolver {
  @FieldResolver(() => Boolean, {
    description: "Whether the viewer may have plans of it proposed.",
  })
  viewerCanPropose(@Root() { code }: Community, @Ctx() { viewer }: GraphContext): boolean {
    return roleFor(viewer, "PROPOSE_PLAN", code) !== null;
  }

  @FieldResolver(() => Boolean, { description: "Whether the viewer may import its ledger." })
  viewerCanImport(@Root() { code }: Community, @Ctx() { viewer }: GraphContext): boolean {
    return roleFor(viewer, "IMPORT_DATASET", code) !== null;
  }

  @FieldResolver(() => Boolean, {
    description: "Whether the viewer may import the grids of other departments.",
  })
  viewerCanImportDepartmentalGrids(
    @Root() { code }: Community,
    @Ctx() { viewer }: GraphContext,
  ): boolean {
    return roleFor(viewer, "IMPORT_DEPARTMENTAL_GRIDS", code) !== null;
  }

  @FieldResolver(() => Boolean, { description: "Whether the viewer may say who serves its grids." })
  viewerCanAssignStaff(@Root() { code }: Community, @Ctx() { viewer }: GraphContext): boolean {
    return roleFor(viewer, "ASSIGN_STAFF", code) !== null;
  }

  @FieldResolver(() => Boolean, { description: "Whether the viewer may give it another code." })
  viewerCanRecode(@Root() { code }: Community, @Ctx() { viewer }: GraphContext): boolean {
    return roleFor(viewer, "RECODE_COMMUNITY", code) !== null;
  }

  @FieldResolver(() => Boolean, { description: "Whether the viewer may read its audit trail." })
  viewerCanReadAudit(@Root() { code }: Community, @Ctx() { viewer }: GraphContext): boolean {
    return roleFor(viewer, "READ_AUDIT", code) !== null;
  }
}
