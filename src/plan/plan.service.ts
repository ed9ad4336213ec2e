export {
  findGridAt,
  findGridGeometries,
  findGrids,
  findGridsOfBuildings,
  findGridsOfPlans,
  pageBuildingIdsOfGrids,
  pageGridsInBox,
} from "./grid.repository";
export {
  findBlocks,
  findLatestPlans,
  findOtherPlans,
  findPlans,
  findPlansOfJobs,
  pagePlans,
  pagePlansOfCommunities,
  type PlanFilter,
} from "./plan.repository";
