export {
  findBuildings,
  pageBuildings,
  pageBuildingsOfCommunities,
  pageBuildingsOfEstates,
  type BuildingFilter,
} from "./building.repository";
