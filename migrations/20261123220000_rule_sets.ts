import type { Knex } from "knex";

/**
 * Planning rules that are saved under a name, version by version, and which of them proposals in a
 * jurisdiction use when nothing else is said.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table rule_sets (
      id uuid primary key default gen_random_uuid(),
      -- Start of the codes of the communities that it is for.
      jurisdiction text collate "C" not null,
      name text collate "C" not null,
      version integer not null,
      -- Leaves no version out: each but the first points at the one before it.
      previous_version integer generated always as (nullif(version - 1, 0)) stored,
      -- All numbers, so that the set means the same whatever the defaults of the day are.
      rules jsonb not null,
      note text,
      saved_by jsonb not null,
      saved_at timestamptz not null default now(),
      constraint rule_sets_version_key unique (jurisdiction, name, version),
      constraint rule_sets_previous_fkey
        foreign key (jurisdiction, name, previous_version)
        references rule_sets (jurisdiction, name, version),
      constraint rule_sets_id_jurisdiction_key unique (id, jurisdiction),
      constraint rule_sets_jurisdiction_check check (jurisdiction ~ '^[0-9]{0,12}$'),
      constraint rule_sets_name_check
        check (name = btrim(name) and length(name) between 1 and 100),
      constraint rule_sets_version_check check (version >= 1),
      constraint rule_sets_rules_check check (jsonb_typeof(rules) = 'object'),
      constraint rule_sets_note_check check (btrim(note) <> '' and length(note) <= 1000),
      constraint rule_sets_saved_by_check check (jsonb_typeof(saved_by) = 'object')
    )
  `);
  await knex.raw(`create index rule_sets_name_idx on rule_sets (name, id)`);
  await knex.raw(`
    create trigger rule_sets_append_only before update or delete or truncate on rule_sets
      for each statement execute function refuse_change()
  `);

  await knex.raw(`
    create table default_rules (
      id uuid primary key default gen_random_uuid(),
      jurisdiction text collate "C" not null,
      rule_set_id uuid not null,
      rule_set_jurisdiction text collate "C" not null,
      set_by jsonb not null,
      valid_from timestamptz not null,
      valid_to timestamptz,
      ended_by jsonb,
      constraint default_rules_rule_set_fkey
        foreign key (rule_set_id, rule_set_jurisdiction) references rule_sets (id, jurisdiction),
      constraint default_rules_jurisdiction_check check (jurisdiction ~ '^[0-9]{0,12}$'),
      -- A street may use what the county has saved, and not the other way round.
      constraint default_rules_inside_check
        check (starts_with(jurisdiction, rule_set_jurisdiction)),
      constraint default_rules_set_by_check check (jsonb_typeof(set_by) = 'object'),
      constraint default_rules_ended_by_check
        check ((valid_to is null) = (ended_by is null) and jsonb_typeof(ended_by) = 'object'),
      -- Equal where two are set in one moment of a coarse clock.
      constraint default_rules_period_check check (valid_to >= valid_from),
      constraint default_rules_one_excl
        exclude using gist (jurisdiction with =, tstzrange(valid_from, valid_to) with &&)
    )
  `);
  await knex.raw(
    `create index default_rules_rule_set_idx on default_rules (rule_set_id, valid_from)`,
  );
  await knex.raw(`
    create function default_rules_keep() returns trigger language plpgsql as $$
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
    end $$
  `);
  await knex.raw(`
    create trigger default_rules_keep before update or delete on default_rules
      for each row execute function default_rules_keep()
  `);
  await knex.raw(`
    create trigger default_rules_no_truncate before truncate on default_rules
      for each statement execute function refuse_change()
  `);

  await knex.raw(`
    alter table plans
      -- The version of saved rules that it was made with; null: with the built-in numbers, or some
      -- that were given for it alone.
      add column rule_set_id uuid,
      add constraint plans_rule_set_fkey foreign key (rule_set_id) references rule_sets (id)
  `);
  await knex.raw(`create index plans_rule_set_idx on plans (rule_set_id)`);
  await knex.raw(`
    create function plans_keep_rules() returns trigger language plpgsql as $$
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
    end $$
  `);
  await knex.raw(`
    create trigger plans_keep_rules after insert or update of rules, rule_set_id on plans
      for each row execute function plans_keep_rules()
  `);
}

/** Undoes it where no rules were saved yet, and refuses else: plans were made with them. */
export async function down(knex: Knex): Promise<void> {
  const { rows } = await knex.raw<{ rows: unknown[] }>(`select from rule_sets limit 1`);
  if (rows.length > 0) throw new Error("Rules were saved: restore a backup instead");
  await knex.raw(`drop trigger plans_keep_rules on plans`);
  await knex.raw(`alter table plans drop column rule_set_id`);
  await knex.raw(`drop table default_rules, rule_sets`);
  await knex.raw(`drop function plans_keep_rules(), default_rules_keep()`);
}
