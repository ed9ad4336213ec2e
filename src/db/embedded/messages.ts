import type { ListenOn } from "./wire-server";

/** What the thread of the embedded database is started with. */
export interface ThreadOptions {
  /** Folder of the data; null keeps them in memory. */
  readonly dataDir: string | null;
  /** A dump to start from when there are no data yet. */
  readonly template: string | null;
  readonly listenOn: ListenOn;
}

export type ToThread = { readonly type: "DUMP" } | { readonly type: "CLOSE" };

export type FromThread =
  | { readonly type: "READY"; readonly port: number | null }
  | { readonly type: "DUMPED"; readonly dump: ArrayBuffer };
