export type * from "./types";
export { DEFAULT_RULES } from "./default-rules";
export { checkCommunityCode, checkGridCode, type CodeFault } from "./code/grid-code";
export { EngineError, type EngineErrorCode, type InputFault } from "./errors";
export { createRandom, type Random } from "./random";
export { propose } from "./propose";
export { ENGINE_VERSION } from "./version";
