/** Says what went wrong in the user's language. */
import { ApiError } from "./api";
import type { UserError } from "./api-types";
import type { Words } from "./i18n";

export function faultText(error: unknown, words: Words): string {
  if (isUserError(error)) return words.both(error.message);
  if (!(error instanceof ApiError)) return words.say("faultOther", { reason: String(error) });
  // The page knows where one signs in.
  if (error.code === "UNAUTHENTICATED") return words.say("faultUnauthenticated");
  if (error.userError) return words.both(error.userError.message);
  if (error.code === "NETWORK") return words.say("faultNetwork");
  if (error.code === "FORBIDDEN") return words.say("faultForbidden");
  if (error.code === "AUTH_UNAVAILABLE") return words.say("faultAuthUnavailable");
  return words.say("faultOther", { reason: error.code });
}

function isUserError(error: unknown): error is UserError {
  if (typeof error !== "object" || error === null || !("message" in error)) return false;
  return typeof error.message === "object" && error.message !== null && "zh" in error.message;
}
