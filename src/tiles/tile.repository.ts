/** What a tile holds, in one row: properties as text, shapes as bytes, both for the encoder only. */
import type { Knex } from "knex";
import { SRID } from "../db/geometry";
import { noticesOf } from "../db/notices";
import { inScope } from "../db/scope";
import { shapeAt } from "../shapes/shape-at";
import { FEATURE_END, VALUE_END, type DrawnRows } from "./encode";
import { boundsOf, stepDegrees, stepsOf, type TileAddress } from "./tile-address";

/** A tile, and how far its viewer may see. */
export interface TileWish {
  readonly address: TileAddress;
  /** Code prefixes of the communities that may be read; see `scopeOf`. */
  readonly scope: readonly string[];
}

/** The register in a tile at a moment (null: now). */
export async function drawRegister(
  db: Knex,
  { address, scope }: TileWish,
  at: Date | null,
): Promise<DrawnRows> {
  return draw(db, {
    ...statementName("register", address, scopeVariant(scope), at === null ? "now" : "then"),
    key: "register.code",
    values: gridValues({
      code: "register.code",
      households: "register.households",
      colour: "coalesce(grid_colours.colour, substr(register.code, 13)::int % 6)",
      communityCode: "substr(register.code, 1, 12)",
      label: labelPlace("plan_grids.point", "register.geom", address),
    }),
    shape: steps(db, shapeAt(db, "register", address.z), address),
    from: db("register")
      .join("plan_grids", "plan_grids.id", "register.grid_id")
      .leftJoin("grid_colours", "grid_colours.grid_id", "register.grid_id")
      .where(inTile(db, "register.geom", address))
      .where(isDrawable(db, "register.geom", address))
      .where(wasInForce(db, at))
      .where(inScope(db, "register.community_id", scope)),
  });
}

/** The grids of a plan, which the viewer has been found to be allowed to see, in a tile. */
export async function drawPlan(
  db: Knex,
  planId: string,
  communityCode: string | null,
  address: TileAddress,
): Promise<DrawnRows> {
  return draw(db, {
    ...statementName("plan", address),
    key: "plan_grids.label",
    values: gridValues({
      code: "plan_grids.code",
      households: "plan_grids.households",
      colour: "substr(plan_grids.label, 1)::int % 6",
      communityCode: "?::text",
      label: labelPlace("plan_grids.point", "plan_grids.geom", address),
    }),
    bindings: [communityCode],
    shape: steps(db, inMetres(db, "plan_grids.geom"), address),
    from: db("plan_grids")
      .where({ plan_id: planId })
      .where(inTile(db, "plan_grids.geom", address))
      .where(isDrawable(db, "plan_grids.geom", address)),
  });
}

/** The communities in a tile. */
export async function drawCommunities(db: Knex, { address, scope }: TileWish): Promise<DrawnRows> {
  return draw(db, {
    ...statementName("communities", address, scopeVariant(scope)),
    key: "communities.id",
    values: [
      "communities.id",
      "community_codes.code",
      plain("communities.name"),
      `(select coalesce(sum(buildings.households), 0) from buildings
        where buildings.community_id = communities.id)`,
      `exists (select from register
        where register.community_id = communities.id and register.valid_to is null)`,
      ...labelPlace("st_pointonsurface(communities.geom)", "communities.geom", address),
    ],
    shape: steps(db, shapeAt(db, "communities", address.z), address),
    from: db("communities")
      .leftJoin("community_codes", (on) => {
        on.on("community_codes.community_id", "communities.id").onNull("community_codes.valid_to");
      })
      .where(inTile(db, "communities.geom", address))
      .where(isDrawable(db, "communities.geom", address))
      .where(inScope(db, "communities.id", scope)),
  });
}

/** From this zoom on all buildings are shown; a quarter as many with each step below. */
const ALL_BUILDINGS_ZOOM = 13;

/** Of so many at most, in the most crowded place. */
const MOST_BUILDINGS = 4_000;

