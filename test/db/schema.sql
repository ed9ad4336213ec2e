-- Written by npm run schema:dump from the migrations; do not edit.

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
  constraint jobs_pkey PRIMARY KEY (id),
  constraint jobs_done_check CHECK (((total >= 0) AND ((done >= 0) AND (done <= total)))),
  constraint jobs_error_check CHECK ((((state = 'FAILED'::text) = (error IS NOT NULL)) AND ((error IS NULL) OR (jsonb_typeof(error) = 'object'::text)))),
  constraint jobs_finished_check CHECK (((state = ANY (ARRAY['SUCCEEDED'::text, 'FAILED'::text, 'CANCELLED'::text])) = (finished_at IS NOT NULL))),
  constraint jobs_kind_check CHECK ((kind = 'PROPOSE_PLANS'::text)),
  constraint jobs_payload_check CHECK ((jsonb_typeof(payload) = 'object'::text)),
  constraint jobs_progress_check CHECK (((progress >= (0)::double precision) AND (progress <= (1)::double precision))),
  constraint jobs_started_check CHECK (((state = ANY (ARRAY['QUEUED'::text, 'CANCELLED'::text])) OR (started_at IS NOT NULL))),
  constraint jobs_state_check CHECK ((state = ANY (ARRAY['QUEUED'::text, 'RUNNING'::text, 'SUCCEEDED'::text, 'FAILED'::text, 'CANCELLED'::text])))
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
  constraint plan_grids_pkey PRIMARY KEY (id),
  constraint plan_grids_id_plan_key UNIQUE (id, plan_id),
  constraint plan_grids_plan_label_key UNIQUE (plan_id, label),
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
  constraint plan_grids_old_households_check CHECK (((old_households >= 0) AND (old_households <= households))),
  constraint plan_grids_perimeter_check CHECK (((perimeter_m > (0)::double precision) AND (perimeter_m < 'Infinity'::double precision))),
  constraint plan_grids_point_check CHECK ((NOT st_isempty(point))),
  constraint plan_grids_reason_check CHECK ((jsonb_typeof(reason) = 'object'::text)),
  constraint plan_grids_reduced_check CHECK (((reduced = (reduced_reason IS NOT NULL)) AND (reduced_reason = ANY (ARRAY['OLD_ESTATE'::text, 'SPECIAL_POPULATION'::text, 'MANUAL'::text])) AND ((kind = 'STANDARD'::text) OR (NOT reduced)))),
  constraint plan_grids_residents_check CHECK ((residents >= 0)),
  constraint plan_grids_special_households_check CHECK (((special_households >= 0) AND (special_households <= households)))
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
  constraint plans_pkey PRIMARY KEY (id),
  constraint plans_job_community_alternative_key UNIQUE (job_id, community_id, alternative),
  constraint plans_alternative_check CHECK ((alternative >= 1)),
  constraint plans_best_for_check CHECK ((cardinality(best_for) > 0)),
  constraint plans_blocks_polygons_check CHECK ((st_isempty(st_collectionextract(blocks, 1)) AND st_isempty(st_collectionextract(blocks, 2)))),
  constraint plans_blocks_valid_check CHECK (st_isvalid(blocks)),
  constraint plans_certificate_check CHECK ((jsonb_typeof(certificate) = 'object'::text)),
  constraint plans_difference_check CHECK ((((difference IS NULL) = (alternative = 1)) AND (jsonb_typeof(difference) = 'object'::text))),
  constraint plans_effort_check CHECK (((effort > (0)::double precision) AND (effort < 'Infinity'::double precision))),
  constraint plans_engine_version_check CHECK ((engine_version <> ''::text)),
  constraint plans_findings_check CHECK ((jsonb_typeof(findings) = 'array'::text)),
  constraint plans_focus_check CHECK ((focus = ANY (ARRAY['BALANCED'::text, 'FEWEST_GRIDS'::text, 'MOST_COMPACT'::text, 'LEAST_CHURN'::text, 'ROADS_FIRST'::text, 'STAFF_SAVING'::text]))),
  constraint plans_input_hash_check CHECK ((input_hash <> ''::text)),
  constraint plans_left_out_check CHECK ((jsonb_typeof(left_out) = 'array'::text)),
  constraint plans_metrics_check CHECK ((jsonb_typeof(metrics) = 'object'::text)),
  constraint plans_regridding_check CHECK ((jsonb_typeof(regridding) = 'object'::text)),
  constraint plans_rules_check CHECK ((jsonb_typeof(rules) = 'object'::text)),
  constraint plans_state_check CHECK ((state = 'DRAFT'::text)),
  constraint plans_version_check CHECK ((version >= 1))
);

