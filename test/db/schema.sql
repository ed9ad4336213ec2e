-- Written by npm run schema:dump from the migrations; do not edit.

create table audit (
  chain uuid not null,
  seq bigint not null,
  id uuid not null default gen_random_uuid(),
  at timestamp with time zone not null,
  community_id uuid,
  plan_id uuid,
  actor_id text collate "C" not null,
  actor_name text not null,
  role text collate "C" not null,
  action text collate "C" not null,
  subject text collate "C" not null,
  before jsonb,
  after jsonb,
  reason text,
  previous_hash text not null,
  hash text not null,
  constraint audit_pkey PRIMARY KEY (chain, seq),
  constraint audit_id_key UNIQUE (id),
  constraint audit_action_check CHECK ((action ~ '^[A-Z_]+$'::text)),
  constraint audit_actor_check CHECK (((actor_id <> ''::text) AND (actor_name <> ''::text))),
  constraint audit_chain_check CHECK ((chain = COALESCE(community_id, '00000000-0000-0000-0000-000000000000'::uuid))),
  constraint audit_role_check CHECK ((role = ANY (ARRAY['VIEWER'::text, 'PLANNER'::text, 'REVIEWER'::text, 'APPROVER'::text, 'ADMIN'::text, 'SYSTEM'::text])))
);

create table audit_heads (
  chain uuid not null,
  seq bigint not null,
  at timestamp with time zone not null,
  hash text not null,
  constraint audit_heads_pkey PRIMARY KEY (chain)
);

create table barriers (
  id uuid not null default gen_random_uuid(),
  external_id text collate "C" not null,
  kind text collate "C" not null,
  class text,
  name text,
  geom geometry(Geometry,4490) not null,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint barriers_pkey PRIMARY KEY (id),
  constraint barriers_external_id_key UNIQUE (external_id),
  constraint barriers_external_id_check CHECK ((external_id <> ''::text)),
  constraint barriers_geom_range_check CHECK (((st_xmin((geom)::box3d) >= ('-180'::integer)::double precision) AND (st_xmax((geom)::box3d) <= (180)::double precision) AND (st_ymin((geom)::box3d) >= ('-90'::integer)::double precision) AND (st_ymax((geom)::box3d) <= (90)::double precision))),
  constraint barriers_geom_type_check CHECK ((geometrytype(geom) = ANY (ARRAY['LINESTRING'::text, 'MULTILINESTRING'::text]))),
  constraint barriers_geom_valid_check CHECK (((NOT st_isempty(geom)) AND st_isvalid(geom))),
  constraint barriers_kind_check CHECK ((kind = ANY (ARRAY['ROAD'::text, 'RIVER'::text, 'RAILWAY'::text, 'WALL'::text]))),
  constraint barriers_version_check CHECK ((version >= 1))
);

create table buildings (
  id uuid not null default gen_random_uuid(),
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
  geom geometry(Geometry,4490) not null,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint buildings_pkey PRIMARY KEY (id),
  constraint buildings_external_id_key UNIQUE (external_id),
  constraint buildings_built_year_check CHECK (((built_year >= 1) AND (built_year <= 9999))),
  constraint buildings_category_check CHECK ((category = ANY (ARRAY['RESIDENTIAL'::text, 'OFFICE'::text, 'MARKET'::text, 'PUBLIC_VENUE'::text, 'OTHER'::text]))),
  constraint buildings_external_id_check CHECK ((external_id <> ''::text)),
  constraint buildings_floor_area_check CHECK (((floor_area_m2 >= (0)::double precision) AND (floor_area_m2 < 'Infinity'::double precision))),
  constraint buildings_floors_check CHECK ((floors >= 0)),
  constraint buildings_geom_range_check CHECK (((st_xmin((geom)::box3d) >= ('-180'::integer)::double precision) AND (st_xmax((geom)::box3d) <= (180)::double precision) AND (st_ymin((geom)::box3d) >= ('-90'::integer)::double precision) AND (st_ymax((geom)::box3d) <= (90)::double precision))),
  constraint buildings_geom_type_check CHECK ((geometrytype(geom) = ANY (ARRAY['POLYGON'::text, 'MULTIPOLYGON'::text]))),
  constraint buildings_geom_valid_check CHECK (((NOT st_isempty(geom)) AND st_isvalid(geom))),
  constraint buildings_households_check CHECK ((households >= 0)),
  constraint buildings_residents_check CHECK ((residents >= 0)),
  constraint buildings_special_households_check CHECK (((special_households >= 0) AND (special_households <= households))),
  constraint buildings_units_check CHECK ((units >= 0)),
  constraint buildings_version_check CHECK ((version >= 1))
);

create table communities (
  id uuid not null default gen_random_uuid(),
  external_id text collate "C" not null,
  name text collate "C" not null,
  geom geometry(Geometry,4490) not null,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint communities_pkey PRIMARY KEY (id),
  constraint communities_external_id_key UNIQUE (external_id),
  constraint communities_external_id_check CHECK ((external_id <> ''::text)),
  constraint communities_geom_range_check CHECK (((st_xmin((geom)::box3d) >= ('-180'::integer)::double precision) AND (st_xmax((geom)::box3d) <= (180)::double precision) AND (st_ymin((geom)::box3d) >= ('-90'::integer)::double precision) AND (st_ymax((geom)::box3d) <= (90)::double precision))),
  constraint communities_geom_type_check CHECK ((geometrytype(geom) = ANY (ARRAY['POLYGON'::text, 'MULTIPOLYGON'::text]))),
  constraint communities_geom_valid_check CHECK (((NOT st_isempty(geom)) AND st_isvalid(geom))),
  constraint communities_name_check CHECK ((btrim(name) <> ''::text)),
  constraint communities_version_check CHECK ((version >= 1))
);

create table community_codes (
  community_id uuid not null,
  code text collate "C" not null,
  valid_from timestamp with time zone not null default now(),
  valid_to timestamp with time zone,
  constraint community_codes_pkey PRIMARY KEY (community_id, valid_from),
  constraint community_codes_one_code_excl EXCLUDE USING gist (community_id WITH =, tstzrange(valid_from, valid_to) WITH &&),
  constraint community_codes_one_community_excl EXCLUDE USING gist (code WITH =, tstzrange(valid_from, valid_to) WITH &&),
  constraint community_codes_code_check CHECK ((code ~ '^[0-9]{6}[0-5][0-9]{5}$'::text)),
  constraint community_codes_period_check CHECK (((valid_to IS NULL) OR (valid_to > valid_from)))
);

create table default_rules (
  id uuid not null default gen_random_uuid(),
  jurisdiction text collate "C" not null,
  rule_set_id uuid not null,
  rule_set_jurisdiction text collate "C" not null,
  set_by jsonb not null,
  valid_from timestamp with time zone not null,
  valid_to timestamp with time zone,
  ended_by jsonb,
  constraint default_rules_pkey PRIMARY KEY (id),
  constraint default_rules_one_excl EXCLUDE USING gist (jurisdiction WITH =, tstzrange(valid_from, valid_to) WITH &&),
  constraint default_rules_ended_by_check CHECK ((((valid_to IS NULL) = (ended_by IS NULL)) AND (jsonb_typeof(ended_by) = 'object'::text))),
  constraint default_rules_inside_check CHECK (starts_with(jurisdiction, rule_set_jurisdiction)),
  constraint default_rules_jurisdiction_check CHECK ((jurisdiction ~ '^[0-9]{0,12}$'::text)),
  constraint default_rules_period_check CHECK ((valid_to >= valid_from)),
  constraint default_rules_set_by_check CHECK ((jsonb_typeof(set_by) = 'object'::text))
);

create table departmental_crosswalk_buildings (
  crosswalk_id uuid not null,
  community_id uuid not null,
  building_id uuid not null,
  grid_id uuid,
  code text collate "C",
  households integer not null,
  constraint departmental_crosswalk_buildings_once_key UNIQUE NULLS NOT DISTINCT (crosswalk_id, building_id, grid_id),
  constraint departmental_crosswalk_buildings_households_check CHECK ((households >= 0))
);

create table departmental_crosswalks (
  id uuid not null default gen_random_uuid(),
  version_id uuid not null,
  community_id uuid not null,
  plan_id uuid not null,
  at timestamp with time zone not null,
  constraint departmental_crosswalks_pkey PRIMARY KEY (id),
  constraint departmental_crosswalks_at_key UNIQUE (version_id, at),
  constraint departmental_crosswalks_id_community_key UNIQUE (id, community_id)
);

create table departmental_grid_buildings (
  grid_id uuid not null,
  version_id uuid not null,
  community_id uuid not null,
  building_id uuid not null,
  constraint departmental_grid_buildings_pkey PRIMARY KEY (grid_id, building_id)
);

create table departmental_grids (
  id uuid not null default gen_random_uuid(),
  version_id uuid not null,
  community_id uuid not null,
  code text collate "C" not null,
  name text,
  geom geometry(Geometry,4490),
  constraint departmental_grids_pkey PRIMARY KEY (id),
  constraint departmental_grids_code_key UNIQUE (version_id, code),
  constraint departmental_grids_id_version_key UNIQUE (id, version_id, community_id),
  constraint departmental_grids_code_check CHECK ((btrim(code) <> ''::text)),
  constraint departmental_grids_geom_type_check CHECK ((geometrytype(geom) = ANY (ARRAY['POLYGON'::text, 'MULTIPOLYGON'::text]))),
  constraint departmental_grids_geom_valid_check CHECK (((NOT st_isempty(geom)) AND st_isvalid(geom))),
  constraint departmental_grids_name_check CHECK ((btrim(name) <> ''::text))
);

