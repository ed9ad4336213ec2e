/** The shortest tile server that there is: node's http, pg, and ST_AsMVT on a table made for it. */
import { createServer } from "node:http";
import { Pool } from "pg";
import { PEER_QUERY } from "./peer";

const CONNECTIONS = 10;

function main(): void {
  const pool = new Pool({ connectionString: process.argv[2], max: CONNECTIONS });
  const server = createServer((request, response) => {
    const [z, x, y] = (request.url ?? "").match(/[0-9]+/g) ?? [];
    void pool.query<{ tile: Buffer }>(PEER_QUERY, [z, x, y]).then(({ rows }) => {
      response.setHeader("content-type", "application/vnd.mapbox-vector-tile");
      response.end(rows[0].tile);
    });
  });
  server.listen(0, "127.0.0.1", () => {
    const address = server.address();
    if (address !== null && typeof address === "object") {
      process.send?.(`http://127.0.0.1:${address.port}`);
    }
  });
  process.on("message", () => process.send?.(0));
  process.once("disconnect", () => process.exit());
}

main();
