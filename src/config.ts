/** The only reader of the environment. */
import { resolve } from "node:path";
import { availableParallelism } from "node:os";
import { z } from "zod";
import { DomainError } from "./errors";

const logLevels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;

const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/, "must be a whole number")
    .transform(Number)
    .pipe(z.number().min(min, `must be at least ${min}`).max(max, `must be at most ${max}`));

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
  };
}

/** Languages of everything that people read. */
export type Language = "zh" | "en";

/** The language that the locale asks for: Chinese for zh_CN and its like, English for all others. */
export function readLanguage(environment: NodeJS.ProcessEnv = process.env): Language {
  const { LC_ALL, LC_MESSAGES, LANG } = environment;
  // An empty variable counts as not set, hence not `??`.
  return /^zh/i.test(LC_ALL || LC_MESSAGES || LANG || "") ? "zh" : "en";
}
