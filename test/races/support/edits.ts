/** What planners do at the same time to the same drafts: edits of most kinds, steps back and forth, help. */
import type { Knex } from "knex";
import type { Viewer } from "../../../src/auth/viewer";
import { editPlan, stepPlan } from "../../../src/editing/edit.service";
import type { AskedEdit, Step } from "../../../src/editing/editing";
import type { Random } from "../../../src/engine/random";
import type { Help } from "../../../src/help/help";
import { improveDraft, type Helping } from "../../../src/help/improve.service";
import { requestHelp } from "../../../src/help/request-help.service";
import type { Plan } from "../../../src/plan/plan";

/** Something that a planner does to a draft, as he or she has seen it. */
export interface EditOfDraft {
  readonly kind: string;
  /** Action in the audit trail. */
  readonly action: "EDIT_PLAN" | "REQUEST_HELP";
  readonly run: (viewer: Viewer) => Promise<unknown>;
}

/** Draws what somebody does next to a draft. */
export async function someEdit(
  helping: Helping,
  { id, version }: Pick<Plan, "id" | "version">,
  random: Random,
): Promise<EditOfDraft> {
  const seen = { planId: id, expectedVersion: version };
  const lot = random.next();
  if (lot < 0.1) return help(helping, seen, pick(random, HELPS));
  const step = lot < 0.4 ? await someStep(helping.db, id, random) : null;
  if (step !== null) {
    const run = (viewer: Viewer) => stepPlan(helping, viewer, { ...seen, dryRun: false, step });
    return { kind: step.type, action: "EDIT_PLAN", run };
  }
  const edit = await someChange(helping.db, id, random);
  const run = (viewer: Viewer) => editPlan(helping, viewer, { ...seen, dryRun: false, edit });
  return { kind: edit.type, action: "EDIT_PLAN", run };
}

const HELPS: readonly Help[] = ["REPAIR", "FINISH", "REOPTIMIZE"];

/** The job is run here and at once: there is no runner. What came too late is not taken. */
function help(
  helping: Helping,
  seen: { readonly planId: string; readonly expectedVersion: number },
  kind: Help,
): EditOfDraft {
  const wish = { ...seen, help: kind, seed: 1, effort: 0.1 };
  const run = async (viewer: Viewer) => {
    const { id: jobId, requestedBy } = await requestHelp(helping, viewer, wish);
    const signal = new AbortController().signal;
    return improveDraft(helping, requestedBy, {
      ...wish,
      jobId,
      signal,
      onProgress: () => undefined,
    });
  };
  return { kind, action: "REQUEST_HELP", run };
}

/** null: nobody has edited it yet. */
async function someStep(db: Knex, planId: string, random: Random): Promise<Step | null> {
  const edits = await db("plan_edits")
    .where({ plan_id: planId })
    .orderBy("no")
    .select("no", "kind");
  if (edits.length === 0) return null;
  const type =
    edits.at(-1)?.kind === "UNDO" && random.next() < 0.6
      ? "REDO"
      : pick(random, ["UNDO", "UNDO", "REDO", "JUMP"] as const);
  if (type !== "JUMP") return { type };
  return { type, editNo: pick(random, edits).no };
}

const CHANGES = [
  ...(["MOVE", "MOVE", "MOVE", "NEW", "RELEASE", "SWAP", "MERGE", "SPLIT"] as const),
  ...(["NAME", "LOCK", "UNLOCK", "KEEP_TOGETHER", "LET_GO", "CARVE"] as const),
];

async function someChange(db: Knex, planId: string, random: Random): Promise<AskedEdit> {
  const gridIds = await db("plan_grids")
    .where({ plan_id: planId })
    .orderBy("label")
    .pluck<string[]>("id");
  const stands = await db("plan_buildings")
    .where({ plan_id: planId })
    .orderBy("cell_no")
    .pluck<string[]>("building_id");
  const [gridId, other] = [pick(random, gridIds), pick(random, gridIds)];
  const buildingIds = [pick(random, stands)];
  const movable = { buildingIds, estateIds: [], places: [] };
  const type = pick(random, CHANGES);
  switch (type) {
    case "MOVE":
      return { type, to: { gridId }, ...movable };
    case "NEW":
      return { type: "MOVE", to: { newGrid: "STANDARD" }, ...movable };
    case "RELEASE":
      return { type, ...movable };
    case "SWAP":
      return { type, buildingIds, forBuildingIds: [pick(random, stands)] };
    case "MERGE":
      return { type, gridIds: [gridId, other] };
    case "SPLIT":
      return { type, gridId, line: null };
    case "NAME":
      return { type, gridId, name: `片区${random.below(100)}` };
    case "LOCK":
    case "UNLOCK":
      return { type, gridIds: [gridId] };
    case "KEEP_TOGETHER":
    case "LET_GO":
      return { type, buildingIds: [...buildingIds, pick(random, stands)] };
    case "CARVE":
      return { type, name: null, ...movable };
  }
}

function pick<Item>(random: Random, items: readonly Item[]): Item {
  return items[random.below(items.length)];
}
