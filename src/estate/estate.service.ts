export {
  countBuildingsOfEstates,
  findEstates,
  pageEstates,
  pageEstatesOfCommunities,
  type EstateFilter,
} from "./estate.repository";
