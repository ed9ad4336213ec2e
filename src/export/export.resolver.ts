import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import type { GraphContext } from "../graphql/context";
import { DateTime } from "../graphql/date-time";
import { toGlobalId, uuidOf } from "../graphql/global-id";
import { AFTER, FIRST, toConnection, toPageWish, type Connection } from "../graphql/pagination";
import { payloadOf } from "../graphql/user-error.type";
import { RefusedError } from "../refusal";
import { fileNameOf, type ExportContent, type ExportLink, type ExportSubject } from "./export-link";
import { createExportLink, listExportLinks, revokeExportLink } from "./export-link.service";
import { CreateExportLinkInput, RevokeExportLinkInput } from "./export.input";
import {
  CreateExportLinkPayload,
  ExportContentEnum,
  ExportLinkConnection,
  ExportLinkType,
  RevokeExportLinkPayload,
} from "./export.type";

@Resolver(() => ExportLinkType)
export class ExportResolver {
  @Query(() => ExportLinkConnection, {
    description:
      "Links to files that show nothing but what you may read, newest first: also those that others " +
      "made, and those that do not work any more.",
  })
  async exportLinks(
    @Ctx() { db, viewer }: GraphContext,
    @Arg("first", () => Int, { defaultValue: 50, description: FIRST }) first: number,
    @Arg("after", () => String, { nullable: true, description: AFTER }) after: string | null,
  ): Promise<Connection<ExportLink>> {
    const page = await listExportLinks(db, viewer, toPageWish("exportLinks", first, after));
    return toConnection("exportLinks", page);
  }

  @Mutation(() => CreateExportLinkPayload, {
    description:
      "Makes a link to a file of grids, which works without signing in for a limited time and shows " +
      "what you may read when it is made and nothing else.",
  })
  async createExportLink(
    @Ctx() { db, viewer }: GraphContext,
    @Arg("input", () => CreateExportLinkInput, { description: "Which file, and for how long." })
    input: CreateExportLinkInput,
  ): Promise<CreateExportLinkPayload> {
    const { format, crs, hours } = input;
    return payloadOf({ link: null, url: null }, async () => {
      const wish = { subject: subjectOf(input), format, crs, hours };
      const { link, secret } = await createExportLink(db, viewer, wish);
      return { link, url: `/export/${secret}/${fileNameOf(link)}` };
    });
  }

  @Mutation(() => RevokeExportLinkPayload, {
    description:
      "Ends a link to a file at once. Whoever made it may, and the reviewers, approvers and " +
      "administrators of all communities that it shows.",
  })
  async revokeExportLink(
    @Ctx() { db, viewer }: GraphContext,
    @Arg("input", () => RevokeExportLinkInput, { description: "Which one." })
    { id }: RevokeExportLinkInput,
  ): Promise<RevokeExportLinkPayload> {
    const uuid = uuidOf("ExportLink", id);
    return payloadOf({ link: null }, async () => ({
      link: await revokeExportLink(db, viewer, uuid),
    }));
  }

  @FieldResolver(() => ID, {
    description: "Unique among all objects; opaque. It is not the link.",
  })
  id(@Root() link: ExportLink): string {
    return toGlobalId("ExportLink", link.id);
  }

  @FieldResolver(() => ExportContentEnum, { description: "What the file holds." })
  content(@Root() { subject }: ExportLink): ExportContent {
    return subject.content;
  }

  @FieldResolver(() => [String], {
    description:
      "Starts of the codes of the communities that it may show; an empty one: of all of them.",
  })
  jurisdictions(@Root() { scope }: ExportLink): readonly string[] {
    return scope;
  }

  @FieldResolver(() => DateTime, {
    nullable: true,
    description: "The moment that the file is of; null: the moment of each download.",
  })
  at(@Root() { subject }: ExportLink): Date | null {
    return subject.content === "PLAN" ? null : subject.at;
  }

  @FieldResolver(() => ID, {
    nullable: true,
    description: "Id of the plan that it is of, or against; null: of the grids in force.",
  })
  planId(@Root() { subject }: ExportLink): string | null {
    const planId = subject.content === "REGISTER" ? null : subject.planId;
    return planId === null ? null : toGlobalId("Plan", planId);
  }

  @FieldResolver(() => ID, {
    nullable: true,
    description: "Id of the department's network that a crosswalk is from; null for other files.",
  })
  networkId(@Root() { subject }: ExportLink): string | null {
    return subject.content === "CROSSWALK"
      ? toGlobalId("DepartmentalNetwork", subject.networkId)
      : null;
  }
}

/** Which of the three the input gives; refused where it is not exactly one. */
function subjectOf({ register, planId, crosswalk }: CreateExportLinkInput): ExportSubject {
  const given: ExportSubject[] = [];
  if (register != null) {
    const { jurisdiction, at } = register;
    given.push({ content: "REGISTER", jurisdiction, at: at ?? null });
  }
  if (planId != null) given.push({ content: "PLAN", planId: uuidOf("Plan", planId) });
  if (crosswalk != null) {
    given.push({
      content: "CROSSWALK",
      networkId: uuidOf("DepartmentalNetwork", crosswalk.networkId),
      planId: crosswalk.planId == null ? null : uuidOf("Plan", crosswalk.planId),
      at: crosswalk.at ?? null,
    });
  }
  if (given.length === 1) return given[0];
  const message = {
    zh: "请在网格名册（register）、方案（planId）与对照表（crosswalk）中选填一项",
    en: "Give exactly one of register, planId and crosswalk",
  };
  throw new RefusedError("BAD_INPUT", [{ code: "ONE_CONTENT", message, path: null }]);
}
