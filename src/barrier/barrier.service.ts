export {
  findBarrierGeometries,
  findBarriers,
  pageBarriers,
  pageBarriersOfCommunities,
  type BarrierFilter,
} from "./barrier.repository";
