/** What a tile holds, in one row: properties as text, shapes as bytes, both for the encoder only. */
import type { Knex } from "knex";
import { SRID } from "../db/geometry";
import { scopeText } from "../db/scope";
import { runStatement } from "../db/statement";
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
export function drawRegister(
  db: Knex,
  { address, scope }: TileWish,
  at: Date | null,
): Promise<DrawnRows> {
  const inScope = scopeText("register.community_id", scope);
  return draw(db, address, {
    name: ["register", scopeVariant(scope), at === null ? "now" : "then"],
    key: "register.code",
    features: [
      ...gridValues({
        code: "register.code",
        households: "register.households",
        colour: "coalesce(grid_colours.colour, substr(register.code, 13)::int % 6)",
        communityCode: "substr(register.code, 1, 12)",
      }),
      labelPlace("plan_grids.point", "register.geom", address),
    ],
    shape: shapeAt("register", address.z),
    from: `register
      join plan_grids on plan_grids.id = register.grid_id
      left join grid_colours on grid_colours.grid_id = register.grid_id
      where ${inTile("register.geom", address)} and ${IN_FORCE[at === null ? "now" : "then"]} and ${inScope.text}`,
    values: { at, ...inScope.values },
  });
}

const IN_FORCE = {
  now: "register.valid_to is null",
  then: "register.valid_from <= :at and (register.valid_to > :at or register.valid_to is null)",
} as const;

/** The grids of a plan, which the viewer has been found to be allowed to see, in a tile. */
export function drawPlan(
  db: Knex,
  planId: string,
  communityCode: string | null,
  address: TileAddress,
): Promise<DrawnRows> {
  return draw(db, address, {
    name: ["plan"],
    key: "plan_grids.label",
    features: [
      ...gridValues({
        code: "plan_grids.code",
        households: "plan_grids.households",
        colour: "substr(plan_grids.label, 1)::int % 6",
        communityCode: "cast(:communityCode as text)",
      }),
      labelPlace("plan_grids.point", "plan_grids.geom", address),
    ],
    shape: inMetres("plan_grids.geom"),
    from: `plan_grids where plan_id = :planId and ${inTile("plan_grids.geom", address)}`,
    values: { planId, communityCode },
  });
}

/** The communities in a tile. */
export function drawCommunities(db: Knex, { address, scope }: TileWish): Promise<DrawnRows> {
  const inScope = scopeText("communities.id", scope);
  return draw(db, address, {
    name: ["communities", scopeVariant(scope)],
    key: "communities.id",
    features: [
      "communities.id",
      "community_codes.code",
      plain("communities.name"),
      `(select coalesce(sum(buildings.households), 0) from buildings
        where buildings.community_id = communities.id)`,
      `exists (select from register
        where register.community_id = communities.id and register.valid_to is null)`,
      labelPlace("st_pointonsurface(communities.geom)", "communities.geom", address),
    ],
    shape: shapeAt("communities", address.z),
    from: `communities
      left join community_codes on community_codes.community_id = communities.id
        and community_codes.valid_to is null
      where ${inTile("communities.geom", address)} and ${inScope.text}`,
    values: inScope.values,
  });
}

/** From this zoom on all buildings are shown; a quarter as many with each step below. */
const ALL_BUILDINGS_ZOOM = 13;

/** Of so many at most, in the most crowded place. */
const MOST_BUILDINGS = 4_000;

/** The buildings in a tile; of small maps a sample that is the same in all tiles. */
export function drawBuildings(db: Knex, { address, scope }: TileWish): Promise<DrawnRows> {
  const inScope = scopeText("buildings.community_id", scope);
  return draw(db, address, {
    name: ["buildings", scopeVariant(scope)],
    key: "buildings.id",
    features: [
      "buildings.id",
      plain("buildings.name"),
      "buildings.households",
      "buildings.category",
      plain("estates.name"),
      `(select register.code from plan_buildings
        join register on register.grid_id = plan_buildings.grid_id and register.valid_to is null
        where plan_buildings.building_id = buildings.id limit 1)`,
    ],
    shape: inMetres("buildings.geom"),
    from: `(
        select buildings.* from buildings
        where ${inTile("buildings.geom", address)} and ${inScope.text} and ${inSample(address)}
        order by map_rank(buildings.external_id), buildings.id limit ${MOST_BUILDINGS}
      ) as buildings
      left join estates on estates.id = buildings.estate_id`,
    values: inScope.values,
  });
}

/** Which buildings a small map shows. Written out, so that the planner sees that a partial index serves. */
function inSample({ z }: TileAddress): string {
  const stepsBelow = ALL_BUILDINGS_ZOOM - z;
  if (stepsBelow <= 0) return "true";
  const below = [Math.max(1, 65_536 / 4 ** stepsBelow)];
  if (stepsBelow >= 4) below.push(65_536 / 256);
  else if (stepsBelow >= 2) below.push(65_536 / 16);
  return below.map((rank) => `map_rank(buildings.external_id) < ${rank}`).join(" and ");
}

