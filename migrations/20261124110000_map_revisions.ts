import type { Knex } from "knex";

// Every table that maps show tells when it changes, in the same transaction. One row per layer and
// community: transactions of different communities never wait for each other, and the sum grows with
// every commit, in whatever order they come.

/** What the maps show, as numbers that grow with every change. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table map_revisions (
      layer text collate "C" not null,
      -- The nil uuid for what belongs to no community: barriers.
      community_id uuid not null,
      revision bigint not null default 1,
      -- The box of what the last transaction changed, where that has a place of its own.
      west double precision,
      south double precision,
      east double precision,
      north double precision,
      changed_by xid8 not null default pg_current_xact_id(),
      changed_at timestamptz not null default clock_timestamp(),
      constraint map_revisions_pkey primary key (layer, community_id),
      constraint map_revisions_layer_check
        check (layer in ('communities', 'buildings', 'barriers', 'register', 'shapes')),
      constraint map_revisions_revision_check check (revision >= 1)
    )
  `);
  // Arguments: the layer; of a row its community, its geometry, its key and what maps show of it.
  await knex.raw(`
    create function note_map_change() returns trigger language plpgsql as $$
    declare
      noted integer;
      changed text := case tg_op
        when 'INSERT' then 'select * from added'
        when 'DELETE' then 'select * from removed'
        -- Rows of which a shown column differs, as they were and as they are.
        else format(
          'select * from (select * from added union all select * from removed) versions
           where %1$s in (
             select %1$s from (
               select %1$s, %2$s from added except select %1$s, %2$s from removed) differing)',
          tg_argv[3], tg_argv[4])
        end;
    begin
      execute format('
        insert into map_revisions as known (layer, community_id, west, south, east, north)
        select $1, owner, min(st_xmin(place)), min(st_ymin(place)), max(st_xmax(place)),
          max(st_ymax(place))
        from (select %s as owner, %s as place from (%s) changed) changes
        group by owner order by owner
        on conflict (layer, community_id) do update set
          revision = known.revision + (known.changed_by <> pg_current_xact_id())::int,
          west = case when known.changed_by = pg_current_xact_id()
            then least(known.west, excluded.west) else excluded.west end,
          south = case when known.changed_by = pg_current_xact_id()
            then least(known.south, excluded.south) else excluded.south end,
          east = case when known.changed_by = pg_current_xact_id()
            then greatest(known.east, excluded.east) else excluded.east end,
          north = case when known.changed_by = pg_current_xact_id()
            then greatest(known.north, excluded.north) else excluded.north end,
          changed_by = pg_current_xact_id(),
          changed_at = clock_timestamp()
        ', tg_argv[1], tg_argv[2], changed) using tg_argv[0];
      get diagnostics noted = row_count;
      if noted > 0 then
        perform pg_notify('map_changed', '');
      end if;
      return null;
    end $$
  `);
  for (const { table, layer, community, place, key, shown } of WATCHED) {
    for (const [event, tables] of EVENTS) {
      await knex.raw(`
        create trigger ${table}_map_${event} after ${event} on ${table} referencing ${tables}
          for each statement execute function
            note_map_change('${layer}', '${community}', '${place}', '${key}', '${shown}')
      `);
    }
  }
  // Which buildings of many a small map shows: the same ones on every machine and after every import.
  await knex.raw(`
    create function map_rank(external_id text) returns integer
      language sql immutable strict parallel safe
      return get_byte(decode(md5(external_id), 'hex'), 0) * 256
        + get_byte(decode(md5(external_id), 'hex'), 1)
  `);
  for (const [name, share] of SPARSE) {
    await knex.raw(`
      create index buildings_${name}_idx on buildings using gist (geom)
        where map_rank(external_id) < ${65_536 / share}
    `);
  }
  // Totals of communities are read from the index alone.
  await knex.raw(
    `create index buildings_households_idx on buildings (community_id) include (households)`,
  );
  // Which grid a building is in is asked for thousands at once.
  await knex.raw(`
    create index register_grid_in_force_idx on register (grid_id) include (code)
      where valid_to is null
  `);
  // Neighbouring grids in force have different numbers; drawn beside their shapes, after the commit.
  await knex.raw(`
    create table grid_colours (
      grid_id uuid primary key,
      colour smallint not null,
      constraint grid_colours_grid_fkey foreign key (grid_id) references plan_grids (id)
        on delete cascade,
      constraint grid_colours_colour_check check (colour between 0 and 5)
    )
  `);
}

/** Removes it all: it is derived from the other tables. */
export async function down(knex: Knex): Promise<void> {
  await knex.raw(`drop table grid_colours`);
  await knex.raw(`drop index register_grid_in_force_idx, buildings_households_idx`);
  for (const [name] of SPARSE) await knex.raw(`drop index buildings_${name}_idx`);
  await knex.raw(`drop function map_rank(text)`);
  for (const { table } of WATCHED) {
    for (const [event] of EVENTS) await knex.raw(`drop trigger ${table}_map_${event} on ${table}`);
  }
  await knex.raw(`drop function note_map_change()`);
  await knex.raw(`drop table map_revisions`);
}

const NO_COMMUNITY = "''00000000-0000-0000-0000-000000000000''::uuid";
const NO_PLACE = "null::geometry";

/** One building in so many. */
const SPARSE = [
  ["sparse", 16],
  ["sparser", 256],
] as const;

const EVENTS = [
  ["insert", "new table as added"],
  ["update", "new table as added old table as removed"],
  ["delete", "old table as removed"],
] as const;

/** What is watched, and which layer shows it. */
const WATCHED = [
  {
    table: "communities",
    layer: "communities",
    community: "id",
    place: "geom",
    key: "id",
    shown: "name, geom",
  },
  {
    table: "community_codes",
    layer: "communities",
    community: "community_id",
    place: NO_PLACE,
    key: "community_id",
    shown: "code, valid_to",
  },
  {
    table: "estates",
    layer: "buildings",
    community: "community_id",
    place: NO_PLACE,
    key: "id",
    shown: "name",
  },
  {
    table: "buildings",
    layer: "buildings",
    community: "community_id",
    place: "geom",
    key: "id",
    shown: "community_id, estate_id, name, category, households, geom",
  },
  {
    table: "barriers",
    layer: "barriers",
    community: NO_COMMUNITY,
    place: "geom",
    key: "id",
    shown: "kind, class, name, geom",
  },
  {
    table: "register",
    layer: "register",
    community: "community_id",
    place: "geom",
    key: "id",
    shown: "valid_to",
  },
  {
    table: "shapes",
    layer: "shapes",
    community: "community_id",
    place: NO_PLACE,
    key: "id",
    shown: "shape",
  },
] as const;
