/** Speaks GraphQL with the server this page came from, and turns connections into plain pages. */
import type { Barrier, Building, Community, CommunityEntry, Job, Page, Plan } from "./api-types";
import type { Role, LocalizedText, UserError, Viewer } from "./api-types";
import type { DecisionName, DecisionWords } from "./decisions";
import {
  approvePlanMutation,
  barriersQuery,
  buildingsQuery,
  cancelJobMutation,
  communitiesQuery,
  communityByCodeQuery,
  communityByIdQuery,
  endorsePlanMutation,
  jobQuery,
  latestPlanQuery,
  proposePlanMutation,
  putPlanInForceMutation,
  rejectPlanMutation,
  returnPlanMutation,
  signInAsDemoPersonMutation,
  revalidatePlanMutation,
  submitPlanMutation,
  viewerQuery,
  withdrawPlanMutation,
} from "./operations";
import { authorization, keepToken, keptToken } from "./session";

const endpoint = "/graphql";
const mapPageSize = 500;
const communityPageSize = 40;

/** A request that the server could not be asked, or did not answer as wished. */
export class ApiError extends Error {
  constructor(
    /** NETWORK, or the code the server gave. */
    readonly code: string,
    message: string,
    /** What the user can mend, in both languages; null for everything else. */
    readonly userError: UserError | null = null,
  ) {
    super(message);
    this.name = "ApiError";
  }
}

/** Whoever uses this page; null: nobody has signed in. */
export async function fetchViewer(): Promise<Viewer | null> {
  const data = await ask<{ viewer: Viewer | null }>(viewerQuery, {});
  return data.viewer;
}

/** Becomes the demo person of a role. */
export async function becomeDemoPerson(role: Role): Promise<void> {
  interface Payload {
    readonly token: string | null;
    readonly userErrors: readonly UserError[];
  }
  const data = await ask<{ signInAsDemoPerson: Payload }>(signInAsDemoPersonMutation, {
    input: { role },
  });
  const { token, userErrors } = data.signInAsDemoPerson;
  if (token === null) throw new ApiError("FORBIDDEN", "No demo", userErrors[0] ?? null);
  keepToken(token);
}

let onTokenRefused: (fault: ApiError) => void = () => undefined;

/** Calls back when the server takes the token no more; it is forgotten by then. */
export function whenTokenIsRefused(callback: (fault: ApiError) => void): void {
  onTokenRefused = callback;
}

/** One page of the communities whose name contains the text, or whose code starts with it. */
export async function fetchCommunities(
  search: string,
  after: string | null,
): Promise<Page<CommunityEntry>> {
  const term = search.trim();
  const filter = /^\d+$/.test(term) ? { codePrefix: term } : { nameContains: term };
  const data = await ask<{ communities: Connection<CommunityEntry> }>(communitiesQuery, {
    filter: term === "" ? null : filter,
    first: communityPageSize,
    after,
  });
  return toPage(data.communities);
}

/** The community with this 12-digit code or, failing that shape, this id; null where there is none. */
export async function fetchCommunity(key: string): Promise<Community | null> {
  const query = /^\d{12}$/.test(key) ? communityByCodeQuery : communityByIdQuery;
  const data = await ask<{ community: Community | null }>(query, { key });
  return data.community;
}

export async function fetchBuildings(communityId: string): Promise<readonly Building[]> {
  return allPages(async (after) => {
    const data = await ask<{ community: { buildings: Connection<Building> } | null }>(
      buildingsQuery,
      { communityId, first: mapPageSize, after },
    );
    return data.community?.buildings;
  });
}

export async function fetchBarriers(communityId: string): Promise<readonly Barrier[]> {
  return allPages(async (after) => {
    const data = await ask<{ community: { barriers: Connection<Barrier> } | null }>(barriersQuery, {
      communityId,
      first: mapPageSize,
      after,
    });
    return data.community?.barriers;
  });
}

/** The newest plan of a community; null before the first. */
export async function fetchLatestPlan(communityId: string): Promise<Plan | null> {
  const data = await ask<{ community: { latestPlan: Plan | null } | null }>(latestPlanQuery, {
    communityId,
  });
  return data.community?.latestPlan ?? null;
}

