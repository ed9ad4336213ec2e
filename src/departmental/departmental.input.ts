import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { UserErrorType } from "../graphql/user-error.type";
import type { Refusal } from "../refusal";
import type { Department as DepartmentName } from "./departmental";
import { Department } from "./departmental.enums";
import { CommunityImportReportType } from "./departmental.type";

@InputType("ImportDepartmentalGridsInput", {
  description: "The grids of a department: either `polygons` or `buildings`.",
})
export class ImportDepartmentalGridsInput {
  @Field(() => Department, { description: "Whose grids they are." })
  department!: DepartmentName;

  @Field(() => String, {
    nullable: true,
    description:
      "Name of the network, which tells it from others of the same department; needed for OTHER.",
  })
  networkName?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "A GeoJSON FeatureCollection of polygons with `code`, `name` and `staff`: a name (with `duty` " +
      "beside it), or a list of names or of { name, duty }. A building is in every grid that covers " +
      "its point on surface.",
  })
  polygons?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "CSV with a header, one row for each building of a grid: 网格编码 (code), 网格名称 (name), " +
      "楼栋编码 (building: its external id), 姓名 (staff), 职务 (duty); the first and the third are needed.",
  })
  buildings?: string | null;

  @Field(() => [ID], {
    nullable: true,
    description:
      "Only for these communities; if left out, for all that the file touches, and you need the right " +
      "for each of them.",
  })
  communityIds?: string[] | null;
}

@ObjectType("DepartmentalImportReport", {
  description: "What an import of departmental grids did.",
  simpleResolvers: true,
})
export class DepartmentalImportReportType {
  @Field(() => Int, { description: "Rows or features in the file." })
  rowsRead!: number;

  @Field(() => Int, { description: "Those that were taken; a note tells of each of the others." })
  rowsTaken!: number;

  @Field(() => [CommunityImportReportType], {
    description: "What it did in each community that it touched.",
  })
  communities!: CommunityImportReportType[];

  @Field(() => [UserErrorType], {
    description:
      "What was left out or read differently, with row, field, value and reason, and what is worth a " +
      "look: buildings in no grid, or in several.",
  })
  notes!: readonly Refusal[];
}

@ObjectType("ImportDepartmentalGridsPayload", {
  description: "What `importDepartmentalGrids` did, or why it did nothing.",
  simpleResolvers: true,
})
export class ImportDepartmentalGridsPayload {
  @Field(() => DepartmentalImportReportType, {
    nullable: true,
    description: "What was done; null if refused, and then nothing was changed.",
  })
  report!: DepartmentalImportReportType | null;

  @Field(() => [UserErrorType], {
    description: "Every fault found, with row, field, value and reason; empty if it was taken.",
  })
  userErrors!: readonly Refusal[];
}