/** The barriers in a tile: those that meet a community in scope. */
export function drawBarriers(db: Knex, { address, scope }: TileWish): Promise<DrawnRows> {
  const inScope = scopeText("communities.id", scope);
  const met = scope.includes("")
    ? "true"
    : `exists (select from communities
         where st_intersects(communities.geom, barriers.geom) and ${inScope.text})`;
  return draw(db, address, {
    name: ["barriers", scopeVariant(scope)],
    key: "barriers.id",
    features: ["barriers.id", "barriers.kind", plain("barriers.class"), plain("barriers.name")],
    shape: inMetres("barriers.geom"),
    from: `barriers where ${inTile("barriers.geom", address)} and ${met}`,
    values: inScope.values,
  });
}

interface Drawing {
  /** What, apart from the zoom, the text of the statement depends on. */
  readonly name: readonly string[];
  /** What the features are sorted by: the same tile has the same bytes. */
  readonly key: string;
  /** Expressions for the values of a feature, in the order of the layer's fields. */
  readonly features: readonly string[];
  /** Its geometry in Web Mercator. */
  readonly shape: string;
  readonly from: string;
  readonly values: Readonly<Record<string, unknown>>;
}

async function draw(
  db: Knex,
  address: TileAddress,
  { name, key, features, shape, from, values }: Drawing,
): Promise<DrawnRows> {
  const [lonMin, latMin, lonMax, latMax] = boundsOf(address);
  const { perMetre, east, south } = stepsOf(address);
  // A plain aggregate takes rows as they come, which is by their key.
  const [row] = await runStatement<{ values: string; shapes: Buffer }>(db, {
    text: `select coalesce(string_agg(feature, '${FEATURE_END}'), '') as "values",
       coalesce(string_agg(shape, ''::bytea), ''::bytea) as shapes
     from (
       select concat(${features.join(`, '${VALUE_END}', `)}) as feature,
         st_astwkb(st_affine(${shape}, ${perMetre}, 0, 0, -${perMetre}, :east, :south)) as shape
       from ${from} order by ${key}
     ) as features`,
    values: { lonMin, latMin, lonMax, latMax, east, south, ...values },
    name: address.z < PLANNED_ONCE_ZOOM ? null : ["tile", address.z, ...name].join("-"),
  });
  return row;
}

/**
 * From here on a connection plans a statement once instead of each time, which takes half of a small tile. Small
 * maps hold more than a plan made for any tile expects.
 */
const PLANNED_ONCE_ZOOM = 10;

/** The text depends on how many prefixes there are. */
function scopeVariant(scope: readonly string[]): string {
  return scope.includes("") ? "all" : `${scope.length}`;
}

interface GridExpressions {
  readonly code: string;
  readonly households: string;
  readonly colour: string;
  readonly communityCode: string;
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
  ];
}

/** Text that people wrote, without what separates values. */
function plain(text: string): string {
  return `translate(${text}, '${VALUE_END}${FEATURE_END}', '')`;
}

/** Of an area with a label the longer side: some 24 pixels. */
const LABEL_STEPS = 192;

/** Longitude and latitude of a label; both empty where the area is too small for one. */
function labelPlace(point: string, area: string, { z }: TileAddress): string {
  return `case when ${isAsLongAs(LABEL_STEPS * stepDegrees(z), area)}
    then concat(st_x(${point}), '${VALUE_END}', st_y(${point})) else '${VALUE_END}' end`;
}

/** What meets a tile and can be seen: Web Mercator ends at 85 degrees, and less than a step of a tile is nothing. */
function inTile(geometry: string, { z }: TileAddress): string {
  return `${geometry} && st_makeenvelope(:lonMin, :latMin, :lonMax, :latMax, ${SRID})
    and st_ymax(${box(geometry)}) <= 85 and st_ymin(${box(geometry)}) >= -85
    and ${isAsLongAs(stepDegrees(z), geometry)}`;
}

function isAsLongAs(degrees: number, geometry: string): string {
  const side = (axis: "x" | "y"): string =>
    `st_${axis}max(${box(geometry)}) - st_${axis}min(${box(geometry)}) >= ${degrees}`;
  return `(${side("x")} or ${side("y")})`;
}

/** The box that is stored with a geometry; one in three dimensions would be computed from its vertices. */
function box(geometry: string): string {
  return `${geometry}::box2d`;
}

/** A geometry as it is, in Web Mercator. */
function inMetres(geometry: string): string {
  return `st_transform(${geometry}, 3857)`;
}
