import type { Knex } from "knex";

/** Editing by hand: the divisions a plan has been through, and who made which of them out of which. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table plan_grids
      add column name text,
      add column locked boolean not null default false,
      -- Why the planner asks for the reduced band; null: nobody does.
      add column reduced_note text,
      add constraint plan_grids_name_check check (btrim(name) <> '' and length(name) <= 100),
      add constraint plan_grids_reduced_note_check
        check (kind = 'STANDARD' and btrim(reduced_note) <> '' or reduced_note is null),
      -- Grids swap their labels in one statement.
      drop constraint plan_grids_plan_label_key,
      add constraint plan_grids_plan_label_key unique (plan_id, label) deferrable initially immediate
  `);

  // The ground that divisions speak of: cells by number, each with the ids (of the data set) of its
  // buildings. A plan gets another one when it is revalidated.
  await knex.raw(`
    create table plan_grounds (
      plan_id uuid not null,
      no integer not null,
      key text collate "C" not null,
      cells jsonb not null,
      constraint plan_grounds_pkey primary key (plan_id, no),
      constraint plan_grounds_plan_fkey
        foreign key (plan_id) references plans (id) on delete cascade,
      constraint plan_grounds_key_key unique (plan_id, key),
      constraint plan_grounds_no_check check (no >= 1),
      constraint plan_grounds_cells_check check (jsonb_typeof(cells) = 'array')
    )
  `);
  await knex.raw(`
    create table plan_divisions (
      plan_id uuid not null,
      no integer not null,
      -- The division that this one was made of; null for the first.
      parent_no integer,
      ground_no integer not null,
      -- [{"key", "kind", "reducedNote", "name", "locked", "lastPlace"}]
      grids jsonb not null,
      -- For each cell, the place of its grid in the list from 0; -1: in no grid.
      grid_of integer[] not null,
      together jsonb not null default '[]',
      apart jsonb not null default '[]',
      constraint plan_divisions_pkey primary key (plan_id, no),
      constraint plan_divisions_plan_fkey
        foreign key (plan_id) references plans (id) on delete cascade,
      constraint plan_divisions_parent_fkey
        foreign key (plan_id, parent_no) references plan_divisions (plan_id, no) on delete cascade,
      constraint plan_divisions_ground_fkey
        foreign key (plan_id, ground_no) references plan_grounds (plan_id, no) on delete cascade,
      constraint plan_divisions_no_check check (no >= 1),
      constraint plan_divisions_parent_check
        check ((no = 1) = (parent_no is null) and parent_no < no),
      constraint plan_divisions_grids_check check (jsonb_typeof(grids) = 'array'),
      constraint plan_divisions_grid_of_check
        check (case when jsonb_typeof(grids) = 'array'
          then -1 <= all(grid_of) and jsonb_array_length(grids) > all(grid_of) end),
      constraint plan_divisions_together_check check (jsonb_typeof(together) = 'array'),
      constraint plan_divisions_apart_check check (jsonb_typeof(apart) = 'array')
    )
  `);
  await knex.raw(`
    create table plan_edits (
      plan_id uuid not null,
      no integer not null,
      -- Of the plan after it.
      plan_version integer not null,
      kind text collate "C" not null,
      -- What was asked for, as the engine took it; null for steps through what there was.
      edit jsonb,
      from_division integer not null,
      to_division integer not null,
      -- What it changed: grids, findings, figures before and after.
      effect jsonb not null,
      -- The job in which the engine made it; null: somebody did.
      job_id uuid,
      actor_id text collate "C" not null,
      actor_name text not null,
      role text collate "C" not null,
      at timestamptz not null default clock_timestamp(),
      constraint plan_edits_pkey primary key (plan_id, no),
      constraint plan_edits_plan_fkey
        foreign key (plan_id) references plans (id) on delete cascade,
      constraint plan_edits_version_key unique (plan_id, plan_version),
      constraint plan_edits_job_fkey foreign key (job_id) references jobs (id),
      -- A job that was interrupted and resumed edits nothing twice.
      constraint plan_edits_job_key unique (job_id),
      constraint plan_edits_from_fkey
        foreign key (plan_id, from_division) references plan_divisions (plan_id, no) on delete cascade,
      constraint plan_edits_to_fkey
        foreign key (plan_id, to_division) references plan_divisions (plan_id, no) on delete cascade,
      constraint plan_edits_no_check check (no >= 1),
      constraint plan_edits_kind_check check (kind in ('MOVE', 'RELEASE', 'SWAP', 'MERGE', 'SPLIT',
        'SET_KIND', 'SET_REDUCED', 'NAME', 'LOCK', 'UNLOCK', 'KEEP_TOGETHER', 'KEEP_APART', 'LET_GO',
        'CARVE', 'GIVE_BACK', 'COPY_LOCKS', 'REOPTIMIZE', 'REPAIR', 'FINISH', 'REVALIDATE',
        'UNDO', 'REDO', 'JUMP')),
      constraint plan_edits_edit_check check (jsonb_typeof(edit) = 'object'),
      constraint plan_edits_effect_check check (jsonb_typeof(effect) = 'object'),
      constraint plan_edits_actor_check check (actor_id <> '' and actor_name <> ''),
      constraint plan_edits_role_check
        check (role in ('VIEWER', 'PLANNER', 'REVIEWER', 'APPROVER', 'ADMIN', 'SYSTEM'))
    )
  `);
  // What was made stays, as long as the draft does: it goes with it, and not by itself.
  await knex.raw(`
    create function plan_edits_append_only() returns trigger language plpgsql as $$
    begin
      if tg_op = 'UPDATE' or exists (select from plans where id = old.plan_id) then
        raise exception 'the history of a draft only grows'
          using errcode = 'restrict_violation', constraint = tg_table_name || '_append_only',
            table = tg_table_name;
      end if;
      return old;
    end $$
  `);
  for (const table of ["plan_grounds", "plan_divisions", "plan_edits"]) {
    await knex.raw(`
      create trigger ${table}_append_only before update or delete on ${table}
        for each row execute function plan_edits_append_only()
    `);
    await knex.raw(`
      create trigger ${table}_kept before truncate on ${table}
        for each statement execute function refuse_change()
    `);
  }

  await knex.raw(`
    alter table plans
      -- What its planner calls it.
      add column name text,
      -- The plan it was copied from, which may be gone.
      add column branched_from uuid,
      -- The division it has now; null: as it was proposed, nobody has edited it.
      add column division_no integer,
      add constraint plans_name_check check (btrim(name) <> '' and length(name) <= 100),
      add constraint plans_division_fkey
        foreign key (id, division_no) references plan_divisions (plan_id, no)
  `);
  // A check constraint is asked at every update of the row: blocks, which no edit changes, would be
  // looked through anew at each edit, which takes as long as all else that the edit writes.
  await knex.raw(`
    alter table plans drop constraint plans_blocks_valid_check, drop constraint plans_blocks_polygons_check
  `);
  await knex.raw(`
    create function plans_valid_blocks() returns trigger language plpgsql as $$
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
    end $$
  `);
  // By its name behind plans_fixed, which says the more important thing.
  await knex.raw(`
    create trigger plans_valid_blocks before insert or update of blocks on plans
      for each row execute function plans_valid_blocks()
  `);
  // A draft that is deleted leaves what was written in its book, as it leaves the audit trail.
  await knex.raw(`alter table reviews drop constraint reviews_plan_fkey`);
  await knex.raw(`
    alter table jobs
      -- [{"communityId", "reason": {"zh", "en"}}]: those that could not be planned.
      add column failures jsonb not null default '[]',
      add constraint jobs_failures_check check (jsonb_typeof(failures) = 'array'),
      drop constraint jobs_kind_check,
      add constraint jobs_kind_check check (kind in ('PROPOSE_PLANS', 'IMPROVE_PLAN'))
  `);
}

/** Refused by the database where a draft was deleted that had a book, or a job has improved a plan. */
export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table jobs
      drop column failures,
      drop constraint jobs_kind_check,
      add constraint jobs_kind_check check (kind in ('PROPOSE_PLANS'))
  `);
  await knex.raw(`drop trigger plans_valid_blocks on plans`);
  await knex.raw(`drop function plans_valid_blocks()`);
  await knex.raw(`
    alter table plans
      add constraint plans_blocks_valid_check check (st_isvalid(blocks)),
      add constraint plans_blocks_polygons_check
        check (st_isempty(st_collectionextract(blocks, 1))
          and st_isempty(st_collectionextract(blocks, 2)))
  `);
  await knex.raw(`
    alter table reviews
      add constraint reviews_plan_fkey foreign key (plan_id) references plans (id)
  `);
  await knex.raw(`
    alter table plans drop column name, drop column branched_from, drop column division_no
  `);
  await knex.raw(`drop table plan_edits, plan_divisions, plan_grounds`);
  await knex.raw(`drop function plan_edits_append_only()`);
  await knex.raw(`
    alter table plan_grids drop column name, drop column locked, drop column reduced_note,
      drop constraint plan_grids_plan_label_key,
      add constraint plan_grids_plan_label_key unique (plan_id, label)
  `);
}
