import { GraphQLError, GraphQLScalarType } from "graphql";

/** The JSON scalar: output only. */
export const Json = new GraphQLScalarType({
  name: "JSON",
  description:
    "A JSON object whose fields depend on what it tells of, as it was written down at the time.",
  specifiedByURL: "https://www.rfc-editor.org/rfc/rfc8259",
  serialize: (value) => value,
  parseValue() {
    throw new GraphQLError("JSON is an output type");
  },
});
