import { GraphQLError, GraphQLScalarType } from "graphql";

/** The DateTime scalar: a moment, in RFC 3339 with UTC. */
export const DateTime = new GraphQLScalarType<Date, string>({
  name: "DateTime",
  description: "A moment in RFC 3339 in UTC with milliseconds, such as 2026-11-23T05:30:00.000Z.",
  specifiedByURL: "https://www.rfc-editor.org/rfc/rfc3339",
  serialize(value) {
    if (value instanceof Date) return value.toISOString();
    throw new GraphQLError(`DateTime expects a Date, got ${typeof value}`);
  },
  parseValue(value) {
    const moment = typeof value === "string" ? new Date(value) : null;
    if (moment !== null && !Number.isNaN(moment.getTime())) return moment;
    throw new GraphQLError("DateTime expects an RFC 3339 string such as 2026-11-23T05:30:00Z");
  },
});
