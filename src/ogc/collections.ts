/** What is offered as OGC API - Features: one place for documents, SQL and the description of the API. */
import type { NodeType } from "../graphql/global-id";
import type { MapLayer } from "../revisions/map-revision";

/** The names of the collections. */
export type CollectionId = "grids" | "communities" | "buildings" | "barriers";

/** A property of the features of a collection. */
export interface Property {
  readonly name: string;
  /** In OpenAPI. */
  readonly type: "string" | "integer" | "number";
  readonly description: string;
  /** Its value in SQL; no values are bound in it. */
  readonly sql: string;
  /** Whether features can be asked for by it. Then `sql` can be compared with a text. */
  readonly isFilter?: boolean;
  /** The values it can have. */
  readonly values?: readonly string[];
}

/** One collection of features. */
export interface Collection {
  readonly id: CollectionId;
  readonly title: string;
  readonly description: string;
  /** What the features are in GraphQL: ids of features are those of `node(id)`. */
  readonly node: NodeType;
  /** Where revisions of what is shown are counted. */
  readonly layer: MapLayer;
  readonly table: "register" | "communities" | "buildings" | "barriers";
  /** In SQL, behind the name of the table. */
  readonly joins: string;
  /** In what order features come, before their ids; text in "C" order. */
  readonly key: string;
  /** The column that says whose a feature is; null: it is where it meets a community. */
  readonly communityColumn: string | null;
  /** Whether a feature holds for a time: between register.valid_from and register.valid_to. */
  readonly isTemporal: boolean;
  /** Whether features are polygons; else they are lines. */
  readonly isArea: boolean;
  readonly properties: readonly Property[];
}

const text = (name: string, sql: string, description: string): Property => ({
  name,
  sql,
  description,
  type: "string",
});
const count = (name: string, sql: string, description: string): Property => ({
  name,
  sql,
  description,
  type: "integer",
});
const filter = (property: Property, values?: readonly string[]): Property => ({
  ...property,
  isFilter: true,
  values,
});
const moment = (name: string, column: string, description: string): Property =>
  text(name, `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`, description);

const CODE_IN_USE = (community: string): string =>
  `left join community_codes codes on codes.community_id = ${community} and codes.valid_to is null`;

const grids: Collection = {
  id: "grids",
  title: "网格 Grids",
  description:
    "The register of governance grids (网格名册): those in force now, or, with the parameter datetime, " +
    "those in force then; datetime=../.. gives all that ever were.",
  node: "RegisteredGrid",
  layer: "register",
  table: "register",
  joins: `join plan_grids on plan_grids.id = register.grid_id
    join communities on communities.id = register.community_id`,
  key: "register.code",
  communityColumn: "register.community_id",
  isTemporal: true,
  isArea: true,
  properties: [
    filter(text("code", "register.code", "Grid code (网格编码): 15 digits.")),
    text("label", "plan_grids.label", "Its last three digits."),
    filter(text("kind", "register.kind", "Standard grid, or micro-grid (专属网格)."), [
      "STANDARD",
      "MICRO",
    ]),
    text("name", "plan_grids.name", "Name, where it was given one."),
    filter(
      text("communityCode", "substr(register.code, 1, 12)", "Code of its community: 12 digits."),
    ),
    text("communityName", "communities.name", "Name of its community."),
    count("households", "register.households", "Households (户数)."),
    count("residents", "plan_grids.residents", "Residents (人口)."),
    count("buildings", "plan_grids.building_count", "Buildings (楼栋数)."),
    text(
      "estates",
      "array_to_string(plan_grids.estates, '、')",
      "Estates (小区), named one by one.",
    ),
    text(
      "limits",
      "plan_grids.limits #>> '{sentence,zh}'",
      "What it ends at on its four sides (四至).",
    ),
    moment("validFrom", "register.valid_from", "From when on it is or was in force."),
    moment("validTo", "register.valid_to", "Until when; null: it is in force."),
  ],
};

const communities: Collection = {
  id: "communities",
  title: "社区 Communities",
  description: "Communities (社区) with their boundaries.",
  node: "Community",
  layer: "communities",
  table: "communities",
  joins: CODE_IN_USE("communities.id"),
  key: "communities.external_id",
  communityColumn: "communities.id",
  isTemporal: false,
  isArea: true,
  properties: [
    filter(text("externalId", "communities.external_id", "Id in the data set it came from.")),
    filter(text("code", "codes.code", "Division code in use: 12 digits; null: it has none.")),
    filter(text("name", "communities.name", "Name.")),
  ],
};

const buildings: Collection = {
  id: "buildings",
  title: "楼栋 Buildings",
  description: "Buildings (楼栋) with their footprints and what stands in the ledger about them.",
  node: "Building",
  layer: "buildings",
  table: "buildings",
  joins: `left join estates on estates.id = buildings.estate_id
    ${CODE_IN_USE("buildings.community_id")}`,
  key: "buildings.external_id",
  communityColumn: "buildings.community_id",
  isTemporal: false,
  isArea: true,
  properties: [
    filter(text("externalId", "buildings.external_id", "Id in the data set it came from.")),
    filter(text("name", "buildings.name", "Name (楼栋号).")),
    filter(text("category", "buildings.category", "What it is mainly used for."), [
      "RESIDENTIAL",
      "OFFICE",
      "MARKET",
      "PUBLIC_VENUE",
      "OTHER",
    ]),
    filter(text("communityCode", "codes.code", "Code of its community: 12 digits.")),
    filter(text("estateName", "estates.name", "Estate (小区); null: none.")),
    count("households", "buildings.households", "Households (户数)."),
    count("residents", "buildings.residents", "Residents (人口)."),
    count("units", "buildings.units", "Stairwell units (单元数)."),
    count("floors", "buildings.floors", "Floors (层数)."),
    count("builtYear", "buildings.built_year", "Year it was built in (建成年份)."),
    {
      ...count("floorAreaM2", "buildings.floor_area_m2", "Floor area in square metres (建筑面积)."),
      type: "number",
    },
  ],
};

const barriers: Collection = {
  id: "barriers",
  title: "分界线 Barriers",
  description: "Roads, rivers, railways and walls: lines on which grid borders should lie.",
  node: "Barrier",
  layer: "barriers",
  table: "barriers",
  joins: "",
  key: "barriers.external_id",
  communityColumn: null,
  isTemporal: false,
  isArea: false,
  properties: [
    filter(text("externalId", "barriers.external_id", "Id in the data set it came from.")),
    filter(text("kind", "barriers.kind", "What sort of line it is."), [
      "ROAD",
      "RIVER",
      "RAILWAY",
      "WALL",
    ]),
    filter(text("class", "barriers.class", "Class, such as primary.")),
    filter(text("name", "barriers.name", "Name.")),
  ],
};

/** All of them, as they are listed. */
export const COLLECTIONS: readonly Collection[] = [grids, communities, buildings, barriers];

/** The one of this name; undefined where there is none. */
export function findCollection(id: string): Collection | undefined {
  return COLLECTIONS.find((collection) => collection.id === id);
}
