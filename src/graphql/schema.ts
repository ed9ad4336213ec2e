import "reflect-metadata";
import { createPubSub } from "@graphql-yoga/subscription";
import { lexicographicSortSchema, printSchema, type GraphQLSchema } from "graphql";
import { buildSchemaSync } from "type-graphql";
import { AuditResolver } from "../audit/audit.resolver";
import { ViewerResolver } from "../auth/viewer.resolver";
import { BarrierResolver } from "../barrier/barrier.resolver";
import { BuildingResolver } from "../building/building.resolver";
import { CommunityRightsResolver } from "../community/community-rights.resolver";
import { CommunityResolver } from "../community/community.resolver";
import {
  BuildingDifferenceResolver,
  ComparedGridResolver,
  ComparisonResolver,
} from "../comparison/comparison.resolver";
import { CopyLocksResolver } from "../comparison/copy-locks.resolver";
import {
  CommunityNetworksResolver,
  CrosswalkResolver,
  DoubledBuildingResolver,
  NetworkCrosswalkResolver,
  PlanCrosswalkResolver,
} from "../departmental/crosswalk.resolver";
import {
  CommunityImportReportResolver,
  DepartmentalCodeUseResolver,
  DepartmentalGridResolver,
  DepartmentalNetworkResolver,
  DepartmentalVersionResolver,
} from "../departmental/departmental.resolver";
import { PlanStartResolver, StartOfPlanResolver } from "../departmental/start.resolver";
import { EditResolver } from "../editing/edit.resolver";
import {
  EditEffectResolver,
  GridChangeResolver,
  GridStateResolver,
} from "../editing/effect.resolver";
import { FollowEditsResolver } from "../editing/follow-edits.resolver";
import {
  EditedGridResolver,
  PlanEditResolver,
  PlanEditsResolver,
  WishResolver,
} from "../editing/plan-edit.resolver";
import { StepResolver } from "../editing/step.resolver";
import { EstateResolver } from "../estate/estate.resolver";
import { ImportResolver } from "../exchange/import.resolver";
import { ExportResolver } from "../export/export.resolver";
import { HelpResolver, JobHelpResolver } from "../help/help.resolver";
import {
  GridOutOfBandResolver,
  OutOfBandResolver,
  PlanSuggestionsResolver,
  SuggestionResolver,
} from "../help/suggest.resolver";
import { JobResultResolver, JobResultsResolver } from "../jobs/job-result.resolver";
import { JobResolver } from "../jobs/job.resolver";
import { SubmitPlansResolver } from "../jobs/submit-plans.resolver";
import { BranchResolver, PlanBranchResolver } from "../plan/branch.resolver";
import { DecideResolver } from "../plan/decide.resolver";
import { FollowPlansResolver } from "../plan/follow-plans.resolver";
import { GridResolver } from "../plan/grid.resolver";
import { PlanRightsResolver } from "../plan/plan-rights.resolver";
import { FindingResolver, PlanResolver } from "../plan/plan.resolver";
import { PlanReviewResolver, ReviewResolver } from "../plan/review.resolver";
import {
  CommunityRulesResolver,
  PlanRuleSetResolver,
  RulesInUseResolver,
} from "../rule-set/rules-in-use.resolver";
import { DefaultRulesResolver, RuleSetResolver } from "../rule-set/rule-set.resolver";
import {
  CommunityStaffResolver,
  RegisteredGridStaffResolver,
  StaffResolver,
} from "../staffing/staff.resolver";
import {
  BuildingChangeResolver,
  EstateChangeResolver,
  ImpactResolver,
  PlanImpactResolver,
  StaffMoveResolver,
} from "../impact/impact.resolver";
import {
  CommunityIndicatorsResolver,
  PlanIndicatorsResolver,
} from "../indicators/indicators.resolver";
import { PutInForceResolver } from "../register/put-in-force.resolver";
import { RecodeResolver } from "../register/recode.resolver";
import {
  CommunityRegisterResolver,
  GridRegisterResolver,
  RegisteredGridResolver,
  RegisterResolver,
} from "../register/register.resolver";
import { GridCodeEventResolver, GridCodeStoryResolver } from "../register/story.resolver";
import { drawEveryGeometry } from "../maps/draw-every-geometry";
import { GridFeaturesResolver } from "../maps/grid-features.resolver";
import { PlaceFeaturesResolver } from "../maps/place-features.resolver";
import { FollowMapResolver } from "../revisions/follow-map.resolver";
import { NodeResolver } from "./node.resolver";
import { requireSignIn } from "./sign-in-required";

