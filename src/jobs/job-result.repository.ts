import type { Knex } from "knex";
import { pageOf, type Page, type PageWish } from "../db/page";
import type { Job } from "./job";
import { whyNotPlanned, type JobFailure, type JobOutcome, type JobResult } from "./job-result";

interface ResultRow extends Omit<JobResult, "communityId" | "reason"> {
  readonly id: string;
  readonly page_key: string;
  readonly failure: JobFailure | null;
  readonly jobState: Job["state"];
  readonly jobError: Job["error"];
}

/**
 * What a job made of its communities, those first that need a person most: not planned, then by errors,
 * warnings, households out of band and infos, then by code. While it goes on, only those with a plan.
 */
export async function pageJobResults(
  db: Knex,
  jobId: string,
  { first, after }: PageWish,
): Promise<Page<JobResult>> {
  const { rows } = await db.raw<{ rows: ResultRow[] }>(
    `select * from (${RESULTS}) as result
     where cast(:key as text) is null
       or (page_key, id) > (cast(:key as text) collate "C", cast(:id as uuid))
     order by page_key, id
     limit :limit`,
    { jobId, key: after?.key ?? null, id: after?.id ?? null, limit: first + 1 },
  );
  return pageOf(rows, first, toResult);
}

/** How many communities of a job there are of each outcome. */
export async function countJobOutcomes(
  db: Knex,
  jobId: string,
): Promise<ReadonlyMap<JobOutcome, number>> {
  const { rows } = await db.raw<{ rows: { outcome: JobOutcome; count: number }[] }>(
    `select outcome, cast(count(*) as integer) as count from (${RESULTS}) as result group by outcome`,
    { jobId },
  );
  return new Map(rows.map(({ outcome, count }) => [outcome, count]));
}

/** The key sorts as text: what counts for more comes first, and more of it before less. */
const RESULTS = `
  select
    counted.*,
    rank || ' ' || lpad(cast(999999 - errors as text), 6, '0')
      || ' ' || lpad(cast(999999 - warnings as text), 6, '0')
      || ' ' || lpad(cast(999999999 - "householdsOutOfBand" as text), 9, '0')
      || ' ' || lpad(cast(999999 - infos as text), 6, '0')
      || ' ' || coalesce(code, ':') collate "C" as page_key
  from (
    select
      found.*,
      case when "planId" is null then 0 when errors > 0 then 1 when warnings > 0 then 2
        when infos > 0 then 3 else 4 end as rank,
      case when "planId" is null then 'NOT_PLANNED' when errors > 0 then 'ERRORS'
        when warnings > 0 then 'WARNINGS' when infos > 0 then 'INFOS' else 'CLEAN' end as outcome
    from (
      select
        communities.id,
        community_codes.code,
        plan.id as "planId",
        jobs.state as "jobState",
        jobs.error as "jobError",
        (select failure from jsonb_array_elements(jobs.failures) as failure
          where failure ->> 'communityId' = chosen.id limit 1) as failure,
        coalesce(weight.errors, 0) as errors,
        coalesce(weight.warnings, 0) as warnings,
        coalesce(weight.infos, 0) as infos,
        greatest(0, coalesce(grids.households, 0) - coalesce(cast(plan.permitted as integer), 0))
          as "householdsOutOfBand"
      from jobs
      cross join jsonb_array_elements_text(jobs.payload -> 'communityIds') as chosen (id)
      join communities on communities.id = cast(chosen.id as uuid)
      left join community_codes
        on community_codes.community_id = communities.id and community_codes.valid_to is null
      left join lateral (
        select plans.id, plans.findings,
          coalesce(metrics ->> 'householdsPermitted', metrics ->> 'householdsInBand') as permitted
        from plans
        where plans.job_id = jobs.id and plans.community_id = communities.id
        order by plans.alternative
        limit 1
      ) as plan on true
      left join lateral (
        select
          cast(count(*) filter (where finding ->> 'severity' = 'ERROR') as integer) as errors,
          cast(count(*) filter (where finding ->> 'severity' = 'WARNING') as integer) as warnings,
          cast(count(*) filter (where finding ->> 'severity' = 'INFO') as integer) as infos
        from jsonb_array_elements(plan.findings) as finding
      ) as weight on true
      left join lateral (
        select cast(sum(households) as integer) as households
        from plan_grids where plan_id = plan.id and kind = 'STANDARD'
      ) as grids on true
      where jobs.id = :jobId and jobs.kind = 'PROPOSE_PLANS'
        and (plan.id is not null or jobs.finished_at is not null)
    ) as found
  ) as counted`;

function toResult(row: ResultRow): JobResult {
  const { id, planId, outcome, errors, warnings, infos, householdsOutOfBand } = row;
  const reason = planId === null ? whyNotPlanned(row) : null;
  return { communityId: id, outcome, planId, reason, errors, warnings, infos, householdsOutOfBand };
}
