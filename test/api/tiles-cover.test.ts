import type { Knex } from "knex";
import { fillWorld } from "../../bench/tiles/world";
import type { Lattice } from "../../bench/tiles/lattice";
import { tilesIn } from "../../bench/tiles/ask";
import { toGlobalId } from "../../src/graphql/global-id";
import { testDb } from "../support/database";
import { startTestServer, type TestServer } from "./support/test-server";
import { tileAt, type Feature } from "./support/tiles";

/** Four communities of fifty grids with wavy borders, some kilometres wide. */
const TOWN: Lattice = {
  columns: 20,
  rows: 10,
  west: 106.2,
  south: 38.4,
  width: 0.09,
  height: 0.03,
};
const BOX = [106.2, 38.4, 106.29, 38.43] as const;

/** Steps that sampled places lie apart, and off the whole steps of vertices. */
const SAMPLE = 331;
const OFF = 0.437;

jest.setTimeout(120_000);

let server: TestServer;
let db: Knex;

beforeAll(async () => {
  db = testDb();
  await fillWorld(db, TOWN, 0);
  server = await startTestServer();
});

afterAll(() => server.close());

type Ring = Feature["rings"][number];

function areaOf(features: readonly Feature[]): number {
  return features.flatMap(({ rings }) => rings).reduce((sum, ring) => sum + ringArea(ring), 0);
}

function ringArea(ring: Ring): number {
  return ring.slice(1).reduce((sum, [x, y], i) => sum + ring[i][0] * y - x * ring[i][1], 0);
}

/** How many of the areas a place is in. */
function timesCovered(features: readonly Feature[], x: number, y: number): number {
  return features.filter(({ rings }) => rings.filter((ring) => isIn(ring, x, y)).length % 2 === 1)
    .length;
}

function isIn(ring: Ring, x: number, y: number): boolean {
  let inside = false;
  for (let i = 1; i < ring.length; i++) {
    const [[ax, ay], [bx, by]] = [ring[i - 1], ring[i]];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}

/** Every directed edge off the sides of the tile, and how often it is left over without its reverse. */
function looseEdges(features: readonly Feature[]): Map<string, number> {
  const loose = new Map<string, number>();
  for (const ring of features.flatMap(({ rings }) => rings)) {
    for (let i = 1; i < ring.length; i++) {
      const [a, b] = [ring[i - 1].join(), ring[i].join()];
      const [there, back] = [`${a} ${b}`, `${b} ${a}`];
      const left = loose.get(back) ?? 0;
      if (left > 0) loose.set(back, left - 1);
      else loose.set(there, (loose.get(there) ?? 0) + 1);
    }
  }
  return loose;
}

test.each([9, 10, 11, 12, 13, 14, 15, 16, 18])(
  "in tiles of zoom %i grids cover their communities with no gap and no overlap",
  async (zoom) => {
    for (const { z, x, y } of tilesIn(BOX, zoom, 6)) {
      const tile = `${z}/${x}/${y}.mvt`;
      const { register = [] } = await tileAt(server, `/tiles/register/${tile}`);
      const { communities = [] } = await tileAt(server, `/tiles/communities/${tile}`);
      expect([tile, areaOf(register)]).toEqual([tile, areaOf(communities)]);
      for (let px = OFF; px < 4_096; px += SAMPLE) {
        for (let py = OFF; py < 4_096; py += SAMPLE) {
          const expected = timesCovered(communities, px, py);
          expect(expected).toBeLessThanOrEqual(1);
          expect([tile, px, py, timesCovered(register, px, py)]).toEqual([tile, px, py, expected]);
        }
      }
    }
  },
);

test("neighbours share every vertex of their border, inside a tile and where it leaves it", async () => {
  let compared = 0;
  for (const zoom of [12, 14, 15]) {
    for (const { z, x, y } of tilesIn(BOX, zoom, 6)) {
      const tile = `${z}/${x}/${y}.mvt`;
      const { register = [] } = await tileAt(server, `/tiles/register/${tile}`);
      const { communities = [] } = await tileAt(server, `/tiles/communities/${tile}`);
      const edges = [...looseEdges(register)].filter(([, times]) => times > 0);
      const outline = looseEdges(communities);
      compared += register.length;
      // What is left is the outline of the town and the sides of the tile.
      const onSide = (edge: string): boolean => {
        const [ax, ay, bx, by] = edge.split(/[ ,]/).map(Number);
        const isSide = (one: number, other: number): boolean =>
          one === other && (one === -64 || one === 4_160);
        return isSide(ax, bx) || isSide(ay, by);
      };
      const torn = edges.filter(([edge]) => !onSide(edge) && (outline.get(edge) ?? 0) === 0);
      expect([tile, torn]).toEqual([tile, []]);
    }
  }
  expect(compared).toBeGreaterThan(100);
});

test("a plan is drawn exactly, and its grids share their borders as well", async () => {
  const [{ plan_id: planId }] = await db("plan_grids")
    .select("plan_id")
    .orderBy("plan_id")
    .limit(1);
  const [home] = await db("register").where({ plan_id: planId }).select("community_id").limit(1);
  await db.transaction(async (trx) => {
    await trx.raw("set local session_replication_role = replica");
    await trx.raw(
      `insert into plans (id, community_id, state, rules, seed, effort, focus, alternative, best_for,
         left_out, engine_version, input_hash, metrics, findings, blocks, version, deviation_reasons)
       values (?, ?, 'DRAFT', '{}', 1, 1, 'BALANCED', 1, '{BALANCED}', '[]', '1', 'x', '{}', '[]',
         st_setsrid('GEOMETRYCOLLECTION EMPTY'::geometry, 4490), 1, '[]')`,
      [planId, home.community_id],
    );
  });
  const id = toGlobalId("Plan", planId);
  const [label] = await db("plan_grids")
    .where({ plan_id: planId })
    .select<{ lon: number; lat: number }[]>(db.raw("st_x(point) as lon, st_y(point) as lat"))
    .limit(1);
  const here = [label.lon, label.lat, label.lon, label.lat] as const;
  for (const zoom of [11, 14, 16]) {
    const [{ z, x, y }] = tilesIn(here, zoom, 1);
    const { plan } = await tileAt(server, `/tiles/plans/${id}/${z}/${x}/${y}.mvt`);
    for (let px = OFF; px < 4_096; px += SAMPLE) {
      for (let py = OFF; py < 4_096; py += SAMPLE) {
        expect(timesCovered(plan, px, py)).toBeLessThanOrEqual(1);
      }
    }
    const colours = new Map(plan.map(({ properties }) => [properties.label, properties.colour]));
    for (const [name, colour] of colours) {
      // The next one lies to the east, except at the end of a row of ten.
      const next = String(Number(name) + 1).padStart(3, "0");
      if (Number(name) % 10 !== 0 && colours.has(next)) {
        expect([name, colours.get(next)]).not.toEqual([name, colour]);
      }
    }
  }
});
