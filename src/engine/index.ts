export type * from "./input-types";
export type * from "./plan-types";
export type * from "./edit-types";
export { assess, assessOn, prepareGround } from "./assess";
export { proposeAlternatives } from "./alternatives/alternatives";
export { FOCUS_NAMES } from "./alternatives/focus-names";
export { DEFAULT_RULES } from "./default-rules";
export {
  checkCommunityCode,
  checkGridCode,
  decodeGridCode,
  encodeGridCode,
  type CodeFault,
  type DecodedGridCode,
} from "./code/grid-code";
export { previewCodes, type CodePreview, type NewGrid } from "./code/preview-codes";
export {
  district,
  type DistrictInput,
  type DistrictProblem,
  type Districts,
  type Found,
} from "./districting/district";
export type { Ground } from "./ground";
export { applyEdit } from "./edit/apply";
export { assessDraft } from "./edit/assess-draft";
export { EditError } from "./edit/edit-error";
export { cellsOf, openDraft, openEditable, type EditableGround } from "./edit/editable";
export { draftEffect } from "./edit/effect";
export { explain } from "./help/explain";
export { suggest } from "./help/suggest";
export { improve, type ImproveOptions } from "./help/improve";
export { EngineError, type EngineErrorCode, type InputFault } from "./errors";
export { ALL_FOCUSES } from "./partition/focus";
export {
  buildingMoves,
  livingOn,
  regriddingOf,
  type BuildingMove,
  type NumberedGrid,
} from "./regridding";
export { createRandom, type Random } from "./random";
export { propose } from "./propose";
export { ENGINE_VERSION } from "./version";
