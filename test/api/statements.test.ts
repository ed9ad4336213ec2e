import { SYSTEM } from "../../src/auth/viewer";
import { importDataset } from "../../src/exchange/import.service";
import { emptyTables, testDb } from "../support/database";
import { planAll } from "./support/jobs";
import { at, read, startTestServer, type TestServer, type Tree } from "./support/test-server";
import { rowOfCommunities } from "./support/towns";
import { statementsOf } from "./support/statements";

jest.setTimeout(60_000);

const DEEP = /* GraphQL */ `
  {
    communities(first: 50) {
      edges {
        node {
          households
          polygon
          estates {
            nodes {
              households
            }
          }
          barriers {
            nodes {
              line
            }
          }
          plans(first: 5) {
            nodes {
              id
            }
          }
          latestPlan {
            blocks
            community {
              name
            }
            grids {
              polygon
              pointOnSurface
              plan {
                id
              }
              buildings(first: 50) {
                edges {
                  node {
                    polygon
                    estate {
                      name
                      buildingCount
                      community {
                        name
                      }
                    }
                    grid {
                      label
                    }
                  }
                }
              }
            }
          }
        }
      }
    }
  }
`;

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

/** The statements of one deep query, and the buildings it returned. */
async function askDeep(): Promise<{ statements: number; buildings: number }> {
  let data: Tree = {};
  const statements = await statementsOf(server.database.knex, async () => {
    data = await read(server, DEEP);
  });
  const buildings = JSON.stringify(at(data, "communities")).split('"estate":').length - 1;
  return { statements, buildings };
}

test("a deep query runs as many statements for many communities as for one", async () => {
  await importDataset(testDb(), rowOfCommunities(1), SYSTEM);
  await planAll(server);
  const one = await askDeep();
  expect(one.buildings).toBe(9);

  await emptyTables(testDb());
  await importDataset(testDb(), rowOfCommunities(6), SYSTEM);
  await planAll(server);
  const many = await askDeep();
  expect(many.buildings).toBe(54);
  expect(many.statements).toBe(one.statements);
  expect(many.statements).toBeLessThanOrEqual(22);
});
