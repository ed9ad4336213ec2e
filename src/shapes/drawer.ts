/** The thread that draws shapes, so that the event loop is free meanwhile. */
import { extname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { Piscina } from "piscina";
import type { DrawnShape, DrawTask } from "./draw-task";

/** Draws shapes beside the event loop. */
export interface ShapeDrawer {
  draw(task: DrawTask): Promise<DrawnShape[]>;
  /** Lets what runs finish, then ends the thread. */
  close(): Promise<void>;
}

/** Long enough to reuse a warm thread for the next change of a register. */
const IDLE_TIMEOUT_MS = 60_000;

/** A drawing thread; it is started when there is work, and does not keep a process alive. */
export function createShapeDrawer(): ShapeDrawer {
  const source = extname(__filename);
  const piscina = new Piscina<DrawTask, DrawnShape[]>({
    filename: join(__dirname, `draw-thread${source}`),
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: IDLE_TIMEOUT_MS,
    execArgv: source === ".ts" ? ["--import", pathToFileURL(require.resolve("tsx")).href] : [],
  });
  // A thread that cannot even start has to tell those who wait.
  const waiting = new Set<(error: Error) => void>();
  piscina.on("error", (error: Error) => waiting.forEach((refuse) => refuse(error)));
  return {
    draw: (task) =>
      new Promise((resolve, reject) => {
        waiting.add(reject);
        void piscina
          .run(task)
          .then(resolve, reject)
          .finally(() => waiting.delete(reject));
      }),
    close: () => piscina.close(),
  };
}
