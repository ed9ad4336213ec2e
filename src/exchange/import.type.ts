import { Field, InputType, Int, ObjectType } from "type-graphql";
import { UserErrorType } from "../graphql/user-error.type";
import type { Refusal } from "../refusal";
import type { ImportReport, TableReport } from "./import.service";

@InputType("ImportDatasetInput", {
  description: "The files of a data set, each as the text of a GeoJSON FeatureCollection.",
})
export class ImportDatasetInput {
  @Field(() => String, {
    description: "communities.geojson: polygons with `id`, `name` and `code`.",
  })
  communities!: string;

  @Field(() => String, {
    description:
      "buildings.geojson: polygons with `id`, `communityId`, `households`, `category`, " +
      "`estateName`, `floors`, `builtYear` and others.",
  })
  buildings!: string;

  @Field(() => String, {
    nullable: true,
    description: "roads.geojson: lines with `id`, `class` and `name`.",
  })
  roads?: string | null;
}

@ObjectType("TableReport", {
  description: "What an import did with one kind of feature.",
  simpleResolvers: true,
})
export class TableReportType implements TableReport {
  @Field(() => Int, { description: "Features in the data set." })
  read!: number;

  @Field(() => Int, { description: "How many of them are new." })
  added!: number;

  @Field(() => Int, { description: "How many were stored with other values." })
  changed!: number;

  @Field(() => Int, { description: "How many were stored just so." })
  unchanged!: number;
}

@ObjectType("ImportReport", {
  description: "What an import did. Nothing is ever deleted by one.",
  simpleResolvers: true,
})
export class ImportReportType implements ImportReport {
  @Field(() => TableReportType, { description: "Communities (社区)." })
  communities!: TableReport;

  @Field(() => TableReportType, {
    description: "Estates (小区), by the estate names of buildings.",
  })
  estates!: TableReport;

  @Field(() => TableReportType, { description: "Buildings (楼栋)." })
  buildings!: TableReport;

  @Field(() => TableReportType, { description: "Barriers (分界线)." })
  barriers!: TableReport;

  @Field(() => [UserErrorType], {
    description: "What was read differently from what the files say, or is worth a look.",
  })
  notes!: readonly Refusal[];
}

@ObjectType("ImportDatasetPayload", {
  description: "What `importDataset` did, or why it did nothing.",
  simpleResolvers: true,
})
export class ImportDatasetPayload {
  @Field(() => ImportReportType, {
    nullable: true,
    description: "What was done; null if refused, and then nothing was changed.",
  })
  report!: ImportReportType | null;

  @Field(() => [UserErrorType], {
    description:
      "Every fault found, with file, feature and reason; empty if the data set was taken.",
  })
  userErrors!: readonly Refusal[];
}
