export {
  findBarriers,
  findBarriersInScope,
  pageBarriers,
  pageBarriersOfCommunities,
  type BarrierFilter,
} from "./barrier.repository";
