/** Plans that a test gives instead of having them searched, carried as far as it needs them. */
import type { Knex } from "knex";
import { assess, type GridKind } from "../../../src/engine";
import { readBasis } from "../../../src/plan/basis.repository";
import { decide } from "../../../src/plan/decide.service";
import { keyFindings } from "../../../src/plan/finding-key";
import { insertPlans } from "../../../src/plan/new-plan.repository";
import type { Plan } from "../../../src/plan/plan";
import { findPlans } from "../../../src/plan/plan.service";
import { toNewPlans, toProposeInput } from "../../../src/plan/proposal";
import { findProposalRows } from "../../../src/plan/proposal.repository";
import { toProposalWish } from "../../../src/plan/proposal-wish";
import { toGlobalId } from "../../../src/graphql/global-id";
import { at, person, read, type TestServer, type Tree } from "./test-server";

export const PLANNER = person("PLANNER");
export const REVIEWER = person("REVIEWER");
export const APPROVER = person("APPROVER");
export const ADMIN = person("ADMIN");

/** A grid by its buildings; standard unless it says otherwise. */
export type GivenDivision = readonly {
  readonly buildings: readonly string[];
  readonly kind?: GridKind;
}[];

/** Our id of a community. */
export async function communityId(db: Knex, externalId: string): Promise<string> {
  const [row] = await db("communities").where({ external_id: externalId }).select("id");
  if (row === undefined) throw new Error(`There is no community ${externalId}`);
  return row.id;
}

/** Stores a division as a draft of now and gives it. */
export async function storeDivision(
  db: Knex,
  externalId: string,
  division: GivenDivision,
): Promise<Plan> {
  const id = await communityId(db, externalId);
  return db.transaction(async (trx) => {
    const rows = await findProposalRows(trx, id);
    const basis = await readBasis(trx, id);
    if (rows === null || basis === null) throw new Error(`There is no community ${externalId}`);
    const plan = await assess(
      toProposeInput(rows, toProposalWish({})),
      division.map(({ buildings, kind = "STANDARD" }) => ({ kind, buildingIds: buildings })),
    );
    const alternatives = {
      plans: [{ plan, bestFor: ["BALANCED" as const], difference: null }],
      leftOut: [],
    };
    const plans = toNewPlans({ communityId: id, jobId: null }, rows, alternatives);
    const [planId] = await insertPlans(trx, plans, basis);
    const [stored] = await findPlans(trx, [planId]);
    return stored;
  });
}

/** Carries a draft until it is approved. */
export async function approve(db: Knex, draft: Plan): Promise<Plan> {
  const warnings = keyFindings(draft.findings, [])
    .filter(({ severity }) => severity === "WARNING")
    .map(({ key }) => key);
  const submitted = await decide(db, PLANNER, {
    planId: draft.id,
    expectedVersion: draft.version,
    decision: "SUBMIT",
    deviationReasons: warnings.length > 0 ? [{ findings: warnings, reason: "a test" }] : [],
  });
  const seen = ({ id, version }: Plan) => ({ planId: id, expectedVersion: version });
  const endorsed = await decide(db, REVIEWER, { ...seen(submitted), decision: "ENDORSE" });
  return decide(db, APPROVER, { ...seen(endorsed), decision: "APPROVE" });
}

/** An approved plan of a division of now. */
export async function approvedDivision(
  db: Knex,
  externalId: string,
  division: GivenDivision,
): Promise<Plan> {
  return approve(db, await storeDivision(db, externalId, division));
}

export const PUT_IN_FORCE = `mutation ($input: PutPlanInForceInput!) {
  putPlanInForce(input: $input) {
    plan { id state version grids { label code } }
    userErrors { code message { zh en } path }
  }
}`;

/** Puts an approved plan in force by the API, as the approver, and gives the payload. */
export async function putInForce(
  server: Pick<TestServer, "url" | "tokenOf">,
  plan: Pick<Plan, "id" | "version">,
  more: Readonly<Record<string, unknown>> = {},
): Promise<Tree> {
  const input = { planId: toGlobalId("Plan", plan.id), expectedVersion: plan.version, ...more };
  const data = await read(server, PUT_IN_FORCE, { input }, { as: APPROVER });
  return at(data, "putPlanInForce") as Tree;
}

/** A division that is in force when this returns. */
export async function divideInForce(
  server: Pick<TestServer, "url" | "tokenOf">,
  db: Knex,
  externalId: string,
  division: GivenDivision,
): Promise<Plan> {
  const plan = await approvedDivision(db, externalId, division);
  const { userErrors } = await putInForce(server, plan);
  if (JSON.stringify(userErrors) !== "[]") throw new Error(JSON.stringify(userErrors));
  return plan;
}
