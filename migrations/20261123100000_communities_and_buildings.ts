import type { Knex } from "knex";

// Text that is sorted or compared by key is COLLATE "C": every server then pages in the same order.
// Geometry is lon, lat in CGCS2000 (4490), two-dimensional by its type, valid by its check.

/** Communities with their code history, estates, buildings and barriers. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`create extension if not exists postgis`);
  await knex.raw(`create extension if not exists btree_gist`);

  await knex.raw(`
    create table communities (
      id uuid primary key default gen_random_uuid(),
      external_id text collate "C" not null,
      name text collate "C" not null,
      geom geometry(Geometry, 4490) not null,
      version integer not null default 1,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      constraint communities_external_id_key unique (external_id),
      constraint communities_external_id_check check (external_id <> ''),
      constraint communities_name_check check (btrim(name) <> ''),
      constraint communities_version_check check (version >= 1),
      constraint communities_geom_type_check
        check (geometrytype(geom) in ('POLYGON', 'MULTIPOLYGON')),
      constraint communities_geom_valid_check check (not st_isempty(geom) and st_isvalid(geom)),
      constraint communities_geom_range_check
        check (st_xmin(geom) >= -180 and st_xmax(geom) <= 180
          and st_ymin(geom) >= -90 and st_ymax(geom) <= 90)
    )
  `);
  await knex.raw(`create index communities_geom_idx on communities using gist (geom)`);
  await knex.raw(`create index communities_name_idx on communities (name, id)`);

  // A code is an attribute with history, never a key. At any moment a community has at most one
  // code, and a code belongs to at most one community; valid_to null means in use.
  await knex.raw(`
    create table community_codes (
      community_id uuid not null,
      code text collate "C" not null,
      valid_from timestamptz not null default now(),
      valid_to timestamptz,
      constraint community_codes_pkey primary key (community_id, valid_from),
      constraint community_codes_community_fkey
        foreign key (community_id) references communities (id),
      constraint community_codes_code_check check (code ~ '^[0-9]{6}[0-5][0-9]{5}$'),
      constraint community_codes_period_check check (valid_to is null or valid_to > valid_from),
      constraint community_codes_one_code_excl
        exclude using gist (community_id with =, tstzrange(valid_from, valid_to) with &&),
      constraint community_codes_one_community_excl
        exclude using gist (code with =, tstzrange(valid_from, valid_to) with &&)
    )
  `);
  await knex.raw(`
    create unique index community_codes_current_community_idx
      on community_codes (community_id) where valid_to is null
  `);
  await knex.raw(`
    create unique index community_codes_current_code_idx
      on community_codes (code) where valid_to is null
  `);

  await knex.raw(`
    create table estates (
      id uuid primary key default gen_random_uuid(),
      community_id uuid not null,
      name text collate "C" not null,
      old_estate boolean,
      version integer not null default 1,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      constraint estates_community_fkey foreign key (community_id) references communities (id),
      constraint estates_community_name_key unique (community_id, name),
      constraint estates_id_community_key unique (id, community_id),
      constraint estates_name_check check (btrim(name) <> ''),
      constraint estates_version_check check (version >= 1)
    )
  `);
  await knex.raw(`create index estates_name_idx on estates (name, id)`);

  await knex.raw(`
    create table buildings (
      id uuid primary key default gen_random_uuid(),
      external_id text collate "C" not null,
      community_id uuid not null,
      estate_id uuid,
      name text,
      category text collate "C" not null,
      households integer not null,
      residents integer,
      units integer,
      floors integer,
      built_year integer,
      special_households integer not null default 0,
      floor_area_m2 double precision,
      micro_grid boolean,
      geom geometry(Geometry, 4490) not null,
      version integer not null default 1,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      constraint buildings_external_id_key unique (external_id),
      constraint buildings_external_id_check check (external_id <> ''),
      constraint buildings_community_fkey foreign key (community_id) references communities (id),
      constraint buildings_estate_fkey
        foreign key (estate_id, community_id) references estates (id, community_id),
      constraint buildings_category_check
        check (category in ('RESIDENTIAL', 'OFFICE', 'MARKET', 'PUBLIC_VENUE', 'OTHER')),
      constraint buildings_households_check check (households >= 0),
      constraint buildings_residents_check check (residents >= 0),
      constraint buildings_units_check check (units >= 0),
      constraint buildings_floors_check check (floors >= 0),
      constraint buildings_built_year_check check (built_year between 1 and 9999),
      constraint buildings_special_households_check
        check (special_households between 0 and households),
      constraint buildings_floor_area_check
        check (floor_area_m2 >= 0 and floor_area_m2 < 'Infinity'),
      constraint buildings_version_check check (version >= 1),
      constraint buildings_geom_type_check
        check (geometrytype(geom) in ('POLYGON', 'MULTIPOLYGON')),
      constraint buildings_geom_valid_check check (not st_isempty(geom) and st_isvalid(geom)),
      constraint buildings_geom_range_check
        check (st_xmin(geom) >= -180 and st_xmax(geom) <= 180
          and st_ymin(geom) >= -90 and st_ymax(geom) <= 90)
    )
  `);
  await knex.raw(`create index buildings_geom_idx on buildings using gist (geom)`);
  await knex.raw(
    `create index buildings_community_idx on buildings (community_id, external_id, id)`,
  );
  await knex.raw(`create index buildings_estate_idx on buildings (estate_id)`);

  // Barriers belong to no community: a road bounds two of them. They are found by place.
  await knex.raw(`
    create table barriers (
      id uuid primary key default gen_random_uuid(),
      external_id text collate "C" not null,
      kind text collate "C" not null,
      class text,
      name text,
      geom geometry(Geometry, 4490) not null,
      version integer not null default 1,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      constraint barriers_external_id_key unique (external_id),
      constraint barriers_external_id_check check (external_id <> ''),
      constraint barriers_kind_check check (kind in ('ROAD', 'RIVER', 'RAILWAY', 'WALL')),
      constraint barriers_version_check check (version >= 1),
      constraint barriers_geom_type_check
        check (geometrytype(geom) in ('LINESTRING', 'MULTILINESTRING')),
      constraint barriers_geom_valid_check check (not st_isempty(geom) and st_isvalid(geom)),
      constraint barriers_geom_range_check
        check (st_xmin(geom) >= -180 and st_xmax(geom) <= 180
          and st_ymin(geom) >= -90 and st_ymax(geom) <= 90)
    )
  `);
  await knex.raw(`create index barriers_geom_idx on barriers using gist (geom)`);
}

/** Removes the tables; the extensions stay, since others may use them. */
export async function down(knex: Knex): Promise<void> {
  await knex.raw(`drop table barriers, buildings, estates, community_codes, communities`);
}
