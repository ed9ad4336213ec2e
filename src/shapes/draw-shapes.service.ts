import { randomUUID } from "node:crypto";
import type { Knex } from "knex";
import { colourRegister } from "../tiles/register-colours.service";
import type { ShapeDrawer } from "./drawer";
import { claimStale, findAreasAround, markStale, storeShapes } from "./shape.repository";

export { isAnythingStale, releaseAll } from "./shape.repository";

/** What shapes are drawn with. */
export interface Drawing {
  readonly db: Knex;
  readonly drawer: ShapeDrawer;
}

/**
 * Draws what is stale, some communities at a time, until nothing is or `stopping` is aborted. A border
 * between two communities is drawn alike with either of them, so they need not be drawn together.
 */
export async function drawStaleShapes(drawing: Drawing, stopping: AbortSignal): Promise<void> {
  while (!stopping.aborted) {
    await markStale(drawing.db);
    if (!(await drawSome(drawing))) return;
  }
}

/** Whether there was something to draw. */
async function drawSome({ db, drawer }: Drawing): Promise<boolean> {
  const claim = randomUUID();
  const communityIds = await claimStale(db, claim);
  if (communityIds.length === 0) return false;
  const areas = await findAreasAround(db, communityIds);
  const shapes = await drawer.draw({ areas, communityIds });
  await colourRegister(db, communityIds);
  await db.transaction((trx) => storeShapes(trx, claim, shapes));
  return true;
}
