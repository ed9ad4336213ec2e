export {
  findGridsInForce,
  findGridsInForceAt as gridsInForceAt,
  findRetiredCodes,
} from "./register.repository";
export type { GridInForceRow } from "./register";
