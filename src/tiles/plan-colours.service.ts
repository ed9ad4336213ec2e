/** Colours of the grids of plans, kept in memory for as long as the plan stays as it is. */
import type { Knex } from "knex";
import { findGridBorders, type TiledPlan } from "./plan-tile.repository";
import type { TileThreads } from "./tile-threads";

/** Colours by plan and revision; what was used last is at the end. */
export type PlanColours = Map<string, Promise<Readonly<Record<string, number>>>>;

/** What colouring takes. */
export interface Colouring {
  readonly db: Knex;
  readonly threads: TileThreads;
  readonly known: PlanColours;
}

/** A few people edit at a time; each plan has some hundred grids at most. */
const MOST_PLANS = 100;

/** A number from 0 to 5 for each grid of the plan, by the id in the database. */
export function planColours(
  { db, threads, known }: Colouring,
  { id, revision }: Pick<TiledPlan, "id" | "revision">,
): Promise<Readonly<Record<string, number>>> {
  const key = `${id}/${revision}`;
  const colours = known.get(key) ?? findGridBorders(db, id).then(threads.colour);
  known.delete(key);
  known.set(key, colours);
  colours.catch(() => known.delete(key));
  for (const oldest of known.keys()) {
    if (known.size <= MOST_PLANS) break;
    known.delete(oldest);
  }
  return colours;
}