export async function fetchJob(id: string): Promise<Job | null> {
  const data = await ask<{ job: Job | null }>(jobQuery, { id });
  return data.job;
}

export async function proposePlan(input: {
  communityId: string;
  seed: number;
  effort: number;
}): Promise<Job> {
  const data = await ask<{ proposePlan: JobPayload }>(proposePlanMutation, { input });
  return jobOf(data.proposePlan);
}

export async function cancelJob(id: string): Promise<Job> {
  const data = await ask<{ cancelJob: JobPayload }>(cancelJobMutation, { input: { id } });
  return jobOf(data.cancelJob);
}

const decisionMutations: Readonly<Record<DecisionName, string>> = {
  revalidate: revalidatePlanMutation,
  submit: submitPlanMutation,
  endorse: endorsePlanMutation,
  approve: approvePlanMutation,
  putInForce: putPlanInForceMutation,
  return: returnPlanMutation,
  reject: rejectPlanMutation,
  withdraw: withdrawPlanMutation,
};

/** Decides about a plan as it was seen; gives the reasons why it was refused, none where it was not. */
export async function decideOnPlan(
  name: DecisionName,
  { id, version }: Pick<Plan, "id" | "version">,
  said: DecisionWords,
): Promise<readonly UserError[]> {
  const data = await ask<Record<string, { userErrors: readonly UserError[] }>>(
    decisionMutations[name],
    { input: { planId: id, expectedVersion: version, ...said } },
  );
  return Object.values(data).flatMap(({ userErrors }) => userErrors);
}

interface JobPayload {
  readonly job: Job | null;
  readonly userErrors: readonly UserError[];
}

function jobOf(payload: JobPayload): Job {
  if (payload.job !== null) return payload.job;
  const userError = payload.userErrors[0] ?? null;
  throw new ApiError(userError?.code ?? "INTERNAL", "The server started no job", userError);
}

interface Connection<Item> {
  readonly edges: readonly { readonly node: Item }[];
  readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
}

function toPage<Item>(connection: Connection<Item>): Page<Item> {
  return { nodes: connection.edges.map((edge) => edge.node), ...connection.pageInfo };
}

/** Reads a connection to its end; a community that has vanished meanwhile has nothing. */
async function allPages<Item>(
  fetchAfter: (after: string | null) => Promise<Connection<Item> | undefined>,
): Promise<readonly Item[]> {
  const items: Item[] = [];
  let after: string | null = null;
  for (;;) {
    const connection = await fetchAfter(after);
    if (connection === undefined) return items;
    const page: Page<Item> = toPage(connection);
    items.push(...page.nodes);
    if (!page.hasNextPage) return items;
    after = page.endCursor;
  }
}

interface Answer<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions?: { readonly code?: string; readonly text?: LocalizedText };
  }[];
}

async function ask<Data>(query: string, variables: Record<string, unknown>): Promise<Data> {
  const token = keptToken();
  let response: Response;
  try {
    response = await fetch(endpoint, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        accept: "application/json",
        ...authorization(),
      },
      body: JSON.stringify({ query, variables }),
    });
  } catch (cause) {
    throw new ApiError("NETWORK", `The server does not answer: ${String(cause)}`);
  }
  const text = await response.text();
  // The door: a GraphQL server has checked its own answer against the schema, so its shape is taken as asked.
  const answer = text.startsWith("{") ? (JSON.parse(text) as Answer<Data>) : {};
  const fault = answer.errors?.[0];
  if (fault) {
    const { code = "INTERNAL", text: told } = fault.extensions ?? {};
    const error = new ApiError(code, fault.message, told ? { code, message: told } : null);
    if (error.code === "UNAUTHENTICATED" && token !== null && token === keptToken()) {
      keepToken(null);
      onTokenRefused(error);
    }
    throw error;
  }
  if (!answer.data) throw new ApiError(`HTTP_${response.status}`, "The answer has no data");
  return answer.data;
}
