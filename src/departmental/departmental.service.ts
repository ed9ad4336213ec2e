export {
  findCodeLife,
  findCrosswalkAt,
  findCrosswalks,
  findCrosswalksAgainstPlan,
  findCrosswalksOfCommunity,
  findUnities,
  findUnityOfPlan,
  type CodeLife,
  type CodeQuestion,
  type NetworkCrosswalk,
} from "./crosswalk.service";
export { recordCrosswalk, type CrosswalkMoment } from "./crosswalk.repository";
export {
  findBuildingIdsOfGrids,
  findDepartmentalPolygons,
  findGridsOfVersions,
  findNetworks,
  findNetworksOfCommunities,
  findVersions,
  findVersionsOfNetworks,
  type CodeUse,
} from "./departmental.repository";
export {
  importDepartmentalGrids,
  type CommunityReport,
  type NetworkReport,
  type NetworkWish,
} from "./import-network.service";
