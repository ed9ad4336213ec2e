import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isEnumType, isInputObjectType, isInterfaceType, isObjectType } from "graphql";
import { createSchema, printSchemaFile } from "../../src/graphql/schema";

const schema = createSchema();
const ours = Object.values(schema.getTypeMap()).filter(
  ({ name }) => !/^(__|(ID|Int|Float|String|Boolean)$)/.test(name),
);

test("every type, field, argument and value of the schema is described", () => {
  const silent: string[] = [];
  const expectText = (path: string, description: string | null | undefined): void => {
    if ((description ?? "").trim() === "") silent.push(path);
  };
  for (const type of ours) {
    expectText(type.name, type.description);
    if (isEnumType(type)) {
      for (const value of type.getValues()) {
        expectText(`${type.name}.${value.name}`, value.description);
      }
    }
    if (isInputObjectType(type)) {
      for (const field of Object.values(type.getFields())) {
        expectText(`${type.name}.${field.name}`, field.description);
      }
    }
    if (isObjectType(type) || isInterfaceType(type)) {
      for (const field of Object.values(type.getFields())) {
        expectText(`${type.name}.${field.name}`, field.description);
        for (const arg of field.args) {
          expectText(`${type.name}.${field.name}(${arg.name})`, arg.description);
        }
      }
    }
  }
  expect(ours.length).toBeGreaterThan(50);
  expect(silent).toEqual([]);
});

test("every mutation takes one input and returns user errors", () => {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    expect(field.args.map(({ name }) => name)).toEqual(["input"]);
    expect(String(field.type)).toMatch(/Payload!$/);
  }
});

test("schema/schema.graphql is what the code says (npm run schema:emit)", () => {
  const file = join(__dirname, "..", "..", "schema", "schema.graphql");
  expect(readFileSync(file, "utf8")).toBe(printSchemaFile());
});