create table departmental_networks (
  id uuid not null default gen_random_uuid(),
  community_id uuid not null,
  department text collate "C" not null,
  name text collate "C" not null,
  created_at timestamp with time zone not null default now(),
  constraint departmental_networks_pkey PRIMARY KEY (id),
  constraint departmental_networks_id_community_key UNIQUE (id, community_id),
  constraint departmental_networks_name_key UNIQUE (community_id, department, name),
  constraint departmental_networks_department_check CHECK ((department = ANY (ARRAY['PARTY'::text, 'POLITICAL_LEGAL'::text, 'CIVIL_AFFAIRS'::text, 'HEALTH'::text, 'EMERGENCY'::text, 'URBAN_MANAGEMENT'::text, 'OTHER'::text]))),
  constraint departmental_networks_name_check CHECK ((btrim(name) <> ''::text))
);

create table departmental_staff (
  grid_id uuid not null,
  community_id uuid not null,
  no integer not null,
  name text not null,
  duty text,
  constraint departmental_staff_pkey PRIMARY KEY (grid_id, no),
  constraint departmental_staff_duty_check CHECK ((btrim(duty) <> ''::text)),
  constraint departmental_staff_name_check CHECK ((btrim(name) <> ''::text))
);

create table departmental_versions (
  id uuid not null default gen_random_uuid(),
  network_id uuid not null,
  community_id uuid not null,
  source text collate "C" not null,
  imported_by jsonb not null,
  valid_from timestamp with time zone not null,
  valid_to timestamp with time zone,
  constraint departmental_versions_pkey PRIMARY KEY (id),
  constraint departmental_versions_id_community_key UNIQUE (id, community_id),
  constraint departmental_versions_one_excl EXCLUDE USING gist (network_id WITH =, tstzrange(valid_from, valid_to) WITH &&),
  constraint departmental_versions_imported_by_check CHECK ((jsonb_typeof(imported_by) = 'object'::text)),
  constraint departmental_versions_period_check CHECK ((valid_to > valid_from)),
  constraint departmental_versions_source_check CHECK ((source = ANY (ARRAY['POLYGONS'::text, 'BUILDINGS'::text])))
);

create table estates (
  id uuid not null default gen_random_uuid(),
  community_id uuid not null,
  name text collate "C" not null,
  old_estate boolean,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint estates_pkey PRIMARY KEY (id),
  constraint estates_community_name_key UNIQUE (community_id, name),
  constraint estates_id_community_key UNIQUE (id, community_id),
  constraint estates_name_check CHECK ((btrim(name) <> ''::text)),
  constraint estates_version_check CHECK ((version >= 1))
);

create table export_links (
  id uuid not null default gen_random_uuid(),
  secret_hash text collate "C" not null,
  content text collate "C" not null,
  format text collate "C" not null,
  crs text collate "C" not null,
  wish jsonb not null,
  scope text[] not null,
  community_id uuid,
  created_by jsonb not null,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  revoked_at timestamp with time zone,
  revoked_by jsonb,
  downloads integer not null default 0,
  last_used_at timestamp with time zone,
  constraint export_links_pkey PRIMARY KEY (id),
  constraint export_links_secret_hash_key UNIQUE (secret_hash),
  constraint export_links_content_check CHECK ((content = ANY (ARRAY['REGISTER'::text, 'PLAN'::text, 'CROSSWALK'::text]))),
  constraint export_links_downloads_check CHECK (((downloads >= 0) AND ((downloads = 0) = (last_used_at IS NULL)))),
  constraint export_links_expires_check CHECK (((expires_at > created_at) AND (expires_at <= (created_at + '7 days'::interval)))),
  constraint export_links_format_check CHECK ((format = ANY (ARRAY['GEOJSON'::text, 'CSV'::text]))),
  constraint export_links_revoked_check CHECK (((revoked_at IS NULL) = (revoked_by IS NULL))),
  constraint export_links_scope_check CHECK ((cardinality(scope) > 0)),
  constraint export_links_secret_hash_check CHECK ((secret_hash ~ '^[0-9a-f]{64}$'::text)),
  constraint export_links_wish_check CHECK ((jsonb_typeof(wish) = 'object'::text))
);

create table grid_codes (
  code text collate "C" not null,
  community_id uuid not null,
  kind text collate "C" not null,
  issued_at timestamp with time zone not null,
  issued_by_plan uuid,
  retired_at timestamp with time zone,
  retired_by_plan uuid,
  constraint grid_codes_pkey PRIMARY KEY (code),
  constraint grid_codes_code_community_key UNIQUE (code, community_id),
  constraint grid_codes_code_check CHECK ((code ~ '^[1-8][0-9]{5}[0-5][0-9]{8}$'::text)),
  constraint grid_codes_kind_check CHECK (
CASE kind
    WHEN 'STANDARD'::text THEN ((substr(code, 13) >= '001'::text) AND (substr(code, 13) <= '499'::text))
    WHEN 'MICRO'::text THEN ((substr(code, 13) >= '501'::text) AND (substr(code, 13) <= '899'::text))
    ELSE false
END),
  constraint grid_codes_retired_check CHECK (((retired_at > issued_at) AND ((retired_by_plan IS NULL) OR (retired_at IS NOT NULL))))
);

create table grid_colours (
  grid_id uuid not null,
  colour smallint not null,
  constraint grid_colours_pkey PRIMARY KEY (grid_id),
  constraint grid_colours_colour_check CHECK (((colour >= 0) AND (colour <= 5)))
);

create table jobs (
  id uuid not null default gen_random_uuid(),
  kind text collate "C" not null,
  state text collate "C" not null default 'QUEUED'::text,
  payload jsonb not null,
  total integer not null default 0,
  done integer not null default 0,
  progress double precision not null default 0,
  stage text,
  error jsonb,
  cancel_requested boolean not null default false,
  created_at timestamp with time zone not null default now(),
  started_at timestamp with time zone,
  heartbeat_at timestamp with time zone,
  finished_at timestamp with time zone,
  requested_by jsonb,
  failures jsonb not null default '[]'::jsonb,
  constraint jobs_pkey PRIMARY KEY (id),
  constraint jobs_done_check CHECK (((total >= 0) AND ((done >= 0) AND (done <= total)))),
  constraint jobs_error_check CHECK ((((state = 'FAILED'::text) = (error IS NOT NULL)) AND ((error IS NULL) OR (jsonb_typeof(error) = 'object'::text)))),
  constraint jobs_failures_check CHECK ((jsonb_typeof(failures) = 'array'::text)),
  constraint jobs_finished_check CHECK (((state = ANY (ARRAY['SUCCEEDED'::text, 'FAILED'::text, 'CANCELLED'::text])) = (finished_at IS NOT NULL))),
  constraint jobs_kind_check CHECK ((kind = ANY (ARRAY['PROPOSE_PLANS'::text, 'IMPROVE_PLAN'::text]))),
  constraint jobs_payload_check CHECK ((jsonb_typeof(payload) = 'object'::text)),
  constraint jobs_progress_check CHECK (((progress >= (0)::double precision) AND (progress <= (1)::double precision))),
  constraint jobs_requested_by_check CHECK ((jsonb_typeof(requested_by) = 'object'::text)),
  constraint jobs_started_check CHECK (((state = ANY (ARRAY['QUEUED'::text, 'CANCELLED'::text])) OR (started_at IS NOT NULL))),
  constraint jobs_state_check CHECK ((state = ANY (ARRAY['QUEUED'::text, 'RUNNING'::text, 'SUCCEEDED'::text, 'FAILED'::text, 'CANCELLED'::text])))
);

create table lineage (
  id uuid not null default gen_random_uuid(),
  community_id uuid not null,
  plan_id uuid,
  at timestamp with time zone not null,
  kind text collate "C" not null,
  from_code text collate "C" not null,
  to_code text collate "C" not null,
  households integer not null,
  buildings integer not null,
  constraint lineage_pkey PRIMARY KEY (id),
  constraint lineage_once_key UNIQUE (at, from_code, to_code),
  constraint lineage_codes_check CHECK ((from_code <> to_code)),
  constraint lineage_households_check CHECK (((households >= 0) AND (buildings >= 0))),
  constraint lineage_kind_check CHECK ((kind = ANY (ARRAY['ADJUST'::text, 'SPLIT'::text, 'MERGE'::text, 'RETYPE'::text, 'RECODE'::text])))
);

create table map_revisions (
  layer text collate "C" not null,
  community_id uuid not null,
  revision bigint not null default 1,
  west double precision,
  south double precision,
  east double precision,
  north double precision,
  changed_by xid8 not null default pg_current_xact_id(),
  changed_at timestamp with time zone not null default clock_timestamp(),
  constraint map_revisions_pkey PRIMARY KEY (layer, community_id),
  constraint map_revisions_layer_check CHECK ((layer = ANY (ARRAY['communities'::text, 'buildings'::text, 'barriers'::text, 'register'::text, 'shapes'::text]))),
  constraint map_revisions_revision_check CHECK ((revision >= 1))
);

create table plan_basis (
  plan_id uuid not null,
  basis jsonb not null,
  taken_at timestamp with time zone not null default now(),
  constraint plan_basis_pkey PRIMARY KEY (plan_id),
  constraint plan_basis_basis_check CHECK ((jsonb_typeof(basis) = 'object'::text))
);

create table plan_buildings (
  plan_id uuid not null,
  building_id uuid not null,
  cell_no integer not null,
  grid_id uuid not null,
  constraint plan_buildings_pkey PRIMARY KEY (plan_id, building_id)
);

