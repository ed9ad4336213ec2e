import type { Knex } from "knex";

/** Jobs as clients see them, plans, and the grids, cells and buildings of plans. */
export async function up(knex: Knex): Promise<void> {
  // What a client may know of a background job. The queue itself keeps its own tables elsewhere.
  await knex.raw(`
    create table jobs (
      id uuid primary key default gen_random_uuid(),
      kind text collate "C" not null,
      state text collate "C" not null default 'QUEUED',
      payload jsonb not null,
      total integer not null default 0,
      done integer not null default 0,
      progress double precision not null default 0,
      stage text,
      error jsonb,
      cancel_requested boolean not null default false,
      created_at timestamptz not null default now(),
      started_at timestamptz,
      -- When the process that runs it last said so; a job whose process died is taken up again.
      heartbeat_at timestamptz,
      finished_at timestamptz,
      constraint jobs_kind_check check (kind in ('PROPOSE_PLANS')),
      constraint jobs_state_check
        check (state in ('QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED')),
      constraint jobs_payload_check check (jsonb_typeof(payload) = 'object'),
      constraint jobs_done_check check (total >= 0 and done between 0 and total),
      constraint jobs_progress_check check (progress between 0 and 1),
      constraint jobs_error_check
        check ((state = 'FAILED') = (error is not null)
          and (error is null or jsonb_typeof(error) = 'object')),
      constraint jobs_started_check
        check (state in ('QUEUED', 'CANCELLED') or started_at is not null),
      constraint jobs_finished_check
        check ((state in ('SUCCEEDED', 'FAILED', 'CANCELLED')) = (finished_at is not null))
    )
  `);
  await knex.raw(`create index jobs_created_at_idx on jobs (created_at, id)`);

  await knex.raw(`
    create table plans (
      id uuid primary key default gen_random_uuid(),
      community_id uuid not null,
      job_id uuid,
      state text collate "C" not null default 'DRAFT',
      rules jsonb not null,
      seed integer not null,
      effort double precision not null,
      engine_version text not null,
      input_hash text not null,
      metrics jsonb not null,
      findings jsonb not null,
      blocks geometry(GeometryCollection, 4490) not null,
      version integer not null default 1,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      constraint plans_community_fkey foreign key (community_id) references communities (id),
      constraint plans_job_fkey foreign key (job_id) references jobs (id) on delete set null,
      constraint plans_job_community_key unique (job_id, community_id),
      constraint plans_state_check check (state in ('DRAFT')),
      constraint plans_rules_check check (jsonb_typeof(rules) = 'object'),
      constraint plans_effort_check check (effort > 0 and effort < 'Infinity'),
      constraint plans_engine_version_check check (engine_version <> ''),
      constraint plans_input_hash_check check (input_hash <> ''),
      constraint plans_metrics_check check (jsonb_typeof(metrics) = 'object'),
      constraint plans_findings_check check (jsonb_typeof(findings) = 'array'),
      constraint plans_version_check check (version >= 1),
      constraint plans_blocks_valid_check check (st_isvalid(blocks)),
      constraint plans_blocks_polygons_check
        check (st_isempty(st_collectionextract(blocks, 1))
          and st_isempty(st_collectionextract(blocks, 2)))
    )
  `);
  await knex.raw(`create index plans_community_idx on plans (community_id, created_at, id)`);
  await knex.raw(`create index plans_created_at_idx on plans (created_at, id)`);
  // A job that was interrupted and resumed plans no community twice.
  await knex.raw(`create unique index plans_job_community_idx on plans (job_id, community_id)`);

  await knex.raw(`
    create table plan_grids (
      id uuid primary key default gen_random_uuid(),
      plan_id uuid not null,
      label text collate "C" not null,
      code text collate "C",
      kind text collate "C" not null,
      reduced boolean not null,
      reduced_reason text collate "C",
      band_min integer,
      band_max integer,
      reason jsonb not null,
      deviation integer not null,
      households integer not null,
      residents integer not null,
      old_households integer not null,
      special_households integer not null,
      building_count integer not null,
      estates text[] not null,
      geom geometry(Geometry, 4490) not null,
      point geometry(Point, 4490) not null,
      area_m2 double precision not null,
      perimeter_m double precision not null,
      compactness double precision not null,
      border jsonb not null,
      findings jsonb not null,
      constraint plan_grids_plan_fkey
        foreign key (plan_id) references plans (id) on delete cascade,
      constraint plan_grids_plan_label_key unique (plan_id, label),
      constraint plan_grids_id_plan_key unique (id, plan_id),
      constraint plan_grids_kind_check check (kind in ('STANDARD', 'MICRO')),
      constraint plan_grids_label_check
        check (label ~ '^[0-9]{3}$' and case kind
          when 'STANDARD' then label between '001' and '499'
          else label between '501' and '899' end),
      constraint plan_grids_code_check
        check (code ~ '^[0-9]{6}[0-5][0-9]{8}$' and substr(code, 13) = label),
      constraint plan_grids_reduced_check
        check (reduced = (reduced_reason is not null)
          and reduced_reason in ('OLD_ESTATE', 'SPECIAL_POPULATION', 'MANUAL')
          and (kind = 'STANDARD' or not reduced)),
      constraint plan_grids_band_check
        check (case kind
          when 'STANDARD' then coalesce(0 <= band_min and band_min <= band_max, false)
          else band_min is null and band_max is null end),
      constraint plan_grids_deviation_check
        check (deviation = case
          when households < band_min then households - band_min
          when households > band_max then households - band_max
          else 0 end),
      constraint plan_grids_reason_check check (jsonb_typeof(reason) = 'object'),
      constraint plan_grids_households_check check (households >= 0),
      constraint plan_grids_residents_check check (residents >= 0),
      constraint plan_grids_old_households_check check (old_households between 0 and households),
      constraint plan_grids_special_households_check
        check (special_households between 0 and households),
      constraint plan_grids_building_count_check check (building_count >= 0),
      constraint plan_grids_geom_type_check
        check (geometrytype(geom) in ('POLYGON', 'MULTIPOLYGON')),
      constraint plan_grids_geom_valid_check check (not st_isempty(geom) and st_isvalid(geom)),
      constraint plan_grids_point_check check (not st_isempty(point)),
      constraint plan_grids_area_check check (area_m2 > 0 and area_m2 < 'Infinity'),
      constraint plan_grids_perimeter_check check (perimeter_m > 0 and perimeter_m < 'Infinity'),
      constraint plan_grids_compactness_check check (compactness between 0 and 1),
      constraint plan_grids_border_check check (jsonb_typeof(border) = 'object'),
      constraint plan_grids_findings_check check (jsonb_typeof(findings) = 'array')
    )
  `);
  await knex.raw(`create index plan_grids_geom_idx on plan_grids using gist (geom)`);

  // The foreign key carries the plan along: a cell cannot point at another plan's grid.
  await knex.raw(`
    create table plan_cells (
      plan_id uuid not null,
      no integer not null,
      grid_id uuid not null,
      households integer not null,
      geom geometry(Geometry, 4490) not null,
      constraint plan_cells_pkey primary key (plan_id, no),
      constraint plan_cells_grid_fkey
        foreign key (grid_id, plan_id) references plan_grids (id, plan_id) on delete cascade,
      constraint plan_cells_plan_no_grid_key unique (plan_id, no, grid_id),
      constraint plan_cells_no_check check (no >= 0),
      constraint plan_cells_households_check check (households >= 0),
      constraint plan_cells_geom_type_check
        check (geometrytype(geom) in ('POLYGON', 'MULTIPOLYGON')),
      constraint plan_cells_geom_valid_check check (not st_isempty(geom) and st_isvalid(geom))
    )
  `);
  await knex.raw(`create index plan_cells_grid_idx on plan_cells (grid_id)`);

  // The primary key says it: in one plan a building lies in exactly one cell, and through the
  // foreign key in exactly the grid of that cell, even when the cell moves to another grid.
  await knex.raw(`
    create table plan_buildings (
      plan_id uuid not null,
      building_id uuid not null,
      cell_no integer not null,
      grid_id uuid not null,
      constraint plan_buildings_pkey primary key (plan_id, building_id),
      constraint plan_buildings_building_fkey foreign key (building_id) references buildings (id),
      constraint plan_buildings_cell_fkey
        foreign key (plan_id, cell_no, grid_id) references plan_cells (plan_id, no, grid_id)
        on update cascade on delete cascade
    )
  `);
  await knex.raw(`create index plan_buildings_building_idx on plan_buildings (building_id)`);
  await knex.raw(`create index plan_buildings_grid_idx on plan_buildings (grid_id)`);
  await knex.raw(`create index plan_buildings_cell_idx on plan_buildings (plan_id, cell_no)`);

  // A building is planned with its own community. This is asked when it enters the plan and not
  // kept by a foreign key: a building may move to another community later, and the old plan still
  // tells what was proposed.
  await knex.raw(`
    create function plan_buildings_same_community() returns trigger language plpgsql as $$
    begin
      if exists (
        select 1
        from added
        join plans on plans.id = added.plan_id
        join buildings on buildings.id = added.building_id
        where buildings.community_id <> plans.community_id
      ) then
        raise exception 'a building of another community cannot be in this plan'
          using errcode = 'check_violation', constraint = 'plan_buildings_same_community',
            table = 'plan_buildings';
      end if;
      return null;
    end $$
  `);
  await knex.raw(`
    create trigger plan_buildings_same_community_insert after insert on plan_buildings
      referencing new table as added
      for each statement execute function plan_buildings_same_community()
  `);
  await knex.raw(`
    create trigger plan_buildings_same_community_update after update on plan_buildings
      referencing new table as added
      for each statement execute function plan_buildings_same_community()
  `);
}

/** Removes the tables with all plans and jobs. */
export async function down(knex: Knex): Promise<void> {
  await knex.raw(`drop table plan_buildings, plan_cells, plan_grids, plans, jobs`);
  await knex.raw(`drop function plan_buildings_same_community()`);
}
