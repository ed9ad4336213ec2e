import { colourShapes, type ShapesToColour } from "./colour";
import { encodeTile, type TileToEncode } from "./encode";

/** Something that would hold up the main thread. */
export type TileTask =
  | { readonly type: "ENCODE"; readonly tile: TileToEncode }
  | { readonly type: "COLOUR"; readonly grids: ShapesToColour };

/** What came of it. */
export type TileResult =
  | { readonly type: "TILE"; readonly bytes: Uint8Array }
  | { readonly type: "COLOURS"; readonly colours: Readonly<Record<string, number>> };

/** Does one piece of work in the thread that piscina loaded this file into. */
export default function runTask(task: TileTask): TileResult {
  switch (task.type) {
    case "ENCODE":
      return { type: "TILE", bytes: encodeTile(task.tile) };
    case "COLOUR":
      return { type: "COLOURS", colours: colourShapes(task.grids) };
  }
}
