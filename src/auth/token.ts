/**
 * Bearer tokens: signed JSON Web Tokens, checked by `jose`. What a token may be signed with is fixed
 * by the settings and never taken from the token.
 *
 *     { "iss": "https://id.example.gov.cn", "aud": "wangge", "exp": 1795430000,
 *       "sub": "u-1024", "name": "李梅",
 *       "wangge": [{ "role": "PLANNER", "jurisdiction": "640104001" }] }
 */
import { createRemoteJWKSet, errors, jwtVerify, SignJWT, type JWTVerifyGetKey } from "jose";
import { z } from "zod";
import { DomainError } from "../errors";
import { ROLES, type Viewer } from "./viewer";

/** What tokens are signed with: a secret that both sides know, or keys that the issuer publishes. */
export type TokenKey =
  | { readonly secret: Uint8Array }
  | { readonly jwksUrl: URL; readonly algorithms: readonly string[] };

/** Which tokens are good. */
export interface TokenSettings {
  readonly issuer: string;
  readonly audience: string;
  readonly key: TokenKey;
}

/** Whom a token speaks for, and until when. */
export interface TokenContent {
  readonly viewer: Viewer;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/** The claim with the roles; an empty list: somebody without any right. */
const GRANTS_CLAIM = "wangge";

/** The only algorithm for a shared secret. */
export const SECRET_ALGORITHM = "HS256";

/** Clocks of two computers differ by so much. */
const TOLERANCE_S = 30;

const claimsSchema = z.object({
  sub: z.string().min(1).max(255),
  name: z.string().trim().min(1).max(200),
  exp: z.number(),
  [GRANTS_CLAIM]: z
    .array(
      z.object({
        role: z.enum(ROLES, `must be one of ${ROLES.join(", ")}`),
        // Left out it would mean everywhere: whoever wants that has to write "".
        jurisdiction: z.string().regex(/^\d{0,12}$/, "must be up to 12 digits, or empty"),
      }),
    )
    .max(100),
});

/**
 * The function that checks tokens. It throws UNAUTHENTICATED with the reason, or AUTH_UNAVAILABLE
 * where the issuer's keys cannot be had.
 */
export function tokenReader({
  issuer,
  audience,
  key,
}: TokenSettings): (token: string) => Promise<TokenContent> {
  const algorithms = "secret" in key ? [SECRET_ALGORITHM] : [...key.algorithms];
  const getKey = keyGetter(key);
  const options = {
    issuer,
    audience,
    algorithms,
    requiredClaims: ["exp"],
    clockTolerance: TOLERANCE_S,
  };
  return async (token) => {
    let payload: unknown;
    try {
      ({ payload } = await jwtVerify(token, getKey, options));
    } catch (error) {
      throw toDomainError(error);
    }
    const claims = claimsSchema.safeParse(payload);
    if (!claims.success) {
      const faults = claims.error.issues.map(
        ({ path, message }) => `${path.map(String).join(".")}: ${message}`,
      );
      throw unauthenticated(`its claims are not as expected: ${faults.slice(0, 3).join("; ")}`);
    }
    const { sub, name, exp, wangge } = claims.data;
    return {
      viewer: { id: sub, name, grants: wangge },
      expiresAt: (exp + TOLERANCE_S) * 1000,
    };
  };
}

/** A token for this person, signed with a secret; the demo mode and tests give such. */
export async function signToken(
  { id, name, grants }: Viewer,
  settings: Omit<TokenSettings, "key"> & { readonly secret: Uint8Array },
  validForS: number,
): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({ name, [GRANTS_CLAIM]: grants })
    .setProtectedHeader({ alg: SECRET_ALGORITHM })
    .setSubject(id)
    .setIssuer(settings.issuer)
    .setAudience(settings.audience)
    .setIssuedAt(now)
    .setExpirationTime(now + validForS)
    .sign(settings.secret);
}

/** Published keys are fetched when first needed, and again after ten minutes or for an unknown key. */
function keyGetter(key: TokenKey): JWTVerifyGetKey {
  if ("secret" in key) return () => key.secret;
  return createRemoteJWKSet(key.jwksUrl, {
    timeoutDuration: 5_000,
    cooldownDuration: 30_000,
    cacheMaxAge: 600_000,
  });
}

/** Says what is wrong with the token, and nothing of what is in it. */
function toDomainError(error: unknown): DomainError {
  if (error instanceof errors.JWTExpired) return unauthenticated("it has expired");
  if (error instanceof errors.JWTClaimValidationFailed) {
    const { claim, reason } = error;
    return unauthenticated(CLAIM_FAULTS[claim] ?? `its claim ${claim} is ${reason}`);
  }
  if (error instanceof errors.JOSEAlgNotAllowed) {
    return unauthenticated("it is signed by an algorithm that is not allowed here");
  }
  if (error instanceof errors.JWSSignatureVerificationFailed) {
    return unauthenticated("its signature is wrong");
  }
  if (
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys
  ) {
    return unauthenticated("it is signed with a key that its issuer does not publish");
  }
  if (
    error instanceof errors.JWSInvalid ||
    error instanceof errors.JWTInvalid ||
    error instanceof errors.JOSENotSupported
  ) {
    return unauthenticated("it is not a signed JSON Web Token");
  }
  return new DomainError(
    "AUTH_UNAVAILABLE",
    "Tokens cannot be checked at present: the keys of their issuer cannot be had; try again later",
    {},
    error,
  );
}

const CLAIM_FAULTS: Readonly<Record<string, string>> = {
  aud: "it is for another audience",
  iss: "it is from another issuer",
  nbf: "it is not valid yet",
  exp: "it does not say when it expires",
};

function unauthenticated(reason: string): DomainError {
  return new DomainError("UNAUTHENTICATED", `The token is refused: ${reason}`);
}
