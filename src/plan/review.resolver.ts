import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql";
import { present, type GraphContext } from "../graphql/context";
import { AFTER, FIRST, toConnection, toPageWish, type Connection } from "../graphql/pagination";
import { compareBasis, type BasisChange } from "./basis";
import { keyFindings, type KeyedFinding } from "./finding-key";
import { FindingType } from "./finding.type";
import { isEnded } from "./life-cycle";
import type { Plan } from "./plan";
import { PlanType } from "./plan.type";
import type { Review } from "./review";
import { BasisChangeType, PublicNoticeType, ReviewConnection, ReviewType } from "./review.type";

@Resolver(() => PlanType)
export class PlanReviewResolver {
  @FieldResolver(() => ReviewConnection, {
    description: "Its book: everything that was decided or remarked about it, oldest first.",
  })
  async reviews(
    @Root() { id }: Plan,
    @Ctx() { loaders }: GraphContext,
    @Arg("first", () => Int, { defaultValue: 50, description: FIRST }) first: number,
    @Arg("after", () => String, { nullable: true, description: AFTER }) after: string | null,
  ): Promise<Connection<Review>> {
    const page = toPageWish("reviews", first, after);
    return toConnection(
      "reviews",
      present(await loaders.reviewsOfPlan.load({ ownerId: id, page }), "The plan"),
    );
  }

  @FieldResolver(() => PublicNoticeType, {
    nullable: true,
    description: "When it lies or lay open for remarks; null where no notice was given.",
  })
  notice(@Root() { noticeFrom, noticeTo }: Plan): PublicNoticeType | null {
    return noticeFrom === null || noticeTo === null ? null : { from: noticeFrom, to: noticeTo };
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description:
      "Whether its basis has changed since it was made, so that it has to be revalidated before it " +
      "proceeds (for a plan in force: whether community, buildings or barriers have). null once it " +
      "has ended, and for plans of before bases were kept, of which nobody can tell.",
  })
  async isStale(
    @Root() { id, state }: Plan,
    @Ctx() { loaders }: GraphContext,
  ): Promise<boolean | null> {
    return isEnded(state) ? null : loaders.planIsStale.load(id);
  }

  @FieldResolver(() => [BasisChangeType], {
    nullable: true,
    description: "What exactly has changed since it was made; null where `isStale` is null.",
  })
  async basisChanges(
    @Root() { id, state }: Plan,
    @Ctx() { loaders }: GraphContext,
  ): Promise<BasisChange[] | null> {
    if (isEnded(state)) return null;
    const { then, now } = present(await loaders.planBases.load(id), "The plan");
    return then === null ? null : compareBasis(then, now);
  }
}

@Resolver(() => ReviewType)
export class ReviewResolver {
  @FieldResolver(() => [FindingType], { description: "The findings of then." })
  findings(@Root() { findings, deviationReasons }: Review): KeyedFinding[] {
    return keyFindings(findings, deviationReasons);
  }
}
