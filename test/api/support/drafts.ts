/** Drafts as clients of the API see and change them. */
import type { Knex } from "knex";
import type { Viewer } from "../../../src/auth/viewer";
import { toGlobalId } from "../../../src/graphql/global-id";
import { PLANNER, storeDivision, type GivenDivision } from "./divisions";
import { ask, at, read, type Answer, type TestServer, type Tree } from "./test-server";

type Server = Pick<TestServer, "url" | "tokenOf">;

/** A draft in the version that somebody has seen. */
export interface DraftSeen {
  /** Of the API. */
  readonly id: string;
  readonly version: number;
}

const FINDING = "key code rule severity gridLabel buildingIds place message { zh en }";
const STATE = `label code kind name locked reduced reducedReason reducedNote band { min max }
  households buildingCount buildingIds estates areaM2 polygon pointOnSurface
  limits { sentence { zh en } } findings { key }`;

/** An entry of the history with everything that keeps a map up to date. */
export const EDIT = `no kind planVersion isCurrent isUndone message { zh en } actor { id name role }
  changedGrids {
    gridId before { label kind households name locked reducedNote } after { label households }
    grid { id label polygon }
  }
  newFindings { ${FINDING} } goneFindings { ${FINDING} }
  before { gridsInBand } after { gridsInBand } movedBuildingIds householdsMoved
  plan { version }`;

const PAYLOAD = `plan { id version state metrics { grids gridsInBand householdsMoved }
    findings { ${FINDING} } }
  edit { ${EDIT} }
  effect {
    changedGrids { gridId before { ${STATE} } after { ${STATE} } }
    newFindings { ${FINDING} } goneFindings { ${FINDING} }
    before { grids gridsInBand meanCompactness } after { grids gridsInBand meanCompactness }
    movedBuildingIds householdsMoved
  }
  missedEdits { ${EDIT} }
  userErrors { code message { zh en } path }`;

/** A draft of a division of one of the communities in the row. */
export async function draftOf(
  db: Knex,
  community: string,
  division: GivenDivision,
): Promise<DraftSeen> {
  const { id, version } = await storeDivision(db, community, division);
  return { id: toGlobalId("Plan", id), version };
}

/** Calls a mutation of editing; errors are part of the answer. */
export function tryEdit(
  server: Server,
  mutation: string,
  { id, version }: DraftSeen,
  input: Readonly<Record<string, unknown>> = {},
  as: Viewer = PLANNER,
): Promise<Answer> {
  const type = `${mutation[0].toUpperCase()}${mutation.slice(1)}Input`;
  return ask(
    server,
    `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${PAYLOAD} } }`,
    { input: { planId: id, expectedVersion: version, ...input } },
    { as },
  );
}

/** Calls a mutation of editing and gives its payload. */
export async function edit(...call: Parameters<typeof tryEdit>): Promise<Tree> {
  const { data, errors } = await tryEdit(...call);
  if (data == null) throw new Error(JSON.stringify(errors));
  return at(data, call[1]) as Tree;
}

/** Calls one that has to be done; gives the payload, and the draft as it is then. */
export async function edited(
  ...call: Parameters<typeof tryEdit>
): Promise<{ readonly payload: Tree; readonly draft: DraftSeen }> {
  const payload = await edit(...call);
  expect(payload.userErrors).toEqual([]);
  return {
    payload,
    draft: { id: call[2].id, version: at(payload, "plan", "version") as number },
  };
}

/** Calls one that has to be refused; gives the code and path of each reason. */
export async function refusedEdit(...call: Parameters<typeof tryEdit>): Promise<unknown> {
  const { userErrors, edit: done, effect } = await edit(...call);
  expect([done, effect]).toEqual([null, null]);
  return (userErrors as Tree[]).map(({ code, path }) => ({ code, path }));
}

/** Ids of the API of buildings, by those of the data set. */
export async function buildings(db: Knex, ...externalIds: string[]): Promise<string[]> {
  const rows = await db("buildings")
    .whereIn("external_id", externalIds)
    .select("id", "external_id");
  const ids = new Map(rows.map(({ id, external_id }) => [external_id, id]));
  return externalIds.map((id) => toGlobalId("Building", ids.get(id) ?? ""));
}

/** What a map shows of a draft: everything of its grids, by their labels. */
export async function gridsOf(
  server: Server,
  draft: Pick<DraftSeen, "id">,
  as: Viewer = PLANNER,
): Promise<Readonly<Record<string, Tree>>> {
  const { plan } = await read(
    server,
    `query ($id: ID!) { plan(id: $id) { grids {
       id ${STATE.replace("buildingIds", "buildings { nodes { id externalId } }")} } } }`,
    { id: draft.id },
    { as },
  );
  const grids = at(plan, "grids") as Tree[];
  return Object.fromEntries(grids.map((grid) => [grid.label as string, grid]));
}

/** Which buildings, by the ids of the data set without the community, are in which grid. */
export async function divisionOf(server: Server, draft: Pick<DraftSeen, "id">): Promise<string[]> {
  return Object.values(await gridsOf(server, draft)).map((grid) => {
    const inside = at(grid, "buildings", "nodes") as { externalId: string }[];
    const names = inside.map(({ externalId }) => externalId.replace(/^.*-/, ""));
    return `${grid.label as string}: ${names.join(" ")}`;
  });
}

/** The id of a grid by its label. */
export async function gridId(
  server: Server,
  draft: Pick<DraftSeen, "id">,
  label: string,
): Promise<string> {
  return at(await gridsOf(server, draft), label, "id") as string;
}