create table plan_cells (
  plan_id uuid not null,
  no integer not null,
  grid_id uuid not null,
  households integer not null,
  geom geometry(Geometry,4490) not null,
  constraint plan_cells_pkey PRIMARY KEY (plan_id, no),
  constraint plan_cells_plan_no_grid_key UNIQUE (plan_id, no, grid_id),
  constraint plan_cells_geom_type_check CHECK ((geometrytype(geom) = ANY (ARRAY['POLYGON'::text, 'MULTIPOLYGON'::text]))),
  constraint plan_cells_geom_valid_check CHECK (((NOT st_isempty(geom)) AND st_isvalid(geom))),
  constraint plan_cells_households_check CHECK ((households >= 0)),
  constraint plan_cells_no_check CHECK ((no >= 0))
);

create table plan_divisions (
  plan_id uuid not null,
  no integer not null,
  parent_no integer,
  ground_no integer not null,
  grids jsonb not null,
  grid_of integer[] not null,
  together jsonb not null default '[]'::jsonb,
  apart jsonb not null default '[]'::jsonb,
  constraint plan_divisions_pkey PRIMARY KEY (plan_id, no),
  constraint plan_divisions_apart_check CHECK ((jsonb_typeof(apart) = 'array'::text)),
  constraint plan_divisions_grid_of_check CHECK (
CASE
    WHEN (jsonb_typeof(grids) = 'array'::text) THEN (('-1'::integer <= ALL (grid_of)) AND (jsonb_array_length(grids) > ALL (grid_of)))
    ELSE NULL::boolean
END),
  constraint plan_divisions_grids_check CHECK ((jsonb_typeof(grids) = 'array'::text)),
  constraint plan_divisions_no_check CHECK ((no >= 1)),
  constraint plan_divisions_parent_check CHECK ((((no = 1) = (parent_no IS NULL)) AND (parent_no < no))),
  constraint plan_divisions_together_check CHECK ((jsonb_typeof(together) = 'array'::text))
);

create table plan_edits (
  plan_id uuid not null,
  no integer not null,
  plan_version integer not null,
  kind text collate "C" not null,
  edit jsonb,
  from_division integer not null,
  to_division integer not null,
  effect jsonb not null,
  job_id uuid,
  actor_id text collate "C" not null,
  actor_name text not null,
  role text collate "C" not null,
  at timestamp with time zone not null default clock_timestamp(),
  constraint plan_edits_pkey PRIMARY KEY (plan_id, no),
  constraint plan_edits_job_key UNIQUE (job_id),
  constraint plan_edits_version_key UNIQUE (plan_id, plan_version),
  constraint plan_edits_actor_check CHECK (((actor_id <> ''::text) AND (actor_name <> ''::text))),
  constraint plan_edits_edit_check CHECK ((jsonb_typeof(edit) = 'object'::text)),
  constraint plan_edits_effect_check CHECK ((jsonb_typeof(effect) = 'object'::text)),
  constraint plan_edits_kind_check CHECK ((kind = ANY (ARRAY['MOVE'::text, 'RELEASE'::text, 'SWAP'::text, 'MERGE'::text, 'SPLIT'::text, 'SET_KIND'::text, 'SET_REDUCED'::text, 'NAME'::text, 'LOCK'::text, 'UNLOCK'::text, 'KEEP_TOGETHER'::text, 'KEEP_APART'::text, 'LET_GO'::text, 'CARVE'::text, 'GIVE_BACK'::text, 'COPY_LOCKS'::text, 'REOPTIMIZE'::text, 'REPAIR'::text, 'FINISH'::text, 'REVALIDATE'::text, 'UNDO'::text, 'REDO'::text, 'JUMP'::text]))),
  constraint plan_edits_no_check CHECK ((no >= 1)),
  constraint plan_edits_role_check CHECK ((role = ANY (ARRAY['VIEWER'::text, 'PLANNER'::text, 'REVIEWER'::text, 'APPROVER'::text, 'ADMIN'::text, 'SYSTEM'::text])))
);

create table plan_grids (
  id uuid not null default gen_random_uuid(),
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
  geom geometry(Geometry,4490) not null,
  point geometry(Point,4490) not null,
  area_m2 double precision not null,
  perimeter_m double precision not null,
  compactness double precision not null,
  border jsonb not null,
  findings jsonb not null,
  limits jsonb,
  name text,
  locked boolean not null default false,
  reduced_note text,
  constraint plan_grids_pkey PRIMARY KEY (id),
  constraint plan_grids_id_plan_key UNIQUE (id, plan_id),
  constraint plan_grids_plan_label_key UNIQUE (plan_id, label) DEFERRABLE,
  constraint plan_grids_area_check CHECK (((area_m2 > (0)::double precision) AND (area_m2 < 'Infinity'::double precision))),
  constraint plan_grids_band_check CHECK (
CASE kind
    WHEN 'STANDARD'::text THEN COALESCE(((0 <= band_min) AND (band_min <= band_max)), false)
    ELSE ((band_min IS NULL) AND (band_max IS NULL))
END),
  constraint plan_grids_border_check CHECK ((jsonb_typeof(border) = 'object'::text)),
  constraint plan_grids_building_count_check CHECK ((building_count >= 0)),
  constraint plan_grids_code_check CHECK (((code ~ '^[0-9]{6}[0-5][0-9]{8}$'::text) AND (substr(code, 13) = label))),
  constraint plan_grids_compactness_check CHECK (((compactness >= (0)::double precision) AND (compactness <= (1)::double precision))),
  constraint plan_grids_deviation_check CHECK ((deviation =
CASE
    WHEN (households < band_min) THEN (households - band_min)
    WHEN (households > band_max) THEN (households - band_max)
    ELSE 0
END)),
  constraint plan_grids_findings_check CHECK ((jsonb_typeof(findings) = 'array'::text)),
  constraint plan_grids_geom_type_check CHECK ((geometrytype(geom) = ANY (ARRAY['POLYGON'::text, 'MULTIPOLYGON'::text]))),
  constraint plan_grids_geom_valid_check CHECK (((NOT st_isempty(geom)) AND st_isvalid(geom))),
  constraint plan_grids_households_check CHECK ((households >= 0)),
  constraint plan_grids_kind_check CHECK ((kind = ANY (ARRAY['STANDARD'::text, 'MICRO'::text]))),
  constraint plan_grids_label_check CHECK (((label ~ '^[0-9]{3}$'::text) AND
CASE kind
    WHEN 'STANDARD'::text THEN ((label >= '001'::text) AND (label <= '499'::text))
    ELSE ((label >= '501'::text) AND (label <= '899'::text))
END)),
  constraint plan_grids_limits_check CHECK ((jsonb_typeof(limits) = 'object'::text)),
  constraint plan_grids_name_check CHECK (((btrim(name) <> ''::text) AND (length(name) <= 100))),
  constraint plan_grids_old_households_check CHECK (((old_households >= 0) AND (old_households <= households))),
  constraint plan_grids_perimeter_check CHECK (((perimeter_m > (0)::double precision) AND (perimeter_m < 'Infinity'::double precision))),
  constraint plan_grids_point_check CHECK ((NOT st_isempty(point))),
  constraint plan_grids_reason_check CHECK ((jsonb_typeof(reason) = 'object'::text)),
  constraint plan_grids_reduced_check CHECK (((reduced = (reduced_reason IS NOT NULL)) AND (reduced_reason = ANY (ARRAY['OLD_ESTATE'::text, 'SPECIAL_POPULATION'::text, 'MANUAL'::text])) AND ((kind = 'STANDARD'::text) OR (NOT reduced)))),
  constraint plan_grids_reduced_note_check CHECK ((((kind = 'STANDARD'::text) AND (btrim(reduced_note) <> ''::text)) OR (reduced_note IS NULL))),
  constraint plan_grids_residents_check CHECK ((residents >= 0)),
  constraint plan_grids_special_households_check CHECK (((special_households >= 0) AND (special_households <= households)))
);

create table plan_grounds (
  plan_id uuid not null,
  no integer not null,
  key text collate "C" not null,
  cells jsonb not null,
  constraint plan_grounds_pkey PRIMARY KEY (plan_id, no),
  constraint plan_grounds_key_key UNIQUE (plan_id, key),
  constraint plan_grounds_cells_check CHECK ((jsonb_typeof(cells) = 'array'::text)),
  constraint plan_grounds_no_check CHECK ((no >= 1))
);

