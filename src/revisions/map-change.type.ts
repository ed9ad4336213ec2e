import { Field, Float, ObjectType } from "type-graphql";
import { describe } from "../graphql/enums";
import type { MapLayer } from "./map-revision";
import type { MapChange } from "./map-change";

export const MapLayerEnum = describe<Uppercase<MapLayer>>(
  "MapLayer",
  "A layer of the map; in small letters it is the name of its tiles.",
  {
    REGISTER: "Grids in force: /tiles/register.",
    COMMUNITIES: "Communities: /tiles/communities.",
    BUILDINGS: "Buildings: /tiles/buildings.",
    BARRIERS: "Barriers: /tiles/barriers.",
  },
);

@ObjectType("MapChange", {
  description: "What has changed on the map in one place since one was told last.",
})
export class MapChangeType implements Omit<MapChange, "communityId" | "layers"> {
  @Field(() => String, {
    description: "What the whole map is at now: opaque, and different after every change.",
  })
  revision!: string;

  @Field(() => [Float], {
    description:
      "Where: west, south, east, north in degrees of CGCS2000. Tiles outside of it are as they were.",
  })
  bbox!: MapChange["bbox"];
}
