/** A database of a server with a register of 20,000 grids of 41 points, which share their borders. */
import { randomUUID } from "node:crypto";
import type { Polygon, Position } from "geojson";
import type { Knex } from "knex";
import { connectTo, openDatabase, type Database } from "../../src/db/connection";

/** Communities side by side, each of 10 x 10 grids. */
const ACROSS = 20;
const DOWN = 10;
const SIDE = 10;
/** Degrees. */
const CELL = 0.02;
const WEST = 104;
const SOUTH = 37;
/** How far a border leaves the straight line: boxes are laid out so that it does not matter. */
const WAVE = 0.1 * CELL;
const POINTS_A_SIDE = 10;

/** Grids in the box of a request. */
export const IN_THE_BOX = { across: 25, down: 20 } as const;

/** The box of a request. */
export interface BenchBox {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** Makes the database anew, fills it and gives its address. */
export async function makeBenchDatabase(
  serverUrl: string,
  name: string,
): Promise<{ readonly database: Database; readonly url: string; drop(): Promise<void> }> {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const server = connectTo(serverUrl, 1);
  await server.raw("drop database if exists ?? with (force)", [name]);
  await server.raw("create database ??", [name]);
  const database = await openDatabase({ databaseUrl: url.href, dataDir: null });
  await fillRegister(database.knex);
  return {
    database,
    url: url.href,
    drop: async () => {
      await database.close();
      await server.raw("drop database if exists ?? with (force)", [name]);
      await server.destroy();
    },
  };
}

/** Boxes that meet 25 x 20 grids each, all over the map. */
export function benchBoxes(count: number): BenchBox[] {
  const { across, down } = IN_THE_BOX;
  return Array.from({ length: count }, (_, k) => {
    const column = (k * 37) % (ACROSS * SIDE - across);
    const row = (k * 23) % (DOWN * SIDE - down);
    return {
      west: WEST + column * CELL + 2 * WAVE,
      south: SOUTH + row * CELL + 2 * WAVE,
      east: WEST + (column + across) * CELL - 2 * WAVE,
      north: SOUTH + (row + down) * CELL - 2 * WAVE,
    };
  });
}

async function fillRegister(db: Knex): Promise<void> {
  await db.transaction(async (trx) => {
    // Plans are not asked for here, so there are none: what depends on them looks away.
    await trx.raw("set local session_replication_role = replica");
    for (let n = 0; n < ACROSS * DOWN; n++) await fillCommunity(trx, n);
  });
  await db.raw("analyze");
}

async function fillCommunity(trx: Knex.Transaction, n: number): Promise<void> {
  const communityId = randomUUID();
  const planId = randomUUID();
  const code = `640104001${String(n + 1).padStart(3, "0")}`;
  const [west, south] = [(n % ACROSS) * SIDE, Math.floor(n / ACROSS) * SIDE];
  const outline = JSON.stringify(ringOf(west, south, SIDE));
  await trx.raw(
    `insert into communities (id, external_id, name, geom)
       values (:communityId, :code, :name, st_setsrid(st_geomfromgeojson(:outline), 4490))`,
    { communityId, code, name: `社区${n + 1}`, outline },
  );
  await trx.raw(
    `insert into community_codes (community_id, code, valid_from)
       values (?, ?, timestamptz '2026-01-01')`,
    [communityId, code],
  );
  const grids = Array.from({ length: SIDE * SIDE }, (_, k) => {
    const label = String(k + 1).padStart(3, "0");
    const geometry = ringOf(west + (k % SIDE), south + Math.floor(k / SIDE), 1);
    return { id: randomUUID(), label, code: `${code}${label}`, geometry };
  });
  const bindings = { communityId, planId, grids: JSON.stringify(grids) };
  await trx.raw(`${FROM_GRIDS("plan_grids")}`, bindings);
  await trx.raw(`${FROM_GRIDS("grid_codes")}`, bindings);
  await trx.raw(`${FROM_GRIDS("register")}`, bindings);
}

const INSERTS = {
  plan_grids: `(id, plan_id, label, code, kind, reduced, band_min, band_max, reason, deviation,
      households, residents, old_households, special_households, building_count, estates, geom, point,
      area_m2, perimeter_m, compactness, border, findings)
    select id, :planId, label, code, 'STANDARD', false, 300, 500, '{"zh":"","en":""}', 0,
      400, 1000, 0, 0, 8, '{}', geom, st_pointonsurface(geom), 1, 1, 0.5, '{}', '[]'`,
  grid_codes: `(code, community_id, kind, issued_at)
    select code, :communityId, 'STANDARD', timestamptz '2026-01-01'`,
  register: `(code, community_id, plan_id, grid_id, kind, households, valid_from, geom)
    select code, :communityId, :planId, id, 'STANDARD', 400, timestamptz '2026-01-01', geom`,
} as const;

const FROM_GRIDS = (table: keyof typeof INSERTS): string => `
  with given as (
    select id, label, code, st_setsrid(st_geomfromgeojson(geometry::text), 4490) as geom
    from json_to_recordset(cast(:grids as json))
      as grid (id uuid, label text, code text, geometry json)
  )
  insert into ${table} ${INSERTS[table]} from given`;

/** A square of so many cells with waving sides; neighbours wave alike. */
function ringOf(column: number, row: number, cells: number): Polygon {
  const steps = cells * POINTS_A_SIDE;
  const side = Array.from({ length: steps }, (_, k) => k / POINTS_A_SIDE);
  const ring: Position[] = [
    ...side.map((k) => onRow(column + k, row)),
    ...side.map((k) => onColumn(column + cells, row + k)),
    ...side.map((k) => onRow(column + cells - k, row + cells)),
    ...side.map((k) => onColumn(column, row + cells - k)),
  ];
  return { type: "Polygon", coordinates: [[...ring, ring[0]]] };
}

const onRow = (x: number, y: number): Position => place(x, y + wave(x));
const onColumn = (x: number, y: number): Position => place(x + wave(y), y);
const wave = (at: number): number => (WAVE / CELL) * Math.sin(2 * Math.PI * at);
const place = (x: number, y: number): Position => [
  Number((WEST + x * CELL).toFixed(9)),
  Number((SOUTH + y * CELL).toFixed(9)),
];
