import js from "@eslint/js";
import tseslint from "typescript-eslint";

const clockAndChance = [
  {
    selector: "MemberExpression[object.name='Math'][property.name='random']",
    message: "The engine takes its random generator as an argument.",
  },
  {
    selector: "MemberExpression[object.name='Date'][property.name='now']",
    message: "The engine has no clock.",
  },
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: "The engine has no clock.",
  },
];
const bareField = [
  {
    selector:
      "Decorator > CallExpression[callee.name=/^(Field|Arg|Query|Mutation|Subscription|FieldResolver)$/][arguments.length=0]",
    message: "Give the GraphQL type explicitly: tsx emits no decorator metadata.",
  },
];
const noSql = ["knex", "pg", "**/*.repository", "**/db/*"];

export default tseslint.config(
  { ignores: ["dist/", "node_modules/", "data/", "coverage/"] },
  js.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: {
          allowDefaultProject: ["*.js", "*.mjs", "scripts/*.mjs", "bench/bbox/*.mjs"],
        },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "max-lines": ["error", { max: 400, skipBlankLines: true, skipComments: true }],
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      "@typescript-eslint/restrict-template-expressions": [
        "error",
        { allowNumber: true, allowBoolean: true },
      ],
      "no-restricted-syntax": ["error", ...bareField],
      // `== null` asks for null and undefined at once: what GraphQL gives for what is left out.
      eqeqeq: ["error", "always", { null: "ignore" }],
    },
  },
  {
    files: ["**/*.js", "**/*.mjs"],
    ...tseslint.configs.disableTypeChecked,
    languageOptions: {
      globals: {
        module: "writable",
        require: "readonly",
        process: "readonly",
        console: "readonly",
        URL: "readonly",
      },
    },
  },
  {
    // As long as the operations ask for; nobody writes or reads them.
    files: ["src/console/**/*.generated.ts"],
    rules: { "max-lines": "off" },
  },
  {
    files: ["src/engine/**/*.ts"],
    rules: {
      "no-restricted-syntax": ["error", ...clockAndChance],
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            {
              regex:
                "^(?!\\.\\.?/|@turf/|robust-predicates$|delaunator$|@kninnug/constrainautor$|flatbush$|kdbush$|polylabel$|@noble/hashes/|geojson$)",
              message: "The engine imports itself and geometry packages only.",
            },
            {
              regex:
                "^(\\.\\./)+(?!\\.\\./|(tessellate|partition|outline|rules|code|types|tolerance|random|errors|propose|index|[a-z-]+)(/|$))",
              message: "The engine does not look outside.",
            },
          ],
        },
      ],
    },
  },
  {
    files: ["src/**/*.resolver.ts"],
    rules: {
      "no-restricted-imports": ["error", { patterns: [...noSql, "**/engine", "**/engine/*"] }],
    },
  },
  {
    files: ["src/**/*.repository.ts"],
    rules: {
      "no-restricted-imports": [
        "error",
        { patterns: ["graphql", "type-graphql", "**/*.service", "**/engine", "**/engine/*"] },
      ],
    },
  },
);
