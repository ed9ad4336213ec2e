import type { Text } from "./engine";
import { DomainError, type ErrorCode } from "./errors";

/** One thing in a wish that its user can mend. */
export interface Refusal {
  readonly code: string;
  readonly message: Text;
  /** The part of the input it concerns, from the outside in; null for all of it. */
  readonly path: readonly string[] | null;
}

/** A wish that is refused for reasons its user can mend; nothing was changed. */
export class RefusedError extends DomainError {
  constructor(
    code: ErrorCode,
    readonly refusals: readonly Refusal[],
  ) {
    super(code, refusals.map(({ message }) => message.en).join("; "), { refusals });
  }
}
