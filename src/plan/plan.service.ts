export {
  findGridGeometries,
  findGrids,
  findGridsOfBuildings,
  findGridsOfPlans,
  pageBuildingIdsOfGrids,
  pageGrids,
} from "./grid.repository";
export { findBases, findStaleness } from "./basis.repository";
export { pageReviewsOfPlans } from "./review.repository";
export {
  findBlocks,
  findLatestPlans,
  findOtherPlans,
  findPlans,
  findPlansOfJobs,
  findSubmitterIds,
  pagePlans,
  pagePlansOfCommunities,
  type PlanFilter,
} from "./plan.repository";
