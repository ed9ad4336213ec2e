/** What tests of the life of plans ask of the API, and of the tables behind it. */
import type { Knex } from "knex";
import type { Viewer } from "../../../src/auth/viewer";
import { toGlobalId } from "../../../src/graphql/global-id";
import type { Plan } from "../../../src/plan/plan";
import { ask, at, read, type Answer, type TestServer, type Tree } from "./test-server";

export type Server = Pick<TestServer, "url" | "tokenOf">;

type Division = readonly { readonly buildings: readonly string[] }[];

/** Three grids of 300 households each: nothing to find fault with. */
export const SOUND = soundOf("c0");

/** One grid of 300 and one of 600 households: a warning. */
export const LARGE = divisionOf("c0", [
  [0, 1, 2],
  [3, 4, 5, 6, 7, 8],
]);

/** A grid in two pieces: an error. */
export const TORN = tornOf("c0");

/** The sound division of any of the communities in the row. */
export function soundOf(community: string): Division {
  return divisionOf(community, [
    [0, 1, 2],
    [3, 4, 5],
    [6, 7, 8],
  ]);
}

/** The torn division of any of them. */
export function tornOf(community: string): Division {
  return divisionOf(community, [
    [0, 2],
    [1, 3, 4, 5, 6, 7, 8],
  ]);
}

function divisionOf(community: string, grids: readonly (readonly number[])[]): Division {
  return grids.map((numbers) => ({ buildings: numbers.map((n) => `${community}-b${n}`) }));
}

export const PLAN_FIELDS = `id state version isStale
  basisChanges { kind subject field before after message { zh en } }
  author { id name role } submittedBy { id name role } submittedAt
  notice { from to } effectiveFrom supersededAt filingNumber filedAt
  deviationReasons { finding reason }
  findings { key severity deviationReason }
  metrics { households gridsInBand }
  grids { label households findings { key deviationReason } }
  reviews { nodes { kind fromState toState planVersion comment gridLabel place details at
    actor { id name role } deviationReasons { finding reason } findings { key deviationReason }
    metrics { households } } }`;

/** Calls a mutation on a plan as somebody; gives the payload. */
export async function call(
  server: Server,
  as: Viewer,
  mutation: string,
  plan: Pick<Plan, "id" | "version">,
  more: Readonly<Record<string, unknown>> = {},
): Promise<Tree> {
  return at((await answerTo(server, as, mutation, plan, more)).data, mutation) as Tree;
}

/** The same with errors as part of the answer. */
export async function answerTo(
  server: Server,
  as: Viewer,
  mutation: string,
  plan: Pick<Plan, "id" | "version">,
  more: Readonly<Record<string, unknown>> = {},
): Promise<Answer> {
  const input = { planId: toGlobalId("Plan", plan.id), expectedVersion: plan.version, ...more };
  const type = `${mutation[0].toUpperCase()}${mutation.slice(1)}Input`;
  return ask(
    server,
    `mutation ($input: ${type}!) { ${mutation}(input: $input) {
       plan { id state version } userErrors { code message { zh en } path } } }`,
    { input },
    { as },
  );
}

/** Calls it and expects that it is done; gives the plan of then, by our id. */
export async function done(
  server: Server,
  as: Viewer,
  mutation: string,
  plan: Pick<Plan, "id" | "version">,
  more: Readonly<Record<string, unknown>> = {},
): Promise<{ readonly id: string; readonly state: string; readonly version: number }> {
  const payload = await call(server, as, mutation, plan, more);
  expect(payload.userErrors).toEqual([]);
  const { state, version } = payload.plan as Tree;
  return { id: plan.id, state: state as string, version: version as number };
}

/** The codes of the user errors of a payload. */
export function codesOf({ userErrors }: Tree): string[] {
  return (userErrors as Tree[]).map(({ code }) => code as string);
}

/** The plan as the API shows it to somebody. */
export async function seen(server: Server, as: Viewer, planId: string): Promise<Tree> {
  const data = await read(
    server,
    `query ($id: ID!) { plan(id: $id) { ${PLAN_FIELDS} } }`,
    { id: toGlobalId("Plan", planId) },
    { as },
  );
  return at(data, "plan") as Tree;
}

/** Everything that is stored about a plan, to be compared before and after a refusal. */
export async function stored(db: Knex, planId: string): Promise<unknown> {
  return {
    plan: await db("plans").where({ id: planId }).first(),
    grids: await db("plan_grids").where({ plan_id: planId }).orderBy("label"),
    buildings: await db("plan_buildings").where({ plan_id: planId }).orderBy("building_id"),
    basis: await db("plan_basis").where({ plan_id: planId }),
    reviews: await db("reviews").where({ plan_id: planId }).count(),
    audit: await db("audit").where({ plan_id: planId }).count(),
  };
}
