import { Arg, Ctx, FieldResolver, Float, Int, Resolver, Root } from "type-graphql";
import type { Building } from "../building/building";
import { BuildingType } from "../building/building.type";
import type { Estate } from "../estate/estate";
import { EstateType } from "../estate/estate.type";
import { present, type GraphContext } from "../graphql/context";
import { AFTER, FIRST, toConnection, toPageWish, type Connection } from "../graphql/pagination";
import type { Plan } from "../plan/plan";
import { PlanType } from "../plan/plan.type";
import type { Staff, StaffMove } from "../staffing/staff";
import { StaffType } from "../staffing/staff.type";
import type { BuildingChange, EstateChange, IssuedCode, KeptCode, RetiredCode } from "./impact";
import type { PlanImpact } from "./impact.service";
import {
  BuildingChangeConnection,
  BuildingChangeType,
  EstateChangeType,
  IssuedCodeType,
  KeptCodeType,
  PlanImpactType,
  RetiredCodeType,
  StaffMoveType,
} from "./impact.type";

@Resolver(() => PlanType)
export class PlanImpactResolver {
  @FieldResolver(() => PlanImpactType, {
    nullable: true,
    description:
      "What it changes, for whom; null for a plan that has ended without ever being in force.",
  })
  async impact(@Root() { id }: Plan, @Ctx() { loaders }: GraphContext): Promise<PlanImpact | null> {
    return loaders.planImpact.load(id);
  }
}

@Resolver(() => PlanImpactType)
export class ImpactResolver {
  @FieldResolver(() => Boolean, {
    description: "Whether nothing was in force before, so that nothing changes for anybody.",
  })
  isFirst(@Root() { change }: PlanImpact): boolean {
    return change.isFirst;
  }

  @FieldResolver(() => PlanType, {
    nullable: true,
    description: "The plan in force that it is compared with; null for a first division.",
  })
  async against(
    @Root() { againstPlanId }: PlanImpact,
    @Ctx() { loaders }: GraphContext,
  ): Promise<Plan | null> {
    return againstPlanId === null ? null : loaders.plan.load(againstPlanId);
  }

  @FieldResolver(() => Int, { description: "Households of the plan." })
  households(@Root() { change }: PlanImpact): number {
    return change.households;
  }

  @FieldResolver(() => Int, { description: "Buildings of the plan." })
  buildings(@Root() { change }: PlanImpact): number {
    return change.buildings;
  }

  @FieldResolver(() => Int, { description: "Households that were in a grid before." })
  householdsRegistered(@Root() { change }: PlanImpact): number {
    return change.householdsRegistered;
  }

  @FieldResolver(() => Int, {
    description:
      "Those that leave the grid in which most of their grid lives on, counted as in `Regridding`.",
  })
  householdsMoved(@Root() { change }: PlanImpact): number {
    return change.householdsMoved;
  }

  @FieldResolver(() => Float, {
    description: "Share of households whose grid changes (变动率), 0 to 1.",
  })
  churn(@Root() { change }: PlanImpact): number {
    return change.churn;
  }

  @FieldResolver(() => Int, {
    description: "Those whose code changes: they move, or the code of their grid retires.",
  })
  householdsRecoded(@Root() { change }: PlanImpact): number {
    return change.householdsRecoded;
  }

  @FieldResolver(() => [EstateChangeType], {
    description: "Estates with buildings whose grid or code changes, by name.",
  })
  estates(@Root() { change }: PlanImpact): readonly EstateChange[] {
    return change.estates;
  }

  @FieldResolver(() => [KeptCodeType], { description: "Codes that live on." })
  codesKept(@Root() { change }: PlanImpact): readonly KeptCode[] {
    return change.kept;
  }

  @FieldResolver(() => [RetiredCodeType], { description: "Codes that end." })
  codesRetired(@Root() { change }: PlanImpact): readonly RetiredCode[] {
    return change.retired;
  }

  @FieldResolver(() => [IssuedCodeType], { description: "Codes that are new." })
  codesIssued(@Root() { change }: PlanImpact): readonly IssuedCode[] {
    return change.issued;
  }

  @FieldResolver(() => BuildingChangeConnection, {
    description: "Buildings whose grid or code changes, or that were in no grid, by external id.",
  })
  buildingChanges(
    @Root() { change }: PlanImpact,
    @Arg("first", () => Int, { defaultValue: 100, description: FIRST }) first: number,
    @Arg("after", () => String, { nullable: true, description: AFTER }) after: string | null,
  ): Connection<BuildingChange> {
    const wish = toPageWish("buildingChanges", first, after);
    const behind = change.changes.filter(
      ({ building }) => wish.after === null || building.id > wish.after.key,
    );
    const items = behind
      .slice(0, wish.first)
      .map((item) => ({ item, place: { key: item.building.id, id: item.building.uuid } }));
    return toConnection("buildingChanges", { items, hasMore: behind.length > wish.first });
  }
}

@Resolver(() => BuildingChangeType)
export class BuildingChangeResolver {
  @FieldResolver(() => BuildingType, { description: "The building." })
  async building(
    @Root() { building }: BuildingChange,
    @Ctx() { loaders }: GraphContext,
  ): Promise<Building> {
    return present(await loaders.building.load(building.uuid), "The building");
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "The grid code it had; null where it was in no grid.",
  })
  fromCode(@Root() { from }: BuildingChange): string | null {
    return from;
  }
}

@Resolver(() => EstateChangeType)
export class EstateChangeResolver {
  @FieldResolver(() => EstateType, { description: "The estate." })
  async estate(
    @Root() { estateId }: EstateChange,
    @Ctx() { loaders }: GraphContext,
  ): Promise<Estate> {
    return present(await loaders.estate.load(estateId), "The estate");
  }
}

@Resolver(() => StaffMoveType)
export class StaffMoveResolver {
  @FieldResolver(() => StaffType, { description: "Who, on the code that retires." })
  staff(@Root() { person }: StaffMove<Staff>): Staff {
    return person;
  }

  @FieldResolver(() => String, {
    description: "Code of the grid that takes most of the households.",
  })
  toCode(@Root() { to }: StaffMove<Staff>): string {
    return to;
  }
}
