/** What the role matrix is made of: two communities, people of every kind, and what to expect. */
import type { Knex } from "knex";
import { POLICY, type Action } from "../../../src/auth/policy";
import { ROLES, type Role, type Viewer, SYSTEM } from "../../../src/auth/viewer";
import type { Dataset } from "../../../src/exchange/dataset";
import { importDataset } from "../../../src/exchange/import.service";
import type { NodeType } from "../../../src/graphql/global-id";
import { divideInForce, type GivenDivision } from "./divisions";
import { followJob } from "./jobs";
import {
  ask,
  at,
  followByWebSocket,
  person,
  read,
  type Answer,
  type Asker,
  type TestServer,
} from "./test-server";
import { rowOfCommunities } from "./towns";

/** The community that every operation is tried on. */
export const INSIDE = "640104001901";
/** Its neighbour of another street, which those of the first must not see. */
export const OUTSIDE = "640104002901";

/** What is tried: ids of things of the community INSIDE. */
export type World = Readonly<Record<NodeType, string>> & {
  readonly gridCode: string;
  readonly dataset: { readonly communities: string; readonly buildings: string };
  /** Ids of the same kinds of things of the community OUTSIDE. */
  readonly outside: Readonly<Partial<Record<NodeType, string>>>;
};

/** How an operation has to answer. */
export type Row = {
  /** A sample call: the field of the root, with everything. */
  readonly call: (world: World) => string;
} & (
  | {
      /** Shows things of the first community, LIST: of both, to those who may and to nobody else. */
      readonly kind: "ONE" | "LIST";
      readonly action: Action;
      /** What those hear who may nowhere; left out: they are shown nothing. */
      readonly nowhere?: "FORBIDDEN";
      /** What those hear who are shown nothing; left out: it is null or empty. */
      readonly unseen?: "NOT_FOUND";
    }
  | {
      /** Changes something in the first community. */
      readonly kind: "DEED";
      /** One of these rights is enough. */
      readonly actions: readonly Action[];
      /** What those hear who may: OK, or the first user error, which comes after rights are asked. */
      readonly may: string;
      /** What they hear who may not and may not even read it. */
      readonly unseen: "FORBIDDEN" | "NOT_FOUND";
    }
  | {
      /** Follows what happens to the first community, which may be nothing for a long time. */
      readonly kind: "FOLLOW";
      readonly action: Action;
      /**
       * What those hear who may not; NOT_FOUND where it is followed by an id; followed where everybody
       * follows what happens in his or her own jurisdiction.
       */
      readonly unseen: "FORBIDDEN" | "NOT_FOUND" | "followed";
    }
  | { readonly kind: "OPEN"; readonly signedIn: string; readonly stranger: string }
);

/** Shows one thing of the first community; `call` selects something that tells whose it is. */
export const one = (
  call: Row["call"],
  action: Action = "READ",
  more: { readonly unseen?: "NOT_FOUND" } = {},
): Row => ({ kind: "ONE", action, call, ...more });

/** Shows a list with things of both communities. */
export const list = (
  call: Row["call"],
  action: Action = "READ",
  more: { readonly nowhere?: "FORBIDDEN" } = {},
): Row => ({ kind: "LIST", action, call, ...more });

/** Follows what happens; those who may hear nothing until their token ends. */
export const follow = (
  call: Row["call"],
  action: Action = "READ",
  unseen: "FORBIDDEN" | "NOT_FOUND" | "followed" = "FORBIDDEN",
): Row => ({ kind: "FOLLOW", action, call, unseen });

/** Seconds of a token for those who follow: servers take it for 30 more, as clocks differ. */
export const SOON_S = -20;

/** Changes something. `may`: what those hear who may, such as CONFLICT for an old version, or OK. */
export const deed = (
  actions: Action | readonly Action[],
  may: string,
  call: Row["call"],
  unseen: "FORBIDDEN" | "NOT_FOUND" = "FORBIDDEN",
): Row => ({
  kind: "DEED",
  actions: typeof actions === "string" ? [actions] : actions,
  may,
  call: (world) => `${call(world)} { userErrors { code } }`,
  unseen,
});

const INSIDE_PREFIXES = ["", "640104", "640104001", INSIDE];
const OUTSIDE_PREFIXES = ["640105", "640104002", "640104001902", OUTSIDE];

