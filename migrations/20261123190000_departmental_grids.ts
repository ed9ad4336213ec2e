import type { Knex } from "knex";

/**
 * Grids of other departments (多网合一), and what became of them.
 *
 * A network is the grids of one department in one community. Each import makes a new version of it,
 * which holds from then on; the old one stays. A grid of a department that lies in two communities
 * is two rows with one code, since every row belongs to a community.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table departmental_networks (
      id uuid primary key default gen_random_uuid(),
      community_id uuid not null,
      department text collate "C" not null,
      name text collate "C" not null,
      created_at timestamptz not null default now(),
      constraint departmental_networks_community_fkey
        foreign key (community_id) references communities (id),
      constraint departmental_networks_name_key unique (community_id, department, name),
      constraint departmental_networks_id_community_key unique (id, community_id),
      constraint departmental_networks_department_check
        check (department in ('PARTY', 'POLITICAL_LEGAL', 'CIVIL_AFFAIRS', 'HEALTH', 'EMERGENCY',
          'URBAN_MANAGEMENT', 'OTHER')),
      constraint departmental_networks_name_check check (btrim(name) <> '')
    )
  `);
  await knex.raw(`
    create trigger departmental_networks_append_only before update or delete or truncate
      on departmental_networks for each statement execute function refuse_change()
  `);

  await knex.raw(`
    create table departmental_versions (
      id uuid primary key default gen_random_uuid(),
      network_id uuid not null,
      community_id uuid not null,
      -- POLYGONS: buildings by place; BUILDINGS: by a list.
      source text collate "C" not null,
      imported_by jsonb not null,
      valid_from timestamptz not null,
      valid_to timestamptz,
      constraint departmental_versions_network_fkey
        foreign key (network_id, community_id) references departmental_networks (id, community_id),
      constraint departmental_versions_id_community_key unique (id, community_id),
      constraint departmental_versions_source_check check (source in ('POLYGONS', 'BUILDINGS')),
      constraint departmental_versions_imported_by_check
        check (jsonb_typeof(imported_by) = 'object'),
      constraint departmental_versions_period_check check (valid_to > valid_from),
      constraint departmental_versions_one_excl
        exclude using gist (network_id with =, tstzrange(valid_from, valid_to) with &&)
    )
  `);
  await knex.raw(
    `create index departmental_versions_network_idx on departmental_versions (network_id, valid_from)`,
  );
  await knex.raw(`
    create function departmental_versions_keep() returns trigger language plpgsql as $$
    begin
      if tg_op = 'DELETE' or old.valid_to is not null or new.valid_to is null
        or (new.id, new.network_id, new.community_id, new.source, new.imported_by, new.valid_from)
          is distinct from
          (old.id, old.network_id, old.community_id, old.source, old.imported_by, old.valid_from)
      then
        raise exception 'a version of a network is kept for ever: it can only end, and once'
          using errcode = 'restrict_violation', constraint = 'departmental_versions_keep',
            table = 'departmental_versions';
      end if;
      return new;
    end $$
  `);
  await knex.raw(`
    create trigger departmental_versions_keep before update or delete on departmental_versions
      for each row execute function departmental_versions_keep()
  `);
  await knex.raw(`
    create trigger departmental_versions_no_truncate before truncate on departmental_versions
      for each statement execute function refuse_change()
  `);

  await knex.raw(`
    create table departmental_grids (
      id uuid primary key default gen_random_uuid(),
      version_id uuid not null,
      community_id uuid not null,
      code text collate "C" not null,
      name text,
      -- As it was imported, also where it reaches beyond the community; null for building lists.
      geom geometry(Geometry, 4490),
      constraint departmental_grids_version_fkey
        foreign key (version_id, community_id) references departmental_versions (id, community_id),
      constraint departmental_grids_code_key unique (version_id, code),
      constraint departmental_grids_id_version_key unique (id, version_id, community_id),
      constraint departmental_grids_code_check check (btrim(code) <> ''),
      constraint departmental_grids_name_check check (btrim(name) <> ''),
      constraint departmental_grids_geom_type_check
        check (geometrytype(geom) in ('POLYGON', 'MULTIPOLYGON')),
      constraint departmental_grids_geom_valid_check check (not st_isempty(geom) and st_isvalid(geom))
    )
  `);
  await knex.raw(`create index departmental_grids_code_idx on departmental_grids (code)`);
  await knex.raw(
    `create index departmental_grids_geom_idx on departmental_grids using gist (geom)`,
  );

  // Whom the department names: a name and a duty, and nothing else of a person.
  await knex.raw(`
    create table departmental_staff (
      grid_id uuid not null,
      community_id uuid not null,
      no integer not null,
      name text not null,
      duty text,
      constraint departmental_staff_pkey primary key (grid_id, no),
      constraint departmental_staff_grid_fkey foreign key (grid_id) references departmental_grids (id),
      constraint departmental_staff_community_fkey
        foreign key (community_id) references communities (id),
      constraint departmental_staff_name_check check (btrim(name) <> ''),
      constraint departmental_staff_duty_check check (btrim(duty) <> '')
    )
  `);

  // A building may be in two grids of a network: that is found and told, not refused.
  await knex.raw(`
    create table departmental_grid_buildings (
      grid_id uuid not null,
      version_id uuid not null,
      community_id uuid not null,
      building_id uuid not null,
      constraint departmental_grid_buildings_pkey primary key (grid_id, building_id),
      constraint departmental_grid_buildings_grid_fkey
        foreign key (grid_id, version_id, community_id)
        references departmental_grids (id, version_id, community_id),
      constraint departmental_grid_buildings_building_fkey
        foreign key (building_id) references buildings (id)
    )
  `);
  await knex.raw(
    `create index departmental_grid_buildings_version_idx
       on departmental_grid_buildings (version_id, building_id)`,
  );

  // A building is where its point on surface is.
  await knex.raw(`
    create function stands_in(building geometry, area geometry)
    returns boolean language sql immutable as $$
      select building && area and st_covers(area, st_pointonsurface(building))
    $$
  `);
  // What is in the grids of a version: what its import found, and what was built on their ground
  // since then, as long as the version held.
  await knex.raw(`
    create function departmental_members(version uuid)
    returns table (grid_id uuid, building_id uuid) language sql stable as $$
      select known.grid_id, known.building_id
      from departmental_grid_buildings known
      where known.version_id = departmental_members.version
      union all
      select grids.id, buildings.id
      from departmental_grids grids
      join departmental_versions versions on versions.id = grids.version_id
      join buildings on buildings.community_id = grids.community_id
        and stands_in(buildings.geom, grids.geom)
      where grids.version_id = departmental_members.version
        and (versions.valid_to is null or buildings.created_at < versions.valid_to)
        and not exists (
          select from departmental_grid_buildings known
          where known.version_id = departmental_members.version and known.building_id = buildings.id)
    $$
  `);

  // How a version lay to the grids in force when either of them changed, building by building.
  await knex.raw(`
    create table departmental_crosswalks (
      id uuid primary key default gen_random_uuid(),
      version_id uuid not null,
      community_id uuid not null,
      plan_id uuid not null,
      at timestamptz not null,
      constraint departmental_crosswalks_version_fkey
        foreign key (version_id, community_id) references departmental_versions (id, community_id),
      constraint departmental_crosswalks_plan_fkey foreign key (plan_id) references plans (id),
      constraint departmental_crosswalks_at_key unique (version_id, at),
      constraint departmental_crosswalks_id_community_key unique (id, community_id)
    )
  `);
  await knex.raw(`
    create table departmental_crosswalk_buildings (
      crosswalk_id uuid not null,
      community_id uuid not null,
      building_id uuid not null,
      -- null: in no grid of the department.
      grid_id uuid,
      -- Of the unified grid; null: in none.
      code text collate "C",
      households integer not null,
      constraint departmental_crosswalk_buildings_crosswalk_fkey
        foreign key (crosswalk_id, community_id)
        references departmental_crosswalks (id, community_id),
      constraint departmental_crosswalk_buildings_building_fkey
        foreign key (building_id) references buildings (id),
      constraint departmental_crosswalk_buildings_grid_fkey
        foreign key (grid_id) references departmental_grids (id),
      constraint departmental_crosswalk_buildings_code_fkey
        foreign key (code) references grid_codes (code),
      constraint departmental_crosswalk_buildings_once_key
        unique nulls not distinct (crosswalk_id, building_id, grid_id),
      constraint departmental_crosswalk_buildings_households_check check (households >= 0)
    )
  `);
  for (const table of [
    "departmental_grids",
    "departmental_staff",
    "departmental_grid_buildings",
    "departmental_crosswalks",
    "departmental_crosswalk_buildings",
  ]) {
    await knex.raw(`
      create trigger ${table}_append_only before update or delete or truncate on ${table}
        for each statement execute function refuse_change()
    `);
  }

  // The version of a network that the search for a plan started from, and what the plan changes
  // about it.
  await knex.raw(`
    alter table plans add column start_version_id uuid, add column start jsonb,
      add constraint plans_start_version_fkey
        foreign key (start_version_id) references departmental_versions (id),
      add constraint plans_start_check check (jsonb_typeof(start) = 'object')
  `);
}

/** Undoes it where nothing was imported yet, and refuses else: old codes are kept for ever. */
export async function down(knex: Knex): Promise<void> {
  const { rows } = await knex.raw<{ rows: unknown[] }>(`select from departmental_networks limit 1`);
  if (rows.length > 0) throw new Error("Networks were imported: restore a backup instead");
  await knex.raw(`alter table plans drop column start_version_id, drop column start`);
  await knex.raw(`drop function departmental_members(uuid), stands_in(geometry, geometry)`);
  await knex.raw(`
    drop table departmental_crosswalk_buildings, departmental_crosswalks, departmental_grid_buildings,
      departmental_staff, departmental_grids, departmental_versions, departmental_networks
  `);
  await knex.raw(`drop function departmental_versions_keep()`);
}
