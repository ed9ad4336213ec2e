/** What tests of shapes ask of the database. */
import type { Knex } from "knex";

/** Waits until everything is drawn; the test's own time limit ends it if it never is. */
export async function drawn(db: Knex): Promise<void> {
  const isStale = async (): Promise<boolean> => {
    const { rows } = await db.raw<{ rows: { stale: boolean }[] }>(
      `select exists (select from shape_changes) or exists (select from stale_shapes) as stale`,
    );
    return rows[0].stale;
  };
  while (await isStale());
}

/** What is wrong with areas that should cover the ground. */
export interface Faults {
  readonly invalid: number;
  /** Square metres of the map. */
  readonly overlap: number;
  /** Vertices on the border of a neighbour that does not have them. */
  readonly lonely: number;
}

/** Looks at the areas of a statement that has `id` and `shape`. */
export async function faultsOf(db: Knex, areas: Knex.Raw): Promise<Faults> {
  const { rows } = await db.raw<{ rows: Faults[] }>(
    `with areas as materialized (?)
     select
       (select cast(count(*) as integer) from areas where not st_isvalid(shape)) as invalid,
       (select coalesce(sum(st_area(st_intersection(a.shape, b.shape))), 0)
        from areas a join areas b on a.id < b.id and a.shape && b.shape) as overlap,
       (select cast(count(*) as integer)
        from areas a cross join lateral st_dumppoints(a.shape) p
        join areas b on a.id <> b.id and st_intersects(p.geom, b.shape)
        where not exists (select from st_dumppoints(b.shape) q where st_equals(q.geom, p.geom)))
         as lonely`,
    [areas],
  );
  return rows[0];
}

export const NO_FAULTS: Faults = { invalid: 0, overlap: 0, lonely: 0 };
