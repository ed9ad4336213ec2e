import { bbox } from "@turf/turf";
import Flatbush from "flatbush";
import type { Barrier, Building, ProposeInput } from "../engine";
import type { Dataset, DatasetBarrier, DatasetBuilding, DatasetCommunity } from "./dataset";

/** What the engine needs to know of one community, before rules, seed and effort are added. */
export type CommunityInput = Required<Pick<ProposeInput, "community" | "buildings" | "barriers">>;

/** One input for each community of a data set, sorted by id; communities without buildings too. */
export function communityInputs(dataset: Dataset): CommunityInput[] {
  const buildings = new Map<string, Building[]>();
  for (const { id } of dataset.communities) buildings.set(id, []);
  for (const one of dataset.buildings) buildings.get(one.communityId)?.push(engineBuilding(one));
  const barriersNear = barrierFinder(dataset.barriers);
  return dataset.communities
    .map(({ id, name, code, geometry }) => ({
      community: { id, name, code, polygon: geometry },
      buildings: buildings.get(id) ?? [],
      barriers: barriersNear(geometry),
    }))
    .sort((a, b) => (a.community.id < b.community.id ? -1 : 1));
}

function engineBuilding(building: DatasetBuilding): Building {
  return {
    id: building.id,
    name: building.name,
    polygon: building.geometry,
    category: building.category,
    households: building.households,
    residents: building.residents,
    // An estate's identity inside its community is its name.
    estate: building.estateName,
    estateName: building.estateName,
    oldEstate: building.oldEstate,
    builtYear: building.builtYear,
    floors: building.floors,
    specialHouseholds: building.specialHouseholds,
    floorAreaM2: building.floorAreaM2,
    microGrid: building.microGrid,
  };
}

function barrierFinder(barriers: readonly DatasetBarrier[]) {
  if (barriers.length === 0) return () => [];
  const index = new Flatbush(barriers.length);
  for (const { geometry } of barriers) {
    const [west, south, east, north] = bbox(geometry);
    index.add(west, south, east, north);
  }
  index.finish();
  return (ground: DatasetCommunity["geometry"]): Barrier[] => {
    const [west, south, east, north] = bbox(ground);
    const near = index.search(west, south, east, north).sort((a, b) => a - b);
    return near.map((i) => {
      const { id, kind, name, geometry } = barriers[i];
      return { id, kind, name, line: geometry };
    });
  };
}
