/** Every field that is GeoJSON can be asked for in the coordinates of any map, also those added later. */
import {
  defaultFieldResolver,
  getNamedType,
  GraphQLInt,
  GraphQLNonNull,
  isEnumType,
  isObjectType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLSchema,
} from "graphql";
import type { Crs } from "../crs/crs";
import { drawText, isAsStored, MAX_DIGITS, type Drawing } from "../crs/draw";
import { breath } from "./breathe";
import { CRS, DIGITS, toDrawing } from "./drawing.args";

/** Gives all fields of the type GeoJSON the arguments `crs` and `digits`, and does what they say. */
export function drawEveryGeometry(schema: GraphQLSchema): void {
  const crs = schema.getType("Crs");
  if (!isEnumType(crs)) throw new Error("The schema has no enumeration Crs");
  const added = [
    argument("crs", CRS, { type: new GraphQLNonNull(crs), defaultValue: "CGCS2000" }),
    argument("digits", DIGITS, { type: new GraphQLNonNull(GraphQLInt), defaultValue: MAX_DIGITS }),
  ];
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      if (getNamedType(field.type).name === "GeoJSON") drawField(field, added);
    }
  }
}

function drawField(field: GraphQLField<unknown, unknown>, added: readonly GraphQLArgument[]): void {
  const { args, resolve = defaultFieldResolver } = field;
  // What has them already draws by itself.
  if (args.some(({ name }) => name === "crs")) return;
  field.args = [...args, ...added];
  field.resolve = (root, given, context, info) => {
    const { crs, digits } = given as { readonly crs: Crs; readonly digits: number };
    const drawing = toDrawing(crs, digits);
    const text: unknown = resolve(root, given, context, info);
    return isAsStored(drawing) ? text : drawLater(text, drawing);
  };
}

async function drawLater(given: unknown, drawing: Drawing): Promise<unknown> {
  const text = await given;
  if (typeof text !== "string") return text;
  for (let turn = breath(); turn !== null; turn = breath()) await turn;
  return drawText(text, drawing);
}

function argument(
  name: string,
  description: string,
  value: Pick<GraphQLArgument, "type" | "defaultValue">,
): GraphQLArgument {
  return {
    name,
    description,
    ...value,
    deprecationReason: null,
    extensions: {},
    astNode: null,
  };
}
