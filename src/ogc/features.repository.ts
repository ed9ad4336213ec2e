import type { Knex } from "knex";
import { inScope } from "../db/scope";
import type { Collection } from "./collections";
import { drawn, meetsBox, type Corners, type OgcCrs } from "./crs";
import type { Interval } from "./interval";

/** Which features of a collection are wanted; what is left out does not restrict. */
export interface FeatureFilter {
  /** Code prefixes where the viewer may look. */
  readonly scope: readonly string[];
  readonly box: { readonly corners: Corners; readonly crs: OgcCrs } | null;
  /** null: whatever holds now. */
  readonly interval: Interval | null;
  /** Values of properties that are filters, by name. */
  readonly values: Readonly<Record<string, string>>;
}

/** A place in a collection: behind the feature with this key and id. */
export interface Place {
  readonly key: string;
  readonly id: string;
}

/** Some features of a collection, each as the text of a GeoJSON Feature. */
export interface FeaturePage {
  readonly features: readonly string[];
  /** The last of them where there are more; null: these are the last. */
  readonly next: Place | null;
}

/** Features by the key of their collection. */
export async function pageFeatures(
  db: Knex,
  collection: Collection,
  filter: FeatureFilter,
  wish: { readonly limit: number; readonly after: Place | null; readonly crs: OgcCrs },
): Promise<FeaturePage> {
  const { key, table } = collection;
  const query = matching(db, collection, filter)
    .select<{ id: string; key: string; feature: string }[]>(
      `${table}.id`,
      db.raw("?? as key", [key]),
      db.raw("? as feature", [featureText(db, collection, wish.crs)]),
    )
    .orderBy([key, `${table}.id`])
    .limit(wish.limit + 1);
  if (wish.after !== null) {
    const { key: last, id } = wish.after;
    void query.whereRaw("(??, ??) > (?, cast(? as uuid))", [key, `${table}.id`, last, id]);
  }
  const rows = await query;
  const page = rows.slice(0, wish.limit);
  return {
    features: page.map(({ feature }) => feature),
    next: rows.length > wish.limit ? page[page.length - 1] : null,
  };
}

/** How many features match; null where there are more than are worth counting. */
export async function countFeatures(
  db: Knex,
  collection: Collection,
  filter: FeatureFilter,
): Promise<number | null> {
  const some = matching(db, collection, filter)
    .select(db.raw("1"))
    .limit(MAX_COUNT + 1);
  const [{ number }] = await db
    .select<{ number: number }[]>(db.raw("count(*)::int as number"))
    .from(some.as("some"));
  return number > MAX_COUNT ? null : number;
}

/** The number of features that match is optional; beyond this it costs more than it tells. */
const MAX_COUNT = 100_000;

/** One feature, whenever it holds or held; null where there is none that may be seen. */
export async function findFeature(
  db: Knex,
  collection: Collection,
  {
    id,
    scope,
    crs,
  }: { readonly id: string; readonly scope: readonly string[]; readonly crs: OgcCrs },
): Promise<string | null> {
  const filter = { scope, box: null, interval: EVER, values: {} };
  const [row] = await matching(db, collection, filter)
    .where(`${collection.table}.id`, id)
    .select<{ feature: string }[]>(db.raw("? as feature", [featureText(db, collection, crs)]));
  return row?.feature ?? null;
}

/** What the clock of the database says. */
export async function databaseNow(db: Knex): Promise<Date> {
  const { rows } = await db.raw<{ rows: { now: Date }[] }>("select clock_timestamp() as now");
  return rows[0].now;
}

/** Where and when there is anything: of the communities that may be seen. */
export interface Extent {
  /** null: there is no community. */
  readonly box: Corners | null;
  /** When the first grid came in force; null: none did. */
  readonly since: Date | null;
}

/** The extent of what may be seen. */
export async function findExtent(db: Knex, scope: readonly string[]): Promise<Extent> {
  const [row] = await db("communities")
    .where(inScope(db, "communities.id", scope))
    .select<
      { west: number | null; south: number; east: number; north: number; since: Date | null }[]
    >(
      db.raw("st_xmin(st_extent(geom)) as west, st_ymin(st_extent(geom)) as south"),
      db.raw("st_xmax(st_extent(geom)) as east, st_ymax(st_extent(geom)) as north"),
      db.raw("(select min(valid_from) from register where ?) as since", [
        inScope(db, "register.community_id", scope),
      ]),
    );
  const { west, south, east, north, since } = row;
  return { box: west === null ? null : [west, south, east, north], since };
}

const EVER: Interval = { from: null, to: null };

function matching(db: Knex, collection: Collection, filter: FeatureFilter) {
  const { table, joins, communityColumn, isTemporal, properties } = collection;
  const query = db.from(table).where(isVisible(db, communityColumn, filter.scope));
  if (joins !== "") void query.joinRaw(joins);
  if (isTemporal) void query.where(holds(db, filter.interval));
  if (filter.box !== null) {
    const { corners, crs } = filter.box;
    void query.where(meetsBox(db, `${table}.geom`, corners, crs));
  }
  for (const { name, sql, isFilter } of properties) {
    const value = filter.values[name];
    if (isFilter === true && value !== undefined) void query.whereRaw(`${sql} = ?`, [value]);
  }
  return query;
}

function isVisible(db: Knex, column: string | null, scope: readonly string[]): Knex.Raw {
  if (column !== null) return inScope(db, column, scope);
  if (scope.includes("")) return db.raw("true");
  return db.raw(
    `exists (select from communities where st_intersects(communities.geom, barriers.geom) and ?)`,
    [inScope(db, "communities.id", scope)],
  );
}

function holds(db: Knex, interval: Interval | null): Knex.Raw {
  if (interval === null) return db.raw("register.valid_to is null");
  const { from, to } = interval;
  return db.raw(
    `(cast(:to as timestamptz) is null or register.valid_from <= :to)
       and (cast(:from as timestamptz) is null or register.valid_to is null
         or register.valid_to > :from)`,
    { from, to },
  );
}

/** A feature as text: nothing of it is parsed and printed again on its way out. */
function featureText(db: Knex, collection: Collection, crs: OgcCrs): Knex.Raw {
  const { table, node, properties, isArea } = collection;
  const pairs = properties.map(({ name, sql }) => `'${name}', ${sql}`).join(", ");
  // Outer rings counter-clockwise (RFC 7946); for a line it would turn its direction.
  const geometry = isArea ? `st_forcepolygonccw(${table}.geom)` : `${table}.geom`;
  return db.raw(
    `json_build_object('type', 'Feature', 'id', ${globalId(node, table)},
       'geometry', cast(${drawn(geometry, crs)} as json),
       'properties', json_build_object(${pairs}))::text`,
  );
}

/** As `toGlobalId` makes it. */
function globalId(node: string, table: string): string {
  const bytes = `convert_to('${node}:' || ${table}.id, 'UTF8')`;
  return `rtrim(translate(encode(${bytes}, 'base64'), E'+/\\n', '-_'), '=')`;
}
