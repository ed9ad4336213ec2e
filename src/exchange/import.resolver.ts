import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import type { GraphContext } from "../graphql/context";
import { payloadOf } from "../graphql/user-error.type";
import { importTexts } from "./import-texts.service";
import { ImportDatasetInput, ImportDatasetPayload } from "./import.type";

@Resolver()
export class ImportResolver {
  @Mutation(() => ImportDatasetPayload, {
    description:
      "Brings a data set into the database, all of it or nothing. Features are recognised by " +
      "their ids: loading a data set twice changes nothing the second time.",
  })
  async importDataset(
    @Ctx() { db, reader, viewer }: GraphContext,
    @Arg("input", () => ImportDatasetInput, { description: "The files." })
    input: ImportDatasetInput,
  ): Promise<ImportDatasetPayload> {
    return payloadOf({ report: null }, async () => ({
      report: await importTexts({ db, reader, viewer }, input),
    }));
  }
}
