export type * from "./types";
export { proposeAlternatives } from "./alternatives/alternatives";
export { FOCUS_NAMES } from "./alternatives/focus-names";
export { DEFAULT_RULES } from "./default-rules";
export { checkCommunityCode, checkGridCode, type CodeFault } from "./code/grid-code";
export {
  district,
  type DistrictInput,
  type DistrictProblem,
  type Districts,
  type Found,
} from "./districting/district";
export { EngineError, type EngineErrorCode, type InputFault } from "./errors";
export { ALL_FOCUSES } from "./partition/focus";
export { createRandom, type Random } from "./random";
export { propose } from "./propose";
export { ENGINE_VERSION } from "./version";
