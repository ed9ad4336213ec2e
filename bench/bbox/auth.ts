import type { AuthSettings } from "../../src/auth/sign-in";
import { signToken } from "../../src/auth/token";

const SECRET = new TextEncoder().encode("a secret of benches only, of 32 bytes and more");
const ISSUER = { issuer: "https://id.example", audience: "wangge-bench" } as const;

/** Tokens are read and checked at each request, as in earnest. */
export const BENCH_AUTH: AuthSettings = { kind: "TOKENS", ...ISSUER, key: { secret: SECRET } };

/** The token of somebody who may read everything. */
export function benchToken(): Promise<string> {
  const viewer = {
    id: "bench",
    name: "bench",
    grants: [{ role: "VIEWER", jurisdiction: "" }],
  } as const;
  return signToken(viewer, { ...ISSUER, secret: SECRET }, 3600);
}
