/** The thread that reads large texts, so that the event loop is free meanwhile. */
import { extname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { Piscina } from "piscina";
import type { DatasetTexts } from "./read-dataset";
import type { ReadingResult, ReadingTask, StagedRead } from "./reading-task";

/** Reads beside the event loop. */
export interface Reader {
  /** Reads and checks a data set. */
  readDataset(texts: DatasetTexts): Promise<StagedRead>;
  /** The value of a JSON text in UTF-8; throws SyntaxError where it is none. The bytes are taken away. */
  parseJson(bytes: Buffer): Promise<unknown>;
  /** Lets what runs finish, then ends the thread. */
  close(): Promise<void>;
}

/** Long enough to reuse a warm thread for the next file of the same person. */
const IDLE_TIMEOUT_MS = 60_000;

/** A reading thread; it is started when there is work, and does not keep a process alive. */
export function createReader(): Reader {
  const source = extname(__filename);
  const piscina = new Piscina<ReadingTask, ReadingResult>({
    filename: join(__dirname, `reading-thread${source}`),
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: IDLE_TIMEOUT_MS,
    execArgv: source === ".ts" ? ["--import", pathToFileURL(require.resolve("tsx")).href] : [],
  });
  // A thread that cannot even start has to tell those who wait.
  const waiting = new Set<(error: Error) => void>();
  piscina.on("error", (error: Error) => waiting.forEach((refuse) => refuse(error)));
  const run = (task: ReadingTask): Promise<ReadingResult> =>
    new Promise((resolve, reject) => {
      waiting.add(reject);
      void piscina
        .run(task)
        .then(resolve, reject)
        .finally(() => waiting.delete(reject));
    });
  return {
    readDataset: async ({ communities, buildings, roads }) => {
      const result = await run({ type: "DATASET", texts: { communities, buildings, roads } });
      if (result.type !== "DATASET") throw new Error(`The reading thread gave ${result.type}`);
      return result.read;
    },
    parseJson: async (bytes) => {
      const result = await run({ type: "JSON", bytes });
      if (result.type === "JSON") return result.value;
      throw new SyntaxError(result.type === "NO_JSON" ? result.message : result.type);
    },
    close: () => piscina.close(),
  };
}
