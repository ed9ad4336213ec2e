/** What is refused to somebody who edits a draft, and what each refusal says; nothing is changed by it. */
import { SYSTEM } from "../../src/auth/viewer";
import { importDataset } from "../../src/exchange/import.service";
import { toGlobalId } from "../../src/graphql/global-id";
import { testDb } from "../support/database";
import { APPROVER, PLANNER } from "./support/divisions";
import {
  buildings,
  draftOf,
  edit,
  edited,
  gridId,
  refusedEdit,
  tryEdit,
  type DraftSeen,
} from "./support/drafts";
import { done, soundOf, stored } from "./support/plan-life";
import { at, person, startTestServer, type TestServer, type Tree } from "./support/test-server";
import { rowOfCommunities } from "./support/towns";

jest.setTimeout(120_000);

let server: TestServer;
let communities = 0;

beforeAll(async () => {
  await importDataset(testDb(), rowOfCommunities(12), SYSTEM);
  server = await startTestServer();
});
afterAll(() => server.close());

interface Town extends DraftSeen {
  readonly of: (...numbers: number[]) => Promise<string[]>;
  readonly grid: (label: string) => Promise<string>;
}

async function draft(): Promise<Town> {
  const community = `c${communities}`;
  communities += 1;
  const plan = await draftOf(testDb(), community, soundOf(community));
  return {
    ...plan,
    of: (...numbers) => buildings(testDb(), ...numbers.map((n) => `${community}-b${n}`)),
    grid: (label) => gridId(server, plan, label),
  };
}

function uuid({ id }: Pick<DraftSeen, "id">): string {
  return Buffer.from(id, "base64url").toString().split(":")[1];
}

/** Everything that is stored of a draft. */
async function everything(plan: DraftSeen): Promise<unknown> {
  const history = await testDb()("plan_edits").where({ plan_id: uuid(plan) });
  return { ...((await stored(testDb(), uuid(plan))) as object), history };
}

test("locked grids are not changed by any edit, and the refusal says how to go on", async () => {
  const plan = await draft();
  const [north, middle, south] = [
    await plan.grid("001"),
    await plan.grid("002"),
    await plan.grid("003"),
  ];
  const { draft: locked } = await edited(server, "lockGrids", plan, { gridIds: [middle] });
  const before = await everything(plan);
  const [b3, b4, b6] = await plan.of(3, 4, 6);
  const attempts: [string, object, readonly string[] | null][] = [
    ["moveBuildings", { buildingIds: [b6, b3], toGridId: south }, ["buildingIds", "1"]],
    ["moveBuildings", { buildingIds: [b6], toGridId: middle }, ["toGridId"]],
    ["releaseBuildings", { buildingIds: [b4] }, ["buildingIds", "0"]],
    ["swapBuildings", { buildingIds: [b6], forBuildingIds: [b3] }, ["forBuildingIds", "0"]],
    ["mergeGrids", { gridIds: [north, middle] }, ["gridIds", "1"]],
    ["splitGrid", { gridId: middle }, ["gridId"]],
    ["setGridKind", { gridId: middle, kind: "MICRO" }, ["gridId"]],
    ["setGridReduced", { gridId: middle, note: "n" }, ["gridId"]],
    ["carveMicroGrid", { buildingIds: [b4] }, ["buildingIds", "0"]],
  ];
  for (const [mutation, input, path] of attempts) {
    const refused = await edit(server, mutation, locked, { ...input });
    expect([mutation, refused]).toMatchObject([
      mutation,
      { edit: null, effect: null, plan: { version: locked.version } },
    ]);
    const [error] = refused.userErrors as Tree[];
    expect([mutation, error.code, error.path]).toEqual([mutation, "GRID_LOCKED", path]);
    expect(at(error, "message", "en")).toMatch(/unlock/i);
    expect(at(error, "message", "zh")).toContain("解锁");
  }
  expect(await everything(plan)).toEqual(before);
});

test("an estate that has a building in a locked grid is refused as an estate", async () => {
  const plan = await draft();
  const { draft: locked } = await edited(server, "lockGrids", plan, {
    gridIds: [await plan.grid("002")],
  });
  const [{ estate_id }] = await testDb()("buildings")
    .where({ external_id: `c${communities - 1}-b4` })
    .select("estate_id");
  const input = {
    estateIds: [toGlobalId("Estate", estate_id ?? "")],
    toGridId: await plan.grid("003"),
  };
  const codes = (await refusedEdit(server, "moveBuildings", locked, input)) as Tree[];
  expect(new Set(codes.map(({ code, path }) => JSON.stringify([code, path])))).toEqual(
    new Set([JSON.stringify(["GRID_LOCKED", ["estateIds"]])]),
  );
});

