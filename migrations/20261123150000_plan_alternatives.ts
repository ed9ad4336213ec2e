/** Several plans of one call: what each should be best in, its place among them, and why not more. */
import type { Knex } from "knex";

const FOCUSES = `('BALANCED', 'FEWEST_GRIDS', 'MOST_COMPACT', 'LEAST_CHURN', 'ROADS_FIRST', 'STAFF_SAVING')`;

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table plans
      add column focus text collate "C" not null default 'BALANCED',
      add column alternative integer not null default 1,
      add column best_for text[] not null default '{BALANCED}',
      add column difference jsonb,
      add column left_out jsonb not null default '[]',
      add constraint plans_focus_check check (focus in ${FOCUSES}),
      add constraint plans_alternative_check check (alternative >= 1),
      add constraint plans_best_for_check check (cardinality(best_for) > 0),
      add constraint plans_difference_check
        check ((difference is null) = (alternative = 1) and jsonb_typeof(difference) = 'object'),
      add constraint plans_left_out_check check (jsonb_typeof(left_out) = 'array'),
      drop constraint plans_job_community_key
  `);
  await knex.raw(`drop index plans_job_community_idx`);
  // A job that was interrupted and resumed plans no community twice.
  await knex.raw(`
    alter table plans add constraint plans_job_community_alternative_key
      unique (job_id, community_id, alternative)
  `);
}

/** Refused by the database where a job has stored several plans of one community. */
export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table plans
      drop constraint plans_job_community_alternative_key,
      drop column focus,
      drop column alternative,
      drop column best_for,
      drop column difference,
      drop column left_out,
      add constraint plans_job_community_key unique (job_id, community_id)
  `);
  await knex.raw(`create unique index plans_job_community_idx on plans (job_id, community_id)`);
}
