/** Writes the schema of the API to schema/schema.graphql. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { printSchemaFile } from "../src/graphql/schema";

writeFileSync(join(__dirname, "..", "schema", "schema.graphql"), printSchemaFile());
