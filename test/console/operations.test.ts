/** The page's operations are checked against the schema and its limits, and its words against each other. */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import {
  getNullableType,
  isEnumType,
  isInputType,
  isListType,
  isNonNullType,
  isScalarType,
  parse,
  print,
  separateOperations,
  typeFromAST,
  visit,
  type GraphQLInputType,
} from "graphql";
import ts from "typescript";
import { checkOperation } from "../../src/graphql/limits";
import { createSchema } from "../../src/graphql/schema";

const CONSOLE = join(__dirname, "..", "..", "src", "console");
const files = readdirSync(CONSOLE, { recursive: true, encoding: "utf8" });
const schema = createSchema();

const operations = files
  .filter((file) => file.endsWith(".graphql"))
  .flatMap((file) => {
    const text = readFileSync(join(CONSOLE, file), "utf8");
    return Object.entries(separateOperations(parse(text))).map(
      ([name, document]) => [`${name} of ${file}`, print(document)] as const,
    );
  });

test("there are operations", () => {
  expect(operations.length).toBeGreaterThan(2);
});

test.each(operations)("%s fits the schema and its limits", (_name, query) => {
  const checked = checkOperation(schema, { query, variables: variablesFor(query) });
  expect("errors" in checked ? checked.errors.map(({ message }) => message) : []).toEqual([]);
});

test("both languages fill in the same values", () => {
  const sentences = files
    .filter((file) => /\.tsx?$/.test(file) && !file.endsWith(".generated.ts"))
    .flatMap((file) => sentencesIn(file));
  expect(sentences.length).toBeGreaterThan(50);
  for (const { place, zh, en } of sentences) {
    expect([place, placesOf(zh)]).toEqual([place, placesOf(en)]);
    expect([place, zh.trim() === "", en.trim() === ""]).toEqual([place, false, false]);
  }
});

/** Something for each variable that must be there; pages of the largest size that the page asks for. */
function variablesFor(query: string): Record<string, unknown> {
  const variables: Record<string, unknown> = {};
  visit(parse(query), {
    VariableDefinition({ variable, type }) {
      const { value: name } = variable.name;
      const wanted = typeFromAST(schema, type);
      if (name === "first") variables[name] = 500;
      else if (isInputType(wanted) && isNonNullType(wanted)) variables[name] = anyOf(wanted);
    },
  });
  return variables;
}

function anyOf(type: GraphQLInputType): unknown {
  const named = getNullableType(type);
  if (isListType(named)) return [];
  if (isEnumType(named)) return named.getValues()[0].name;
  if (isScalarType(named)) return SCALARS[named.name];
  const fields = Object.values(named.getFields()).filter(({ type: one }) => isNonNullType(one));
  return Object.fromEntries(
    fields
      .filter(({ defaultValue }) => defaultValue === undefined)
      .map((field) => [field.name, anyOf(field.type)]),
  );
}

const SCALARS: Readonly<Record<string, unknown>> = {
  ID: "x",
  String: "x",
  Int: 1,
  Float: 1,
  Boolean: true,
  DateTime: "2026-01-01T00:00:00Z",
};

interface Sentence {
  readonly place: string;
  readonly zh: string;
  readonly en: string;
}

/** Every `{ zh: "...", en: "..." }` of a source. */
function sentencesIn(file: string): Sentence[] {
  const text = readFileSync(join(CONSOLE, file), "utf8");
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: Sentence[] = [];
  const look = (node: ts.Node): void => {
    if (ts.isObjectLiteralExpression(node)) {
      const [zh, en] = [textOf(node, "zh"), textOf(node, "en")];
      if (zh !== null || en !== null) {
        const { line } = source.getLineAndCharacterOfPosition(node.pos);
        found.push({ place: `${file}:${line + 1}`, zh: zh ?? "", en: en ?? "" });
      }
    }
    ts.forEachChild(node, look);
  };
  look(source);
  return found;
}

function textOf({ properties }: ts.ObjectLiteralExpression, name: string): string | null {
  for (const property of properties) {
    if (!ts.isPropertyAssignment(property) || property.name.getText() !== name) continue;
    const { initializer } = property;
    if (ts.isStringLiteralLike(initializer)) return initializer.text;
  }
  return null;
}

function placesOf(sentence: string): string[] {
  return [...new Set(sentence.match(/\{\w+\}/g) ?? [])].sort();
}
