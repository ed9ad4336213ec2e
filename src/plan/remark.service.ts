import type { Knex } from "knex";
import type { Viewer } from "../auth/viewer";
import type { LonLat } from "../crs/crs";
import { RefusedError, type Refusal } from "../refusal";
import { actorFor, planToDecide, refused } from "./check-decision.service";
import { planById, readComment } from "./decide.service";
import { STATE_WORDS } from "./life-cycle-words";
import type { Plan, PlanState } from "./plan";
import { hasGrid, insertRemark, isNearCommunity } from "./remark.repository";

/** What somebody wants to remark on a plan, about a grid or a place if it is about one. */
export interface RemarkWish {
  readonly planId: string;
  readonly comment: string;
  readonly gridLabel?: string | null;
  readonly place?: LonLat | null;
}

/** States in which a remark can still change something. */
const OPEN: ReadonlySet<PlanState> = new Set(["DRAFT", "SUBMITTED", "ENDORSED", "APPROVED"]);

/** Writes a remark in the book of a plan, which does not become another version by it. */
export async function addRemark(db: Knex, viewer: Viewer | null, wish: RemarkWish): Promise<Plan> {
  return db.transaction(async (trx) => {
    const plan = await planToDecide(trx, viewer, wish.planId);
    const actor = actorFor(viewer, ["REMARK_ON_PLAN"], plan);
    if (!OPEN.has(plan.state)) {
      const { zh, en } = STATE_WORDS[plan.state];
      throw refused(
        "CONFLICT",
        "WRONG_STATE",
        `方案现为“${zh}”，不再接受批注`,
        `The plan is ${en}: it takes no remarks any more`,
      );
    }
    const comment = readComment(wish.comment, true) ?? "";
    const gridLabel = wish.gridLabel ?? null;
    const place = wish.place ?? null;
    const refusals: Refusal[] = [];
    if (gridLabel !== null && !(await hasGrid(trx, plan.id, gridLabel))) {
      refusals.push({
        code: "NOT_FOUND",
        message: {
          zh: `方案中没有网格“${gridLabel}”`,
          en: `The plan has no grid labelled "${gridLabel}"`,
        },
        path: ["gridLabel"],
      });
    }
    if (place !== null && !(await isNearCommunity(trx, plan.communityId, place))) {
      refusals.push({
        code: "OUT_OF_RANGE",
        message: {
          zh: `位置 ${place.join(", ")} 不在社区内（经度在前，纬度在后）`,
          en: `The place ${place.join(", ")} does not lie in the community (longitude, latitude)`,
        },
        path: ["place"],
      });
    }
    if (refusals.length > 0) throw new RefusedError("BAD_INPUT", refusals);
    await insertRemark(trx, plan, { actor, comment, gridLabel, place });
    return planById(trx, plan.id);
  });
}
