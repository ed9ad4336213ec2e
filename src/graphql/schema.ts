import "reflect-metadata";
import { createPubSub } from "@graphql-yoga/subscription";
import type { GraphQLSchema } from "graphql";
import { buildSchemaSync } from "type-graphql";
import { BarrierResolver } from "../barrier/barrier.resolver";
import { BuildingResolver } from "../building/building.resolver";
import { CommunityResolver } from "../community/community.resolver";
import { EstateResolver } from "../estate/estate.resolver";
import { ImportResolver } from "../exchange/import.resolver";
import { JobResolver } from "../jobs/job.resolver";
import { GridResolver } from "../plan/grid.resolver";
import { FindingResolver, PlanResolver } from "../plan/plan.resolver";
import { NodeResolver } from "./node.resolver";

/** The schema, built from the classes of all rooms. */
export function createSchema(): GraphQLSchema {
  return buildSchemaSync({
    resolvers: [
      BarrierResolver,
      BuildingResolver,
      CommunityResolver,
      EstateResolver,
      FindingResolver,
      GridResolver,
      ImportResolver,
      JobResolver,
      NodeResolver,
      PlanResolver,
    ],
    // Types are checked by GraphQL itself, and values where their meaning is known.
    validate: false,
    // type-graphql asks for one; our subscriptions bring their own streams.
    pubSub: createPubSub(),
  });
}
