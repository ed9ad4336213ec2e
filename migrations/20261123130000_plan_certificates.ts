/** How good a plan is known to be; plans that are older do not say. */
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table plans
      add column certificate jsonb,
      add constraint plans_certificate_check check (jsonb_typeof(certificate) = 'object')
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`alter table plans drop column certificate`);
}
