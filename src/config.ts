/** The only reader of the environment. */
import { resolve } from "node:path";
import { availableParallelism } from "node:os";
import { z } from "zod";
import { isLoopbackName } from "./auth/loopback";
import { demoSettings, type AuthSettings } from "./auth/sign-in";
import { SECRET_ALGORITHM, type TokenKey } from "./auth/token";
import { DomainError } from "./errors";

const logLevels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;

const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/, "must be a whole number")
    .transform(Number)
    .pipe(z.number().min(min, `must be at least ${min}`).max(max, `must be at most ${max}`));

/** `https://maps.example.org, http://localhost:8080`: no path, no slash at the end. */
const origins = z
  .string()
  .transform((text) => text.split(",").map((origin) => origin.trim()))
  .refine(
    (list) => list.every((origin) => URL.canParse(origin) && new URL(origin).origin === origin),
    "must be origins such as https://maps.example.org, with commas between them",
  );

// An empty variable counts as not set: that is what `FOO= npm start` and env files mean.
const schema = z.object({
  PORT: wholeNumber(0, 65535).default(4000),
  HOST: z.string().default("127.0.0.1"),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, "must look like postgresql://user:password@host:5432/name")
    .optional(),
  WANGGE_DATA_DIR: z.string().default("data"),
  LOG_LEVEL: z.enum(logLevels, `must be one of ${logLevels.join(", ")}`).default("info"),
  CORS_ORIGINS: origins.default([]),
  WORKERS: wholeNumber(1, 256).default(availableParallelism()),
});

/** Settings of a process, checked. */
export interface Config {
  /** TCP port of the server; 0 takes a free one. */
  readonly port: number;
  readonly host: string;
  /** null: the embedded database in `dataDir`. */
  readonly databaseUrl: string | null;
  /** Absolute path of the folder of the embedded database. */
  readonly dataDir: string;
  readonly logLevel: (typeof logLevels)[number];
  /** Threads that compute plans. */
  readonly workers: number;
  /** Of pages on other servers that may use this one, such as https://maps.example.org. */
  readonly corsOrigins: readonly string[];
}

/** Reads the settings, or fails naming every variable that is wrong. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ""),
  );
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => {
      const name = issue.path.map(String).join(".");
      // A password in DATABASE_URL must not end in a log.
      const got = name === "DATABASE_URL" ? "" : `, got ${JSON.stringify(given[name])}`;
      return `${name} ${issue.message}${got}`;
    });
    throw new DomainError("BAD_CONFIG", `Environment: ${faults.join("; ")}`, { faults });
  }
  const values = parsed.data;
  return {
    port: values.PORT,
    host: values.HOST,
    databaseUrl: values.DATABASE_URL ?? null,
    dataDir: resolve(values.WANGGE_DATA_DIR),
    logLevel: values.LOG_LEVEL,
    workers: values.WORKERS,
    corsOrigins: values.CORS_ORIGINS,
  };
}

/** Algorithms with a key pair: what an issuer publishes can check a signature and not make one. */
const KEY_PAIR_ALGORITHMS: readonly string[] = [
  ...["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"],
  ...["EdDSA", "Ed25519"],
];
const AUTH_VARIABLES = [
  ...["AUTH_SECRET", "AUTH_JWKS_URL", "AUTH_ALGORITHMS", "AUTH_ISSUER", "AUTH_AUDIENCE"],
] as const;
const MIN_SECRET_BYTES = 32;

/**
 * How people sign in, or BAD_CONFIG naming the variable that is wrong. Without any setting a server
 * that nobody but this computer can reach runs in the demo mode; any other does not start.
 */
export function readAuthSettings(environment: NodeJS.ProcessEnv = process.env): AuthSettings {
  const { host } = readConfig(environment);
  // An empty variable counts as not set.
  const value = (name: (typeof AUTH_VARIABLES)[number]): string | null => environment[name] || null;
  const set = AUTH_VARIABLES.filter((name) => value(name) !== null);
  if (set.length === 0) {
    if (isLoopbackName(host)) return demoSettings();
    throw badConfig(
      `HOST is ${JSON.stringify(host)}, which others can reach, and nothing says how people sign ` +
        "in: set AUTH_SECRET or AUTH_JWKS_URL, with AUTH_ISSUER and AUTH_AUDIENCE, or leave HOST " +
        "at 127.0.0.1 for the demo mode",
    );
  }
  const issuer = value("AUTH_ISSUER");
  const audience = value("AUTH_AUDIENCE");
  if (issuer === null) throw badConfig(`AUTH_ISSUER must be set together with ${set[0]}`);
  if (audience === null) throw badConfig(`AUTH_AUDIENCE must be set together with ${set[0]}`);
  const key = readTokenKey(
    value("AUTH_SECRET"),
    value("AUTH_JWKS_URL"),
    value("AUTH_ALGORITHMS")
      ?.split(",")
      .map((name) => name.trim()) ?? null,
  );
  return { kind: "TOKENS", issuer, audience, key };
}

function readTokenKey(
  secret: string | null,
  jwksUrl: string | null,
  algorithms: readonly string[] | null,
): TokenKey {
  if (secret !== null && jwksUrl !== null) {
    throw badConfig("AUTH_SECRET and AUTH_JWKS_URL must not both be set");
  }
  const expectAlgorithms = (known: readonly string[]): void => {
    const wrong = algorithms?.find((name) => !known.includes(name));
    if (wrong === undefined) return;
    throw badConfig(`AUTH_ALGORITHMS must be of ${known.join(", ")} here, got "${wrong}"`);
  };
  if (secret !== null) {
    const bytes = new TextEncoder().encode(secret);
    if (bytes.length < MIN_SECRET_BYTES) {
      throw badConfig(
        `AUTH_SECRET must have at least ${MIN_SECRET_BYTES} bytes, has ${bytes.length}`,
      );
    }
    expectAlgorithms([SECRET_ALGORITHM]);
    return { secret: bytes };
  }
  if (jwksUrl === null) throw badConfig("AUTH_SECRET or AUTH_JWKS_URL must be set");
  expectAlgorithms(KEY_PAIR_ALGORITHMS);
  const url = URL.canParse(jwksUrl) ? new URL(jwksUrl) : null;
  // Whoever can change the keys on their way can sign in as anybody.
  if (url?.protocol === "https:" || (url?.protocol === "http:" && isLoopbackName(url.hostname))) {
    return { jwksUrl: url, algorithms: algorithms ?? ["RS256"] };
  }
  throw badConfig(`AUTH_JWKS_URL must be an https address, got "${jwksUrl}"`);
}

function badConfig(fault: string): DomainError {
  return new DomainError("BAD_CONFIG", `Environment: ${fault}`, { faults: [fault] });
}

/** Languages of everything that people read. */
export type Language = "zh" | "en";

/** The language that the locale asks for: Chinese for zh_CN and its like, English for all others. */
export function readLanguage(environment: NodeJS.ProcessEnv = process.env): Language {
  const { LC_ALL, LC_MESSAGES, LANG } = environment;
  // An empty variable counts as not set, hence not `??`.
  return /^zh/i.test(LC_ALL || LC_MESSAGES || LANG || "") ? "zh" : "en";
}
