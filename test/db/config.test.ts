import { resolve } from "node:path";
import { readConfig } from "../../src/config";

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
    }),
  ).toEqual({
    port: 0,
    host: "0.0.0.0",
    databaseUrl: "postgres://planner@db/wangge",
    dataDir: "/srv/wangge",
    logLevel: "warn",
    workers: 3,
  });
});

test("an empty variable counts as not set", () => {
  expect(readConfig({ PORT: "", DATABASE_URL: "" })).toEqual(readConfig({}));
});

test("every wrong variable is named, with what it is and what it should be", () => {
  const read = () => readConfig({ PORT: "80000", LOG_LEVEL: "loud", WORKERS: "1.5" });
  expect(read).toThrow(
    'Environment: PORT must be at most 65535, got "80000"; ' +
      'LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent, got "loud"; ' +
      'WORKERS must be a whole number, got "1.5"',
  );
});

test("a wrong DATABASE_URL is named without its password", () => {
  const read = () => readConfig({ DATABASE_URL: "mysql://planner:secret@db/wangge" });
  expect(read).toThrow(
    /^Environment: DATABASE_URL must look like postgresql:\/\/user:password@host:5432\/name$/,
  );
});
