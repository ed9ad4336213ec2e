/** The thread in which the grounds of drafts are kept open, so that an edit costs what it changes. */
import { extname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { MultiPolygon, Polygon } from "geojson";
import { Piscina } from "piscina";
import {
  EditError,
  EngineError,
  type Draft,
  type DraftEffect,
  type Edit,
  type Grid,
  type OpenedGrid,
  type Plan,
  type ProposeInput,
} from "../engine";
import type { EditorDone, EditorResult, EditorTask, EditorWork } from "./editor-task";

/** A ground: its input is read only where the thread does not have it open. */
export interface EditorGround {
  /** The same for the same input and engine, and for no other. */
  readonly key: string;
  readonly input: () => Promise<ProposeInput>;
}

/** Which parts of a plan are wanted: those that are not as before, or all. */
export type EditedRows = "CHANGED" | "ALL";

/** A cell with the buildings that stand on it. */
export interface EditedCell {
  readonly no: number;
  readonly households: number;
  readonly buildingIds: readonly string[];
  readonly polygon: Polygon | MultiPolygon;
}

/** What became of a draft. */
export interface Edited {
  readonly draft: Draft;
  readonly effect: DraftEffect;
  /** The plan that it is now, but for its parts. */
  readonly plan: Omit<Plan, "grids" | "cells" | "blocks">;
  /** Labels of all grids that have a cell, by key, as they were and as they are. */
  readonly labels: {
    readonly before: ReadonlyMap<string, string>;
    readonly after: ReadonlyMap<string, string>;
  };
  /** Grids, by key, that are not as before; or all. */
  readonly grids: readonly { readonly key: string; readonly grid: Grid }[];
  /** Cells that have a grid now and had none; or all that have one. */
  readonly cells: readonly EditedCell[];
  /** Only where all is wanted. */
  readonly blocks: Plan["blocks"] | null;
}

/** Does what a draft needs, in the thread. What an engine function throws is thrown here. */
export interface Editor {
  /** The draft that a division is. */
  open(ground: EditorGround, grids: readonly OpenedGrid[]): Promise<Draft>;
  /** For each cell the ids of its buildings, in the data set. */
  cells(ground: EditorGround): Promise<readonly (readonly string[])[]>;
  /** One edit; throws EditError with what forbids it. */
  edit(ground: EditorGround, before: Draft, edit: Edit, rows?: EditedRows): Promise<Edited>;
  /** Another draft in the place of this one. */
  change(ground: EditorGround, before: Draft, after: Draft, rows?: EditedRows): Promise<Edited>;
  /** Ends the thread. */
  close(): Promise<void>;
}

/** How many grounds are open at most: of a community of 300 buildings each takes some megabytes. */
const CAPACITY = 24;

/** An editing thread; it is started when there is work, and does not keep a process alive. */
export function createEditor({ capacity = CAPACITY } = {}): Editor {
  const source = extname(__filename);
  const piscina = new Piscina<EditorTask, EditorResult>({
    filename: join(__dirname, `editor-thread${source}`),
    // One: every draft finds its ground where it was opened.
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: Infinity,
    execArgv: source === ".ts" ? ["--import", pathToFileURL(require.resolve("tsx")).href] : [],
  });
  // A thread that cannot even start has to tell those who wait.
  const waiting = new Set<(error: Error) => void>();
  piscina.on("error", (error: Error) => waiting.forEach((refuse) => refuse(error)));
  const run = (task: EditorTask): Promise<EditorResult> =>
    new Promise((resolve, reject) => {
      waiting.add(reject);
      void piscina
        .run(task)
        .then(resolve, reject)
        .finally(() => waiting.delete(reject));
    });
  const done = async ({ key, input }: EditorGround, work: EditorWork): Promise<EditorDone> => {
    const first = await run({ key, input: null, capacity, work });
    const result =
      first.type === "CLOSED" ? await run({ key, input: await input(), capacity, work }) : first;
    switch (result.type) {
      case "CLOSED":
        throw new Error("The editing thread did not open a ground that it was given");
      case "FORBIDDEN":
        throw new EditError(result.refusals);
      case "REFUSED":
        throw new EngineError(result.code, result.message, result.faults);
      default:
        return result;
    }
  };
  return {
    open: async (ground, grids) => {
      const result = await done(ground, { type: "OPEN", grids });
      return result.type === "OPENED" ? result.draft : unlike("OPENED", result);
    },
    cells: async (ground) => {
      const result = await done(ground, { type: "CELLS" });
      return result.type === "CELLS" ? result.cells : unlike("CELLS", result);
    },
    edit: async (ground, before, edit, rows = "CHANGED") => {
      const result = await done(ground, { type: "EDIT", before, edit, rows });
      return result.type === "EDITED" ? result.edited : unlike("EDITED", result);
    },
    change: async (ground, before, after, rows = "CHANGED") => {
      const result = await done(ground, { type: "CHANGE", before, after, rows });
      return result.type === "EDITED" ? result.edited : unlike("EDITED", result);
    },
    close: () => piscina.close(),
  };
}

function unlike(expected: string, { type }: EditorDone): never {
  throw new Error(`Expected ${expected} of the editing thread, got ${type}`);
}
