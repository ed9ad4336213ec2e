export {
  findBuildingNames,
  findEdits,
  findEditsOfJobs,
  findHistories,
  findWishes,
  pageEditsOfPlans,
  toPlanEdit,
} from "./plan-edits.repository";
