/**
 * The process that puts a plan in force is killed, once before each of its statements and once right
 * behind the last: afterwards all of it is there, or nothing.
 */
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Knex } from "knex";
import { verifyTrail } from "../../src/audit/verify.service";
import { SYSTEM } from "../../src/auth/viewer";
import { importDepartmentalGrids } from "../../src/departmental/import-network.service";
import { importDataset } from "../../src/exchange/import.service";
import type { Plan } from "../../src/plan/plan";
import { findPlans } from "../../src/plan/plan.service";
import { assignStaff } from "../../src/staffing/assign-staff.service";
import { approvedDivision, type GivenDivision } from "../api/support/divisions";
import { rowOfCommunities } from "../api/support/towns";
import { openTestDatabase, testDb, testKind } from "../support/database";
import { decideOn, divisionsOf, manyConnections, official, tell } from "./support/officials";
import { openProxy, type Stop } from "./support/statement-proxy";

jest.setTimeout(240_000);

/** Communities that are worked at side by side. */
const LANES = 3;
const ROOT = resolve(__dirname, "../..");
const WANG = official("wang", "王批准");

let db: Knex;
let url: string;
let folder: string;

beforeAll(async () => {
  // The embedded database lives and dies with the process that speaks to it: see embedded-folder.test.
  if (testKind() === "embedded") return;
  db = await manyConnections(LANES + 1);
  const database = await openTestDatabase();
  await database.close();
  url = database.connectionString;
  folder = mkdtempSync(join(tmpdir(), "wangge-kill-"));
  // Compiled once, or each process would do so for itself.
  execFileSync(join(ROOT, "node_modules/.bin/esbuild"), [
    join(__dirname, "support/put-in-force-once.ts"),
    ...["--bundle", "--platform=node", "--packages=external", "--format=cjs", "--log-level=error"],
    `--outfile=${join(folder, "put-in-force-once.cjs")}`,
  ]);
  await importDataset(testDb(), rowOfCommunities(LANES), SYSTEM);
  for (let lane = 0; lane < LANES; lane++) await prepare(`c${lane}`);
});
afterAll(async () => {
  if (testKind() === "embedded") return;
  await db.destroy();
  rmSync(folder, { recursive: true });
});

/** Something in force, and the grids of a department: everything that a change of plans touches. */
async function prepare(community: string): Promise<void> {
  const [rows] = divisionsOf(community);
  await decideOn(db, WANG, "PUT_IN_FORCE", await approvedDivision(db, community, rows));
  const lines = Array.from({ length: 9 }, (_, n) => `H${n % 2},${community}-b${n}`);
  const buildings = ["code,building", ...lines].join("\n");
  await importDepartmentalGrids(db, WANG, { department: "HEALTH", buildings });
}

/** Changes of plans of a community, there and back: each keeps a code, retires some and issues some. */
function turns(community: string): readonly [there: GivenDivision, back: GivenDivision] {
  const [rows, , two] = divisionsOf(community);
  return [two, rows];
}

/** The next plan of a community, approved, with somebody serving in every grid in force. */
async function nextPlan(community: string, turn: number): Promise<Plan> {
  const plan = await approvedDivision(db, community, turns(community)[turn % 2]);
  const codes = await db("register")
    .where({ community_id: plan.communityId })
    .whereNull("valid_to")
    .pluck<string[]>("code");
  const staffed = await db("staff").whereIn("code", codes).whereNull("valid_to").pluck("code");
  for (const gridCode of codes.filter((code) => !staffed.includes(code))) {
    const person = { gridCode, duty: "GRID_WORKER" as const, name: `网格员${gridCode}` };
    const terms = { fullTime: true, partyBranchSecretary: false, replacesId: null };
    await assignStaff(db, WANG, { ...person, ...terms });
  }
  return plan;
}

interface Attempt {
  readonly signal: NodeJS.Signals | null;
  readonly code: number | null;
  readonly statements: number;
}

/** Has a process put the plan in force, and kills it at the stop; ends when the server is rid of it. */
async function attempt(plan: Plan, stop: Omit<Stop, "call"> | null): Promise<Attempt> {
  let kill = (): void => undefined;
  const proxy = await openProxy(url, stop === null ? null : { ...stop, call: () => kill() });
  const script = join(folder, "put-in-force-once.cjs");
  const child = spawn(process.execPath, [script, proxy.url, plan.id, String(plan.version)], {
    env: { ...process.env, NODE_PATH: join(ROOT, "node_modules") },
    stdio: ["ignore", "ignore", "inherit"],
  });
  kill = () => void child.kill("SIGKILL");
  const ended = await new Promise<Pick<Attempt, "code" | "signal">>((take) => {
    child.on("exit", (code, signal) => take({ code, signal }));
  });
  await untilGone(proxy.backendPid());
  await proxy.close();
  return { ...ended, statements: proxy.count() };
}

