/**
 * Every failure the domain knows, by a code that is never renamed. A rule that a plan breaks is
 * not here: that is a finding, which is data.
 */
export type ErrorCode =
  /** The environment or the command line is wrong; the message names the variable. */
  | "BAD_CONFIG"
  /** What the caller gave makes no sense; the message says what was got and expected. */
  | "BAD_INPUT"
  /** Nobody is signed in, or the token is none that this server accepts. */
  | "UNAUTHENTICATED"
  /** The keys that tokens are checked with cannot be had at present. */
  | "AUTH_UNAVAILABLE"
  /** The viewer may not do this, or not there; the message says what is needed. */
  | "FORBIDDEN"
  /** The thing asked for does not exist. */
  | "NOT_FOUND"
  /** Somebody else changed it first, or it is in a state that does not allow this. */
  | "CONFLICT"
  /** A geometry that the database refuses; the message names the feature. */
  | "INVALID_GEOMETRY"
  /** A data set that contradicts itself or what is stored. */
  | "INVALID_DATASET"
  /** The data folder is in use by another process. */
  | "DATA_DIR_IN_USE"
  /** The data folder cannot be used: written by another version, or not ours. */
  | "DATA_DIR_UNUSABLE"
  /** The database is missing something, or too old; the message says what. */
  | "UNSUPPORTED_DATABASE"
  /** The database cannot be reached. */
  | "DATABASE_UNAVAILABLE"
  /** The work was stopped on request. */
  | "CANCELLED";

/** What a message is about, for logs; `text`, in both languages, is shown to clients as well. */
export type ErrorDetails = Readonly<Record<string, unknown>>;

/** A failure with a code. Only these are shown to clients; all else is an internal error. */
export class DomainError extends Error {
  override readonly name = "DomainError";

  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details: ErrorDetails = {},
    cause?: unknown,
  ) {
    super(message, cause === undefined ? undefined : { cause });
  }
}
