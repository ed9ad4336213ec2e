import type { Knex } from "knex";

/**
 * The audit trail: rows that only ever grow in number, each with the hash of the one before it.
 *
 * There is a chain of its own for every community, so that the work on one does not wait for that
 * on another, and one (the nil uuid) for what concerns no single community. The database numbers,
 * dates and hashes the rows: whoever writes cannot choose any of these.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table audit_heads (
      chain uuid primary key,
      seq bigint not null,
      at timestamptz not null,
      hash text not null
    )
  `);
  await knex.raw(`
    create table audit (
      chain uuid not null,
      seq bigint not null,
      id uuid not null default gen_random_uuid(),
      at timestamptz not null,
      community_id uuid,
      -- No foreign key: a draft may be deleted, what was done to it stays.
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
      constraint audit_pkey primary key (chain, seq),
      constraint audit_id_key unique (id),
      constraint audit_community_fkey foreign key (community_id) references communities (id),
      constraint audit_actor_check check (actor_id <> '' and actor_name <> ''),
      constraint audit_role_check
        check (role in ('VIEWER', 'PLANNER', 'REVIEWER', 'APPROVER', 'ADMIN', 'SYSTEM')),
      constraint audit_action_check check (action ~ '^[A-Z_]+$'),
      constraint audit_chain_check
        check (chain = coalesce(community_id, '00000000-0000-0000-0000-000000000000'))
    )
  `);
  await knex.raw(`create index audit_at_idx on audit (at, id)`);
  await knex.raw(`create index audit_community_idx on audit (community_id, at, id)`);
  await knex.raw(`create index audit_plan_idx on audit (plan_id, at, id)`);
  await knex.raw(`create index audit_actor_idx on audit (actor_id, at, id)`);

  // Every field with its length in bytes before it, so that no two rows have the same text.
  await knex.raw(`
    create function audit_text(entry audit) returns text language sql stable as $$
      select string_agg(coalesce(octet_length(field) || ':' || field, '-'), E'\\n' order by no)
      from unnest(array[
        entry.chain::text, entry.seq::text, entry.id::text,
        to_char(entry.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        entry.community_id::text, entry.plan_id::text, entry.actor_id, entry.actor_name, entry.role,
        entry.action, entry.subject, entry.before::text, entry.after::text, entry.reason, entry.previous_hash
      ]) with ordinality as fields (field, no)
    $$
  `);
  await knex.raw(`
    create function audit_append() returns trigger language plpgsql as $$
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
    end $$
  `);
  await knex.raw(`
    create trigger audit_append_row before insert on audit
      for each row execute function audit_append()
  `);
  // Also for the tables of decisions and of the register, which are history as well.
  await knex.raw(`
    create function refuse_change() returns trigger language plpgsql as $$
    begin
      raise exception '% only grows: % is refused', tg_table_name, lower(tg_op)
        using errcode = 'restrict_violation', constraint = tg_table_name || '_append_only',
          table = tg_table_name;
    end $$
  `);
  await knex.raw(`
    create trigger audit_append_only before update or delete or truncate on audit
      for each statement execute function refuse_change()
  `);
  await knex.raw(`
    create trigger audit_heads_keep before delete or truncate on audit_heads
      for each statement execute function refuse_change()
  `);
  // Heads are moved by the rows of their chains only.
  await knex.raw(`
    create trigger audit_heads_by_audit before insert or update on audit_heads
      for each statement when (pg_trigger_depth() = 0) execute function refuse_change()
  `);
}

/** Undoes it where nothing was recorded yet, and refuses else. */
export async function down(knex: Knex): Promise<void> {
  const { rows } = await knex.raw<{ rows: unknown[] }>(`select from audit limit 1`);
  if (rows.length > 0) throw new Error("The audit trail is not empty: restore a backup instead");
  await knex.raw(`drop function audit_text(audit)`);
  await knex.raw(`drop table audit, audit_heads`);
  await knex.raw(`drop function audit_append(), refuse_change()`);
}
