/** Networks of departments for tests: their files, and the import of them. */
import type { Polygon } from "geojson";
import type { Knex } from "knex";
import { rectangle } from "../../support/dataset";
import { at, read, type Asker, type TestServer, type Tree } from "./test-server";

/** The columns and rows of buildings in towns.ts, as edges from west and from south. */
const WEST = 106.2;
const SOUTH = 38.4;
const SIDE = 0.006;

/** Whole rows of buildings of a row of communities, from one row to another, both included. */
export function rowsOfBuildings(
  from: number,
  to: number,
  { firstCommunity = 0, lastCommunity = 0 } = {},
): Polygon {
  return rectangle(
    WEST + firstCommunity * SIDE,
    SOUTH + (from / 3) * SIDE,
    WEST + (lastCommunity + 1) * SIDE,
    SOUTH + ((to + 1) / 3) * SIDE,
  );
}

/** A file of polygons. */
export function polygonsOf(
  ...grids: readonly { readonly geometry: unknown; readonly [property: string]: unknown }[]
): string {
  return JSON.stringify({
    type: "FeatureCollection",
    features: grids.map(({ geometry, ...properties }) => ({
      type: "Feature",
      properties,
      geometry,
    })),
  });
}

export const IMPORT_NETWORK = /* GraphQL */ `
  mutation ($input: ImportDepartmentalGridsInput!) {
    importDepartmentalGrids(input: $input) {
      report {
        rowsRead
        rowsTaken
        communities {
          network {
            id
            department
            name
            community {
              externalId
            }
          }
          grids
          buildings
          inNone
          inSeveral
        }
        notes {
          code
          path
          message {
            zh
            en
          }
        }
      }
      userErrors {
        code
        path
        message {
          zh
          en
        }
      }
    }
  }
`;

/** Imports a network and gives the payload. */
export async function importNetwork(
  server: Pick<TestServer, "url" | "tokenOf">,
  input: Readonly<Record<string, unknown>>,
  asker?: Asker,
): Promise<Tree> {
  const data = await read(server, IMPORT_NETWORK, { input }, asker);
  return at(data, "importDepartmentalGrids") as Tree;
}

/** Imports a network that must be taken, and gives the id of the first of its networks. */
export async function takeNetwork(
  server: Pick<TestServer, "url" | "tokenOf">,
  input: Readonly<Record<string, unknown>>,
): Promise<string> {
  const payload = await importNetwork(server, input);
  if (JSON.stringify(payload.userErrors) !== "[]") {
    throw new Error(JSON.stringify(payload.userErrors));
  }
  return at(payload, "report", "communities", 0, "network", "id") as string;
}

/** A list of four buildings of c0 in two grids of a department. */
export const LIST = [
  "网格编码,网格名称,楼栋编码,姓名,职务",
  "D-1,南片,c0-b0,张三,网格长",
  "D-1,南片,c0-b1,李四,网格员",
  "D-1,,c0-b2,,",
  'D-2,"北片, 含市场",c0-b3,王五,',
].join("\n");

const NETWORKS = /* GraphQL */ `
  query ($code: String!) {
    departmentalNetworks(communityCode: $code) {
      department
      name
      source
      importedBy {
        role
      }
      grids {
        code
        name
        staff {
          name
          duty
        }
        buildings {
          externalId
        }
        polygon
        community {
          externalId
        }
      }
      versions {
        source
        validTo
        grids {
          code
        }
      }
    }
  }
`;

/** What a community's networks look like. */
export async function networksOf(
  server: Pick<TestServer, "url" | "tokenOf">,
  code = "640104001901",
): Promise<unknown> {
  return at(await read(server, NETWORKS, { code }), "departmentalNetworks");
}

/** How many rows there are of everything that an import writes. */
export async function written(db: Knex): Promise<number[]> {
  const tables = [
    "departmental_networks",
    "departmental_versions",
    "departmental_grids",
    "departmental_staff",
    "departmental_grid_buildings",
    "audit",
  ];
  return Promise.all(
    tables.map(async (table) => Number((await db(table).count("*", { as: "n" }))[0].n)),
  );
}
