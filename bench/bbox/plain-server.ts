/**
 * What somebody would write who needs nothing but this answer: node's http and pg, one statement, rows joined
 * as text. No schema, no rights, no limits. usage: tsx plain-server.ts DATABASE_URL
 */
import { createServer, type IncomingMessage } from "node:http";
import { Pool } from "pg";
import { tellUrl } from "./child";

interface Row {
  readonly id: string;
  readonly code: string;
  readonly label: string;
  readonly name: string | null;
  readonly kind: string;
  readonly households: number;
  readonly plan_id: string;
  readonly community_id: string;
  readonly community_name: string;
  readonly valid_from: Date;
  readonly valid_to: Date | null;
  readonly geometry: string;
}

const SQL = `
  select register.id, register.code, plan_grids.label, plan_grids.name, register.kind,
    register.households, register.plan_id, register.community_id, communities.name as community_name,
    register.valid_from, register.valid_to, st_asgeojson(register.geom, 7, 0) as geometry
  from register
  join plan_grids on plan_grids.id = register.grid_id
  join communities on communities.id = register.community_id
  where register.valid_to is null
    and st_intersects(register.geom, st_makeenvelope($1, $2, $3, $4, 4490))
  order by register.code limit 1001`;

const pool = new Pool({ connectionString: process.argv[2], max: 10 });

const server = createServer((request, response) => {
  void answer(request).then((text) => {
    response.setHeader("content-type", "application/json; charset=utf-8");
    response.end(text);
  });
});
server.listen(0, "127.0.0.1", () => tellUrl(server));

async function answer(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { variables } = JSON.parse(Buffer.concat(chunks).toString("utf8")) as {
    readonly variables: { readonly bbox: Readonly<Record<string, number>> };
  };
  const { west, south, east, north } = variables.bbox;
  const { rows } = await pool.query<Row>(SQL, [west, south, east, north]);
  const end = `"numberReturned":${rows.length},"next":null`;
  return `{"data":{"gridFeatures":{"type":"FeatureCollection","features":[${rows.map(feature).join(",")}],${end}}}}`;
}

function feature(row: Row): string {
  const properties = {
    code: row.code,
    label: row.label,
    name: row.name,
    kind: row.kind,
    households: row.households,
    communityId: globalId("Community", row.community_id),
    communityCode: row.code.slice(0, 12),
    communityName: row.community_name,
    planId: globalId("Plan", row.plan_id),
    validFrom: row.valid_from,
    validTo: row.valid_to,
  };
  const id = globalId("RegisteredGrid", row.id);
  return `{"type":"Feature","id":"${id}","geometry":${row.geometry},"properties":${ascii(properties)}}`;
}

/** The same text, and faster for the plain server too. */
function ascii(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u0080-\uffff]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function globalId(type: string, id: string): string {
  return Buffer.from(`${type}:${id}`).toString("base64url");
}