create table plans (
  id uuid not null default gen_random_uuid(),
  community_id uuid not null,
  job_id uuid,
  state text collate "C" not null default 'DRAFT'::text,
  rules jsonb not null,
  seed integer not null,
  effort double precision not null,
  engine_version text not null,
  input_hash text not null,
  metrics jsonb not null,
  findings jsonb not null,
  blocks geometry(GeometryCollection,4490) not null,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  certificate jsonb,
  regridding jsonb,
  focus text collate "C" not null default 'BALANCED'::text,
  alternative integer not null default 1,
  best_for text[] not null default '{BALANCED}'::text[],
  difference jsonb,
  left_out jsonb not null default '[]'::jsonb,
  author jsonb,
  submitted_by jsonb,
  submitted_at timestamp with time zone,
  deviation_reasons jsonb not null default '[]'::jsonb,
  notice_from timestamp with time zone,
  notice_to timestamp with time zone,
  effective_from timestamp with time zone,
  superseded_at timestamp with time zone,
  filing_number text collate "C",
  filed_at timestamp with time zone,
  start_version_id uuid,
  start jsonb,
  name text,
  branched_from uuid,
  division_no integer,
  rule_set_id uuid,
  constraint plans_pkey PRIMARY KEY (id),
  constraint plans_job_community_alternative_key UNIQUE (job_id, community_id, alternative),
  constraint plans_alternative_check CHECK ((alternative >= 1)),
  constraint plans_author_check CHECK ((jsonb_typeof(author) = 'object'::text)),
  constraint plans_best_for_check CHECK ((cardinality(best_for) > 0)),
  constraint plans_certificate_check CHECK ((jsonb_typeof(certificate) = 'object'::text)),
  constraint plans_deviation_reasons_check CHECK ((jsonb_typeof(deviation_reasons) = 'array'::text)),
  constraint plans_difference_check CHECK ((((difference IS NULL) = (alternative = 1)) AND (jsonb_typeof(difference) = 'object'::text))),
  constraint plans_effective_check CHECK (((state <> ALL (ARRAY['IN_FORCE'::text, 'SUPERSEDED'::text])) OR (effective_from IS NOT NULL))),
  constraint plans_effort_check CHECK (((effort > (0)::double precision) AND (effort < 'Infinity'::double precision))),
  constraint plans_engine_version_check CHECK ((engine_version <> ''::text)),
  constraint plans_filing_check CHECK ((((filing_number IS NULL) = (filed_at IS NULL)) AND (btrim(filing_number) <> ''::text))),
  constraint plans_findings_check CHECK ((jsonb_typeof(findings) = 'array'::text)),
  constraint plans_focus_check CHECK ((focus = ANY (ARRAY['BALANCED'::text, 'FEWEST_GRIDS'::text, 'MOST_COMPACT'::text, 'LEAST_CHURN'::text, 'ROADS_FIRST'::text, 'STAFF_SAVING'::text]))),
  constraint plans_input_hash_check CHECK ((input_hash <> ''::text)),
  constraint plans_left_out_check CHECK ((jsonb_typeof(left_out) = 'array'::text)),
  constraint plans_metrics_check CHECK ((jsonb_typeof(metrics) = 'object'::text)),
  constraint plans_name_check CHECK (((btrim(name) <> ''::text) AND (length(name) <= 100))),
  constraint plans_notice_check CHECK ((((notice_from IS NULL) = (notice_to IS NULL)) AND (notice_to > notice_from))),
  constraint plans_regridding_check CHECK ((jsonb_typeof(regridding) = 'object'::text)),
  constraint plans_rules_check CHECK ((jsonb_typeof(rules) = 'object'::text)),
  constraint plans_start_check CHECK ((jsonb_typeof(start) = 'object'::text)),
  constraint plans_state_check CHECK ((state = ANY (ARRAY['DRAFT'::text, 'SUBMITTED'::text, 'ENDORSED'::text, 'APPROVED'::text, 'IN_FORCE'::text, 'SUPERSEDED'::text, 'REJECTED'::text, 'WITHDRAWN'::text]))),
  constraint plans_submitted_check CHECK ((((submitted_by IS NULL) = (submitted_at IS NULL)) AND (jsonb_typeof(submitted_by) = 'object'::text) AND ((state = ANY (ARRAY['DRAFT'::text, 'WITHDRAWN'::text])) OR (submitted_by IS NOT NULL)))),
  constraint plans_superseded_check CHECK ((((state = 'SUPERSEDED'::text) = (superseded_at IS NOT NULL)) AND (superseded_at > effective_from))),
  constraint plans_version_check CHECK ((version >= 1))
);

create table register (
  id uuid not null default gen_random_uuid(),
  code text collate "C" not null,
  community_id uuid not null,
  plan_id uuid not null,
  grid_id uuid not null,
  kind text collate "C" not null,
  households integer not null,
  valid_from timestamp with time zone not null,
  valid_to timestamp with time zone,
  geom geometry(Geometry,4490) not null,
  constraint register_pkey PRIMARY KEY (id),
  constraint register_one_code_excl EXCLUDE USING gist (grid_id WITH =, tstzrange(valid_from, valid_to) WITH &&),
  constraint register_one_grid_excl EXCLUDE USING gist (code WITH =, tstzrange(valid_from, valid_to) WITH &&),
  constraint register_one_plan_excl EXCLUDE USING gist (community_id WITH =, plan_id WITH <>, tstzrange(valid_from, valid_to) WITH &&),
  constraint register_geom_type_check CHECK ((geometrytype(geom) = ANY (ARRAY['POLYGON'::text, 'MULTIPOLYGON'::text]))),
  constraint register_geom_valid_check CHECK (((NOT st_isempty(geom)) AND st_isvalid(geom))),
  constraint register_households_check CHECK ((households >= 0)),
  constraint register_kind_check CHECK ((kind = ANY (ARRAY['STANDARD'::text, 'MICRO'::text]))),
  constraint register_period_check CHECK ((valid_to > valid_from))
);

create table reviews (
  id uuid not null default gen_random_uuid(),
  plan_id uuid not null,
  community_id uuid not null,
  kind text collate "C" not null,
  from_state text collate "C" not null,
  to_state text collate "C" not null,
  plan_version integer not null,
  actor_id text collate "C" not null,
  actor_name text not null,
  role text collate "C" not null,
  comment text,
  deviation_reasons jsonb,
  findings jsonb,
  metrics jsonb,
  grid_label text collate "C",
  place geometry(Point,4490),
  details jsonb,
  created_at timestamp with time zone not null default clock_timestamp(),
  constraint reviews_pkey PRIMARY KEY (id),
  constraint reviews_actor_check CHECK (((actor_id <> ''::text) AND (actor_name <> ''::text))),
  constraint reviews_comment_check CHECK ((btrim(comment) <> ''::text)),
  constraint reviews_kind_check CHECK ((kind = ANY (ARRAY['SUBMIT'::text, 'ENDORSE'::text, 'RETURN'::text, 'APPROVE'::text, 'REJECT'::text, 'WITHDRAW'::text, 'SCHEDULE'::text, 'PUT_IN_FORCE'::text, 'SUPERSEDE'::text, 'FILE'::text, 'REVALIDATE'::text, 'NOTICE'::text, 'REMARK'::text]))),
  constraint reviews_role_check CHECK ((role = ANY (ARRAY['VIEWER'::text, 'PLANNER'::text, 'REVIEWER'::text, 'APPROVER'::text, 'ADMIN'::text, 'SYSTEM'::text])))
);

create table rule_sets (
  id uuid not null default gen_random_uuid(),
  jurisdiction text collate "C" not null,
  name text collate "C" not null,
  version integer not null,
  previous_version integer default NULLIF((version - 1), 0),
  rules jsonb not null,
  note text,
  saved_by jsonb not null,
  saved_at timestamp with time zone not null default now(),
  constraint rule_sets_pkey PRIMARY KEY (id),
  constraint rule_sets_id_jurisdiction_key UNIQUE (id, jurisdiction),
  constraint rule_sets_version_key UNIQUE (jurisdiction, name, version),
  constraint rule_sets_jurisdiction_check CHECK ((jurisdiction ~ '^[0-9]{0,12}$'::text)),
  constraint rule_sets_name_check CHECK (((name = btrim(name)) AND ((length(name) >= 1) AND (length(name) <= 100)))),
  constraint rule_sets_note_check CHECK (((btrim(note) <> ''::text) AND (length(note) <= 1000))),
  constraint rule_sets_rules_check CHECK ((jsonb_typeof(rules) = 'object'::text)),
  constraint rule_sets_saved_by_check CHECK ((jsonb_typeof(saved_by) = 'object'::text)),
  constraint rule_sets_version_check CHECK ((version >= 1))
);

create table shape_changes (
  id bigint not null,
  box geometry(Geometry,4490) not null,
  constraint shape_changes_pkey PRIMARY KEY (id)
);

create table shapes (
  id uuid not null,
  community_id uuid not null,
  kind text collate "C" not null,
  shape geometry(GeometryM,3857) not null,
  constraint shapes_pkey PRIMARY KEY (id),
  constraint shapes_kind_check CHECK ((kind = ANY (ARRAY['COMMUNITY'::text, 'GRID'::text]))),
  constraint shapes_shape_type_check CHECK (((geometrytype(shape) = ANY (ARRAY['POLYGONM'::text, 'MULTIPOLYGONM'::text])) AND (NOT st_isempty(shape))))
);

create table staff (
  id uuid not null default gen_random_uuid(),
  community_id uuid not null,
  code text collate "C" not null,
  duty text collate "C" not null,
  name text not null,
  full_time boolean not null,
  party_branch_secretary boolean not null,
  valid_from timestamp with time zone not null,
  valid_to timestamp with time zone,
  continues uuid,
  end_kind text collate "C",
  end_reason text,
  ended_by_plan uuid,
  constraint staff_pkey PRIMARY KEY (id),
  constraint staff_continues_key UNIQUE (continues),
  constraint staff_once_excl EXCLUDE USING gist (code WITH =, duty WITH =, name WITH =, tstzrange(valid_from, valid_to) WITH &&),
  constraint staff_one_head_excl EXCLUDE USING gist (code WITH =, tstzrange(valid_from, valid_to) WITH &&) WHERE ((duty = 'GRID_HEAD'::text)),
  constraint staff_duty_check CHECK ((duty = ANY (ARRAY['GRID_HEAD'::text, 'GRID_WORKER'::text, 'SUPPORT'::text]))),
  constraint staff_end_check CHECK ((((valid_to IS NULL) = (end_kind IS NULL)) AND (end_kind = ANY (ARRAY['ENDED'::text, 'REPLACED'::text, 'MOVED'::text, 'WITHOUT_GRID'::text])) AND ((end_kind IS NOT NULL) OR ((end_reason IS NULL) AND (ended_by_plan IS NULL))) AND (btrim(end_reason) <> ''::text))),
  constraint staff_name_check CHECK ((btrim(name) <> ''::text)),
  constraint staff_period_check CHECK ((valid_to >= valid_from)),
  constraint staff_secretary_check CHECK (((duty = 'GRID_HEAD'::text) OR (NOT party_branch_secretary)))
);

