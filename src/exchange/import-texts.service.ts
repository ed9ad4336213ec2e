import type { Knex } from "knex";
import { authorizeSomewhere } from "../auth/policy";
import type { Viewer } from "../auth/viewer";
import type { Text } from "../engine";
import { DomainError, type ErrorCode } from "../errors";
import { RefusedError, type Refusal } from "../refusal";
import type { Fault } from "./fault";
import { importStaged, type ImportReport } from "./import.service";
import type { DatasetTexts } from "./read-dataset";
import type { Reader } from "./reader";

/** What an import did, and what it noticed. */
export interface TextsReport extends ImportReport {
  readonly notes: readonly Refusal[];
}

/** Who imports, and with what. */
export interface Importing {
  readonly db: Knex;
  /** Reads beside the event loop. */
  readonly reader: Reader;
  readonly viewer: Viewer | null;
}

/** Faults in one answer: whoever has more will not read them all. */
const MAX_FAULTS = 500;

/** Reads, checks and loads the texts of a data set; refused with every fault, or not at all. */
export async function importTexts(
  { db, reader, viewer }: Importing,
  texts: DatasetTexts,
): Promise<TextsReport> {
  authorizeSomewhere(viewer, "IMPORT_DATASET");
  const read = await reader.readDataset(texts);
  if ("faults" in read) throw new RefusedError("INVALID_DATASET", refusals(read.faults));
  try {
    return { ...(await importStaged(db, read.staged, viewer)), notes: refusals(read.notes) };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const reason = REASONS[error.code];
    if (reason === undefined) throw error;
    const message = { zh: `${reason}：${error.message}`, en: error.message };
    throw new RefusedError(error.code, [{ code: error.code, message, path: null }]);
  }
}

/** What the user can mend in the files; a code that is not here is not the user's fault. */
const REASONS: Partial<Record<ErrorCode, string>> = {
  INVALID_GEOMETRY: "数据库不接受这些图形",
  INVALID_DATASET: "数据自相矛盾",
  CONFLICT: "与已有数据冲突",
};

/** Faults as a client sees them: the first of them, and how many there are more. */
export function refusals(faults: readonly Fault[]): Refusal[] {
  const named = faults.slice(0, MAX_FAULTS).map(toRefusal);
  const more = faults.length - named.length;
  if (more === 0) return named;
  const message = { zh: `另有 ${more} 处问题`, en: `and ${more} more faults` };
  return [...named, { code: "MORE_FAULTS", message, path: null }];
}

/** `buildings.geojson`, `#12 "b-7"`, `households`: the path leads from the file to the property. */
function toRefusal({ code, file, feature, field, reason }: Fault): Refusal {
  const place = [file, feature, field].filter((part) => part !== null);
  const message: Text = {
    zh: `${place.join(" ")}：${reason.zh}`,
    en: `${place.join(" ")}: ${reason.en}`,
  };
  return { code, message, path: place };
}
