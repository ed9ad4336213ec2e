/** Rights that depend on more than one community or on the state of a plan; see role-matrix.test.ts. */
import type { Dataset } from "../../src/exchange/dataset";
import { importDataset } from "../../src/exchange/import.service";
import { SYSTEM, type Viewer } from "../../src/auth/viewer";
import { toGlobalId } from "../../src/graphql/global-id";
import { JobSignals } from "../../src/jobs/job-signals";
import { followPlans } from "../../src/plan/follow-plans.service";
import { emptyTables, testDb } from "../support/database";
import { building } from "../support/dataset";
import {
  APPROVER,
  approve,
  communityId,
  divideInForce,
  PLANNER,
  REVIEWER,
  storeDivision,
  type GivenDivision,
} from "./support/divisions";
import { followJob, planAll } from "./support/jobs";
import {
  ask,
  at,
  person,
  read,
  startTestServer,
  type TestServer,
  type Tree,
} from "./support/test-server";
import { rowOfCommunities } from "./support/towns";
import { statementsOf } from "./support/statements";

jest.setTimeout(60_000);

const ROWS: GivenDivision = [0, 1, 2].map((row) => ({
  buildings: [0, 1, 2].map((i) => `c0-b${3 * row + i}`),
}));

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

/** Two communities of two streets; the road runs through both. */
function twoStreets(): Dataset {
  const { communities, ...rest } = rowOfCommunities(2);
  const [c0, c1] = communities;
  return { ...rest, communities: [c0, { ...c1, code: "640104002901" }] };
}

describe("an import needs the right for every community that it concerns", () => {
  const street = person("PLANNER", "640104001");
  const county = person("PLANNER", "640104");
  beforeEach(async () => {
    await emptyTables(testDb());
    await importDataset(testDb(), twoStreets(), SYSTEM);
  });

  /** The data set of the first community, without what it shares. */
  function own(): Dataset {
    const { communities, buildings } = twoStreets();
    return {
      communities: communities.slice(0, 1),
      buildings: buildings.filter(({ communityId: id }) => id === "c0"),
      barriers: [],
    };
  }

  const road = () => twoStreets().barriers[0];

  test.each<[string, () => Dataset]>([
    ["its own community", own],
    ["its own community under another code of the street", () => recoded("640104001905")],
    [
      "a road between two jurisdictions that is as it was",
      () => ({ ...own(), barriers: [road()] }),
    ],
    [
      "a lane of its own community",
      () => ({
        ...own(),
        barriers: [{ ...road(), id: "lane", geometry: line(106.2005, 106.202) }],
      }),
    ],
    [
      "another community of the street",
      () => {
        const [c0] = own().communities;
        const community = { ...c0, id: "new", code: "640104001910" };
        return { communities: [community], buildings: [], barriers: [] };
      },
    ],
  ])("the street imports %s", async (_, dataset) => {
    await importDataset(testDb(), dataset(), street);
  });

  test.each<[string, () => Dataset]>([
    ["both communities", twoStreets],
    [
      "the neighbour under a code of its own",
      () => {
        const [, c1] = twoStreets().communities;
        return { communities: [{ ...c1, code: "640104001909" }], buildings: [], barriers: [] };
      },
    ],
    ["its own community under a code of the neighbour", () => recoded("640104002909")],
    [
      "a community without a code",
      () => ({ ...own(), communities: [{ ...own().communities[0], id: "new", code: null }] }),
    ],
    [
      "a building into the neighbour",
      () => ({ ...own(), buildings: [building({ id: "new", communityId: "c1" })] }),
    ],
    [
      "a building out of the neighbour",
      () => {
        const { communities, buildings } = twoStreets();
        const taken = buildings.filter(({ id }) => id === "c1-b0");
        const buildingsHere = taken.map((one) => ({ ...one, communityId: "c0" }));
        return { communities, buildings: buildingsHere, barriers: [] };
      },
    ],
    [
      "a road of both under another name",
      () => ({ ...own(), barriers: [{ ...road(), name: "新名" }] }),
    ],
    [
      "a road of both cut to its own part",
      () => ({ ...own(), barriers: [{ ...road(), geometry: line(106.2, 106.203) }] }),
    ],
    [
      "a new road into the neighbour",
      () => ({ ...own(), barriers: [{ ...road(), id: "new", geometry: line(106.2005, 106.209) }] }),
    ],
  ])(
    "the street does not import %s, but the county does, or who may everywhere",
    async (_, dataset) => {
      const count = () => testDb()("audit").count("* as n");
      const before = await count();
      await expect(importDataset(testDb(), dataset(), street)).rejects.toMatchObject({
        code: "FORBIDDEN",
      });
      expect(await count()).toEqual(before);
      const hasCodes = dataset().communities.every(({ code }) => code !== null);
      await importDataset(testDb(), dataset(), hasCodes ? county : PLANNER);
    },
  );

  function recoded(code: string): Dataset {
    const dataset = own();
    return { ...dataset, communities: [{ ...dataset.communities[0], code }] };
  }

  function line(west: number, east: number) {
    return {
      type: "LineString" as const,
      coordinates: [
        [west, 38.402],
        [east, 38.402],
      ],
    };
  }
});