create table stale_shapes (
  community_id uuid not null,
  claim uuid,
  claimed_at timestamp with time zone,
  constraint stale_shapes_pkey PRIMARY KEY (community_id),
  constraint stale_shapes_claim_check CHECK (((claim IS NULL) = (claimed_at IS NULL)))
);

alter table audit add constraint audit_community_fkey
  FOREIGN KEY (community_id) REFERENCES communities(id);

alter table buildings add constraint buildings_community_fkey
  FOREIGN KEY (community_id) REFERENCES communities(id);

alter table buildings add constraint buildings_estate_fkey
  FOREIGN KEY (estate_id, community_id) REFERENCES estates(id, community_id);

alter table community_codes add constraint community_codes_community_fkey
  FOREIGN KEY (community_id) REFERENCES communities(id);

alter table default_rules add constraint default_rules_rule_set_fkey
  FOREIGN KEY (rule_set_id, rule_set_jurisdiction) REFERENCES rule_sets(id, jurisdiction);

alter table departmental_crosswalk_buildings add constraint departmental_crosswalk_buildings_building_fkey
  FOREIGN KEY (building_id) REFERENCES buildings(id);

alter table departmental_crosswalk_buildings add constraint departmental_crosswalk_buildings_code_fkey
  FOREIGN KEY (code) REFERENCES grid_codes(code);

alter table departmental_crosswalk_buildings add constraint departmental_crosswalk_buildings_crosswalk_fkey
  FOREIGN KEY (crosswalk_id, community_id) REFERENCES departmental_crosswalks(id, community_id);

alter table departmental_crosswalk_buildings add constraint departmental_crosswalk_buildings_grid_fkey
  FOREIGN KEY (grid_id) REFERENCES departmental_grids(id);

alter table departmental_crosswalks add constraint departmental_crosswalks_plan_fkey
  FOREIGN KEY (plan_id) REFERENCES plans(id);

alter table departmental_crosswalks add constraint departmental_crosswalks_version_fkey
  FOREIGN KEY (version_id, community_id) REFERENCES departmental_versions(id, community_id);

alter table departmental_grid_buildings add constraint departmental_grid_buildings_building_fkey
  FOREIGN KEY (building_id) REFERENCES buildings(id);

alter table departmental_grid_buildings add constraint departmental_grid_buildings_grid_fkey
  FOREIGN KEY (grid_id, version_id, community_id) REFERENCES departmental_grids(id, version_id, community_id);

alter table departmental_grids add constraint departmental_grids_version_fkey
  FOREIGN KEY (version_id, community_id) REFERENCES departmental_versions(id, community_id);

alter table departmental_networks add constraint departmental_networks_community_fkey
  FOREIGN KEY (community_id) REFERENCES communities(id);

alter table departmental_staff add constraint departmental_staff_community_fkey
  FOREIGN KEY (community_id) REFERENCES communities(id);

alter table departmental_staff add constraint departmental_staff_grid_fkey
  FOREIGN KEY (grid_id) REFERENCES departmental_grids(id);

alter table departmental_versions add constraint departmental_versions_network_fkey
  FOREIGN KEY (network_id, community_id) REFERENCES departmental_networks(id, community_id);

alter table estates add constraint estates_community_fkey
  FOREIGN KEY (community_id) REFERENCES communities(id);

alter table export_links add constraint export_links_community_fkey
  FOREIGN KEY (community_id) REFERENCES communities(id);

alter table grid_codes add constraint grid_codes_community_fkey
  FOREIGN KEY (community_id) REFERENCES communities(id);

alter table grid_codes add constraint grid_codes_issued_fkey
  FOREIGN KEY (issued_by_plan) REFERENCES plans(id);

alter table grid_codes add constraint grid_codes_retired_fkey
  FOREIGN KEY (retired_by_plan) REFERENCES plans(id);

alter table grid_colours add constraint grid_colours_grid_fkey
  FOREIGN KEY (grid_id) REFERENCES plan_grids(id) ON DELETE CASCADE;

alter table lineage add constraint lineage_community_fkey
  FOREIGN KEY (community_id) REFERENCES communities(id);

alter table lineage add constraint lineage_from_fkey
  FOREIGN KEY (from_code) REFERENCES grid_codes(code);

alter table lineage add constraint lineage_plan_fkey
  FOREIGN KEY (plan_id) REFERENCES plans(id);

alter table lineage add constraint lineage_to_fkey
  FOREIGN KEY (to_code) REFERENCES grid_codes(code);

alter table plan_basis add constraint plan_basis_plan_fkey
  FOREIGN KEY (plan_id) REFERENCES plans(id) ON DELETE CASCADE;

alter table plan_buildings add constraint plan_buildings_building_fkey
  FOREIGN KEY (building_id) REFERENCES buildings(id);