/** The buildings in a tile; of small maps a sample that is the same in all tiles. */
export async function drawBuildings(db: Knex, { address, scope }: TileWish): Promise<DrawnRows> {
  const shown = db("buildings")
    .select("buildings.*")
    .where(inTile(db, "buildings.geom", address))
    .where(isDrawable(db, "buildings.geom", address))
    .where(inScope(db, "buildings.community_id", scope))
    .orderByRaw("map_rank(buildings.external_id), buildings.id")
    .limit(MOST_BUILDINGS);
  const stepsBelow = ALL_BUILDINGS_ZOOM - address.z;
  if (stepsBelow > 0) {
    // Written out, so that the planner sees that a partial index serves.
    const highest = Math.max(1, 65_536 / 4 ** stepsBelow);
    void shown.whereRaw(`map_rank(buildings.external_id) < ${highest}`);
    if (stepsBelow >= 4) void shown.whereRaw(`map_rank(buildings.external_id) < ${65_536 / 256}`);
    else if (stepsBelow >= 2) {
      void shown.whereRaw(`map_rank(buildings.external_id) < ${65_536 / 16}`);
    }
  }
  return draw(db, {
    ...statementName("buildings", address, scopeVariant(scope)),
    key: "buildings.id",
    values: [
      "buildings.id",
      plain("buildings.name"),
      "buildings.households",
      "buildings.category",
      plain("estates.name"),
      `(select register.code from plan_buildings
        join register on register.grid_id = plan_buildings.grid_id and register.valid_to is null
        where plan_buildings.building_id = buildings.id limit 1)`,
    ],
    shape: steps(db, inMetres(db, "buildings.geom"), address),
    from: db.from(shown.as("buildings")).leftJoin("estates", "estates.id", "buildings.estate_id"),
  });
}

/** The barriers in a tile: those that meet a community in scope. */
export async function drawBarriers(db: Knex, { address, scope }: TileWish): Promise<DrawnRows> {
  const met = scope.includes("")
    ? db.raw("true")
    : db.raw(
        `exists (select from communities
           where st_intersects(communities.geom, barriers.geom) and ?)`,
        [inScope(db, "communities.id", scope)],
      );
  return draw(db, {
    ...statementName("barriers", address, scopeVariant(scope)),
    key: "barriers.id",
    values: ["barriers.id", "barriers.kind", plain("barriers.class"), plain("barriers.name")],
    shape: steps(db, inMetres(db, "barriers.geom"), address),
    from: db("barriers")
      .where(inTile(db, "barriers.geom", address))
      .where(isDrawable(db, "barriers.geom", address))
      .where(met),
  });
}

interface Drawing extends StatementName {
  /** What the features are sorted by: the same tile has the same bytes. */
  readonly key: string;
  /** Expressions for the values of a feature, in the order of the layer's fields. */
  readonly values: readonly string[];
  readonly bindings?: readonly (string | null)[];
  readonly shape: Knex.Raw;
  readonly from: Knex.QueryBuilder;
}

async function draw(
  db: Knex,
  { name, isPlannedOnce, key, values, bindings = [], shape, from }: Drawing,
): Promise<DrawnRows> {
  const features = from
    .select(
      db.raw(`concat(${values.join(`, '${VALUE_END}', `)}) as feature`, [...bindings]),
      db.raw("st_astwkb(?) as shape", [shape]),
    )
    .orderByRaw(key);
  // A plain aggregate takes rows as they come, which is by their key.
  const statement = db
    .from(features.as("features"))
    .select<{ values: string; shapes: Buffer }[]>(
      db.raw(`coalesce(string_agg(feature, '${FEATURE_END}'), '') as "values"`),
      db.raw("coalesce(string_agg(shape, ''::bytea), ''::bytea) as shapes"),
    );
  if (noticesOf(db).hasOwnSessions && isPlannedOnce) void statement.options({ name });
  const [row] = await statement;
  return row;
}

/** How the database knows a statement again. */
interface StatementName {
  /** Another one for another text. */
  readonly name: string;
  /** Whether it is planned once for a connection instead of each time, which takes half of a small tile. */
  readonly isPlannedOnce: boolean;
}

