import type { Knex } from "knex";

/** Shapes: what maps draw of communities and of the grids of all times, at every zoom. */
export async function up(knex: Knex): Promise<void> {
  // The M of a vertex is its weight: the shape at a zoom is what weighs as much as the zoom asks for or more.
  // What has no shape yet is drawn from its exact geometry.
  await knex.raw(`
    create table shapes (
      -- Of the community or of the entry of the register.
      id uuid primary key,
      community_id uuid not null,
      kind text collate "C" not null,
      shape geometry(GeometryM, 3857) not null,
      constraint shapes_community_fkey foreign key (community_id) references communities (id),
      constraint shapes_kind_check check (kind in ('COMMUNITY', 'GRID')),
      constraint shapes_shape_type_check
        check (geometrytype(shape) in ('POLYGONM', 'MULTIPOLYGONM') and not st_isempty(shape))
    )
  `);
  await knex.raw(`create index shapes_shape_idx on shapes using gist (shape)`);
  await knex.raw(`create index shapes_community_idx on shapes (community_id)`);

  // Where borders have changed. Rows are only added, so that transactions never wait for each other here.
  await knex.raw(`
    create table shape_changes (
      id bigint generated always as identity primary key,
      box geometry(Geometry, 4490) not null
    )
  `);
  // Communities whose shapes, of all dates, are to be drawn anew.
  await knex.raw(`
    create table stale_shapes (
      community_id uuid primary key,
      -- Who is drawing them; a change meanwhile takes it away, and what was drawn is not stored.
      claim uuid,
      claimed_at timestamptz,
      constraint stale_shapes_community_fkey foreign key (community_id) references communities (id),
      constraint stale_shapes_claim_check check ((claim is null) = (claimed_at is null))
    )
  `);

  await knex.raw(`
    create function note_shape_changes() returns trigger language plpgsql as $$
    begin
      if tg_op = 'INSERT' then
        insert into shape_changes (box) select st_envelope(geom) from new_rows;
      else
        insert into shape_changes (box)
          select unnest(array[st_envelope(old_rows.geom), st_envelope(new_rows.geom)])
          from old_rows join new_rows on new_rows.id = old_rows.id
          where new_rows.geom is distinct from old_rows.geom;
      end if;
      -- The queue makes its tables when the first server starts, which looks for changes then.
      if found and to_regclass('graphile_worker._private_jobs') is not null then
        perform graphile_worker.add_job('draw-shapes', payload := '{}', max_attempts := 25);
      end if;
      return null;
    end $$
  `);
  for (const table of ["communities", "register"]) {
    await knex.raw(`
      create trigger ${table}_shape_added after insert on ${table}
        referencing new table as new_rows
        for each statement execute function note_shape_changes()
    `);
  }
  // Entries of the register never change their geometry.
  await knex.raw(`
    create trigger communities_shape_changed after update on communities
      referencing old table as old_rows new table as new_rows
      for each statement execute function note_shape_changes()
  `);
  await knex.raw(`
    insert into shape_changes (box)
      select st_envelope(geom) from communities union all select st_envelope(geom) from register
  `);
}

/** Undoes it: shapes are drawn from what is stored elsewhere. */
export async function down(knex: Knex): Promise<void> {
  await knex.raw(`drop trigger communities_shape_changed on communities`);
  await knex.raw(`drop trigger communities_shape_added on communities`);
  await knex.raw(`drop trigger register_shape_added on register`);
  await knex.raw(`drop table stale_shapes, shape_changes, shapes`);
  await knex.raw(`drop function note_shape_changes()`);
}
