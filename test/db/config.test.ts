import { resolve } from "node:path";
import { readAuthSettings, readConfig } from "../../src/config";

test("the settings have defaults that need no environment", () => {
  expect(readConfig({})).toMatchObject({
    port: 4000,
    host: "127.0.0.1",
    databaseUrl: null,
    dataDir: resolve("data"),
    logLevel: "info",
  });
});

test("the environment decides", () => {
  expect(
    readConfig({
      PORT: "0",
      HOST: "0.0.0.0",
      DATABASE_URL: "postgres://planner@db/wangge",
      WANGGE_DATA_DIR: "/srv/wangge",
      LOG_LEVEL: "warn",
      WORKERS: "3",
      CORS_ORIGINS: "https://maps.example.org, http://localhost:8080",
    }),
  ).toEqual({
    port: 0,
    host: "0.0.0.0",
    databaseUrl: "postgres://planner@db/wangge",
    dataDir: "/srv/wangge",
    logLevel: "warn",
    workers: 3,
    corsOrigins: ["https://maps.example.org", "http://localhost:8080"],
  });
});

test("an empty variable counts as not set", () => {
  expect(readConfig({ PORT: "", DATABASE_URL: "" })).toEqual(readConfig({}));
});

test("every wrong variable is named, with what it is and what it should be", () => {
  const read = () =>
    readConfig({
      PORT: "80000",
      LOG_LEVEL: "loud",
      WORKERS: "1.5",
      CORS_ORIGINS: "https://maps.example.org/city",
    });
  expect(read).toThrow(
    'Environment: PORT must be at most 65535, got "80000"; ' +
      'LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent, got "loud"; ' +
      "CORS_ORIGINS must be origins such as https://maps.example.org, with commas between them, " +
      'got "https://maps.example.org/city"; WORKERS must be a whole number, got "1.5"',
  );
});

test("a wrong DATABASE_URL is named without its password", () => {
  const read = () => readConfig({ DATABASE_URL: "mysql://planner:secret@db/wangge" });
  expect(read).toThrow(
    /^Environment: DATABASE_URL must look like postgresql:\/\/user:password@host:5432\/name$/,
  );
});

describe("signing in", () => {
  const secret = "x".repeat(32);
  const issued = { AUTH_ISSUER: "https://id.example", AUTH_AUDIENCE: "wangge" };
  const https = "https://id.example/keys";

  test("without any setting a server of this computer alone is a demo, and signs its own tokens", () => {
    const [one, other] = [readAuthSettings({}), readAuthSettings({ HOST: "::1" })];
    expect([one.kind, other.kind]).toEqual(["DEMO", "DEMO"]);
    expect(one).not.toEqual(other);
  });

  test.each(["0.0.0.0", "::", "192.168.1.2", "wangge.example", "127.0.0.1.example"])(
    "without any setting a server on %s does not start, and says what to set",
    (HOST) => {
      for (const DATABASE_URL of ["", "postgres://planner@db/wangge"]) {
        expect(() => readAuthSettings({ HOST, DATABASE_URL })).toThrow(
          /^Environment: HOST is ".*", which others can reach, .*set AUTH_SECRET or AUTH_JWKS_URL/,
        );
      }
    },
  );

  test("a secret takes HS256 alone, published keys the algorithms that are named", () => {
    expect(readAuthSettings({ ...issued, HOST: "0.0.0.0", AUTH_SECRET: secret })).toEqual({
      kind: "TOKENS",
      issuer: "https://id.example",
      audience: "wangge",
      key: { secret: new TextEncoder().encode(secret) },
    });
    const named = { AUTH_JWKS_URL: https, AUTH_ALGORITHMS: "ES256, PS256" };
    expect(readAuthSettings({ ...issued, ...named })).toMatchObject({
      key: { jwksUrl: new URL(https), algorithms: ["ES256", "PS256"] },
    });
    expect(readAuthSettings({ ...issued, AUTH_JWKS_URL: https })).toMatchObject({
      key: { algorithms: ["RS256"] },
    });
  });

  test.each([
    [{ AUTH_SECRET: secret, AUTH_AUDIENCE: "w" }, /AUTH_ISSUER must be set/],
    [{ AUTH_SECRET: secret, AUTH_ISSUER: "i" }, /AUTH_AUDIENCE must be set/],
    [{ ...issued }, /AUTH_SECRET or AUTH_JWKS_URL must be set/],
    [{ ...issued, AUTH_SECRET: "short" }, /AUTH_SECRET must have at least 32 bytes, has 5/],
    [{ ...issued, AUTH_SECRET: secret, AUTH_JWKS_URL: https }, /must not both be set/],
    [{ ...issued, AUTH_SECRET: secret, AUTH_ALGORITHMS: "none" }, /of HS256 here, got "none"/],
    [{ ...issued, AUTH_SECRET: secret, AUTH_ALGORITHMS: "RS256" }, /of HS256 here, got "RS256"/],
    [{ ...issued, AUTH_JWKS_URL: https, AUTH_ALGORITHMS: "HS256" }, /got "HS256"/],
    [{ ...issued, AUTH_JWKS_URL: https, AUTH_ALGORITHMS: "RS256,none" }, /got "none"/],
    [{ ...issued, AUTH_JWKS_URL: "http://id.example/keys" }, /AUTH_JWKS_URL must be an https/],
    [{ ...issued, AUTH_JWKS_URL: "keys" }, /AUTH_JWKS_URL must be an https/],
  ])("%j is refused, naming what is wrong", (environment, message) => {
    const read = () => readAuthSettings(environment);
    expect(read).toThrow(message);
    expect(read).not.toThrow(secret);
  });
});