alter table plan_buildings add constraint plan_buildings_cell_fkey
  FOREIGN KEY (plan_id, cell_no, grid_id) REFERENCES plan_cells(plan_id, no, grid_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table plan_cells add constraint plan_cells_grid_fkey
  FOREIGN KEY (grid_id, plan_id) REFERENCES plan_grids(id, plan_id) ON DELETE CASCADE;

alter table plan_divisions add constraint plan_divisions_ground_fkey
  FOREIGN KEY (plan_id, ground_no) REFERENCES plan_grounds(plan_id, no) ON DELETE CASCADE;

alter table plan_divisions add constraint plan_divisions_parent_fkey
  FOREIGN KEY (plan_id, parent_no) REFERENCES plan_divisions(plan_id, no) ON DELETE CASCADE;

alter table plan_divisions add constraint plan_divisions_plan_fkey
  FOREIGN KEY (plan_id) REFERENCES plans(id) ON DELETE CASCADE;

alter table plan_edits add constraint plan_edits_from_fkey
  FOREIGN KEY (plan_id, from_division) REFERENCES plan_divisions(plan_id, no) ON DELETE CASCADE;

alter table plan_edits add constraint plan_edits_job_fkey
  FOREIGN KEY (job_id) REFERENCES jobs(id);

alter table plan_edits add constraint plan_edits_plan_fkey
  FOREIGN KEY (plan_id) REFERENCES plans(id) ON DELETE CASCADE;

alter table plan_edits add constraint plan_edits_to_fkey
  FOREIGN KEY (plan_id, to_division) REFERENCES plan_divisions(plan_id, no) ON DELETE CASCADE;

alter table plan_grids add constraint plan_grids_plan_fkey
  FOREIGN KEY (plan_id) REFERENCES plans(id) ON DELETE CASCADE;

alter table plan_grounds add constraint plan_grounds_plan_fkey
  FOREIGN KEY (plan_id) REFERENCES plans(id) ON DELETE CASCADE;

alter table plans add constraint plans_community_fkey
  FOREIGN KEY (community_id) REFERENCES communities(id);

alter table plans add constraint plans_division_fkey
  FOREIGN KEY (id, division_no) REFERENCES plan_divisions(plan_id, no);

alter table plans add constraint plans_job_fkey
  FOREIGN KEY (job_id) REFERENCES jobs(id) ON DELETE SET NULL;

alter table plans add constraint plans_rule_set_fkey
  FOREIGN KEY (rule_set_id) REFERENCES rule_sets(id);

alter table plans add constraint plans_start_version_fkey
  FOREIGN KEY (start_version_id) REFERENCES departmental_versions(id);

alter table register add constraint register_code_fkey
  FOREIGN KEY (code) REFERENCES grid_codes(code);

alter table register add constraint register_community_fkey
  FOREIGN KEY (community_id) REFERENCES communities(id);

alter table register add constraint register_grid_fkey
  FOREIGN KEY (grid_id, plan_id) REFERENCES plan_grids(id, plan_id);

alter table register add constraint register_plan_fkey
  FOREIGN KEY (plan_id) REFERENCES plans(id);

alter table reviews add constraint reviews_community_fkey
  FOREIGN KEY (community_id) REFERENCES communities(id);

alter table rule_sets add constraint rule_sets_previous_fkey
  FOREIGN KEY (jurisdiction, name, previous_version) REFERENCES rule_sets(jurisdiction, name, version);

alter table shapes add constraint shapes_community_fkey
  FOREIGN KEY (community_id) REFERENCES communities(id);

alter table staff add constraint staff_code_fkey
  FOREIGN KEY (code, community_id) REFERENCES grid_codes(code, community_id);

alter table staff add constraint staff_continues_fkey
  FOREIGN KEY (continues) REFERENCES staff(id);

alter table staff add constraint staff_ended_by_plan_fkey
  FOREIGN KEY (ended_by_plan) REFERENCES plans(id);

alter table stale_shapes add constraint stale_shapes_community_fkey
  FOREIGN KEY (community_id) REFERENCES communities(id);

CREATE INDEX audit_actor_idx ON audit USING btree (actor_id, at, id);

CREATE INDEX audit_at_idx ON audit USING btree (at, id);

CREATE INDEX audit_community_idx ON audit USING btree (community_id, at, id);

CREATE INDEX audit_plan_idx ON audit USING btree (plan_id, at, id);

CREATE INDEX barriers_geom_idx ON barriers USING gist (geom);

CREATE INDEX buildings_community_idx ON buildings USING btree (community_id, external_id, id);

CREATE INDEX buildings_estate_idx ON buildings USING btree (estate_id);

CREATE INDEX buildings_geom_idx ON buildings USING gist (geom);

CREATE INDEX buildings_households_idx ON buildings USING btree (community_id) INCLUDE (households);

CREATE INDEX buildings_sparse_idx ON buildings USING gist (geom) WHERE (map_rank(external_id) < 4096);

CREATE INDEX buildings_sparser_idx ON buildings USING gist (geom) WHERE (map_rank(external_id) < 256);

CREATE INDEX communities_geom_idx ON communities USING gist (geom);

CREATE INDEX communities_name_idx ON communities USING btree (name, id);

CREATE UNIQUE INDEX community_codes_current_code_idx ON community_codes USING btree (code) WHERE (valid_to IS NULL);

CREATE UNIQUE INDEX community_codes_current_community_idx ON community_codes USING btree (community_id) WHERE (valid_to IS NULL);

CREATE INDEX default_rules_rule_set_idx ON default_rules USING btree (rule_set_id, valid_from);

CREATE INDEX departmental_grid_buildings_version_idx ON departmental_grid_buildings USING btree (version_id, building_id);

CREATE INDEX departmental_grids_code_idx ON departmental_grids USING btree (code);

CREATE INDEX departmental_grids_geom_idx ON departmental_grids USING gist (geom);

CREATE INDEX departmental_versions_network_idx ON departmental_versions USING btree (network_id, valid_from);

CREATE INDEX estates_name_idx ON estates USING btree (name, id);

CREATE INDEX export_links_created_at_idx ON export_links USING btree (created_at, id);

CREATE INDEX grid_codes_community_idx ON grid_codes USING btree (community_id, code);

CREATE INDEX jobs_created_at_idx ON jobs USING btree (created_at, id);

CREATE INDEX lineage_from_idx ON lineage USING btree (from_code, at);

CREATE INDEX lineage_to_idx ON lineage USING btree (to_code, at);

CREATE INDEX plan_buildings_building_idx ON plan_buildings USING btree (building_id);

CREATE INDEX plan_buildings_cell_idx ON plan_buildings USING btree (plan_id, cell_no);

CREATE INDEX plan_buildings_grid_idx ON plan_buildings USING btree (grid_id);

CREATE INDEX plan_cells_grid_idx ON plan_cells USING btree (grid_id);

CREATE INDEX plan_grids_geom_idx ON plan_grids USING gist (geom);

CREATE INDEX plans_community_idx ON plans USING btree (community_id, created_at, id);

CREATE INDEX plans_created_at_idx ON plans USING btree (created_at, id);

CREATE UNIQUE INDEX plans_one_in_force_idx ON plans USING btree (community_id) WHERE (state = 'IN_FORCE'::text);

CREATE INDEX plans_rule_set_idx ON plans USING btree (rule_set_id);

CREATE INDEX plans_state_idx ON plans USING btree (state, created_at, id);

CREATE INDEX register_code_idx ON register USING btree (code, valid_from);

CREATE INDEX register_community_idx ON register USING btree (community_id, valid_from, code);

CREATE INDEX register_current_idx ON register USING btree (code) WHERE (valid_to IS NULL);

CREATE INDEX register_geom_idx ON register USING gist (geom);

CREATE INDEX register_grid_idx ON register USING btree (grid_id);

CREATE INDEX register_grid_in_force_idx ON register USING btree (grid_id) INCLUDE (code) WHERE (valid_to IS NULL);

CREATE INDEX register_plan_idx ON register USING btree (plan_id);

CREATE INDEX reviews_plan_idx ON reviews USING btree (plan_id, created_at, id);

CREATE INDEX rule_sets_name_idx ON rule_sets USING btree (name, id);

CREATE INDEX shapes_community_idx ON shapes USING btree (community_id);

CREATE INDEX shapes_shape_idx ON shapes USING gist (shape);

CREATE INDEX staff_community_idx ON staff USING btree (community_id, valid_from, code);

CREATE INDEX staff_current_idx ON staff USING btree (community_id, code) WHERE (valid_to IS NULL);

CREATE INDEX staff_ended_by_plan_idx ON staff USING btree (ended_by_plan);

CREATE OR REPLACE FUNCTION audit_append()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    begin
      new.chain := coalesce(new.community_id, '00000000-0000-0000-0000-000000000000');
      -- Holds the head until the end of the transaction: rows of one chain come one after another.
      insert into audit_heads as head (chain, seq, at, hash) values (new.chain, 1, '-infinity', '')
        on conflict (chain) do update set seq = head.seq + 1
        returning head.seq, head.at, head.hash into new.seq, new.at, new.previous_hash;
      -- Behind the lock: within a chain every row is later than the one before, however coarse the
      -- clock, and even where it was set back.
      new.at := greatest(clock_timestamp(), new.at + interval '1 microsecond');
      new.hash := encode(sha256(convert_to(audit_text(new), 'UTF8')), 'hex');
      update audit_heads set at = new.at, hash = new.hash where chain = new.chain;
      return new;
    end $function$;

CREATE OR REPLACE FUNCTION audit_text(entry audit)
 RETURNS text
 LANGUAGE sql
 STABLE
AS $function$
      select string_agg(coalesce(octet_length(field) || ':' || field, '-'), E'\n' order by no)
      from unnest(array[
        entry.chain::text, entry.seq::text, entry.id::text,
        to_char(entry.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        entry.community_id::text, entry.plan_id::text, entry.actor_id, entry.actor_name, entry.role,
        entry.action, entry.subject, entry.before::text, entry.after::text, entry.reason, entry.previous_hash
      ]) with ordinality as fields (field, no)
    $function$;

CREATE OR REPLACE FUNCTION community_codes_keep()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    begin
      if tg_op = 'DELETE' or old.valid_to is not null
        or (new.community_id, new.code, new.valid_from)
          is distinct from (old.community_id, old.code, old.valid_from)
      then
        raise exception 'which codes a community had is kept: a row can only end, and once'
          using errcode = 'restrict_violation', constraint = 'community_codes_keep',
            table = 'community_codes';
      end if;
      return null;
    end $function$;

CREATE OR REPLACE FUNCTION default_rules_keep()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    begin
      if tg_op = 'DELETE' or old.valid_to is not null or new.valid_to is null
        or (new.id, new.jurisdiction, new.rule_set_id, new.set_by, new.valid_from) is distinct from
          (old.id, old.jurisdiction, old.rule_set_id, old.set_by, old.valid_from)
      then
        raise exception 'default rules are kept for ever: they can only end, and once'
          using errcode = 'restrict_violation', constraint = 'default_rules_keep',
            table = 'default_rules';
      end if;
      return new;
    end $function$;

CREATE OR REPLACE FUNCTION departmental_members(version uuid)
 RETURNS TABLE(grid_id uuid, building_id uuid)
 LANGUAGE sql
 STABLE
AS $function$
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
    $function$;

CREATE OR REPLACE FUNCTION departmental_versions_keep()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
    end $function$;

CREATE OR REPLACE FUNCTION export_links_keep()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    begin
      if tg_op = 'DELETE' or old.revoked_at is distinct from new.revoked_at and old.revoked_at is not null
        or (to_jsonb(new) - array['revoked_at', 'revoked_by', 'downloads', 'last_used_at'])
          is distinct from
          (to_jsonb(old) - array['revoked_at', 'revoked_by', 'downloads', 'last_used_at'])
      then
        raise exception 'what a link gave to whom is kept: it can only be used and, once, revoked'
          using errcode = 'restrict_violation', constraint = 'export_links_keep',
            table = 'export_links';
      end if;
      return new;
    end $function$;

CREATE OR REPLACE FUNCTION grid_codes_keep()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    begin
      if tg_op = 'INSERT' then
        if not exists (select from community_codes
          where community_id = new.community_id and code = substr(new.code, 1, 12)
            and valid_from <= new.issued_at and (valid_to is null or valid_to > new.issued_at)) then
          raise exception 'grid code % does not begin with the code of its community', new.code
            using errcode = 'restrict_violation', constraint = 'grid_codes_prefix',
              table = 'grid_codes';
        end if;
        return new;
      end if;
      if tg_op = 'DELETE' or old.retired_at is not null
        or (new.code, new.community_id, new.kind, new.issued_at, new.issued_by_plan)
          is distinct from
          (old.code, old.community_id, old.kind, old.issued_at, old.issued_by_plan)
      then
        raise exception 'grid code % is kept for ever: it can only be retired, and once', old.code
          using errcode = 'restrict_violation', constraint = 'grid_codes_keep', table = 'grid_codes';
      end if;
      if exists (select from register
        where code = new.code and (valid_to is null or valid_to > new.retired_at)) then
        raise exception 'grid code % is in force: it cannot retire before its grid ends', new.code
          using errcode = 'restrict_violation', constraint = 'grid_codes_in_force',
            table = 'grid_codes';
      end if;
      return new;
    end $function$;

CREATE OR REPLACE FUNCTION grid_codes_nobody_left()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    begin
      if exists (select 1 from staff
        where code = new.code
          and coalesce(valid_to, 'infinity') > greatest(new.retired_at, valid_from)) then
        raise exception 'grid code % is retired, but somebody still serves there', new.code
          using errcode = 'restrict_violation', constraint = 'grid_codes_nobody_left',
            table = 'grid_codes';
      end if;
      return null;
    end $function$;

CREATE OR REPLACE FUNCTION map_rank(external_id text)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN ((get_byte(decode(md5(external_id), 'hex'::text), 0) * 256) + get_byte(decode(md5(external_id), 'hex'::text), 1));

CREATE OR REPLACE FUNCTION note_map_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
    end $function$;

CREATE OR REPLACE FUNCTION note_shape_changes()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
    end $function$;

CREATE OR REPLACE FUNCTION plan_buildings_same_community()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
    end $function$;

CREATE OR REPLACE FUNCTION plan_edits_append_only()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    begin
      if tg_op = 'UPDATE' or exists (select from plans where id = old.plan_id) then
        raise exception 'the history of a draft only grows'
          using errcode = 'restrict_violation', constraint = tg_table_name || '_append_only',
            table = tg_table_name;
      end if;
      return old;
    end $function$;

CREATE OR REPLACE FUNCTION plan_parts_fixed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    begin
      if exists (
        select 1 from touched join plans on plans.id = touched.plan_id
        where plans.state in ('IN_FORCE', 'SUPERSEDED', 'REJECTED', 'WITHDRAWN')
      ) then
        raise exception 'the grids of a plan that is in force or has ended are fixed'
          using errcode = 'restrict_violation', constraint = 'plan_parts_fixed', table = tg_table_name;
      end if;
      return null;
    end $function$;

CREATE OR REPLACE FUNCTION plans_change_state()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    begin
      if old.state <> new.state and (old.state, new.state) not in (
        ('DRAFT', 'SUBMITTED'), ('DRAFT', 'WITHDRAWN'),
        ('SUBMITTED', 'ENDORSED'), ('SUBMITTED', 'DRAFT'), ('SUBMITTED', 'REJECTED'),
        ('SUBMITTED', 'WITHDRAWN'),
        ('ENDORSED', 'APPROVED'), ('ENDORSED', 'DRAFT'), ('ENDORSED', 'REJECTED'),
        ('ENDORSED', 'WITHDRAWN'),
        ('APPROVED', 'IN_FORCE'), ('APPROVED', 'WITHDRAWN'),
        ('IN_FORCE', 'SUPERSEDED')
      ) then
        raise exception 'a plan does not go from % to %', old.state, new.state
          using errcode = 'check_violation', constraint = 'plans_transition', table = 'plans';
      end if;
      if old.state <> new.state and new.version = old.version then
        raise exception 'a plan that changes its state has a new version'
          using errcode = 'check_violation', constraint = 'plans_transition_version', table = 'plans';
      end if;
      return new;
    end $function$;

CREATE OR REPLACE FUNCTION plans_fixed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    declare
      free constant text[] := array['state', 'version', 'updated_at', 'job_id', 'superseded_at',
        'filing_number', 'filed_at'];
    begin
      if old.state in ('IN_FORCE', 'SUPERSEDED', 'REJECTED', 'WITHDRAWN') and (
        to_jsonb(old) - free <> to_jsonb(new) - free
        or old.filing_number is not null
          and (old.filing_number, old.filed_at) is distinct from (new.filing_number, new.filed_at)
        or old.superseded_at is not null and old.superseded_at is distinct from new.superseded_at
      ) then
        raise exception 'a plan that is in force or has ended is fixed'
          using errcode = 'restrict_violation', constraint = 'plans_fixed', table = 'plans';
      end if;
      return new;
    end $function$;

CREATE OR REPLACE FUNCTION plans_keep()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    begin
      if old.state <> 'DRAFT' or old.submitted_at is not null then
        raise exception 'only a draft that was never submitted can be deleted, this plan is %', old.state
          using errcode = 'restrict_violation', constraint = 'plans_keep', table = 'plans';
      end if;
      return old;
    end $function$;

CREATE OR REPLACE FUNCTION plans_keep_rules()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    begin
      if tg_op = 'UPDATE' then
        if (new.rules, new.rule_set_id) is distinct from (old.rules, old.rule_set_id) then
          raise exception 'the rules that a plan was made with stay with it'
            using errcode = 'restrict_violation', constraint = 'plans_keep_rules', table = 'plans';
        end if;
      elsif exists (
        select from rule_sets, jsonb_each(rule_sets.rules) as number
        where rule_sets.id = new.rule_set_id
          and new.rules -> number.key is distinct from number.value
      ) then
        raise exception 'the rules of the plan are not those of the rule set'
          using errcode = 'check_violation', constraint = 'plans_rules_of_set', table = 'plans';
      end if;
      return null;
    end $function$;

CREATE OR REPLACE FUNCTION plans_match_register()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    begin
      if (select state = 'IN_FORCE' from plans where id = new.id)
        <> exists (select from register where plan_id = new.id and valid_to is null) then
        raise exception 'a plan is in force as long as its grids are in the register, and no longer'
          using errcode = 'restrict_violation', constraint = 'plans_match_register', table = 'plans';
      end if;
      return null;
    end $function$;

CREATE OR REPLACE FUNCTION plans_valid_blocks()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    begin
      if not st_isvalid(new.blocks) then
        raise exception 'the blocks of a plan are valid areas'
          using errcode = 'check_violation', constraint = 'plans_blocks_valid_check', table = 'plans';
      end if;
      if not (st_isempty(st_collectionextract(new.blocks, 1))
          and st_isempty(st_collectionextract(new.blocks, 2))) then
        raise exception 'the blocks of a plan are areas, not points or lines'
          using errcode = 'check_violation', constraint = 'plans_blocks_polygons_check', table = 'plans';
      end if;
      return new;
    end $function$;

CREATE OR REPLACE FUNCTION refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    begin
      raise exception '% only grows: % is refused', tg_table_name, lower(tg_op)
        using errcode = 'restrict_violation', constraint = tg_table_name || '_append_only',
          table = tg_table_name;
    end $function$;

CREATE OR REPLACE FUNCTION register_keep()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    begin
      if tg_op = 'INSERT' then
        if exists (select from grid_codes
          where code = new.code and (kind <> new.kind or community_id <> new.community_id
            or issued_at > new.valid_from or retired_at is not null)) then
          raise exception 'grid code % is retired, not yet issued, of another kind or community', new.code
            using errcode = 'restrict_violation', constraint = 'register_living_code',
              table = 'register';
        end if;
        if exists (select from plans
          where id = new.plan_id and (state <> 'IN_FORCE' or community_id <> new.community_id)) then
          raise exception 'only the plan in force of the community has its grids in the register'
            using errcode = 'restrict_violation', constraint = 'register_plan_in_force',
              table = 'register';
        end if;
      elsif tg_op = 'DELETE' or old.valid_to is not null or new.valid_to is null
        or (new.id, new.code, new.community_id, new.plan_id, new.grid_id, new.kind, new.households,
            new.valid_from, st_asbinary(new.geom)) is distinct from
          (old.id, old.code, old.community_id, old.plan_id, old.grid_id, old.kind, old.households,
            old.valid_from, st_asbinary(old.geom))
      then
        raise exception 'the register keeps what was in force: a row can only end, and once'
          using errcode = 'restrict_violation', constraint = 'register_keep', table = 'register';
      end if;
      return new;
    end $function$;

CREATE OR REPLACE FUNCTION staff_keep()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    begin
      if tg_op = 'INSERT' then
        if exists (select 1 from grid_codes where code = new.code
          and (issued_at > new.valid_from or retired_at < coalesce(new.valid_to, 'infinity'))) then
          raise exception 'grid code % is not in use in that time: nobody serves there', new.code
            using errcode = 'restrict_violation', constraint = 'staff_code_in_use', table = 'staff';
        end if;
      elsif tg_op = 'DELETE' or old.valid_to is not null or new.valid_to is null
        or (new.id, new.community_id, new.code, new.duty, new.name, new.full_time,
            new.party_branch_secretary, new.valid_from, new.continues) is distinct from
          (old.id, old.community_id, old.code, old.duty, old.name, old.full_time,
            old.party_branch_secretary, old.valid_from, old.continues)
      then
        raise exception 'who served is kept for ever: a row can only end, and once'
          using errcode = 'restrict_violation', constraint = 'staff_keep', table = 'staff';
      end if;
      return new;
    end $function$;

CREATE OR REPLACE FUNCTION stands_in(building geometry, area geometry)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
AS $function$
      select building && area and st_covers(area, st_pointonsurface(building))
    $function$;

CREATE TRIGGER audit_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER audit_append_row BEFORE INSERT ON audit FOR EACH ROW EXECUTE FUNCTION audit_append();

CREATE TRIGGER audit_heads_by_audit BEFORE INSERT OR UPDATE ON audit_heads FOR EACH STATEMENT WHEN ((pg_trigger_depth() = 0)) EXECUTE FUNCTION refuse_change();

CREATE TRIGGER audit_heads_keep BEFORE DELETE OR TRUNCATE ON audit_heads FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER barriers_map_delete AFTER DELETE ON barriers REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION note_map_change('barriers', '''00000000-0000-0000-0000-000000000000''::uuid', 'geom', 'id', 'kind, class, name, geom');

CREATE TRIGGER barriers_map_insert AFTER INSERT ON barriers REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION note_map_change('barriers', '''00000000-0000-0000-0000-000000000000''::uuid', 'geom', 'id', 'kind, class, name, geom');

CREATE TRIGGER barriers_map_update AFTER UPDATE ON barriers REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION note_map_change('barriers', '''00000000-0000-0000-0000-000000000000''::uuid', 'geom', 'id', 'kind, class, name, geom');

CREATE TRIGGER buildings_map_delete AFTER DELETE ON buildings REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION note_map_change('buildings', 'community_id', 'geom', 'id', 'community_id, estate_id, name, category, households, geom');

CREATE TRIGGER buildings_map_insert AFTER INSERT ON buildings REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION note_map_change('buildings', 'community_id', 'geom', 'id', 'community_id, estate_id, name, category, households, geom');

CREATE TRIGGER buildings_map_update AFTER UPDATE ON buildings REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION note_map_change('buildings', 'community_id', 'geom', 'id', 'community_id, estate_id, name, category, households, geom');

CREATE TRIGGER communities_map_delete AFTER DELETE ON communities REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION note_map_change('communities', 'id', 'geom', 'id', 'name, geom');

CREATE TRIGGER communities_map_insert AFTER INSERT ON communities REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION note_map_change('communities', 'id', 'geom', 'id', 'name, geom');

CREATE TRIGGER communities_map_update AFTER UPDATE ON communities REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION note_map_change('communities', 'id', 'geom', 'id', 'name, geom');

CREATE TRIGGER communities_shape_added AFTER INSERT ON communities REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION note_shape_changes();

CREATE TRIGGER communities_shape_changed AFTER UPDATE ON communities REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION note_shape_changes();

CREATE TRIGGER community_codes_keep AFTER DELETE OR UPDATE ON community_codes FOR EACH ROW EXECUTE FUNCTION community_codes_keep();

CREATE TRIGGER community_codes_map_delete AFTER DELETE ON community_codes REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION note_map_change('communities', 'community_id', 'null::geometry', 'community_id', 'code, valid_to');

CREATE TRIGGER community_codes_map_insert AFTER INSERT ON community_codes REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION note_map_change('communities', 'community_id', 'null::geometry', 'community_id', 'code, valid_to');

CREATE TRIGGER community_codes_map_update AFTER UPDATE ON community_codes REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION note_map_change('communities', 'community_id', 'null::geometry', 'community_id', 'code, valid_to');

CREATE TRIGGER default_rules_keep BEFORE DELETE OR UPDATE ON default_rules FOR EACH ROW EXECUTE FUNCTION default_rules_keep();

CREATE TRIGGER default_rules_no_truncate BEFORE TRUNCATE ON default_rules FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER departmental_crosswalk_buildings_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON departmental_crosswalk_buildings FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER departmental_crosswalks_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON departmental_crosswalks FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER departmental_grid_buildings_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON departmental_grid_buildings FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER departmental_grids_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON departmental_grids FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER departmental_networks_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON departmental_networks FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER departmental_staff_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON departmental_staff FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER departmental_versions_keep BEFORE DELETE OR UPDATE ON departmental_versions FOR EACH ROW EXECUTE FUNCTION departmental_versions_keep();

CREATE TRIGGER departmental_versions_no_truncate BEFORE TRUNCATE ON departmental_versions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER estates_map_delete AFTER DELETE ON estates REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION note_map_change('buildings', 'community_id', 'null::geometry', 'id', 'name');

CREATE TRIGGER estates_map_insert AFTER INSERT ON estates REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION note_map_change('buildings', 'community_id', 'null::geometry', 'id', 'name');

CREATE TRIGGER estates_map_update AFTER UPDATE ON estates REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION note_map_change('buildings', 'community_id', 'null::geometry', 'id', 'name');

CREATE TRIGGER export_links_keep BEFORE DELETE OR UPDATE ON export_links FOR EACH ROW EXECUTE FUNCTION export_links_keep();

CREATE TRIGGER export_links_no_truncate BEFORE TRUNCATE ON export_links FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER grid_codes_keep BEFORE INSERT OR DELETE OR UPDATE ON grid_codes FOR EACH ROW EXECUTE FUNCTION grid_codes_keep();

CREATE TRIGGER grid_codes_no_truncate BEFORE TRUNCATE ON grid_codes FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE CONSTRAINT TRIGGER grid_codes_nobody_left AFTER UPDATE OF retired_at ON grid_codes DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION grid_codes_nobody_left();

CREATE TRIGGER lineage_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON lineage FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER plan_basis_fixed_delete AFTER DELETE ON plan_basis REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION plan_parts_fixed();

CREATE TRIGGER plan_basis_fixed_insert AFTER INSERT ON plan_basis REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION plan_parts_fixed();

CREATE TRIGGER plan_basis_fixed_update AFTER UPDATE ON plan_basis REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION plan_parts_fixed();

CREATE TRIGGER plan_buildings_fixed_delete AFTER DELETE ON plan_buildings REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION plan_parts_fixed();

CREATE TRIGGER plan_buildings_fixed_insert AFTER INSERT ON plan_buildings REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION plan_parts_fixed();

CREATE TRIGGER plan_buildings_fixed_update AFTER UPDATE ON plan_buildings REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION plan_parts_fixed();

CREATE TRIGGER plan_buildings_same_community_insert AFTER INSERT ON plan_buildings REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION plan_buildings_same_community();

CREATE TRIGGER plan_buildings_same_community_update AFTER UPDATE ON plan_buildings REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION plan_buildings_same_community();

CREATE TRIGGER plan_cells_fixed_delete AFTER DELETE ON plan_cells REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION plan_parts_fixed();

CREATE TRIGGER plan_cells_fixed_insert AFTER INSERT ON plan_cells REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION plan_parts_fixed();

CREATE TRIGGER plan_cells_fixed_update AFTER UPDATE ON plan_cells REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION plan_parts_fixed();

CREATE TRIGGER plan_divisions_append_only BEFORE DELETE OR UPDATE ON plan_divisions FOR EACH ROW EXECUTE FUNCTION plan_edits_append_only();

CREATE TRIGGER plan_divisions_kept BEFORE TRUNCATE ON plan_divisions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER plan_edits_append_only BEFORE DELETE OR UPDATE ON plan_edits FOR EACH ROW EXECUTE FUNCTION plan_edits_append_only();

CREATE TRIGGER plan_edits_kept BEFORE TRUNCATE ON plan_edits FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER plan_grids_fixed_delete AFTER DELETE ON plan_grids REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION plan_parts_fixed();

CREATE TRIGGER plan_grids_fixed_insert AFTER INSERT ON plan_grids REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION plan_parts_fixed();

CREATE TRIGGER plan_grids_fixed_update AFTER UPDATE ON plan_grids REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION plan_parts_fixed();

CREATE TRIGGER plan_grounds_append_only BEFORE DELETE OR UPDATE ON plan_grounds FOR EACH ROW EXECUTE FUNCTION plan_edits_append_only();

CREATE TRIGGER plan_grounds_kept BEFORE TRUNCATE ON plan_grounds FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER plans_change_state BEFORE UPDATE OF state ON plans FOR EACH ROW EXECUTE FUNCTION plans_change_state();

CREATE TRIGGER plans_fixed BEFORE UPDATE ON plans FOR EACH ROW EXECUTE FUNCTION plans_fixed();

CREATE TRIGGER plans_keep BEFORE DELETE ON plans FOR EACH ROW EXECUTE FUNCTION plans_keep();

CREATE TRIGGER plans_keep_rules AFTER INSERT OR UPDATE OF rules, rule_set_id ON plans FOR EACH ROW EXECUTE FUNCTION plans_keep_rules();

CREATE CONSTRAINT TRIGGER plans_match_register AFTER INSERT OR UPDATE OF state ON plans DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION plans_match_register();

CREATE TRIGGER plans_valid_blocks BEFORE INSERT OR UPDATE OF blocks ON plans FOR EACH ROW EXECUTE FUNCTION plans_valid_blocks();

CREATE TRIGGER register_keep BEFORE INSERT OR DELETE OR UPDATE ON register FOR EACH ROW EXECUTE FUNCTION register_keep();

CREATE TRIGGER register_map_delete AFTER DELETE ON register REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION note_map_change('register', 'community_id', 'geom', 'id', 'valid_to');

CREATE TRIGGER register_map_insert AFTER INSERT ON register REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION note_map_change('register', 'community_id', 'geom', 'id', 'valid_to');

CREATE TRIGGER register_map_update AFTER UPDATE ON register REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION note_map_change('register', 'community_id', 'geom', 'id', 'valid_to');

CREATE TRIGGER register_no_truncate BEFORE TRUNCATE ON register FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER register_shape_added AFTER INSERT ON register REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION note_shape_changes();

CREATE TRIGGER reviews_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON reviews FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER rule_sets_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON rule_sets FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER shapes_map_delete AFTER DELETE ON shapes REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION note_map_change('shapes', 'community_id', 'null::geometry', 'id', 'shape');

CREATE TRIGGER shapes_map_insert AFTER INSERT ON shapes REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION note_map_change('shapes', 'community_id', 'null::geometry', 'id', 'shape');

CREATE TRIGGER shapes_map_update AFTER UPDATE ON shapes REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION note_map_change('shapes', 'community_id', 'null::geometry', 'id', 'shape');

CREATE TRIGGER staff_keep BEFORE INSERT OR DELETE OR UPDATE ON staff FOR EACH ROW EXECUTE FUNCTION staff_keep();

CREATE TRIGGER staff_no_truncate BEFORE TRUNCATE ON staff FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
