import type { Knex } from "knex";
import { DomainError } from "../errors";
import type { Text } from "../engine";
import type { Plan } from "../plan/plan";
import { findPlans } from "../plan/plan.service";
import { compareDivisions, type ComparedGrid, type DivisionComparison } from "./comparison";
import {
  findComparedBuildings,
  findComparedGrids,
  findComparedRegister,
  findGroundInCommon,
  findGroundPieces,
} from "./comparison.repository";
import { figurePairs, type FigurePair } from "./figures";
import { groundChanges, type GroundChange } from "./ground";
import { summaryOf } from "./wording";

/** A plan side by side with another one, or with the grids in force. */
export interface PlanComparison extends DivisionComparison {
  readonly plan: Plan;
  /** null: nothing is in force. */
  readonly against: Plan | null;
  /** Whether it was asked for the grids in force, whose codes then name them. */
  readonly isRegister: boolean;
  readonly figures: readonly FigurePair[];
  readonly summary: Text;
}

/** Which plans to compare; null: with the grids in force. */
export interface ComparisonWish {
  readonly planId: string;
  readonly againstId: string | null;
}

/** Compares a plan of now with another one, or with the grids in force; null where one is gone. */
export async function comparePlans(db: Knex, wish: ComparisonWish): Promise<PlanComparison | null> {
  return db.transaction(async (trx) => {
    const sides = await readSides(trx, wish);
    if (sides === null) return null;
    const { plan, against, isRegister, grids } = sides;
    const ids = [plan.id, ...(against === null ? [] : [against.id])];
    const comparison = compareDivisions({
      ...grids,
      buildings: await findComparedBuildings(trx, plan.communityId, ids),
      sameGround:
        against === null
          ? []
          : await findGroundInCommon(trx, { planId: plan.id, againstId: against.id }),
    });
    const names = {
      plan: plan.name,
      against: isRegister ? ("REGISTER" as const) : { name: against?.name ?? null },
    };
    return {
      ...comparison,
      plan,
      against,
      isRegister,
      figures: figurePairs(plan, against),
      summary: summaryOf(names, comparison, { plan, against }),
    };
  }, SNAPSHOT);
}

/**
 * The ground that changes its grid. Throws CONFLICT where one of the plans has been edited since
 * they were compared.
 */
export async function findGroundChanges(
  db: Knex,
  { plan, against, isRegister, grids, buildings }: PlanComparison,
): Promise<GroundChange[]> {
  const pairs = grids.flatMap((grid) =>
    grid.plan === null || grid.against === null
      ? []
      : [{ planGridId: grid.plan.gridId, againstGridId: grid.against.gridId }],
  );
  const sides = { planId: plan.id, againstId: against?.id ?? null };
  const pieces = await db.transaction(async (trx) => {
    const now = await readSides(trx, { ...sides, againstId: isRegister ? null : sides.againstId });
    const isSame =
      now?.plan.version === plan.version &&
      now.against?.id === against?.id &&
      (isRegister || now.against?.version === against?.version);
    if (!isSame) {
      throw new DomainError("CONFLICT", "A plan has changed while it was compared: ask again", {
        text: {
          zh: "比较期间方案有变，请重新比较。",
          en: "A plan has changed meanwhile: ask again.",
        },
      });
    }
    return findGroundPieces(trx, sides, pairs);
  }, SNAPSHOT);
  const all = grids.flatMap((grid) => [grid.plan, grid.against]).filter((grid) => grid !== null);
  return groundChanges(pieces, all, buildings);
}

/** All of both as of one moment. */
const SNAPSHOT = { isolationLevel: "repeatable read", readOnly: true } as const;

interface Sides {
  readonly plan: Plan;
  readonly against: Plan | null;
  readonly isRegister: boolean;
  readonly grids: {
    readonly plan: readonly ComparedGrid[];
    readonly against: readonly ComparedGrid[];
  };
}

async function readSides(
  trx: Knex.Transaction,
  { planId, againstId }: ComparisonWish,
): Promise<Sides | null> {
  const plans = new Map(
    (await findPlans(trx, againstId === null ? [planId] : [planId, againstId])).map((plan) => [
      plan.id,
      plan,
    ]),
  );
  const plan = plans.get(planId);
  if (plan === undefined) return null;
  const own = await findComparedGrids(trx, planId);
  if (againstId === null) {
    const register = await findComparedRegister(trx, plan.communityId);
    const [inForce = null] = register === null ? [] : await findPlans(trx, [register.planId]);
    const grids = { plan: own, against: register?.grids ?? [] };
    return { plan, against: inForce, isRegister: true, grids };
  }
  const against = plans.get(againstId);
  if (against === undefined) return null;
  if (against.communityId !== plan.communityId) {
    throw new DomainError("BAD_INPUT", "Expected two plans of one community", {
      text: {
        zh: "只能比较同一社区的方案。",
        en: "Only plans of the same community can be compared.",
      },
    });
  }
  const grids = { plan: own, against: await findComparedGrids(trx, againstId) };
  return { plan, against, isRegister: false, grids };
}
