import type { Knex } from "knex";

const TIMES = 3;

/**
 * How many statements something takes: the fewest of three times, since what a server does by itself
 * meanwhile (jobs, the drawing of shapes) runs statements of its own.
 */
export async function statementsOf(db: Knex, work: () => Promise<unknown>): Promise<number> {
  const counts: number[] = [];
  for (let time = 0; time < TIMES; time++) {
    let statements = 0;
    const count = (): void => void statements++;
    db.on("query", count);
    await work();
    db.off("query", count);
    counts.push(statements);
  }
  return Math.min(...counts);
}
