import type { Knex } from "knex";

/**
 * The schema as SQL, read from the catalogs: the same text on every supported version of
 * PostgreSQL. `test/db/schema.sql` holds it for readers and for the test that nothing drifts.
 */
export async function dumpSchema(db: Knex): Promise<string> {
  const result = await db.raw<{ rows: { statement: string }[] }>(SCHEMA_STATEMENTS);
  const head = "-- Written by npm run schema:dump from the migrations; do not edit.";
  return [head, ...result.rows.map(({ statement }) => statement)].join("\n\n") + "\n";
}

// Left out: what belongs to an extension or to the migration tool, indexes that constraints bring
// along, and not-null constraints, which only newer versions list beside the columns.
const SCHEMA_STATEMENTS = `
  with ours as (
    select c.oid, c.relname as name
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
      and c.relname not in ('knex_migrations', 'knex_migrations_lock')
      and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
  ),
  lines as (
    select attrelid as oid, 0 as part, attnum::int as place, a.attname::text as name,
      format('  %I %s', a.attname, format_type(a.atttypid, a.atttypmod))
        || case when a.attcollation not in (0, t.typcollation)
             then format(' collate %I', l.collname) else '' end
        || case when a.attnotnull then ' not null' else '' end
        || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') as line
    from pg_attribute a
    join ours on ours.oid = a.attrelid
    join pg_type t on t.oid = a.atttypid
    left join pg_collation l on l.oid = a.attcollation
    left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where a.attnum > 0 and not a.attisdropped
    union all
    select k.conrelid, 1, position(k.contype::text in 'puxc'), k.conname::text,
      format('  constraint %I %s', k.conname, pg_get_constraintdef(k.oid))
    from pg_constraint k
    join ours on ours.oid = k.conrelid
    where k.contype in ('p', 'u', 'x', 'c')
  ),
  statements as (
    select 0 as part, name, format(E'create table %I (\\n%s\\n);', name,
      (select string_agg(line, E',\\n' order by part, place, lines.name collate "C")
       from lines where lines.oid = ours.oid)) as statement
    from ours
    union all
    select 1, k.conname, format(E'alter table %I add constraint %I\\n  %s;',
      ours.name, k.conname, pg_get_constraintdef(k.oid))
    from pg_constraint k
    join ours on ours.oid = k.conrelid
    where k.contype = 'f'
    union all
    select 2, i.relname, replace(pg_get_indexdef(x.indexrelid), ' public.', ' ') || ';'
    from pg_index x
    join ours on ours.oid = x.indrelid
    join pg_class i on i.oid = x.indexrelid
    where not exists (select from pg_constraint k where k.conindid = x.indexrelid)
    union all
    select 3, p.proname, rtrim(replace(pg_get_functiondef(p.oid), ' public.', ' '), E'\\n') || ';'
    from pg_proc p
    where p.pronamespace = 'public'::regnamespace
      and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
    union all
    select 4, t.tgname, replace(pg_get_triggerdef(t.oid), ' public.', ' ') || ';'
    from pg_trigger t
    join ours on ours.oid = t.tgrelid
    where not t.tgisinternal
  )
  select statement from statements order by part, name collate "C"
`;
