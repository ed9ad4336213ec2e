import { parseDataset } from "./read-dataset";
import type { ReadingResult, ReadingTask } from "./reading-task";
import { toStaged } from "./staged-dataset";

/** Reads what would hold up everybody else, in the thread that piscina loaded this file into. */
export default function readThere(task: ReadingTask): ReadingResult {
  switch (task.type) {
    case "DATASET": {
      const read = parseDataset(task.texts);
      if ("faults" in read) return { type: "DATASET", read };
      return { type: "DATASET", read: { staged: toStaged(read.dataset), notes: read.notes } };
    }
    case "JSON":
      try {
        const value: unknown = JSON.parse(new TextDecoder().decode(task.bytes));
        return { type: "JSON", value };
      } catch (error) {
        if (!(error instanceof SyntaxError)) throw error;
        return { type: "NO_JSON", message: error.message };
      }
  }
}