/** Every role inside the jurisdiction, with shorter and longer prefixes, and outside; and mixtures. */
export const PEOPLE: readonly Viewer[] = [
  ...ROLES.flatMap((role) =>
    [...INSIDE_PREFIXES, ...OUTSIDE_PREFIXES].map((prefix) => person(role, prefix)),
  ),
  { id: "nothing", name: "without any role", grants: [] },
  ...ROLES.map((role) => ({
    id: `reads-${role}`,
    name: `reads here, ${role} elsewhere`,
    grants: [
      { role: "VIEWER" as const, jurisdiction: INSIDE },
      { role, jurisdiction: OUTSIDE },
    ],
  })),
];

/** Whether the policy gives somebody a right for a code: asked of the table, not of the code at work. */
export function may({ grants }: Viewer, action: Action, code: string): boolean {
  const roles: readonly Role[] = POLICY[action];
  return grants.some(
    ({ role, jurisdiction }) =>
      roles.includes(role) && code.slice(0, jurisdiction.length) === jurisdiction,
  );
}

/** What somebody has to hear. */
export function expected(row: Row, viewer: Viewer | null): string {
  if (row.kind === "OPEN") return viewer === null ? row.stranger : row.signedIn;
  if (viewer === null) return "UNAUTHENTICATED";
  if (row.kind === "FOLLOW") {
    return may(viewer, row.action, INSIDE) ? "followed" : row.unseen;
  }
  if (row.kind === "DEED") {
    if (row.actions.some((action) => may(viewer, action, INSIDE))) return row.may;
    return may(viewer, "READ", INSIDE) ? "FORBIDDEN" : row.unseen;
  }
  const roles: readonly Role[] = POLICY[row.action];
  if (row.nowhere !== undefined && !viewer.grants.some(({ role }) => roles.includes(role))) {
    return row.nowhere;
  }
  const inside = may(viewer, row.action, INSIDE);
  const outside = row.kind === "LIST" && may(viewer, row.action, OUTSIDE);
  return row.unseen !== undefined && !inside && !outside ? row.unseen : shownAs(inside, outside);
}

/** What somebody hears. */
export function heard(row: Row, answer: Answer, field: string): string {
  const [error] = answer.errors ?? [];
  if (error !== undefined) {
    const isEnd = row.kind === "FOLLOW" && error.message.startsWith("The token has expired");
    return isEnd ? "followed" : error.extensions.code;
  }
  const text = JSON.stringify(answer.data);
  if (row.kind === "ONE" || row.kind === "LIST") {
    return shownAs(/"c0|640104001901/.test(text), /"c1|640104002901/.test(text));
  }
  const value = answer.data?.[field] ?? null;
  if (value === null) return "null";
  const userErrors = row.kind === "DEED" || /userErrors/.test(text) ? at(value, "userErrors") : [];
  const [refusal] = userErrors as { code: string }[];
  return refusal?.code ?? "OK";
}

function shownAs(inside: boolean, outside: boolean): string {
  const shown = [...(inside ? ["inside"] : []), ...(outside ? ["outside"] : [])];
  return `shows ${shown.join(" and ") || "nothing"}`;
}

/** Runs the call of a row; subscriptions by WebSocket, all else by HTTP. */
export async function run(
  server: TestServer,
  root: string,
  call: string,
  asker: Asker,
): Promise<Answer> {
  const operation = `${root.toLowerCase()} { ${call} }`;
  if (root !== "Subscription") return ask(server, operation, {}, asker);
  try {
    const [first] = await followByWebSocket(server, operation, {}, undefined, asker);
    return first;
  } catch (error) {
    // A connection that is refused has no result; its close code says why.
    if (!(error instanceof Error) || !error.message.includes("4401")) throw error;
    return { errors: [{ message: error.message, extensions: { code: "UNAUTHENTICATED" } }] };
  }
}

const ROWS = (c: string): GivenDivision =>
  [0, 1, 2].map((row) => ({ buildings: [0, 1, 2].map((i) => `${c}-b${3 * row + i}`) }));

/** Two communities of two streets, each with grids in force, staff, a job and a draft. */
export async function makeWorld(db: Knex, server: TestServer): Promise<World> {
  const dataset = twoStreets();
  await importDataset(db, dataset, SYSTEM);
  for (const c of ["c0", "c1"]) await divideInForce(server, db, c, ROWS(c));
  const [inside, outside] = [await idsOf(server, INSIDE), await idsOf(server, OUTSIDE)];
  return { ...inside, gridCode: `${INSIDE}001`, dataset: textsOf(dataset), outside };
}

