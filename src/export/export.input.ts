import { Field, ID, InputType, Int } from "type-graphql";
import { DateTime } from "../graphql/date-time";
import type { Crs as CrsName } from "../crs/crs";
import { Crs } from "../maps/drawing.args";
import type { ExportFormat } from "./export-link";
import { MAX_HOURS } from "./export-link";
import { ExportFormatEnum } from "./export.type";

@InputType("ExportRegisterInput", { description: "Which part of the register, and of when." })
export class ExportRegisterInput {
  @Field(() => String, {
    defaultValue: "",
    description:
      "Start of the codes of the communities, 0 to 12 digits, such as 640104 for a county or all 12 " +
      "for one community; all that you may read if left out.",
  })
  jurisdiction!: string;

  @Field(() => DateTime, {
    nullable: true,
    description: "The moment to look at; if left out, the moment of each download.",
  })
  at?: Date | null;
}

@InputType("ExportCrosswalkInput", {
  description: "Which department's grids, and against what.",
})
export class ExportCrosswalkInput {
  @Field(() => ID, { description: "The network of the department in one community." })
  networkId!: string;

  @Field(() => ID, {
    nullable: true,
    description: "A plan of that community; if left out, the grids in force.",
  })
  planId?: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description: "As it was recorded at that moment; if left out, as it is at each download.",
  })
  at?: Date | null;
}

@InputType("CreateExportLinkInput", {
  description: "What the file holds (exactly one of register, planId and crosswalk), and how.",
})
export class CreateExportLinkInput {
  @Field(() => ExportFormatEnum, { description: "How it is written; a crosswalk as CSV only." })
  format!: ExportFormat;

  @Field(() => ExportRegisterInput, { nullable: true, description: "The grids in force." })
  register?: ExportRegisterInput | null;

  @Field(() => ID, { nullable: true, description: "The grids of this plan." })
  planId?: string | null;

  @Field(() => ExportCrosswalkInput, {
    nullable: true,
    description: "A crosswalk from the grids of a department.",
  })
  crosswalk?: ExportCrosswalkInput | null;

  @Field(() => Crs, {
    defaultValue: "CGCS2000",
    description: "The coordinates that GeoJSON is in; a CSV has none.",
  })
  crs!: CrsName;

  @Field(() => Int, {
    defaultValue: 24,
    description: `For how many hours the link works, 1 to ${MAX_HOURS}.`,
  })
  hours!: number;
}

@InputType("RevokeExportLinkInput", { description: "Which link shall not work any more." })
export class RevokeExportLinkInput {
  @Field(() => ID, { description: "Its id." })
  id!: string;
}
