/** What went wrong, and how that is said. */
import type { CombinedError } from "@urql/core";
import { both, says, type Said } from "./language";

/** A reason that the user can read. */
export interface UserError {
  readonly code: string;
  readonly message: Said;
}

/** A request that could not be asked, was not answered as wished, or was refused. */
export class Fault extends Error {
  constructor(
    /** NETWORK, or the code that the server gave. */
    readonly code: string,
    message: string,
    /** What the server says to people; null: nothing. */
    readonly told: Said | null = null,
  ) {
    super(message);
    this.name = "Fault";
  }
}

const say = says({
  network: {
    zh: "服务器没有响应，请检查网络后重试。",
    en: "The server does not answer. Check the connection and try again.",
  },
  unauthenticated: {
    zh: "您尚未登录，或登录已失效：请在上方登录。",
    en: "You are not signed in, or not any more: sign in above.",
  },
  forbidden: { zh: "您的角色不能在此进行这项操作。", en: "Your role does not allow this here." },
  authUnavailable: {
    zh: "暂时无法核验登录，请稍后再试。",
    en: "Signing in cannot be checked at present. Try again in a minute.",
  },
  other: { zh: "操作未成功（{reason}）。", en: "That did not work ({reason})." },
});

/** Says it in the user's language. */
export function faultText(fault: unknown): string {
  if (!(fault instanceof Fault)) return say("other", { reason: String(fault) });
  // The page knows where one signs in.
  if (fault.code === "UNAUTHENTICATED") return say("unauthenticated");
  if (fault.told !== null) return both(fault.told);
  if (fault.code === "NETWORK") return say("network");
  if (fault.code === "FORBIDDEN") return say("forbidden");
  if (fault.code === "AUTH_UNAVAILABLE") return say("authUnavailable");
  return say("other", { reason: fault.code });
}

/** The client's error as ours. */
export function faultOf(error: CombinedError): Fault {
  const [first] = error.graphQLErrors;
  if (first === undefined) return new Fault("NETWORK", error.message);
  const { code, text } = first.extensions;
  return new Fault(
    typeof code === "string" ? code : "INTERNAL",
    first.message,
    isSaid(text) ? text : null,
  );
}

function isSaid(text: unknown): text is Said {
  return typeof text === "object" && text !== null && "zh" in text && "en" in text;
}