function twoStreets(): Dataset {
  const row = rowOfCommunities(2);
  const [c0, c1] = row.communities;
  const [road] = row.barriers;
  const lane = (id: string, lon: number) => ({
    ...road,
    id,
    geometry: {
      type: "LineString" as const,
      coordinates: [
        [lon, 38.4015],
        [lon, 38.4018],
      ],
    },
  });
  return {
    communities: [
      { ...c0, code: INSIDE },
      { ...c1, code: OUTSIDE },
    ],
    buildings: row.buildings,
    // A road between both belongs to both; a lane to one.
    barriers: [road, lane("c0-lane", 106.2001), lane("c1-lane", 106.2061)],
  };
}

const IDS = `query ($code: String!) {
  community(code: $code) {
    id
    estates(first: 1) { nodes { id } }
    buildings(first: 1) { nodes { id } }
    register(first: 1) { nodes { id code } }
    planInForce { grids { id } }
  }
  barriers { nodes { id externalId } }
}`;

async function idsOf(server: TestServer, code: string): Promise<Record<NodeType, string>> {
  const everybody = { as: person("PLANNER") };
  const found = await read(server, IDS, { code }, everybody);
  const id = (...path: (string | number)[]) => at(found, ...path, "id") as string;
  const community = id("community");
  const lanes = at(found, "barriers", "nodes") as { id: string; externalId: string }[];
  const lane = lanes.find(
    ({ externalId }) => externalId === (code === INSIDE ? "c0-lane" : "c1-lane"),
  );
  const job = await read(
    server,
    `mutation ($id: ID!) { proposePlan(input: { communityId: $id, effort: 0.1 }) { job { id } } }`,
    { id: community },
    everybody,
  );
  const jobId = at(job, "proposePlan", "job", "id") as string;
  const jobs = await followJob(server, jobId, undefined, everybody);
  const staff = await read(
    server,
    `mutation ($code: String!) {
      assignStaff(input: { gridCode: $code, duty: GRID_WORKER, name: "王格", fullTime: true }) {
        staff { id } userErrors { code message { en } } } }`,
    { code: at(found, "community", "register", "nodes", 0, "code") },
    everybody,
  );
  const external = code === INSIDE ? "c0" : "c1";
  const network = await read(
    server,
    `mutation ($rows: String!) {
      importDepartmentalGrids(input: { department: PARTY, buildings: $rows }) {
        report { communities { network { id } } } userErrors { message { en } } } }`,
    { rows: `code,building\nD,${external}-b0` },
    everybody,
  );
  const saved = await read(
    server,
    `mutation ($code: String!) {
      saveRules(input: { jurisdiction: $code, name: "本社区", rules: {} }) { ruleSet { id } } }`,
    { code },
    everybody,
  );
  // Whoever made a link may revoke it: somebody that the matrix does not ask.
  const maker = { as: person("VIEWER", "", "maker-of-links") };
  const links = await read(
    server,
    `mutation ($code: String!) {
      createExportLink(input: { format: CSV, register: { jurisdiction: $code } }) { link { id } } }`,
    { code },
    maker,
  );
  // Revoked, so that nobody who tries it again changes anything.
  const link = at(links, "createExportLink", "link", "id") as string;
  await read(
    server,
    `mutation ($id: ID!) { revokeExportLink(input: { id: $id }) { userErrors { code } } }`,
    { id: link },
    maker,
  );
  const networks = at(network, "importDepartmentalGrids", "report", "communities");
  return {
    Community: community,
    Estate: id("community", "estates", "nodes", 0),
    Building: id("community", "buildings", "nodes", 0),
    Barrier: lane?.id ?? "",
    Plan: jobs[jobs.length - 1].plans[0].id,
    Grid: id("community", "planInForce", "grids", 0),
    Job: jobId,
    RegisteredGrid: id("community", "register", "nodes", 0),
    DepartmentalNetwork: at(networks, 0, "network", "id") as string,
    ExportLink: link,
    RuleSet: at(saved, "saveRules", "ruleSet", "id") as string,
    Staff: at(staff, "assignStaff", "staff", "id") as string,
  };
}

/** The first community as files, as it is stored: importing it changes nothing. */
function textsOf({ communities, buildings }: Dataset): World["dataset"] {
  const collection = (rows: readonly { readonly geometry: object }[]): string =>
    JSON.stringify({
      type: "FeatureCollection",
      features: rows.map(({ geometry, ...properties }) => ({
        type: "Feature",
        properties,
        geometry,
      })),
    });
  return {
    communities: collection(communities.slice(0, 1)),
    buildings: collection(buildings.filter(({ communityId }) => communityId === "c0")),
  };
}
