/** What the layers of tiles are called, and what their features say. */
import type { NodeType } from "../graphql/global-id";

/** A property of features: its name, and what it is for a stranger. */
export interface TileField {
  readonly name: string;
  readonly type: "String" | "Number" | "Boolean";
  readonly description: string;
}

/** A kind of features in tiles. */
export interface TileLayer {
  readonly name: string;
  readonly title: string;
  /** Whose id the property `id` is. */
  readonly node: NodeType;
  readonly fields: readonly TileField[];
  /** Whether a layer of points named `<name>-labels` comes with it. */
  readonly hasLabels: boolean;
}

const ID: TileField = {
  name: "id",
  type: "String",
  description: "Global id, as the API has it; promote it to the id of features.",
};

const GRID_FIELDS: readonly TileField[] = [
  ID,
  { name: "code", type: "String", description: "Grid code of 15 digits; of a plan: the preview." },
  { name: "label", type: "String", description: "The last three digits, as maps write them." },
  { name: "kind", type: "String", description: "STANDARD or MICRO." },
  { name: "reduced", type: "Boolean", description: "Whether the lower band holds (rule R2)." },
  { name: "households", type: "Number", description: "Households (户)." },
  { name: "bandLow", type: "Number", description: "Least households of its band; micro: absent." },
  { name: "bandHigh", type: "Number", description: "Most households of its band; micro: absent." },
  { name: "inBand", type: "Boolean", description: "Households lie in the band, or none applies." },
  { name: "locked", type: "Boolean", description: "Edits of the plan leave it alone." },
  { name: "name", type: "String", description: "What its planner calls it; absent: nothing." },
  { name: "severity", type: "String", description: "Of its worst finding: ERROR, WARNING, INFO." },
  { name: "colour", type: "Number", description: "0 to 5; neighbours of a community differ." },
  { name: "communityCode", type: "String", description: "Code of its community, 12 digits." },
];

/** Grids in force at a moment. */
export const REGISTER: TileLayer = {
  name: "register",
  title: "网格名册 / Register of grids",
  node: "Grid",
  fields: GRID_FIELDS,
  hasLabels: true,
};

/** Grids of a plan. */
export const PLAN: TileLayer = {
  name: "plan",
  title: "划分方案 / Plan",
  node: "Grid",
  fields: GRID_FIELDS,
  hasLabels: true,
};

export const COMMUNITIES: TileLayer = {
  name: "communities",
  title: "社区 / Communities",
  node: "Community",
  fields: [
    ID,
    { name: "code", type: "String", description: "Code in use, 12 digits; absent: none." },
    { name: "name", type: "String", description: "Its name." },
    { name: "households", type: "Number", description: "Households of its buildings." },
    { name: "inForce", type: "Boolean", description: "Whether grids are in force in it." },
  ],
  hasLabels: true,
};

export const BUILDINGS: TileLayer = {
  name: "buildings",
  title: "楼栋 / Buildings",
  node: "Building",
  fields: [
    ID,
    { name: "name", type: "String", description: "Its name or number; absent: none." },
    { name: "households", type: "Number", description: "Households (户)." },
    {
      name: "category",
      type: "String",
      description: "RESIDENTIAL, OFFICE, MARKET, PUBLIC_VENUE or OTHER.",
    },
    { name: "estate", type: "String", description: "Name of its estate; absent: none." },
    { name: "gridCode", type: "String", description: "The grid in force that it is in." },
  ],
  hasLabels: false,
};

export const BARRIERS: TileLayer = {
  name: "barriers",
  title: "分界线 / Barriers",
  node: "Barrier",
  fields: [
    ID,
    { name: "kind", type: "String", description: "ROAD, RIVER, RAILWAY or WALL." },
    { name: "class", type: "String", description: "Its class in the data; absent: none." },
    { name: "name", type: "String", description: "Its name; absent: none." },
  ],
  hasLabels: false,
};

/** The layers that have an address of their own. */
export const OWN_LAYERS = {
  register: REGISTER,
  communities: COMMUNITIES,
  buildings: BUILDINGS,
  barriers: BARRIERS,
} as const;
