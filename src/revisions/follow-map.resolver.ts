import { Arg, Ctx, FieldResolver, Resolver, Root, Subscription } from "type-graphql";
import type { Community } from "../community/community";
import { CommunityType } from "../community/community.type";
import type { GraphContext } from "../graphql/context";
import { followMap } from "./follow-map.service";
import type { MapChange } from "./map-change";
import { MapChangeType, MapLayerEnum } from "./map-change.type";
import { MAP_LAYERS, type MapLayer } from "./map-revision";

const LAYERS = "The layers that the map shows; all if left out.";

@Resolver(() => MapChangeType)
export class FollowMapResolver {
  @Subscription(() => MapChangeType, {
    description:
      "What changes on the map from now on, where the viewer may look, told after each commit: when " +
      "grids come into force, boundaries, buildings or barriers are loaded, and when simplified " +
      "shapes are drawn. Many places at once are told as one.",
    subscribe: ({ args, context }: { args: { layers?: Asked | null }; context: GraphContext }) =>
      followMap(context, args.layers == null ? null : toLayers(args.layers)),
  })
  mapChanged(
    @Arg("layers", () => [MapLayerEnum], { nullable: true, description: LAYERS })
    _layers: Asked | null,
    @Root() change: MapChange,
  ): MapChange {
    return change;
  }

  @FieldResolver(() => [MapLayerEnum], { description: "The layers that look different now." })
  layers(@Root() { layers }: MapChange): Asked {
    return layers.map((layer) => ENUM_OF[layer]);
  }

  @FieldResolver(() => CommunityType, {
    nullable: true,
    description: "The community; null: barriers, which belong to none, or many communities.",
  })
  async community(
    @Root() { communityId }: MapChange,
    @Ctx() { loaders }: GraphContext,
  ): Promise<Community | null> {
    return communityId === null ? null : loaders.community.load(communityId);
  }
}

type Asked = readonly Uppercase<MapLayer>[];

const ENUM_OF: Readonly<Record<MapLayer, Uppercase<MapLayer>>> = {
  register: "REGISTER",
  communities: "COMMUNITIES",
  buildings: "BUILDINGS",
  barriers: "BARRIERS",
};

function toLayers(asked: Asked): MapLayer[] {
  return MAP_LAYERS.filter((layer) => asked.includes(ENUM_OF[layer]));
}
