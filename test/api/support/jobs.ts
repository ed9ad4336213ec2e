import type { Knex } from "knex";
import type { PlanRow } from "../../../src/db/tables";
import { toGlobalId } from "../../../src/graphql/global-id";
import {
  at,
  followByWebSocket,
  read,
  type Answer,
  type Answering,
  type Asker,
} from "./test-server";

export const JOB_FIELDS =
  "id state kind total done progress stage cancelRequested error { code message { zh en } } " +
  "createdAt startedAt finishedAt plans { id }";

/** A job as the subscription tells of it. */
export interface JobSeen {
  readonly id: string;
  readonly state: string;
  readonly total: number;
  readonly done: number;
  readonly progress: number;
  readonly stage: string | null;
  readonly cancelRequested: boolean;
  readonly error: { code: string; message: { zh: string; en: string } } | null;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  readonly plans: readonly { readonly id: string }[];
}

export const PROGRESS = `subscription ($id: ID!) { jobProgress(id: $id) { ${JOB_FIELDS} } }`;

export function jobIn(answer: Answer): JobSeen {
  return at(answer, "data", "jobProgress") as JobSeen;
}

/** Follows a job to its end; gives everything that was told. */
export async function followJob(
  server: Answering,
  id: string,
  onNext: (job: JobSeen) => void = () => undefined,
  asker: Asker = {},
): Promise<JobSeen[]> {
  const tell = (answer: Answer): void => onNext(jobIn(answer));
  const answers = await followByWebSocket(server, PROGRESS, { id }, tell, asker);
  return answers.map(jobIn);
}

/** Begins to plan communities and gives the job's id. */
export async function propose(
  server: Answering,
  input: Readonly<Record<string, unknown>>,
): Promise<string> {
  const data = await read(
    server,
    `mutation ($input: ProposePlansInput!) {
       proposePlans(input: $input) { job { id } userErrors { code message { en } } }
     }`,
    { input },
  );
  return at(data, "proposePlans", "job", "id") as string;
}

/** Plans every community that has a code, and waits for it. */
export async function planAll(server: Answering): Promise<JobSeen> {
  const seen = await followJob(server, await propose(server, { codePrefix: "64" }));
  const last = seen[seen.length - 1];
  if (last.state !== "SUCCEEDED") throw new Error(JSON.stringify(last));
  return last;
}

/** A draft of the community with most buildings, which the engine takes seconds to improve. */
export async function planLargest(server: Answering, db: Knex): Promise<Pick<PlanRow, "id">> {
  const [largest] = await db("buildings")
    .groupBy("community_id")
    .orderByRaw("count(*) desc, community_id")
    .limit(1)
    .pluck<string[]>("community_id");
  const communityIds = [toGlobalId("Community", largest)];
  await followJob(server, await propose(server, { communityIds, effort: 0.1 }));
  const [plan] = await db("plans").where({ community_id: largest }).select("id");
  return plan;
}
