/** For the knex command line: `node --import tsx node_modules/knex/bin/cli.js migrate:latest`. */
import { commandLineKnexConfig } from "./src/db/connection";

export default commandLineKnexConfig();
