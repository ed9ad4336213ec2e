/** What clients give to change a draft: one input per mutation, of objects by their ids. */
import { Field, Float, ID, InputType, Int } from "type-graphql";
import type { Crs as CrsName } from "../crs/crs";
import { GridKind } from "../graphql/enums";
import { Crs, INPUT_CRS } from "../maps/drawing.args";
import { PlaceInput } from "../maps/place.input";
import type { Grid } from "../plan/plan";
import { WishKind, type WishKindName } from "./edit.enums";

/** What every change of a draft says. */
@InputType()
export class DraftInput {
  @Field(() => ID, { description: "The plan; a DRAFT." })
  planId!: string;

  @Field(() => Int, {
    description:
      "`Plan.version` as it was seen. If the plan has changed since, nothing is done: the plan as it " +
      "is now comes back, with the edits that were missed.",
  })
  expectedVersion!: number;

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      "true: only try it. The payload tells the effect it would have, and nothing is changed.",
  })
  dryRun!: boolean;
}

@InputType("LineStringInput", { description: "A GeoJSON LineString (RFC 7946), as maps draw it." })
export class LineStringInput {
  @Field(() => String, { defaultValue: "LineString", description: "Always `LineString`." })
  type!: string;

  @Field(() => [[Float]], {
    description: "Two positions or more, each longitude and latitude in degrees.",
  })
  coordinates!: number[][];

  @Field(() => Crs, { defaultValue: "CGCS2000", description: INPUT_CRS })
  crs!: CrsName;
}

@InputType("NewGridInput", { description: "A grid that is to be made." })
export class NewGridInput {
  @Field(() => GridKind, {
    defaultValue: "STANDARD",
    description: "Its kind. A micro-grid can also be made by `carveMicroGrid`.",
  })
  kind!: Grid["kind"];
}

/** Buildings, estates and bare ground: at least one thing in all. */
@InputType()
class MovableInput extends DraftInput {
  @Field(() => [ID], { nullable: true, description: "These buildings." })
  buildingIds?: string[] | null;

  @Field(() => [ID], {
    nullable: true,
    description: "All buildings of these estates, in whatever grids they are.",
  })
  estateIds?: string[] | null;

  @Field(() => [PlaceInput], {
    nullable: true,
    description: "The cell at each of these places: for ground without buildings, such as a park.",
  })
  places?: PlaceInput[] | null;
}

@InputType("MoveBuildingsInput", {
  description: "What to move, and where to: either `toGridId` or `toNewGrid`.",
})
export class MoveBuildingsInput extends MovableInput {
  @Field(() => ID, { nullable: true, description: "Into this grid of the plan." })
  toGridId?: string | null;

  @Field(() => NewGridInput, { nullable: true, description: "Into a new grid." })
  toNewGrid?: NewGridInput | null;
}

@InputType("ReleaseBuildingsInput", { description: "What to take out of the grids." })
export class ReleaseBuildingsInput extends MovableInput {}

@InputType("SwapBuildingsInput", { description: "Buildings of two grids that change places." })
export class SwapBuildingsInput extends DraftInput {
  @Field(() => [ID], { description: "Buildings of one grid." })
  buildingIds!: string[];

  @Field(() => [ID], { description: "Buildings of another grid." })
  forBuildingIds!: string[];
}

@InputType("MergeGridsInput", { description: "Grids that are to be one." })
export class MergeGridsInput extends DraftInput {
  @Field(() => [ID], {
    description: "Two grids or more; the first keeps its id, name and kind, and the others end.",
  })
  gridIds!: string[];
}

@InputType("SplitGridInput", { description: "A grid that is to be two." })
export class SplitGridInput extends DraftInput {
  @Field(() => ID, { description: "The grid; it keeps its id." })
  gridId!: string;

  @Field(() => LineStringInput, {
    nullable: true,
    description:
      "Along this line, drawn across the grid: what lies to the right of it becomes the new grid. A " +
      "building goes to the side with most of its footprint. Left out: the engine finds the best " +
      "border, and the smaller part becomes the new grid.",
  })
  line?: LineStringInput | null;
}

@InputType("SetGridKindInput", { description: "A grid, and the kind it shall have." })
export class SetGridKindInput extends DraftInput {
  @Field(() => ID, { description: "The grid." })
  gridId!: string;

  @Field(() => GridKind, { description: "Standard or micro." })
  kind!: Grid["kind"];
}

@InputType("SetGridReducedInput", {
  description: "A grid that shall have the reduced band, or not.",
})
export class SetGridReducedInput extends DraftInput {
  @Field(() => ID, { description: "The grid, a standard one." })
  gridId!: string;

  @Field(() => String, {
    nullable: true,
    description:
      "Why the reduced band shall apply; null takes that back. A grid that is reduced by the rules " +
      "(old estates, special populations) stays so without it.",
  })
  note?: string | null;
}

@InputType("NameGridInput", { description: "A grid, and what to call it." })
export class NameGridInput extends DraftInput {
  @Field(() => ID, { description: "The grid." })
  gridId!: string;

  @Field(() => String, {
    nullable: true,
    description: "Its name, up to 100 characters; null takes it away, and its label stands alone.",
  })
  name?: string | null;
}

@InputType("LockGridsInput", {
  description: "Grids that neither edits nor the engine shall change.",
})
export class LockGridsInput extends DraftInput {
  @Field(() => [ID], { description: "The grids." })
  gridIds!: string[];
}

@InputType("UnlockGridsInput", { description: "Grids that may be changed again." })
export class UnlockGridsInput extends DraftInput {
  @Field(() => [ID], { description: "The grids." })
  gridIds!: string[];
}

@InputType("KeepBuildingsInput", { description: "Buildings, and what is wished of them." })
export class KeepBuildingsInput extends DraftInput {
  @Field(() => [ID], { description: "Two buildings or more." })
  buildingIds!: string[];

  @Field(() => WishKind, { description: "Together in one grid, or each in another." })
  wish!: WishKindName;
}

@InputType("LetBuildingsGoInput", { description: "Buildings of which nothing is wished any more." })
export class LetBuildingsGoInput extends DraftInput {
  @Field(() => [ID], { description: "Every wish that speaks of any of these is taken back." })
  buildingIds!: string[];
}

@InputType("CarveMicroGridInput", { description: "What is to be a micro-grid of its own." })
export class CarveMicroGridInput extends MovableInput {
  @Field(() => String, {
    nullable: true,
    description: "What to call it, such as the name of the market; up to 100 characters.",
  })
  name?: string | null;
}

@InputType("GiveBackMicroGridInput", { description: "A micro-grid that is to end." })
export class GiveBackMicroGridInput extends DraftInput {
  @Field(() => ID, { description: "The micro-grid." })
  gridId!: string;

  @Field(() => ID, {
    nullable: true,
    description:
      "The grid that it becomes part of; its neighbour with the longest border if left out.",
  })
  intoGridId?: string | null;
}

@InputType("UndoEditInput", { description: "Which plan goes back by one edit." })
export class UndoEditInput extends DraftInput {}

@InputType("RedoEditInput", { description: "Which plan goes forth by one edit." })
export class RedoEditInput extends DraftInput {}

@InputType("GoToEditInput", { description: "Which plan is to be as it was after which edit." })
export class GoToEditInput extends DraftInput {
  @Field(() => Int, {
    description: "`PlanEdit.no` of that edit; 0: as the plan was before the first.",
  })
  editNo!: number;
}
