/** Databases that benches of tiles ask: made once in a run, and dropped after it. */
import { randomBytes } from "node:crypto";
import type { Knex } from "knex";
import { connectTo, openDatabase, type Database } from "../../src/db/connection";
import { drawStaleShapes } from "../../src/shapes/draw-shapes.service";
import { createShapeDrawer } from "../../src/shapes/drawer";
import { blockWkt, COMMUNITY_COLUMNS, COMMUNITY_ROWS, type Lattice } from "./lattice";

/** Grids in one statement. */
const CHUNK = 1_000;

/** A database of its own on the server; `drop` removes it. */
export async function createWorld(serverUrl: string): Promise<{
  readonly database: Database;
  readonly url: string;
  readonly drop: () => Promise<void>;
}> {
  const name = `wangge_bench_${randomBytes(4).toString("hex")}`;
  const onServer = async (sql: string): Promise<void> => {
    const server = connectTo(serverUrl, 1);
    try {
      await server.raw(sql);
    } finally {
      await server.destroy();
    }
  };
  await onServer(`create database ${name} encoding 'UTF8'`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const database = await openDatabase({ databaseUrl: url.href, dataDir: null });
  const drop = async (): Promise<void> => {
    await database.close();
    await onServer(`drop database ${name} with (force)`);
  };
  return { database, url: url.href, drop };
}

/** Fills a database with grids in force, and so many buildings in each; shapes are drawn, too. */
export async function fillWorld(db: Knex, lattice: Lattice, buildings: number): Promise<void> {
  await db.transaction(async (trx) => {
    // Rows as an import and decisions would leave them; the rules are kept by how they are made.
    await trx.raw("set local session_replication_role = replica");
    await insertCommunities(trx, lattice);
    await insertGrids(trx, lattice);
    if (buildings > 0) await insertBuildings(trx, lattice, buildings);
    await trx.raw("insert into shape_changes (box) select st_envelope(geom) from communities");
  });
  const drawer = createShapeDrawer();
  await drawStaleShapes({ db, drawer }, new AbortController().signal);
  await drawer.close();
}

async function insertCommunities(trx: Knex.Transaction, lattice: Lattice): Promise<void> {
  const rows = [];
  for (let row = 0; row < lattice.rows; row += COMMUNITY_ROWS) {
    for (let column = 0; column < lattice.columns; column += COMMUNITY_COLUMNS) {
      const size = [COMMUNITY_COLUMNS, COMMUNITY_ROWS] as const;
      rows.push({
        key: keyOf(column, row),
        code: codeOf(lattice, column, row),
        wkt: blockWkt(lattice, [column, row], size),
      });
    }
  }
  const given = [JSON.stringify(rows)];
  const FROM = "from json_to_recordset(?) as given (key text, code text, wkt text)";
  await trx.raw(
    `insert into communities (id, external_id, name, geom)
     select md5(key)::uuid, key, '社区' || key, st_geomfromtext(wkt, 4490) ${FROM}`,
    given,
  );
  await trx.raw(
    `insert into community_codes (community_id, code, valid_from)
     select md5(key)::uuid, code, '2026-01-01' ${FROM}`,
    given,
  );
}

async function insertGrids(trx: Knex.Transaction, lattice: Lattice): Promise<void> {
  const rows: object[] = [];
  for (let row = 0; row < lattice.rows; row++) {
    for (let column = 0; column < lattice.columns; column++) {
      const home = [column - (column % COMMUNITY_COLUMNS), row - (row % COMMUNITY_ROWS)] as const;
      const number = (row - home[1]) * COMMUNITY_COLUMNS + column - home[0] + 1;
      const label = String(number).padStart(3, "0");
      rows.push({
        key: `${column}/${row}`,
        home: keyOf(...home),
        label,
        code: codeOf(lattice, ...home) + label,
        households: 250 + ((column * 37 + row * 61) % 300),
        wkt: blockWkt(lattice, [column, row], [1, 1]),
      });
    }
  }
  for (let start = 0; start < rows.length; start += CHUNK) {
    const given = [JSON.stringify(rows.slice(start, start + CHUNK))];
    const FROM = `from (select *, md5('grid' || key)::uuid as grid_id, md5('plan' || home)::uuid as plan_id,
        st_geomfromtext(wkt, 4490) as geom
      from json_to_recordset(?) as given
        (key text, home text, label text, code text, households integer, wkt text)) grid`;
    await trx.raw(
      `insert into plan_grids (id, plan_id, label, code, kind, reduced, band_min, band_max, reason,
         deviation, households, residents, old_households, special_households, building_count, estates,
         geom, point, area_m2, perimeter_m, compactness, border, findings)
       select grid_id, plan_id, label, code, 'STANDARD', false, 300, 500, '{}',
         case when households < 300 then households - 300
           when households > 500 then households - 500 else 0 end,
         households, households * 2, 0, 0, 30, '{}', geom, st_centroid(geom), 1, 1, 0.5, '{}',
         case when households between 300 and 500 then '[]'::jsonb
           else '[{"severity": "WARNING"}]'::jsonb end ${FROM}`,
      given,
    );
    await trx.raw(
      `insert into register (id, code, community_id, plan_id, grid_id, kind, households, valid_from, geom)
       select md5('entry' || key)::uuid, code, md5(home)::uuid, plan_id, grid_id, 'STANDARD',
         households, '2026-02-01', geom ${FROM}`,
      given,
    );
    await trx.raw(
      `insert into grid_colours (grid_id, colour) select grid_id, label::int % 6 ${FROM}`,
      given,
    );
  }
}

/** Rows of houses in each grid, of a dozen metres. */
async function insertBuildings(
  trx: Knex.Transaction,
  { width, height, columns, rows }: Lattice,
  buildings: number,
): Promise<void> {
  const acrossDegrees = width / columns;
  const upDegrees = height / rows;
  await trx.raw(
    `insert into buildings (id, external_id, community_id, category, households, name, geom)
     select md5(register.code || '-' || n)::uuid, register.code || '-' || n, register.community_id,
       'RESIDENTIAL', 12, n || '号楼',
       st_makeenvelope(x, y, x + :wide, y + :high, 4490)
     from register, generate_series(0, :most) n,
       lateral (select st_x(st_centroid(geom)) + :across * ((n % 6) / 6.0 - 0.5) * 0.7 as x,
         st_y(st_centroid(geom)) + :up * ((n / 6) / 5.0 - 0.5) * 0.7 as y) place`,
    {
      across: acrossDegrees,
      up: upDegrees,
      wide: acrossDegrees / 14,
      high: upDegrees / 24,
      most: buildings - 1,
    },
  );
  await trx.raw(
    `insert into plan_buildings (plan_id, building_id, cell_no, grid_id)
     select register.plan_id, md5(register.code || '-' || n)::uuid, n, register.grid_id
     from register, generate_series(0, :most) n`,
    { most: buildings - 1 },
  );
}

function keyOf(column: number, row: number): string {
  return `${column}-${row}`;
}

/** Codes of invented streets: one for each row of communities. */
function codeOf({ columns }: Lattice, column: number, row: number): string {
  const number =
    (row / COMMUNITY_ROWS) * (columns / COMMUNITY_COLUMNS) + column / COMMUNITY_COLUMNS;
  const street = String(1 + Math.floor(number / 900)).padStart(3, "0");
  return `640104${street}${String(1 + (number % 900)).padStart(3, "0")}`;
}
