import type { Fault } from "./fault";
import type { DatasetTexts } from "./read-dataset";
import type { StagedDataset } from "./staged-dataset";

/** What the reading thread is given: the texts of a data set, or the body of a request. */
export type ReadingTask =
  | { readonly type: "DATASET"; readonly texts: DatasetTexts }
  | { readonly type: "JSON"; readonly bytes: Uint8Array };

/** A data set that was read, ready for the database; or every reason why it cannot be. */
export type StagedRead =
  | { readonly staged: StagedDataset; readonly notes: readonly Fault[] }
  | { readonly faults: readonly Fault[] };

/** What it gives back; errors lose their class between threads, hence the shape. */
export type ReadingResult =
  | { readonly type: "DATASET"; readonly read: StagedRead }
  | { readonly type: "JSON"; readonly value: unknown }
  | { readonly type: "NO_JSON"; readonly message: string };
