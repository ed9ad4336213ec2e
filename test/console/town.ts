/** The invented town on a server that is looked at: something in force, drafts, and the rest as it came. */
import type { Browser } from "playwright-core";
import { seedDataset } from "../../seeds";
import { SYSTEM } from "../../src/auth/viewer";
import { importDataset } from "../../src/exchange/import.service";
import { uuidOf } from "../../src/graphql/global-id";
import { findPlans } from "../../src/plan/plan.service";
import { approve, putInForce } from "../api/support/divisions";
import { followJob } from "../api/support/jobs";
import { at, read, type TestServer } from "../api/support/test-server";
import { visit, type Tongue, type Visit } from "./browser";

/** A community with standard, reduced and micro-grids; in force, and a draft beside that. */
export const CODE = "640104010901";
/** Nothing was planned here, and nothing will be. */
export const EMPTY_CODE = "640104009906";
/** The largest, which takes long enough to be stopped. */
export const LARGE_CODE = "640104011901";

/** What the tests look at. */
export interface Looked {
  readonly server: TestServer;
  readonly browser: Browser;
  /** Ids of plans of CODE. */
  readonly inForce: string;
  readonly draft: string;
}

export async function prepareTown(server: TestServer): Promise<Pick<Looked, "inForce" | "draft">> {
  await importDataset(server.database.knex, seedDataset(), SYSTEM);
  const [inForce] = await proposed(server, CODE, 1);
  const db = server.database.knex;
  const [plan] = await findPlans(db, [uuidOf("Plan", inForce)]);
  const { userErrors } = await putInForce(server, await approve(db, plan));
  expect(userErrors).toEqual([]);
  const [draft] = await proposed(server, CODE, 2);
  return { inForce, draft };
}

/** Has plans of a community proposed; gives their ids. */
export async function proposed(
  server: TestServer,
  code: string,
  alternatives: number,
): Promise<readonly string[]> {
  const community = await read(server, "query ($code: String!) { community(code: $code) { id } }", {
    code,
  });
  const input = {
    communityId: at(community, "community", "id"),
    effort: 0.25,
    alternatives,
  };
  const data = await read(
    server,
    `mutation ($input: ProposePlanInput!) {
       proposePlan(input: $input) { job { id } userErrors { message { en } } } }`,
    { input },
  );
  const jobs = await followJob(server, at(data, "proposePlan", "job", "id") as string);
  return jobs[jobs.length - 1].plans.map(({ id }) => id);
}

/** Visits the page in a language; the address is a query, such as `view=inbox`. */
export async function open(
  { browser, server }: Looked,
  { lang, locale }: Tongue,
  address: string,
  size?: Parameters<typeof visit>[1],
): Promise<Visit> {
  const seen = await visit(browser, { locale, ...size });
  await seen.page.goto(`${server.url}/?${address}&lang=${lang}`);
  return seen;
}
