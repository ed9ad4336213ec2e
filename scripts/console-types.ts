/**
 * Writes the types of the page's GraphQL operations: beside every `name.graphql` under src/console a
 * `name.generated.ts` with the operations as text and the types of what they take and give.
 */
import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { codegen } from "@graphql-codegen/core";
import type { PluginFunction } from "@graphql-codegen/plugin-helpers";
import * as types from "@graphql-codegen/typescript-operations";
import {
  buildASTSchema,
  Kind,
  OperationTypeNode,
  parse,
  print,
  separateOperations,
  type DocumentNode,
  type FragmentDefinitionNode,
} from "graphql";
import { format, resolveConfig } from "prettier";

const CONSOLE = join(__dirname, "..", "src", "console");

/** As `npm run schema:emit` writes it. */
const SCHEMA = join(__dirname, "..", "schema", "schema.graphql");

const CONFIG = {
  arrayInputCoercion: false,
  enumsAsTypes: true,
  immutableTypes: true,
  // A fragment is one type, wherever it is spread.
  inlineFragmentTypes: "combine",
  skipTypename: true,
  useTypeImports: true,
  scalars: {
    ID: "string",
    DateTime: "string",
    GeoJSON: 'import("geojson").Geometry',
    JSON: "unknown",
  },
};

/** The operations as text under their names; a fragment stands once, for all that use it. */
const texts: PluginFunction = (_schema, files) => {
  const documents = files.flatMap(({ document }) => (document ? [document] : []));
  const fragments = documents.flatMap(fragmentsOf).map((fragment) => {
    return `const ${textName(fragment)} = \`${print(fragment)}\`;`;
  });
  const operations = documents
    .flatMap((document) => Object.entries(separateOperations(document)))
    .map(([name, document]) => {
      const kind = kindOf(document);
      const own = document.definitions.filter(({ kind: one }) => one !== Kind.FRAGMENT_DEFINITION);
      const parts = [
        ...own.map((definition) => print(definition)),
        ...fragmentsOf(document).map((fragment) => `\${${textName(fragment)}}`),
      ];
      return `export const ${name}: Operation<${name}${kind}, ${name}${kind}Variables> = \`${parts.join("\n")}\`;`;
    });
  return {
    prepend: ['import type { Operation } from "CORE/client";'],
    content: [...fragments, ...operations].join("\n\n"),
  };
};

function fragmentsOf({ definitions }: DocumentNode): FragmentDefinitionNode[] {
  return definitions.filter((one) => one.kind === Kind.FRAGMENT_DEFINITION);
}

function textName({ name }: FragmentDefinitionNode): string {
  return `${name.value}Text`;
}

function kindOf({ definitions }: DocumentNode): "Query" | "Mutation" | "Subscription" {
  const operation = definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION);
  if (operation?.operation === OperationTypeNode.MUTATION) return "Mutation";
  return operation?.operation === OperationTypeNode.SUBSCRIPTION ? "Subscription" : "Query";
}

async function main(): Promise<void> {
  const schema = parse(await readFile(SCHEMA, "utf8"));
  const schemaAst = buildASTSchema(schema);
  const names = (await readdir(CONSOLE, { recursive: true })).filter((name) =>
    name.endsWith(".graphql"),
  );
  for (const name of names.sort()) {
    const from = join(CONSOLE, name);
    const to = from.replace(/\.graphql$/, ".generated.ts");
    const code = await codegen({
      filename: to,
      schema,
      schemaAst,
      documents: [{ location: name, document: parse(await readFile(from, "utf8")) }],
      config: CONFIG,
      plugins: [{ types: {} }, { texts: {} }],
      pluginMap: { types, texts: { plugin: texts } },
    });
    const style = await resolveConfig(to);
    const core = `${"../".repeat(name.split("/").length - 1) || "./"}core`;
    const text = `// Written by npm run console:types.\n${code.replace("CORE", core)}`;
    await writeFile(to, await format(text, { ...style, parser: "typescript" }));
  }
}

void main();
