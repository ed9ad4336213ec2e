export {
  findBuildingNames,
  findEdits,
  findEditsOfJobs,
  findHistories,
  findWishes,
  pageEditsOfPlans,
} from "./plan-edits.repository";
