import type { Knex } from "knex";

/** The life of a plan beyond its draft: states, decisions on it, and the basis it was made on. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`alter table jobs add column requested_by jsonb`);
  await knex.raw(`
    alter table jobs add constraint jobs_requested_by_check
      check (jsonb_typeof(requested_by) = 'object')
  `);

  // author, submitted_by, ...: {"id", "name", "role"} as it was then.
  await knex.raw(`
    alter table plans
      add column author jsonb,
      add column submitted_by jsonb,
      add column submitted_at timestamptz,
      -- [{"finding": key, "reason": text}] for every warning, as submitted last.
      add column deviation_reasons jsonb not null default '[]',
      add column notice_from timestamptz,
      add column notice_to timestamptz,
      -- When it shall be or was put in force.
      add column effective_from timestamptz,
      add column superseded_at timestamptz,
      add column filing_number text collate "C",
      add column filed_at timestamptz
  `);
  await knex.raw(`alter table plans drop constraint plans_state_check`);
  await knex.raw(`
    alter table plans
      add constraint plans_state_check check (state in ('DRAFT', 'SUBMITTED', 'ENDORSED', 'APPROVED',
        'IN_FORCE', 'SUPERSEDED', 'REJECTED', 'WITHDRAWN')),
      add constraint plans_author_check check (jsonb_typeof(author) = 'object'),
      add constraint plans_submitted_check
        check ((submitted_by is null) = (submitted_at is null)
          and jsonb_typeof(submitted_by) = 'object'
          and (state in ('DRAFT', 'WITHDRAWN') or submitted_by is not null)),
      add constraint plans_deviation_reasons_check check (jsonb_typeof(deviation_reasons) = 'array'),
      add constraint plans_notice_check
        check ((notice_from is null) = (notice_to is null) and notice_to > notice_from),
      add constraint plans_effective_check
        check (state not in ('IN_FORCE', 'SUPERSEDED') or effective_from is not null),
      add constraint plans_superseded_check
        check ((state = 'SUPERSEDED') = (superseded_at is not null)
          and superseded_at > effective_from),
      add constraint plans_filing_check
        check ((filing_number is null) = (filed_at is null) and btrim(filing_number) <> '')
  `);
  await knex.raw(`
    create unique index plans_one_in_force_idx on plans (community_id) where state = 'IN_FORCE'
  `);
  await knex.raw(`create index plans_state_idx on plans (state, created_at, id)`);

  // The same table as in src/plan/life-cycle.ts: whoever writes, no plan takes another way.
  await knex.raw(`
    create function plans_change_state() returns trigger language plpgsql as $$
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
    end $$
  `);
  await knex.raw(`
    create trigger plans_change_state before update of state on plans
      for each row execute function plans_change_state()
  `);
  await knex.raw(`
    create function plans_keep() returns trigger language plpgsql as $$
    begin
      if old.state <> 'DRAFT' or old.submitted_at is not null then
        raise exception 'only a draft that was never submitted can be deleted, this plan is %', old.state
          using errcode = 'restrict_violation', constraint = 'plans_keep', table = 'plans';
      end if;
      return old;
    end $$
  `);
  await knex.raw(`
    create trigger plans_keep before delete on plans for each row execute function plans_keep()
  `);

  // What was decided on stays as it was: from the day it is in force, or ended, a plan is fixed, but
  // for its filing and what takes its place.
  await knex.raw(`
    create function plans_fixed() returns trigger language plpgsql as $$
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
    end $$
  `);
  await knex.raw(`
    create trigger plans_fixed before update on plans for each row execute function plans_fixed()
  `);
  await knex.raw(`
    create function plan_parts_fixed() returns trigger language plpgsql as $$
    begin
      if exists (
        select 1 from touched join plans on plans.id = touched.plan_id
        where plans.state in ('IN_FORCE', 'SUPERSEDED', 'REJECTED', 'WITHDRAWN')
      ) then
        raise exception 'the grids of a plan that is in force or has ended are fixed'
          using errcode = 'restrict_violation', constraint = 'plan_parts_fixed', table = tg_table_name;
      end if;
      return null;
    end $$
  `);
  // What a plan was made from, value by value: when it changes, the plan is stale.
  await knex.raw(`
    create table plan_basis (
      plan_id uuid primary key,
      basis jsonb not null,
      taken_at timestamptz not null default now(),
      constraint plan_basis_plan_fkey foreign key (plan_id) references plans (id) on delete cascade,
      constraint plan_basis_basis_check check (jsonb_typeof(basis) = 'object')
    )
  `);
  for (const table of ["plan_grids", "plan_cells", "plan_buildings", "plan_basis"]) {
    await knex.raw(`
      create trigger ${table}_fixed_insert after insert on ${table}
        referencing new table as touched
        for each statement execute function plan_parts_fixed()
    `);
    await knex.raw(`
      create trigger ${table}_fixed_update after update on ${table}
        referencing new table as touched
        for each statement execute function plan_parts_fixed()
    `);
    await knex.raw(`
      create trigger ${table}_fixed_delete after delete on ${table}
        referencing old table as touched
        for each statement execute function plan_parts_fixed()
    `);
  }

  // Decisions and remarks. Each keeps the validation report of its moment.
  await knex.raw(`
    create table reviews (
      id uuid primary key default gen_random_uuid(),
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
      place geometry(Point, 4490),
      details jsonb,
      created_at timestamptz not null default clock_timestamp(),
      constraint reviews_plan_fkey foreign key (plan_id) references plans (id),
      constraint reviews_community_fkey foreign key (community_id) references communities (id),
      constraint reviews_kind_check check (kind in ('SUBMIT', 'ENDORSE', 'RETURN', 'APPROVE', 'REJECT',
        'WITHDRAW', 'SCHEDULE', 'PUT_IN_FORCE', 'SUPERSEDE', 'FILE', 'REVALIDATE', 'NOTICE', 'REMARK')),
      constraint reviews_actor_check check (actor_id <> '' and actor_name <> ''),
      constraint reviews_role_check
        check (role in ('VIEWER', 'PLANNER', 'REVIEWER', 'APPROVER', 'ADMIN', 'SYSTEM')),
      constraint reviews_comment_check check (btrim(comment) <> '')
    )
  `);
  await knex.raw(`create index reviews_plan_idx on reviews (plan_id, created_at, id)`);
  await knex.raw(`
    create trigger reviews_append_only before update or delete or truncate on reviews
      for each statement execute function refuse_change()
  `);
}

/** Undoes it where nothing was decided yet, and refuses else: older tables have no place for it. */
export async function down(knex: Knex): Promise<void> {
  const { rows } = await knex.raw<{ rows: unknown[] }>(
    `select from reviews union all select from plans where state <> 'DRAFT' limit 1`,
  );
  if (rows.length > 0) throw new Error("Plans were decided on: restore a backup instead");
  await knex.raw(`drop table reviews, plan_basis`);
  for (const table of ["plan_grids", "plan_cells", "plan_buildings"]) {
    for (const event of ["insert", "update", "delete"]) {
      await knex.raw(`drop trigger ${table}_fixed_${event} on ${table}`);
    }
  }
  await knex.raw(`drop trigger plans_keep on plans`);
  await knex.raw(`drop trigger plans_fixed on plans`);
  await knex.raw(`drop trigger plans_change_state on plans`);
  await knex.raw(
    `drop function plan_parts_fixed(), plans_keep(), plans_fixed(), plans_change_state()`,
  );
  await knex.raw(`
    alter table plans drop column author, drop column submitted_by, drop column submitted_at,
      drop column deviation_reasons, drop column notice_from, drop column notice_to,
      drop column effective_from, drop column superseded_at, drop column filing_number,
      drop column filed_at, drop constraint plans_state_check
  `);
  await knex.raw(`alter table plans add constraint plans_state_check check (state in ('DRAFT'))`);
  await knex.raw(`alter table jobs drop column requested_by`);
}