alter table buildings add constraint buildings_community_fkey
  FOREIGN KEY (community_id) REFERENCES communities(id);

alter table buildings add constraint buildings_estate_fkey
  FOREIGN KEY (estate_id, community_id) REFERENCES estates(id, community_id);

alter table community_codes add constraint community_codes_community_fkey
  FOREIGN KEY (community_id) REFERENCES communities(id);

alter table estates add constraint estates_community_fkey
  FOREIGN KEY (community_id) REFERENCES communities(id);

alter table plan_buildings add constraint plan_buildings_building_fkey
  FOREIGN KEY (building_id) REFERENCES buildings(id);

alter table plan_buildings add constraint plan_buildings_cell_fkey
  FOREIGN KEY (plan_id, cell_no, grid_id) REFERENCES plan_cells(plan_id, no, grid_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table plan_cells add constraint plan_cells_grid_fkey
  FOREIGN KEY (grid_id, plan_id) REFERENCES plan_grids(id, plan_id) ON DELETE CASCADE;

alter table plan_grids add constraint plan_grids_plan_fkey
  FOREIGN KEY (plan_id) REFERENCES plans(id) ON DELETE CASCADE;

alter table plans add constraint plans_community_fkey
  FOREIGN KEY (community_id) REFERENCES communities(id);

alter table plans add constraint plans_job_fkey
  FOREIGN KEY (job_id) REFERENCES jobs(id) ON DELETE SET NULL;

CREATE INDEX barriers_geom_idx ON barriers USING gist (geom);

CREATE INDEX buildings_community_idx ON buildings USING btree (community_id, external_id, id);

CREATE INDEX buildings_estate_idx ON buildings USING btree (estate_id);

CREATE INDEX buildings_geom_idx ON buildings USING gist (geom);

CREATE INDEX communities_geom_idx ON communities USING gist (geom);

CREATE INDEX communities_name_idx ON communities USING btree (name, id);

CREATE UNIQUE INDEX community_codes_current_code_idx ON community_codes USING btree (code) WHERE (valid_to IS NULL);

CREATE UNIQUE INDEX community_codes_current_community_idx ON community_codes USING btree (community_id) WHERE (valid_to IS NULL);

CREATE INDEX estates_name_idx ON estates USING btree (name, id);

CREATE INDEX jobs_created_at_idx ON jobs USING btree (created_at, id);

CREATE INDEX plan_buildings_building_idx ON plan_buildings USING btree (building_id);

CREATE INDEX plan_buildings_cell_idx ON plan_buildings USING btree (plan_id, cell_no);

CREATE INDEX plan_buildings_grid_idx ON plan_buildings USING btree (grid_id);

CREATE INDEX plan_cells_grid_idx ON plan_cells USING btree (grid_id);

CREATE INDEX plan_grids_geom_idx ON plan_grids USING gist (geom);

CREATE INDEX plans_community_idx ON plans USING btree (community_id, created_at, id);

CREATE INDEX plans_created_at_idx ON plans USING btree (created_at, id);

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

CREATE TRIGGER plan_buildings_same_community_insert AFTER INSERT ON plan_buildings REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION plan_buildings_same_community();

CREATE TRIGGER plan_buildings_same_community_update AFTER UPDATE ON plan_buildings REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION plan_buildings_same_community();
