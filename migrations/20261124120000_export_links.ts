import type { Knex } from "knex";

/** Links that give a file to whoever has them, for a time. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table export_links (
      id uuid primary key default gen_random_uuid(),
      -- SHA-256 of the secret in the link: who reads the table cannot use the links.
      secret_hash text collate "C" not null,
      content text collate "C" not null,
      format text collate "C" not null,
      crs text collate "C" not null,
      -- Which register, plan or crosswalk. No foreign keys: a draft may be deleted, the record stays.
      wish jsonb not null,
      -- Code prefixes of the communities that it may show: what its maker might read.
      scope text[] not null,
      -- null: it concerns no single one.
      community_id uuid,
      created_by jsonb not null,
      created_at timestamptz not null default now(),
      expires_at timestamptz not null,
      revoked_at timestamptz,
      revoked_by jsonb,
      downloads integer not null default 0,
      last_used_at timestamptz,
      constraint export_links_secret_hash_key unique (secret_hash),
      constraint export_links_community_fkey foreign key (community_id) references communities (id),
      constraint export_links_secret_hash_check check (secret_hash ~ '^[0-9a-f]{64}$'),
      constraint export_links_content_check check (content in ('REGISTER', 'PLAN', 'CROSSWALK')),
      constraint export_links_format_check check (format in ('GEOJSON', 'CSV')),
      constraint export_links_wish_check check (jsonb_typeof(wish) = 'object'),
      constraint export_links_scope_check check (cardinality(scope) > 0),
      constraint export_links_expires_check
        check (expires_at > created_at and expires_at <= created_at + interval '7 days'),
      constraint export_links_revoked_check check ((revoked_at is null) = (revoked_by is null)),
      constraint export_links_downloads_check
        check (downloads >= 0 and (downloads = 0) = (last_used_at is null))
    )
  `);
  await knex.raw(`create index export_links_created_at_idx on export_links (created_at, id)`);
  await knex.raw(`
    create function export_links_keep() returns trigger language plpgsql as $$
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
    end $$
  `);
  await knex.raw(`
    create trigger export_links_keep before update or delete on export_links
      for each row execute function export_links_keep()
  `);
  await knex.raw(`
    create trigger export_links_no_truncate before truncate on export_links
      for each statement execute function refuse_change()
  `);
}

/** Undoes it: no link works any more. */
export async function down(knex: Knex): Promise<void> {
  await knex.raw(`drop table export_links`);
  await knex.raw(`drop function export_links_keep()`);
}
