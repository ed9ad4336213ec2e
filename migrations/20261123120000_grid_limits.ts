/** The four limits of a grid in words; plans that are older have none. */
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table plan_grids
      add column limits jsonb,
      add constraint plan_grids_limits_check check (jsonb_typeof(limits) = 'object')
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`alter table plan_grids drop column limits`);
}
