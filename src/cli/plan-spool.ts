import { open, rm, type FileHandle } from "node:fs/promises";
import type { PlanTexts } from "../exchange/grids-geojson";

/**
 * Texts of plans that wait on the disk until the last plan is there: plans are finished in any order
 * and written in that of their communities, and a large town's plans are more than memory holds.
 */
export interface PlanSpool {
  /** Each place is put in once. */
  put(place: number, texts: PlanTexts): Promise<void>;
  /** All that was put in, in the order of the places; any number of times. */
  inOrder(): AsyncGenerator<PlanTexts, void>;
  /** Leaves nothing behind. */
  close(): Promise<void>;
}

interface Stretch {
  readonly at: number;
  readonly gridsBytes: number;
  readonly planBytes: number;
}

/** A spool in a new file; it is gone when the spool is closed. */
export async function openPlanSpool(path: string): Promise<PlanSpool> {
  const file = await open(path, "wx+");
  const stretches = new Map<number, Stretch>();
  let end = 0;
  return {
    async put(place, texts) {
      const [grids, plan] = [Buffer.from(texts.grids), Buffer.from(texts.plan)];
      const at = end;
      // Taken before anything is awaited: two plans may be written at a time.
      end += grids.length + plan.length;
      await file.writev([grids, plan], at);
      stretches.set(place, { at, gridsBytes: grids.length, planBytes: plan.length });
    },
    async *inOrder() {
      const places = [...stretches].sort(([a], [b]) => a - b);
      for (const [, { at, gridsBytes, planBytes }] of places) {
        yield {
          grids: await readText(file, at, gridsBytes),
          plan: await readText(file, at + gridsBytes, planBytes),
        };
      }
    },
    async close() {
      await file.close();
      await rm(path);
    },
  };
}

async function readText(file: FileHandle, at: number, bytes: number): Promise<string> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), 0, bytes, at);
  if (bytesRead < bytes) throw new Error(`got ${bytesRead} bytes at ${at}, expected ${bytes}`);
  return buffer.toString("utf8");
}
