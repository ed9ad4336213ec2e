/** Tokens that no server may take, and an issuer that publishes its keys. */
import { createHmac, generateKeyPairSync, type KeyObject } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, exportSPKI, SignJWT, type JWTPayload } from "jose";
import type { Viewer } from "../../../src/auth/viewer";

/** Whose tokens a server takes. */
export interface Expected {
  readonly issuer: string;
  readonly audience: string;
}

const now = (): number => Math.floor(Date.now() / 1000);

/** Claims of a good token for somebody. */
export function claimsOf(
  { id, name, grants }: Viewer,
  { issuer, audience }: Expected,
  validForS = 3600,
): JWTPayload {
  return { iss: issuer, aud: audience, exp: now() + validForS, sub: id, name, wangge: grants };
}

/** Signs claims of any kind, as nobody should. */
export function sign(
  claims: JWTPayload,
  key: Uint8Array | KeyObject,
  header: { readonly alg: string; readonly kid?: string } = { alg: "HS256" },
): Promise<string> {
  return new SignJWT(claims).setProtectedHeader(header).sign(key);
}

/** A token that says it needs no signature. */
export function unsigned(claims: JWTPayload, alg = "none", signature = ""): string {
  return `${base64(JSON.stringify({ alg, typ: "JWT" }))}.${base64(JSON.stringify(claims))}.${signature}`;
}

/** Every way to forge the token of somebody for a server with a secret. */
export async function forgedTokens(
  viewer: Viewer,
  expected: Expected,
  secret: Uint8Array,
): Promise<Readonly<Record<string, string>>> {
  const good = claimsOf(viewer, expected);
  const other = new TextEncoder().encode("another secret that nobody told the server of");
  const whole = await sign(good, secret);
  const [head, , signature] = whole.split(".");
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const without = (claim: string): JWTPayload => ({ ...good, [claim]: undefined });
  return {
    expired: await sign({ ...good, exp: now() - 3600 }, secret),
    "never expires": await sign(without("exp"), secret),
    "not valid yet": await sign({ ...good, nbf: now() + 3600 }, secret),
    "wrong signature": await sign(good, other),
    "cut signature": whole.slice(0, -4),
    "claims changed after signing": `${head}.${base64(JSON.stringify({ ...good, sub: "root" }))}.${signature}`,
    "wrong audience": await sign({ ...good, aud: "another" }, secret),
    "no audience": await sign(without("aud"), secret),
    "wrong issuer": await sign({ ...good, iss: "https://evil.example" }, secret),
    "no issuer": await sign(without("iss"), secret),
    "alg none": unsigned(good),
    "alg None": unsigned(good, "None"),
    "alg none with a signature": unsigned(good, "none", signature),
    "HS256 without a signature": unsigned(good, "HS256"),
    "another algorithm": await sign(good, new Uint8Array([...secret, ...secret]), { alg: "HS512" }),
    "a key pair of one's own": await sign(good, privateKey, { alg: "RS256" }),
    "unknown role": await sign({ ...good, wangge: [{ role: "ROOT", jurisdiction: "" }] }, secret),
    "no jurisdiction": await sign({ ...good, wangge: [{ role: "ADMIN" }] }, secret),
    "a pattern as jurisdiction": await sign(
      { ...good, wangge: [{ role: "ADMIN", jurisdiction: "%" }] },
      secret,
    ),
    "no grants": await sign(without("wangge"), secret),
    "no subject": await sign(without("sub"), secret),
    garbage: "garbage",
    "garbage in three parts": "e30.e30.e30",
  };
}

/** An issuer on this computer that publishes its public key. */
export interface Issuer {
  readonly jwksUrl: URL;
  /** A good token for somebody. */
  tokenOf(viewer: Viewer, expected: Expected, validForS?: number): Promise<string>;
  /** Every way to forge one from what is published. */
  forgedTokens(viewer: Viewer, expected: Expected): Promise<Readonly<Record<string, string>>>;
  close(): Promise<void>;
}

/** Starts an issuer with an RS256 key. */
export async function startIssuer(): Promise<Issuer> {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const stranger = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
  const header = { alg: "RS256", kid: "k1" } as const;
  const jwk = await exportJWK(publicKey);
  const pem = await exportSPKI(publicKey);
  const http = createServer((_request, response) => {
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ keys: [{ ...jwk, ...header, use: "sig" }] }));
  });
  await listen(http);
  const { port } = http.address() as AddressInfo;
  const hs256 = (claims: JWTPayload, key: string): string => {
    const text = `${base64('{"alg":"HS256","kid":"k1"}')}.${base64(JSON.stringify(claims))}`;
    return `${text}.${createHmac("sha256", key).update(text).digest("base64url")}`;
  };
  return {
    jwksUrl: new URL(`http://127.0.0.1:${port}/keys`),
    tokenOf: (viewer, expected, validForS) =>
      sign(claimsOf(viewer, expected, validForS), privateKey, header),
    forgedTokens: async (viewer, expected) => {
      const good = claimsOf(viewer, expected);
      return {
        // Algorithm confusion: the public key, which everybody knows, taken for a secret.
        "HS256 with the public key": hs256(good, pem),
        "HS256 with the published JSON": hs256(good, JSON.stringify(jwk)),
        "RS256 with another key": await sign(good, stranger, header),
        "an unknown key": await sign(good, stranger, { alg: "RS256", kid: "k2" }),
        "PS256 with the right key": await sign(good, privateKey, { alg: "PS256", kid: "k1" }),
        "alg none": unsigned(good),
        expired: await sign({ ...good, exp: now() - 3600 }, privateKey, header),
        "wrong audience": await sign({ ...good, aud: "another" }, privateKey, header),
        "wrong issuer": await sign({ ...good, iss: "https://evil.example" }, privateKey, header),
      };
    },
    close: () => new Promise((resolve) => http.close(() => resolve())),
  };
}

function listen(http: Server): Promise<void> {
  return new Promise((resolve) => http.listen(0, "127.0.0.1", resolve));
}

function base64(text: string): string {
  return Buffer.from(text).toString("base64url");
}
