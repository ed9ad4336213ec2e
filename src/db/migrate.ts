import type { Knex } from "knex";
import { z } from "zod";
import * as communitiesAndBuildings from "../../migrations/20261123100000_communities_and_buildings";
import * as jobsAndPlans from "../../migrations/20261123110000_jobs_and_plans";
import * as gridLimits from "../../migrations/20261123120000_grid_limits";
import * as planCertificates from "../../migrations/20261123130000_plan_certificates";
import * as planRegridding from "../../migrations/20261123140000_plan_regridding";
import * as planAlternatives from "../../migrations/20261123150000_plan_alternatives";
import * as audit from "../../migrations/20261123160000_audit";
import * as lifeCycle from "../../migrations/20261123170000_life_cycle";
import * as register from "../../migrations/20261123180000_register";
import * as departmentalGrids from "../../migrations/20261123190000_departmental_grids";
import * as staff from "../../migrations/20261123200000_staff";
import * as edits from "../../migrations/20261123210000_edits";
import * as ruleSets from "../../migrations/20261123220000_rule_sets";
import * as shapes from "../../migrations/20261124100000_shapes";
import * as mapRevisions from "../../migrations/20261124110000_map_revisions";
import * as exportLinks from "../../migrations/20261124120000_export_links";

interface NamedMigration extends Knex.Migration {
  readonly name: string;
}

/**
 * All migrations, oldest first. They are imported rather than found by a directory scan, so that
 * they have the same names under tsx, under jest and in the compiled server.
 */
const migrations: readonly NamedMigration[] = [
  { name: "20261123100000_communities_and_buildings", ...communitiesAndBuildings },
  { name: "20261123110000_jobs_and_plans", ...jobsAndPlans },
  { name: "20261123120000_grid_limits", ...gridLimits },
  { name: "20261123130000_plan_certificates", ...planCertificates },
  { name: "20261123140000_plan_regridding", ...planRegridding },
  { name: "20261123150000_plan_alternatives", ...planAlternatives },
  { name: "20261123160000_audit", ...audit },
  { name: "20261123170000_life_cycle", ...lifeCycle },
  { name: "20261123180000_register", ...register },
  { name: "20261123190000_departmental_grids", ...departmentalGrids },
  { name: "20261123200000_staff", ...staff },
  { name: "20261123210000_edits", ...edits },
  { name: "20261123220000_rule_sets", ...ruleSets },
  { name: "20261124100000_shapes", ...shapes },
  { name: "20261124110000_map_revisions", ...mapRevisions },
  { name: "20261124120000_export_links", ...exportLinks },
];

/** The list of migrations in the form that knex asks for. */
export const migrationSource: Knex.MigrationSource<NamedMigration> = {
  getMigrations: () => Promise.resolve([...migrations]),
  getMigrationName: (migration) => migration.name,
  getMigration: (migration) => Promise.resolve(migration),
};

const latestResult = z.tuple([z.number(), z.array(z.string())]);

/** Brings the schema up to date; returns the names of the migrations that were applied. */
export async function migrateToLatest(knex: Knex): Promise<readonly string[]> {
  const [, applied] = latestResult.parse(await knex.migrate.latest({ migrationSource }));
  return applied;
}

/** Undoes every migration, newest first. */
export async function rollbackAll(knex: Knex): Promise<void> {
  await knex.migrate.rollback({ migrationSource }, true);
}

/** Text that differs whenever the migrations do; a key for what is derived from them. */
export function migrationsText(): string {
  return migrations.map(({ name, up }) => `${name}\n${up.toString()}`).join("\n");
}