test("nobody has plans proposed for a prefix that reaches beyond the jurisdiction", async () => {
  await emptyTables(testDb());
  await importDataset(testDb(), twoStreets(), SYSTEM);
  const call = (codePrefix: string) =>
    ask(
      server,
      `mutation { proposePlans(input: { codePrefix: "${codePrefix}", effort: 0.1 }) {
        job { total } userErrors { code } } }`,
      {},
      { as: person("PLANNER", "640104001") },
    );
  const wide = await call("640104");
  expect(wide.errors?.[0]).toMatchObject({
    message:
      "PROPOSE_PLAN for community 640104002901 needs the role PLANNER there; you have PLANNER of 640104001",
    extensions: {
      code: "FORBIDDEN",
      text: {
        zh: "您的角色不能在此办理：需要规划员角色，管辖社区 640104002901；您现有：规划员（640104001）。",
        en:
          "Your role does not allow this here: it needs PLANNER for community 640104002901; " +
          "you have PLANNER of 640104001.",
      },
    },
  });
  expect(await testDb()("jobs")).toEqual([]);
  const narrow = await call("640104001");
  expect(narrow.data?.proposePlans).toEqual({ job: { total: 1 }, userErrors: [] });
});

test("only who may plan all of a job's communities may cancel it, and not once it has ended", async () => {
  await emptyTables(testDb());
  await importDataset(testDb(), twoStreets(), SYSTEM);
  const data = await read(
    server,
    `mutation { proposePlans(input: { codePrefix: "640104001", effort: 0.1 }) { job { id } } }`,
    {},
    { as: person("PLANNER", "640104") },
  );
  const id = at(data, "proposePlans", "job", "id") as string;
  const can = async (viewer: Viewer): Promise<unknown> => {
    const found = await read(
      server,
      `{ job(id: "${id}") { viewerCanCancel } }`,
      {},
      { as: viewer },
    );
    return at(found, "job", "viewerCanCancel");
  };
  await followJob(server, id);
  expect(await can(person("PLANNER", "640104001"))).toBe(false);
  await testDb()("jobs").update({ state: "RUNNING", finished_at: null });
  expect(await can(person("PLANNER", "640104001"))).toBe(true);
  expect(await can(person("REVIEWER", "640104001"))).toBe(false);
});

