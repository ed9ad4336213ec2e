/** What a plan changes about the grids in force; null where there were none. */
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table plans
      add column regridding jsonb,
      add constraint plans_regridding_check check (jsonb_typeof(regridding) = 'object')
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`alter table plans drop column regridding`);
}
