/**
 * PostGraphile on the same rows: the box as an SQL function, which it shows as a connection. Runs in Node 22
 * with the packages of the folder it is given. usage: node postgraphile.mjs FOLDER DATABASE_URL
 */
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";

const [, , folder, databaseUrl] = process.argv;
const load = createRequire(join(folder, "package.json"));
const { postgraphile } = load("postgraphile");
const { makePgService } = load("postgraphile/adaptors/pg");
const { grafserv } = load("postgraphile/grafserv/node");
const { PostGraphileAmberPreset } = load("postgraphile/presets/amber");
const plugin = (name) => Object.values(load(`graphile-postgis/plugins/${name}`))[0];

const preset = {
  extends: [PostGraphileAmberPreset],
  // The preset as a whole asks for a package that is not published.
  plugins: ["codec", "inflection", "detect-extension", "register-types", "geometry-fields"].map(
    plugin,
  ),
  pgServices: [makePgService({ connectionString: databaseUrl, schemas: ["peer"], max: 10 })],
  grafast: { explain: false },
  grafserv: { graphqlPath: "/graphql", graphiql: false, websockets: false, maxRequestLength: 1e6 },
};

const server = createServer();
await postgraphile(preset).createServ(grafserv).addTo(server);
server.listen(0, "127.0.0.1", () =>
  process.send?.(`http://127.0.0.1:${server.address().port}/graphql`),
);
