/** Colours of grids in force, kept in the database: a map of a city shows thousands at once. */
import type { Knex } from "knex";
import { findUncolouredGrids, insertColours } from "./register-colours.repository";
import { createTileThreads } from "./tile-threads";

/** Gives the grids in the register of these communities their colours, those that have none yet. */
export async function colourRegister(db: Knex, communityIds: readonly string[]): Promise<void> {
  const uncoloured = await findUncolouredGrids(db, communityIds);
  // Only for a plan with very long borders a thread is started.
  const threads = createTileThreads();
  try {
    for (const grids of uncoloured) await insertColours(db, await threads.colour(grids));
  } finally {
    await threads.close();
  }
}
