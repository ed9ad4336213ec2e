/** Who asks: the one place that turns what a request carries into a person. */
import { randomBytes } from "node:crypto";
import { DomainError } from "../errors";
import { RefusedError } from "../refusal";
import { DEMO_PLANNER, demoPerson } from "./demo";
import { signToken, tokenReader, type TokenSettings } from "./token";
import type { Role, Viewer } from "./viewer";

/**
 * How people sign in: with tokens of an issuer, or, in the demo mode, not at all: then everybody is
 * the demo planner until he or she takes the token of another demo person.
 */
export type AuthSettings =
  | ({ readonly kind: "TOKENS" } & TokenSettings)
  | { readonly kind: "DEMO"; /** Signs the tokens of demo people. */ readonly secret: Uint8Array };

/** Who asks. */
export interface SignedIn {
  /** null: nobody is signed in. */
  readonly viewer: Viewer | null;
  /** When the token ends, in milliseconds since 1970; null: there is none. */
  readonly expiresAt: number | null;
}

/** Signing in, as the server does it. */
export interface SignIn {
  readonly demo: boolean;
  /**
   * Whom the header Authorization speaks for. Throws UNAUTHENTICATED where it is there but no good,
   * and AUTH_UNAVAILABLE where that cannot be told at present.
   */
  identify(authorization: string | undefined): Promise<SignedIn>;
  /** A token of the demo person of this role; refused outside the demo mode. */
  demoToken(role: Role): Promise<{ readonly token: string; readonly viewer: Viewer }>;
}

const DEMO_ISSUER = { issuer: "wangge-demo", audience: "wangge-demo" } as const;
const DEMO_TOKEN_S = 12 * 3600;

/** The demo mode; its tokens end with the process, since nobody else knows the secret. */
export function demoSettings(): AuthSettings {
  return { kind: "DEMO", secret: randomBytes(32) };
}

/** What the tokens of these settings have to look like. */
export function tokenSettings(settings: AuthSettings): TokenSettings {
  switch (settings.kind) {
    case "TOKENS":
      return settings;
    case "DEMO":
      return { ...DEMO_ISSUER, key: { secret: settings.secret } };
  }
}

/** Signing in by these settings. */
export function createSignIn(settings: AuthSettings): SignIn {
  const readToken = tokenReader(tokenSettings(settings));
  const nobody = settings.kind === "DEMO" ? DEMO_PLANNER : null;
  return {
    demo: settings.kind === "DEMO",
    identify: async (authorization) => {
      if (authorization === undefined) return { viewer: nobody, expiresAt: null };
      const [, token] = /^Bearer +([^\s]+) *$/i.exec(authorization) ?? [];
      if (token !== undefined) return readToken(token);
      throw new DomainError("UNAUTHENTICATED", "Expected Authorization: Bearer TOKEN");
    },
    demoToken: async (role) => {
      if (settings.kind !== "DEMO") throw refusedDemo();
      const viewer = demoPerson(role);
      const signed = { ...DEMO_ISSUER, secret: settings.secret };
      return { token: await signToken(viewer, signed, DEMO_TOKEN_S), viewer };
    },
  };
}

function refusedDemo(): RefusedError {
  const message = {
    zh: "本系统不是演示模式：请使用单位签发的令牌登录",
    en: "This is no demo: sign in with a token of your organisation",
  };
  return new RefusedError("FORBIDDEN", [{ code: "FORBIDDEN", message, path: null }]);
}