test("what makes no sense is refused with the part of the input that it is about", async () => {
  const plan = await draft();
  const other = await draft();
  const south = await plan.grid("003");
  const [b0, b3] = await plan.of(0, 3);
  const [foreign] = await other.of(0);
  const before = await everything(plan);
  const attempts: [string, object, string, readonly string[] | null][] = [
    ["moveBuildings", { buildingIds: [b3] }, "TARGET", ["toGridId"]],
    [
      "moveBuildings",
      { buildingIds: [b3], toGridId: south, toNewGrid: {} },
      "TARGET",
      ["toNewGrid"],
    ],
    [
      "moveBuildings",
      { buildingIds: [b3, foreign], toGridId: south },
      "UNKNOWN_BUILDING",
      ["buildingIds", "1"],
    ],
    [
      "moveBuildings",
      { buildingIds: [b3], toGridId: await other.grid("001") },
      "UNKNOWN_GRID",
      ["toGridId"],
    ],
    ["moveBuildings", { buildingIds: [b0], toGridId: south }, "NOTHING_CHANGES", ["buildingIds"]],
    ["splitGrid", { gridId: south, line: { coordinates: [[106.2, 38.4]] } }, "LINE", ["line"]],
    [
      "splitGrid",
      {
        gridId: south,
        line: {
          type: "Polygon",
          coordinates: [
            [1, 2],
            [3, 4],
          ],
        },
      },
      "LINE",
      ["line"],
    ],
    ["giveBackMicroGrid", { gridId: south }, "NOT_A_MICRO_GRID", ["gridId"]],
  ];
  for (const [mutation, input, code, path] of attempts) {
    const refused = await edit(server, mutation, plan, { ...input });
    const [error] = refused.userErrors as Tree[];
    expect([mutation, refused.edit, error.code, error.path]).toEqual([mutation, null, code, path]);
    expect(at(error, "message", "zh")).not.toBe("");
  }
  // An id of another kind of thing is a fault of the program that asks.
  const { errors } = await tryEdit(server, "lockGrids", plan, { gridIds: [b0] });
  expect(errors?.[0].extensions.code).toBe("BAD_INPUT");
  expect(await everything(plan)).toEqual(before);
});

test("a draft whose basis has changed is edited only after it was revalidated", async () => {
  const plan = await draft();
  const input = { buildingIds: await plan.of(3), toGridId: await plan.grid("003") };
  const { draft: once } = await edited(server, "moveBuildings", plan, input);
  await testDb()("buildings")
    .where({ external_id: `c${communities - 1}-b8` })
    .update({ households: 130 });
  const before = await everything(plan);
  for (const mutation of ["undoEdit", "moveBuildings"]) {
    const refused = await edit(server, mutation, once, mutation === "undoEdit" ? {} : input);
    expect(refused).toMatchObject({ edit: null, userErrors: [{ code: "STALE_BASIS" }] });
    expect(at(refused, "userErrors", 0, "message", "en")).toMatch(/Revalidate it first/);
  }
  expect(await everything(plan)).toEqual(before);
  const revalidated = await done(server, PLANNER, "revalidatePlan", {
    id: uuid(plan),
    version: once.version,
  });
  const again = { id: plan.id, version: revalidated.version };
  await edited(server, "moveBuildings", again, {
    buildingIds: await plan.of(4),
    toGridId: await plan.grid("003"),
  });
});

test("only drafts are edited, and only by planners of the place", async () => {
  const plan = await draft();
  const input = { gridIds: [await plan.grid("001")] };
  for (const who of [APPROVER, person("ADMIN"), person("VIEWER"), person("PLANNER", "640105")]) {
    const { errors } = await tryEdit(server, "lockGrids", plan, input, who);
    expect([who.name, errors?.[0].extensions.code]).toEqual([who.name, "FORBIDDEN"]);
  }
  const gone = { id: toGlobalId("Plan", "00000000-0000-4000-8000-000000000000"), version: 1 };
  expect(await edit(server, "undoEdit", gone)).toMatchObject({
    plan: null,
    userErrors: [{ code: "NOT_FOUND", path: ["planId"] }],
  });
  const submitted = await done(server, PLANNER, "submitPlan", { ...plan, id: uuid(plan) });
  const before = await everything(plan);
  const seen = { id: plan.id, version: submitted.version };
  const refused = await edit(server, "lockGrids", seen, input);
  expect(refused).toMatchObject({
    plan: { state: "SUBMITTED" },
    userErrors: [{ code: "WRONG_STATE" }],
  });
  expect(await everything(plan)).toEqual(before);
});