/** The schema, built from the classes of all rooms. */
export function createSchema(): GraphQLSchema {
  const schema = buildSchemaSync({
    resolvers: [
      AuditResolver,
      BarrierResolver,
      BranchResolver,
      BuildingDifferenceResolver,
      BuildingResolver,
      CommunityRegisterResolver,
      CommunityResolver,
      CommunityRightsResolver,
      CommunityStaffResolver,
      ComparedGridResolver,
      ComparisonResolver,
      CopyLocksResolver,
      DecideResolver,
      CommunityImportReportResolver,
      CommunityNetworksResolver,
      CrosswalkResolver,
      DepartmentalCodeUseResolver,
      DepartmentalGridResolver,
      DepartmentalNetworkResolver,
      DepartmentalVersionResolver,
      DoubledBuildingResolver,
      NetworkCrosswalkResolver,
      PlanCrosswalkResolver,
      PlanStartResolver,
      StartOfPlanResolver,
      EditEffectResolver,
      EditResolver,
      EditedGridResolver,
      EstateResolver,
      ExportResolver,
      FindingResolver,
      FollowEditsResolver,
      FollowMapResolver,
      FollowPlansResolver,
      GridChangeResolver,
      GridFeaturesResolver,
      PlaceFeaturesResolver,
      GridCodeEventResolver,
      GridCodeStoryResolver,
      GridRegisterResolver,
      GridResolver,
      GridStateResolver,
      GridOutOfBandResolver,
      HelpResolver,
      ImportResolver,
      JobHelpResolver,
      OutOfBandResolver,
      PlanSuggestionsResolver,
      SuggestionResolver,
      JobResolver,
      JobResultResolver,
      JobResultsResolver,
      SubmitPlansResolver,
      NodeResolver,
      PlanEditResolver,
      PlanEditsResolver,
      PlanBranchResolver,
      PlanResolver,
      PlanReviewResolver,
      PlanRightsResolver,
      PutInForceResolver,
      RecodeResolver,
      RegisteredGridResolver,
      RegisterResolver,
      ReviewResolver,
      CommunityRulesResolver,
      DefaultRulesResolver,
      PlanRuleSetResolver,
      RulesInUseResolver,
      RuleSetResolver,
      ViewerResolver,
      WishResolver,
      StaffResolver,
      StepResolver,
      StaffMoveResolver,
      RegisteredGridStaffResolver,
      BuildingChangeResolver,
      EstateChangeResolver,
      ImpactResolver,
      PlanImpactResolver,
      CommunityIndicatorsResolver,
      PlanIndicatorsResolver,
    ],
    // Types are checked by GraphQL itself, and values where their meaning is known.
    validate: false,
    // type-graphql asks for one; our subscriptions bring their own streams.
    pubSub: createPubSub(),
  });
  describeRoots(schema);
  drawEveryGeometry(schema);
  requireSignIn(schema);
  return schema;
}

/** The schema in its own language, sorted: what schema/schema.graphql holds. */
export function printSchemaFile(): string {
  const head = "# Written by npm run schema:emit from the code; do not edit.";
  return `${head}\n\n${printSchema(lexicographicSortSchema(createSchema()))}\n`;
}

/** type-graphql has no place for these. */
function describeRoots(schema: GraphQLSchema): void {
  const roots = [
    [schema.getQueryType(), "What can be read."],
    [schema.getMutationType(), "What can be changed; each takes one input and returns a payload."],
    [schema.getSubscriptionType(), "What can be followed, by WebSocket or server-sent events."],
  ] as const;
  for (const [type, description] of roots) {
    if (type != null) type.description = description;
  }
}
