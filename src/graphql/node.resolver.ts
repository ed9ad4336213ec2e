import { Arg, Ctx, ID, Query, Resolver } from "type-graphql";
import type { GraphContext } from "./context";
import { parseGlobalId, type NodeType } from "./global-id";
import { NodeInterface, type AnyNode } from "./node.type";

@Resolver()
export class NodeResolver {
  @Query(() => NodeInterface, {
    nullable: true,
    description: "Any object by its id; null where there is none.",
  })
  async node(
    @Ctx() { loaders }: GraphContext,
    @Arg("id", () => ID, { description: "Its id." }) id: string,
  ): Promise<AnyNode | null> {
    const parsed = parseGlobalId(id);
    if (parsed === null) return null;
    const found = await load(parsed.type, parsed.uuid);
    return found === null ? null : { ...found, __typename: parsed.type };

    function load(type: NodeType, uuid: string): Promise<object | null> {
      switch (type) {
        case "Community":
          return loaders.community.load(uuid);
        case "Estate":
          return loaders.estate.load(uuid);
        case "Building":
          return loaders.building.load(uuid);
        case "Barrier":
          return loaders.barrier.load(uuid);
        case "Plan":
          return loaders.plan.load(uuid);
        case "Grid":
          return loaders.grid.load(uuid);
        case "Job":
          return loaders.job.load(uuid);
        case "DepartmentalNetwork":
          return loaders.departmentalNetwork.load(uuid);
        case "RegisteredGrid":
          return loaders.registeredGrid.load(uuid);
        case "Staff":
          return loaders.staff.load(uuid);
        case "RuleSet":
          return loaders.ruleSet.load(uuid);
        case "ExportLink":
          return loaders.exportLink.load(uuid);
      }
    }
  }
}
