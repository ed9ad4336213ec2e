/** Stable codes of what can go wrong in a call to the engine; never renamed. */
export type EngineErrorCode = "INVALID_INPUT" | "CANCELLED";

/** One thing wrong with an input, and where. */
export interface InputFault {
  /** What it concerns, for example `building 17`. */
  readonly feature: string;
  readonly reason: string;
}

/** A call that makes no sense, or was cancelled. A rule that a plan breaks is a finding instead. */
export class EngineError extends Error {
  override readonly name = "EngineError";
  constructor(
    readonly code: EngineErrorCode,
    message: string,
    readonly faults: readonly InputFault[] = [],
  ) {
    super(message);
  }
}
