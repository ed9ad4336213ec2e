import type { Knex } from "knex";

// "Not before" in exclusion constraints is the half-open range [valid_from, valid_to): the end of
// one grid is the beginning of the next.

/** The register (网格名册): the codes ever issued, the grids in force and before, what came of them. */
export async function up(knex: Knex): Promise<void> {
  // A code is issued once. It is never deleted, so that nobody can issue it again.
  await knex.raw(`
    create table grid_codes (
      code text collate "C" primary key,
      community_id uuid not null,
      kind text collate "C" not null,
      issued_at timestamptz not null,
      -- null where the community got another code, and its grids with it.
      issued_by_plan uuid,
      retired_at timestamptz,
      retired_by_plan uuid,
      constraint grid_codes_community_fkey foreign key (community_id) references communities (id),
      constraint grid_codes_issued_fkey foreign key (issued_by_plan) references plans (id),
      constraint grid_codes_retired_fkey foreign key (retired_by_plan) references plans (id),
      constraint grid_codes_code_check check (code ~ '^[1-8][0-9]{5}[0-5][0-9]{8}$'),
      constraint grid_codes_kind_check
        check (case kind
          when 'STANDARD' then substr(code, 13) between '001' and '499'
          when 'MICRO' then substr(code, 13) between '501' and '899'
          else false end),
      constraint grid_codes_retired_check
        check (retired_at > issued_at and (retired_by_plan is null or retired_at is not null))
    )
  `);
  await knex.raw(`create index grid_codes_community_idx on grid_codes (community_id, code)`);
  await knex.raw(`
    create function grid_codes_keep() returns trigger language plpgsql as $$
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
    end $$
  `);
  await knex.raw(`
    create trigger grid_codes_keep before insert or update or delete on grid_codes
      for each row execute function grid_codes_keep()
  `);
  await knex.raw(`
    create trigger grid_codes_no_truncate before truncate on grid_codes
      for each statement execute function refuse_change()
  `);

  // One row for each time that a code stood for one grid of one plan.
  await knex.raw(`
    create table register (
      id uuid primary key default gen_random_uuid(),
      code text collate "C" not null,
      community_id uuid not null,
      plan_id uuid not null,
      grid_id uuid not null,
      kind text collate "C" not null,
      households integer not null,
      valid_from timestamptz not null,
      valid_to timestamptz,
      geom geometry(Geometry, 4490) not null,
      constraint register_code_fkey foreign key (code) references grid_codes (code),
      constraint register_community_fkey foreign key (community_id) references communities (id),
      constraint register_plan_fkey foreign key (plan_id) references plans (id),
      constraint register_grid_fkey
        foreign key (grid_id, plan_id) references plan_grids (id, plan_id),
      constraint register_kind_check check (kind in ('STANDARD', 'MICRO')),
      constraint register_households_check check (households >= 0),
      constraint register_period_check check (valid_to > valid_from),
      constraint register_geom_type_check
        check (geometrytype(geom) in ('POLYGON', 'MULTIPOLYGON')),
      constraint register_geom_valid_check check (not st_isempty(geom) and st_isvalid(geom)),
      constraint register_one_grid_excl
        exclude using gist (code with =, tstzrange(valid_from, valid_to) with &&),
      constraint register_one_code_excl
        exclude using gist (grid_id with =, tstzrange(valid_from, valid_to) with &&),
      constraint register_one_plan_excl
        exclude using gist (community_id with =, plan_id with <>,
          tstzrange(valid_from, valid_to) with &&)
    )
  `);
  await knex.raw(`create index register_geom_idx on register using gist (geom)`);
  await knex.raw(`create index register_code_idx on register (code, valid_from)`);
  await knex.raw(
    `create index register_community_idx on register (community_id, valid_from, code)`,
  );
  await knex.raw(`create index register_current_idx on register (code) where valid_to is null`);
  await knex.raw(`create index register_grid_idx on register (grid_id)`);
  await knex.raw(`create index register_plan_idx on register (plan_id)`);
  await knex.raw(`
    create function register_keep() returns trigger language plpgsql as $$
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
    end $$
  `);
  await knex.raw(`
    create trigger register_keep before insert or update or delete on register
      for each row execute function register_keep()
  `);
  await knex.raw(`
    create trigger register_no_truncate before truncate on register
      for each statement execute function refuse_change()
  `);

  // Asked when the transaction ends, since both are written in it.
  await knex.raw(`
    create function plans_match_register() returns trigger language plpgsql as $$
    begin
      if (select state = 'IN_FORCE' from plans where id = new.id)
        <> exists (select from register where plan_id = new.id and valid_to is null) then
        raise exception 'a plan is in force as long as its grids are in the register, and no longer'
          using errcode = 'restrict_violation', constraint = 'plans_match_register', table = 'plans';
      end if;
      return null;
    end $$
  `);
  await knex.raw(`
    create constraint trigger plans_match_register after insert or update of state on plans
      deferrable initially deferred for each row execute function plans_match_register()
  `);
  await knex.raw(`
    create function community_codes_keep() returns trigger language plpgsql as $$
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
    end $$
  `);
  await knex.raw(`
    create trigger community_codes_keep after update or delete on community_codes
      for each row execute function community_codes_keep()
  `);

  // What became of a code: households went from the grid of one to that of another.
  await knex.raw(`
    create table lineage (
      id uuid primary key default gen_random_uuid(),
      community_id uuid not null,
      -- null where the community got another code.
      plan_id uuid,
      at timestamptz not null,
      kind text collate "C" not null,
      from_code text collate "C" not null,
      to_code text collate "C" not null,
      households integer not null,
      buildings integer not null,
      constraint lineage_community_fkey foreign key (community_id) references communities (id),
      constraint lineage_plan_fkey foreign key (plan_id) references plans (id),
      constraint lineage_from_fkey foreign key (from_code) references grid_codes (code),
      constraint lineage_to_fkey foreign key (to_code) references grid_codes (code),
      constraint lineage_once_key unique (at, from_code, to_code),
      constraint lineage_kind_check
        check (kind in ('ADJUST', 'SPLIT', 'MERGE', 'RETYPE', 'RECODE')),
      constraint lineage_codes_check check (from_code <> to_code),
      constraint lineage_households_check check (households >= 0 and buildings >= 0)
    )
  `);
  await knex.raw(`create index lineage_from_idx on lineage (from_code, at)`);
  await knex.raw(`create index lineage_to_idx on lineage (to_code, at)`);
  await knex.raw(`
    create trigger lineage_append_only before update or delete or truncate on lineage
      for each statement execute function refuse_change()
  `);
}

/** Undoes it where nothing was ever in force, and refuses else: codes that were issued are public. */
export async function down(knex: Knex): Promise<void> {
  const { rows } = await knex.raw<{ rows: unknown[] }>(`select from grid_codes limit 1`);
  if (rows.length > 0) throw new Error("Codes were issued: restore a backup instead");
  await knex.raw(`drop trigger plans_match_register on plans`);
  await knex.raw(`drop trigger community_codes_keep on community_codes`);
  await knex.raw(`drop table lineage, register, grid_codes`);
  await knex.raw(`
    drop function register_keep(), grid_codes_keep(), plans_match_register(), community_codes_keep()
  `);
}