/** Until the server has noticed that the process is gone, and has undone what was not committed. */
async function untilGone(pid: number | null): Promise<void> {
  while ((await db("pg_stat_activity").where({ pid }).pluck("pid")).length > 0);
}

/** Every row that says whose community it is about, to the last microsecond. */
async function everything({ communityId }: Plan): Promise<string[]> {
  const tables = await db("information_schema.columns")
    .where({ table_schema: "public", column_name: "community_id" })
    .orderBy("table_name")
    .pluck<string[]>("table_name");
  const texts: string[] = [];
  for (const table of tables) {
    const { rows } = await db.raw<{ rows: { line: string }[] }>(
      "select cast(t as text) as line from ?? t where community_id = ? order by 1",
      [table, communityId],
    );
    texts.push(...rows.map(({ line }) => `${table} ${line}`));
  }
  return texts;
}

/** All that putting this plan in force means is there. */
async function expectAll({ id, communityId }: Plan): Promise<void> {
  const [{ state, version }] = await findPlans(db, [id]);
  expect(state).toBe("IN_FORCE");
  const own = await db("plans").where({ community_id: communityId, state: "IN_FORCE" });
  expect(own).toHaveLength(1);
  expect(await db("reviews").where({ plan_id: id, kind: "PUT_IN_FORCE" })).toMatchObject([
    { plan_version: version },
  ]);
  const current = await db("register").where({ community_id: communityId }).whereNull("valid_to");
  const grids = await db("plan_grids").where({ plan_id: id }).pluck<string[]>("id");
  expect(current.map(({ grid_id }) => grid_id).sort()).toEqual(grids.sort());
  const issued = await db("grid_codes").where({ issued_by_plan: id }).pluck<string[]>("code");
  const retired = await db("grid_codes").where({ retired_by_plan: id }).pluck<string[]>("code");
  expect(issued.length).toBeGreaterThan(0);
  expect(retired.length).toBeGreaterThan(0);
  expect((await db("lineage").where({ plan_id: id })).length).toBeGreaterThan(0);
  expect((await db("departmental_crosswalks").where({ plan_id: id })).length).toBeGreaterThan(0);
  expect(await db("staff").whereIn("code", retired).whereNull("valid_to")).toEqual([]);
  const trail = await db("audit").where({ plan_id: id }).pluck<string[]>("action");
  const count = (action: string): number => trail.filter((one) => one === action).length;
  expect(count("PUT_IN_FORCE_PLAN")).toBe(1);
  expect(count("ISSUE_CODE")).toBe(issued.length);
  expect(count("RETIRE_CODE")).toBe(retired.length);
}

test("kill -9 between any two statements of putting a plan in force leaves all of it or nothing", async () => {
  if (testKind() === "embedded") return;
  // How many statements there are, there and back.
  const counts: number[] = [];
  for (const turn of [0, 1]) {
    const plan = await nextPlan("c0", turn);
    const { code, statements } = await attempt(plan, null);
    expect(code).toBe(0);
    await expectAll(plan);
    counts.push(statements);
  }
  const last = Math.max(...counts);
  expect(Math.min(...counts)).toBeGreaterThan(20);

  const stops = Array.from({ length: last }, (_, i) => ({ at: i + 1, when: "BEFORE" as const }));
  let isCommitLeft = true;
  /** The next stop on the way there, or back, which may be a statement shorter. */
  const nextStop = (turn: number): Omit<Stop, "call"> | null => {
    const count = counts[turn % 2];
    const index = stops.findIndex(({ at }) => at <= count);
    if (index >= 0) return stops.splice(index, 1)[0];
    if (stops.length > 0 || !isCommitLeft) return null;
    isCommitLeft = false;
    return { at: count, when: "BEHIND" };
  };
  let [nothing, all] = [0, 0];
  const lane = async (community: string): Promise<void> => {
    for (let turn = 0; stops.length > 0 || isCommitLeft; turn++) {
      const plan = await nextPlan(community, turn);
      const stop = nextStop(turn);
      if (stop !== null) {
        const before = await everything(plan);
        const { signal, statements } = await attempt(plan, stop);
        expect({ stop, signal, statements }).toEqual({
          stop,
          signal: "SIGKILL",
          statements: stop.at,
        });
        if (stop.when === "BEFORE") {
          expect(await everything(plan)).toEqual(before);
          nothing += 1;
        } else {
          all += 1;
        }
      }
      if (stop?.when !== "BEHIND") await decideOn(db, WANG, "PUT_IN_FORCE", plan);
      await expectAll(plan);
    }
  };
  const lanes = Array.from({ length: LANES }, (_, no) => lane(`c${no}`));
  await Promise.allSettled(lanes);
  await Promise.all(lanes);
  expect([nothing, all]).toEqual([last, 1]);
  tell(
    `put in force is ${last} statements: killed before each (1-${last}): nothing, and done at the ` +
      `next attempt; killed right behind the last: all of it`,
  );

  const wish = { chain: null, seal: null, onProgress: () => undefined };
  expect((await verifyTrail(db, wish)).faults).toEqual([]);
});
