import type { Knex } from "knex";

/** Who serves in which grid (rule R11): one row for each time that somebody had a duty there. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table grid_codes
      add constraint grid_codes_code_community_key unique (code, community_id)
  `);
  await knex.raw(`
    create table staff (
      id uuid primary key default gen_random_uuid(),
      community_id uuid not null,
      code text collate "C" not null,
      duty text collate "C" not null,
      name text not null,
      full_time boolean not null,
      party_branch_secretary boolean not null,
      valid_from timestamptz not null,
      valid_to timestamptz,
      -- The row that this one goes on from: the same person in the same duty, before the grids were
      -- divided anew or got other codes.
      continues uuid,
      end_kind text collate "C",
      end_reason text,
      -- The plan that ended it: its code retired.
      ended_by_plan uuid,
      constraint staff_code_fkey
        foreign key (code, community_id) references grid_codes (code, community_id),
      constraint staff_continues_fkey foreign key (continues) references staff (id),
      constraint staff_continues_key unique (continues),
      constraint staff_ended_by_plan_fkey foreign key (ended_by_plan) references plans (id),
      constraint staff_duty_check check (duty in ('GRID_HEAD', 'GRID_WORKER', 'SUPPORT')),
      constraint staff_name_check check (btrim(name) <> ''),
      constraint staff_secretary_check check (duty = 'GRID_HEAD' or not party_branch_secretary),
      -- Equal where the code had retired before, and that was done only later: a row of no time.
      constraint staff_period_check check (valid_to >= valid_from),
      constraint staff_end_check
        check ((valid_to is null) = (end_kind is null)
          and end_kind in ('ENDED', 'REPLACED', 'MOVED', 'WITHOUT_GRID')
          and (end_kind is not null or (end_reason is null and ended_by_plan is null))
          and btrim(end_reason) <> ''),
      -- The end of one head is the beginning of the next: periods are half-open.
      constraint staff_one_head_excl
        exclude using gist (code with =, tstzrange(valid_from, valid_to) with &&)
        where (duty = 'GRID_HEAD'),
      constraint staff_once_excl
        exclude using gist (code with =, duty with =, name with =,
          tstzrange(valid_from, valid_to) with &&)
    )
  `);
  await knex.raw(`create index staff_community_idx on staff (community_id, valid_from, code)`);
  await knex.raw(
    `create index staff_current_idx on staff (community_id, code) where valid_to is null`,
  );
  await knex.raw(`create index staff_ended_by_plan_idx on staff (ended_by_plan)`);

  await knex.raw(`
    create function staff_keep() returns trigger language plpgsql as $$
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
    end $$
  `);
  await knex.raw(`
    create trigger staff_keep before insert or update or delete on staff
      for each row execute function staff_keep()
  `);
  await knex.raw(`
    create trigger staff_no_truncate before truncate on staff
      for each statement execute function refuse_change()
  `);

  // Asked at the end of the transaction that retires a code: by then its people have gone.
  await knex.raw(`
    create function grid_codes_nobody_left() returns trigger language plpgsql as $$
    begin
      if exists (select 1 from staff
        where code = new.code
          and coalesce(valid_to, 'infinity') > greatest(new.retired_at, valid_from)) then
        raise exception 'grid code % is retired, but somebody still serves there', new.code
          using errcode = 'restrict_violation', constraint = 'grid_codes_nobody_left',
            table = 'grid_codes';
      end if;
      return null;
    end $$
  `);
  await knex.raw(`
    create constraint trigger grid_codes_nobody_left after update of retired_at on grid_codes
      deferrable initially deferred
      for each row execute function grid_codes_nobody_left()
  `);
}

/** Undoes it where nobody ever served, and refuses else. */
export async function down(knex: Knex): Promise<void> {
  const { rows } = await knex.raw<{ rows: unknown[] }>(`select from staff limit 1`);
  if (rows.length > 0) throw new Error("Staff was assigned: restore a backup instead");
  await knex.raw(`drop trigger grid_codes_nobody_left on grid_codes`);
  await knex.raw(`drop table staff`);
  await knex.raw(`drop function grid_codes_nobody_left(), staff_keep()`);
  await knex.raw(`alter table grid_codes drop constraint grid_codes_code_community_key`);
}
