/** What the operating system says when a file cannot be used, such as ENOENT. */
export interface SystemError {
  readonly code: string;
  readonly message: string;
}

/** By its shape: errors of node's own modules are of another realm inside a test runner. */
export function isSystemError(error: unknown): error is SystemError {
  return (
    typeof error === "object" &&
    error !== null &&
    "code" in error &&
    typeof error.code === "string" &&
    "message" in error &&
    typeof error.message === "string"
  );
}
