import { Field, ID, Int, ObjectType } from "type-graphql";
import { ActorType } from "../graphql/actor.type";
import { DateTime } from "../graphql/date-time";
import { describe } from "../graphql/enums";
import { NodeInterface } from "../graphql/node.type";
import { connectionOf } from "../graphql/pagination";
import { UserErrorType } from "../graphql/user-error.type";
import { Crs } from "../maps/drawing.args";
import type { Crs as CrsName } from "../crs/crs";
import type { Refusal } from "../refusal";
import type { ExportContent, ExportFormat, ExportLink } from "./export-link";

export const ExportContentEnum = describe<ExportContent>("ExportContent", "What a file holds.", {
  REGISTER: "The grids in force at a moment (网格名册).",
  PLAN: "The grids of a plan (划分方案).",
  CROSSWALK: "Where the households of a department's grids are in the unified grids (对照表).",
});

export const ExportFormatEnum = describe<ExportFormat>("ExportFormat", "How a file is written.", {
  GEOJSON: "GeoJSON (RFC 7946): a FeatureCollection, one feature for each grid.",
  CSV: "A table for Excel: UTF-8 with a byte-order mark, Chinese headers; no shapes.",
});

@ObjectType("ExportLink", {
  description:
    "A link that gives a file to whoever has it, without signing in, until it expires or is revoked " +
    "(导出链接). The file is made anew at every download.",
  implements: NodeInterface,
  simpleResolvers: true,
})
export class ExportLinkType implements Omit<ExportLink, "subject" | "scope" | "communityId"> {
  @Field(() => ID, { description: "Unique among all objects; opaque. It is not the link." })
  id!: string;

  @Field(() => ExportContentEnum, { description: "What the file holds." })
  content!: ExportContent;

  @Field(() => ExportFormatEnum, { description: "How it is written." })
  format!: ExportFormat;

  @Field(() => Crs, { description: "The coordinates that GeoJSON is in; a CSV has none." })
  crs!: CrsName;

  @Field(() => ActorType, { description: "Who made it." })
  createdBy!: ActorType;

  @Field(() => DateTime, { description: "When." })
  createdAt!: Date;

  @Field(() => DateTime, { description: "Until when it works." })
  expiresAt!: Date;

  @Field(() => DateTime, { nullable: true, description: "When it was revoked; null: it was not." })
  revokedAt!: Date | null;

  @Field(() => ActorType, { nullable: true, description: "Who revoked it; null: nobody." })
  revokedBy!: ActorType | null;

  @Field(() => Int, { description: "How often the file was fetched." })
  downloads!: number;

  @Field(() => DateTime, { nullable: true, description: "When last; null: never." })
  lastUsedAt!: Date | null;
}

export const ExportLinkConnection = connectionOf(ExportLinkType, "ExportLink");

@ObjectType("CreateExportLinkPayload", {
  description: "The link that `createExportLink` made, or why it did not.",
  simpleResolvers: true,
})
export class CreateExportLinkPayload {
  @Field(() => ExportLinkType, { nullable: true, description: "The link; null if refused." })
  link!: ExportLink | null;

  @Field(() => String, {
    nullable: true,
    description:
      "Where the file is: a path on this server, such as /export/…/register-640104.geojson. It is " +
      "told this once and never again; null if refused.",
  })
  url!: string | null;

  @Field(() => [UserErrorType], { description: "Why it was refused; empty if it was not." })
  userErrors!: readonly Refusal[];
}

@ObjectType("RevokeExportLinkPayload", {
  description: "The link that `revokeExportLink` ended, or why it did not.",
  simpleResolvers: true,
})
export class RevokeExportLinkPayload {
  @Field(() => ExportLinkType, { nullable: true, description: "The link; null if refused." })
  link!: ExportLink | null;

  @Field(() => [UserErrorType], { description: "Why it was refused; empty if it was not." })
  userErrors!: readonly Refusal[];
}