describe("viewerCan... says what may be done now", () => {
  const DEEDS = [
    ...["Submit", "Endorse", "Return", "Approve", "Reject", "Withdraw", "PutInForce", "File"],
    ...["Revalidate", "Remark", "GiveNotice"],
  ] as const;

  async function deedsOn(planId: string, viewer: Viewer): Promise<string[]> {
    const fields = DEEDS.map((deed) => `viewerCan${deed}`).join(" ");
    const id = toGlobalId("Plan", planId);
    const found = await read(server, `{ plan(id: "${id}") { ${fields} } }`, {}, { as: viewer });
    return DEEDS.filter((deed) => at(found, "plan", `viewerCan${deed}`) === true);
  }

  /** All roles in one hand, which four eyes do not allow to decide about one's own plan. */
  const ALL: Viewer = {
    ...PLANNER,
    grants: [...PLANNER.grants, ...REVIEWER.grants, ...APPROVER.grants],
  };

  beforeAll(async () => {
    await emptyTables(testDb());
    await importDataset(testDb(), rowOfCommunities(1), SYSTEM);
  });

  test("from the draft to the filing", async () => {
    const draft = await storeDivision(testDb(), "c0", ROWS);
    const on = (viewer: Viewer) => deedsOn(draft.id, viewer);
    expect(await on(PLANNER)).toEqual(["Submit", "Withdraw", "Revalidate", "Remark"]);
    expect(await on(REVIEWER)).toEqual(["Revalidate", "Remark"]);
    expect(await on(person("VIEWER"))).toEqual([]);
    expect(await on(person("ADMIN"))).toEqual([]);
    const approved = await approve(testDb(), draft);
    expect(await on(PLANNER)).toEqual(["Revalidate", "Remark"]);
    expect(await on(APPROVER)).toEqual(["Withdraw", "PutInForce", "Revalidate", "Remark"]);
    // He submitted it: somebody else has to put it in force.
    expect(await on(ALL)).toEqual(["Withdraw", "Revalidate", "Remark"]);
    expect(approved.state).toBe("APPROVED");
  });

  test("between submission and approval", async () => {
    const draft = await storeDivision(testDb(), "c0", ROWS);
    const plan = toGlobalId("Plan", draft.id);
    const submitted = await read(
      server,
      `mutation { submitPlan(input: { planId: "${plan}", expectedVersion: ${draft.version} }) {
        userErrors { code } } }`,
      {},
      { as: PLANNER },
    );
    expect(submitted).toEqual({ submitPlan: { userErrors: [] } });
    const on = (viewer: Viewer) => deedsOn(draft.id, viewer);
    expect(await on(REVIEWER)).toEqual([
      ...["Endorse", "Return", "Reject", "Revalidate", "Remark", "GiveNotice"],
    ]);
    expect(await on({ ...REVIEWER, id: PLANNER.id })).not.toContain("Endorse");
    expect(await on(APPROVER)).toEqual(["Revalidate", "Remark", "GiveNotice"]);
    expect(await on(PLANNER)).toEqual(["Withdraw", "Revalidate", "Remark"]);
    // The same rights elsewhere are none here; VIEWER, so that it can be seen at all.
    const elsewhere = { role: "REVIEWER", jurisdiction: "640105" } as const;
    const reads = { role: "VIEWER", jurisdiction: "" } as const;
    expect(await on({ ...REVIEWER, grants: [elsewhere, reads] })).toEqual([]);
  });

  test("on a community", async () => {
    const id = toGlobalId("Community", await communityId(testDb(), "c0"));
    const rights = async (viewer: Viewer) =>
      at(
        await read(
          server,
          `{ community(id: "${id}") { viewerCanPropose viewerCanImport viewerCanImportDepartmentalGrids
            viewerCanAssignStaff viewerCanRecode viewerCanReadAudit } }`,
          {},
          { as: viewer },
        ),
        "community",
      );
    expect(await rights(PLANNER)).toEqual({
      viewerCanPropose: true,
      viewerCanImport: true,
      viewerCanImportDepartmentalGrids: true,
      viewerCanAssignStaff: true,
      viewerCanRecode: false,
      viewerCanReadAudit: false,
    });
    expect(await rights(person("ADMIN", "6401"))).toMatchObject({
      viewerCanPropose: false,
      viewerCanRecode: true,
      viewerCanReadAudit: true,
    });
  });

  test("a plan in force is filed by the approver, once", async () => {
    await emptyTables(testDb());
    await importDataset(testDb(), rowOfCommunities(1), SYSTEM);
    const { id } = await divideInForce(server, testDb(), "c0", ROWS);
    expect(await deedsOn(id, APPROVER)).toEqual(["File"]);
    expect(await deedsOn(id, PLANNER)).toEqual([]);
  });
});

test("nothing is read any more for somebody who went away", async () => {
  await emptyTables(testDb());
  await importDataset(testDb(), rowOfCommunities(1), SYSTEM);
  const signals = new JobSignals();
  const followed = await followPlans({ db: testDb(), signals, viewer: PLANNER }, "640104001901");
  // Nothing happens, so this waits; going away ends it.
  const next = followed.next();
  await followed.return?.();
  expect(await next).toEqual({ value: undefined, done: true });
});

test("guards cost a jurisdiction as many statements for many communities as for one", async () => {
  const DEEP = `{ communities { nodes { latestPlan { viewerCanSubmit viewerCanEndorse
    community { name } grids { plan { id } buildings { nodes { estate { name community { name } } } } } } } }
    plans { nodes { id community { code } } } barriers { nodes { externalId } } }`;
  const statements = async (communities: number): Promise<number> => {
    await emptyTables(testDb());
    await importDataset(testDb(), rowOfCommunities(communities), SYSTEM);
    await planAll(server);
    let seen: Tree = {};
    const count = await statementsOf(server.database.knex, async () => {
      seen = await read(server, DEEP, {}, { as: person("VIEWER", "640104001") });
    });
    expect(JSON.stringify(seen).split('"estate":').length - 1).toBe(9 * communities);
    return count;
  };
  const one = await statements(1);
  expect(await statements(5)).toBe(one);
});