/** Small maps hold more than a plan made for any tile expects. */
const PLANNED_ONCE_ZOOM = 10;

function statementName(
  layer: string,
  { z }: TileAddress,
  ...variants: readonly string[]
): StatementName {
  const name = ["tile", layer, z, ...variants].join("-");
  return { name, isPlannedOnce: z >= PLANNED_ONCE_ZOOM };
}

/** The text depends on how many prefixes there are. */
function scopeVariant(scope: readonly string[]): string {
  return scope.includes("") ? "all" : `${scope.length}`;
}

interface GridExpressions {
  readonly code: string;
  readonly households: string;
  readonly colour: string;
  readonly communityCode: string;
  readonly label: readonly string[];
}

function gridValues(grid: GridExpressions): string[] {
  const band = "plan_grids.band_min and plan_grids.band_max";
  return [
    "plan_grids.id",
    grid.code,
    "plan_grids.label",
    "plan_grids.kind",
    "plan_grids.reduced",
    grid.households,
    "plan_grids.band_min",
    "plan_grids.band_max",
    `coalesce(${grid.households} between ${band}, true)`,
    "plan_grids.locked",
    plain("plan_grids.name"),
    // Most have no findings, which is quickly seen.
    `case when plan_grids.findings = '[]' then null
      when plan_grids.findings @> '[{"severity": "ERROR"}]' then 'ERROR'
      when plan_grids.findings @> '[{"severity": "WARNING"}]' then 'WARNING'
      when plan_grids.findings @> '[{"severity": "INFO"}]' then 'INFO' end`,
    grid.colour,
    grid.communityCode,
    ...grid.label,
  ];
}

/** Text that people wrote, without what separates values. */
function plain(text: string): string {
  return `translate(${text}, '${VALUE_END}${FEATURE_END}', '')`;
}

/** Degrees of the least side of an area that gets a label: some 24 pixels. */
const LABEL_STEPS = 192;

/** Longitude and latitude of a label; null where the area is too small for one. */
function labelPlace(point: string, area: string, { z }: TileAddress): string[] {
  const least = stepDegrees(z) * LABEL_STEPS;
  const isLarge = `greatest(st_xmax(${area}) - st_xmin(${area}), st_ymax(${area}) - st_ymin(${area}))
    >= ${least}`;
  return ["st_x", "st_y"].map((part) => `case when ${isLarge} then ${part}(${point}) end`);
}

function inTile(db: Knex, geometry: string, address: TileAddress): Knex.Raw {
  return db.raw(`?? && st_makeenvelope(?, ?, ?, ?, ${SRID})`, [geometry, ...boundsOf(address)]);
}

/** Web Mercator ends at 85 degrees, and what is smaller than a step of the tile cannot be seen. */
function isDrawable(db: Knex, geometry: string, { z }: TileAddress): Knex.Raw {
  return db.raw(
    `st_ymax(:geometry:) <= 85 and st_ymin(:geometry:) >= -85
     and (st_xmax(:geometry:) - st_xmin(:geometry:) >= :step
       or st_ymax(:geometry:) - st_ymin(:geometry:) >= :step)`,
    { geometry, step: stepDegrees(z) },
  );
}

/** A geometry as it is, in Web Mercator. */
function inMetres(db: Knex, geometry: string): Knex.Raw {
  return db.raw("st_transform(??, 3857)", [geometry]);
}

/** A geometry of Web Mercator in steps of the tile; ST_AsTWKB rounds them to whole ones. */
function steps(db: Knex, geometry: Knex.Raw, address: TileAddress): Knex.Raw {
  const { perMetre, east, south } = stepsOf(address);
  return db.raw("st_affine(?, ?, 0, 0, ?, ?, ?)", [geometry, perMetre, -perMetre, east, south]);
}

function wasInForce(db: Knex, at: Date | null): Knex.Raw {
  return at === null
    ? db.raw("register.valid_to is null")
    : db.raw("register.valid_from <= ? and (register.valid_to > ? or register.valid_to is null)", [
        at,
        at,
      ]);
}
