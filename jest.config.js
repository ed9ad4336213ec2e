// Three projects: `engine` needs no database; `api` brings its own PostGIS; `console` looks at the page
// in a real browser.
const swc = [
  "@swc/jest",
  {
    jsc: {
      parser: { syntax: "typescript", decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
      target: "es2023",
    },
    module: { type: "commonjs" },
  },
];

// These packages are ES modules only; jest needs them compiled.
const esm =
  "polylabel|tinyqueue|delaunator|robust-predicates|flatbush|flatqueue|kdbush|geokdbush|jose|graphql-scalars|maplibre-gl|@maplibre/vt-pbf|pbf|@mapbox/point-geometry|@mapbox/vector-tile";

// A test file runs in a context of its own, where looking up a global is slow; given to every module
// as a parameter, these make the engine more than twice as fast in tests.
const sandboxInjectedGlobals = [
  "Array",
  "Float64Array",
  "Infinity",
  "Int32Array",
  "Map",
  "Math",
  "Number",
  "Object",
  "Set",
  "Uint32Array",
  "Uint8Array",
];

const common = {
  testEnvironment: "node",
  transform: { "^.+\\.(m?[jt]s)$": swc },
  transformIgnorePatterns: [`/node_modules/(?!(${esm})/)`],
  modulePathIgnorePatterns: ["<rootDir>/dist/", "<rootDir>/data/"],
  // The embedded database is one session, which two test files cannot share at a time.
  ...(process.env.TEST_DATABASE_URL ? {} : { runner: "<rootDir>/test/support/embedded-runner.ts" }),
};

module.exports = {
  // jest alone would leave one processor to itself.
  maxWorkers: "100%",
  projects: [
    {
      ...common,
      displayName: "engine",
      sandboxInjectedGlobals,
      testMatch: [
        "<rootDir>/test/{crs,departmental,engine,exchange,impact,page,plan,register,seeds,shapes,tiles}/**/*.test.ts",
      ],
    },
    {
      ...common,
      displayName: "api",
      testMatch: ["<rootDir>/test/{api,db,races}/**/*.test.ts"],
      globalSetup: "<rootDir>/test/support/global-setup.ts",
      globalTeardown: "<rootDir>/test/support/global-teardown.ts",
      setupFilesAfterEnv: ["<rootDir>/test/support/setup.ts"],
    },
    {
      ...common,
      displayName: "console",
      testMatch: ["<rootDir>/test/console/**/*.test.ts"],
      globalSetup: "<rootDir>/test/support/console-setup.ts",
      globalTeardown: "<rootDir>/test/support/global-teardown.ts",
      setupFilesAfterEnv: ["<rootDir>/test/support/setup.ts"],
    },
  ],
};
