import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql";
import { EditEffectType } from "../editing/effect.type";
import { DomainError } from "../errors";
import type { GraphContext } from "../graphql/context";
import { toGlobalId } from "../graphql/global-id";
import { NamedNumberType } from "../plan/finding.type";
import { GridType } from "../plan/grid.type";
import type { Grid, Plan } from "../plan/plan";
import { canOnPlan } from "../plan/plan-rights";
import { PlanType } from "../plan/plan.type";
import { OutOfBandType, ProposedEditType, SuggestionType } from "./help.type";
import { proposedEdit, type ProposedEdit } from "./proposed-edit";
import {
  explainGrid,
  suggestMoves,
  type Explanation,
  type LookedAt,
  type SuggestedMove,
} from "./suggest.service";

/** Moves that may be asked for at a time: each is another direction. */
const MAX_SUGGESTIONS = 10;

/** As objects, for the limit of an operation: the engine searches for it. */
const COST_OF_SUGGESTIONS = 25_000;
const COST_OF_REASON = 2_500;

@Resolver(() => PlanType)
export class PlanSuggestionsResolver {
  @FieldResolver(() => [SuggestionType], {
    nullable: true,
    complexity: COST_OF_SUGGESTIONS,
    description:
      "The best next moves of different kinds, by the order of goals: errors, households in band, " +
      "estates whole, borders. Each was tried and makes the plan better; empty where none was found. " +
      "null where the viewer cannot edit it now: the right is missing, it is no DRAFT, or its basis has " +
      "changed. The engine searches for it, up to some seconds for a large community.",
  })
  async suggestions(
    @Root() plan: Plan,
    @Ctx() context: GraphContext,
    @Arg("first", () => Int, {
      defaultValue: 3,
      description: `How many at most, 1 to ${MAX_SUGGESTIONS}.`,
    })
    first: number,
  ): Promise<SuggestedMove[] | null> {
    if (first < 1 || first > MAX_SUGGESTIONS) {
      const expected = `Expected first from 1 to ${MAX_SUGGESTIONS}`;
      throw new DomainError("BAD_INPUT", `${expected}, got ${first}`);
    }
    const { viewer, loaders } = context;
    const communityCode = (await loaders.community.load(plan.communityId))?.code ?? null;
    const mayEdit = canOnPlan(viewer, "EDIT", { ...plan, communityCode, submitterIds: [] });
    return mayEdit ? suggestMoves(context, plan.id, first) : null;
  }
}

@Resolver(() => GridType)
export class GridOutOfBandResolver {
  @FieldResolver(() => OutOfBandType, {
    nullable: true,
    complexity: COST_OF_REASON,
    description:
      "Why it has more or fewer households than its band, and what can be done; null where it is in its " +
      "band or has none, and where the plan is no DRAFT or its basis has changed. The engine searches " +
      "for it, up to some seconds for a large community.",
  })
  async outOfBand(
    @Root() { id, planId, deviation }: Grid,
    @Ctx() context: GraphContext,
  ): Promise<Explanation | null> {
    return deviation === 0 ? null : explainGrid(context, planId, id);
  }
}

@Resolver(() => SuggestionType)
export class SuggestionResolver {
  @FieldResolver(() => ProposedEditType, { description: "How to do it." })
  edit(@Root() { edit, seen }: SuggestedMove): ProposedEdit {
    return toProposed(edit, seen);
  }

  @FieldResolver(() => EditEffectType, { description: "What it would change." })
  effect(@Root() { effect }: SuggestedMove): SuggestedMove["effect"] {
    return effect;
  }
}

@Resolver(() => OutOfBandType)
export class OutOfBandResolver {
  @FieldResolver(() => [NamedNumberType], {
    description: "The numbers that the message speaks of.",
  })
  numbers(@Root() { numbers }: Explanation): NamedNumberType[] {
    return Object.entries(numbers).map(([name, value]) => ({ name, value }));
  }

  @FieldResolver(() => [GridType], { description: "The grids that were looked at together." })
  async grids(@Root() { keys }: Explanation, @Ctx() { loaders }: GraphContext): Promise<Grid[]> {
    const grids = await Promise.all(keys.map((key) => loaders.grid.load(key)));
    return grids.filter((grid) => grid !== null);
  }

  @FieldResolver(() => [ProposedEditType], {
    description: "Edits, one after another, that bring it into band; empty where none are known.",
  })
  moves(@Root() { edits, seen }: Explanation): ProposedEdit[] {
    // Each edit makes a new version of the plan, which the next one has to name.
    return edits.map((edit, i) => toProposed(edit, { ...seen, version: seen.version + i }));
  }
}

function toProposed(
  edit: SuggestedMove["edit"],
  { planId, version, buildingId }: LookedAt,
): ProposedEdit {
  const seen = { planId: toGlobalId("Plan", planId), expectedVersion: version };
  return proposedEdit(edit, seen, {
    building: (externalId) => toGlobalId("Building", buildingId(externalId)),
    grid: (key) => toGlobalId("Grid", key),
  });
}
