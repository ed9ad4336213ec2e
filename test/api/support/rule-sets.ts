/** Saved rules and defaults for tests, by the API. */
import { followJob } from "./jobs";
import { at, person, read, type Answering, type Asker, type Tree } from "./test-server";

export const COUNTY = "640104";
export const STREET = "640104001";
export const FIRST = "640104001901";
export const APPROVER: Asker = { as: person("APPROVER", COUNTY, "approver") };
export const PLANNER: Asker = { as: person("PLANNER", COUNTY, "planner") };

export const SAVE = /* GraphQL */ `
  mutation ($input: SaveRulesInput!) {
    saveRules(input: $input) {
      ruleSet {
        id
        name
        jurisdiction
        version
        note
        savedBy {
          id
          role
        }
        rules {
          standardBand {
            min
            max
          }
          microMergeDistanceM
        }
        versions {
          version
        }
      }
      userErrors {
        code
        path
        message {
          zh
          en
        }
      }
    }
  }
`;

const SET_DEFAULT = /* GraphQL */ `
  mutation ($input: SetDefaultRulesInput!) {
    setDefaultRules(input: $input) {
      defaultRules {
        jurisdiction
        ruleSet {
          id
        }
        setBy {
          id
        }
        validTo
      }
      userErrors {
        code
        path
      }
    }
  }
`;

const PROPOSE = /* GraphQL */ `
  mutation ($input: ProposePlansInput!) {
    proposePlans(input: $input) {
      job {
        id
      }
      userErrors {
        code
        path
        message {
          en
        }
      }
    }
  }
`;

const PLANS = /* GraphQL */ `
  query ($id: ID!) {
    job(id: $id) {
      plans {
        id
        community {
          externalId
        }
        ruleSet {
          id
        }
        hasRulesInUse
        start {
          households
          network {
            name
          }
        }
        rules {
          standardBand {
            min
            max
          }
        }
      }
    }
  }
`;

/** Tries to save rules, the built-in numbers for the county unless more is said. */
export async function save(
  server: Answering,
  input: Readonly<Record<string, unknown>>,
  asker: Asker = PLANNER,
): Promise<Tree> {
  const wish = { jurisdiction: COUNTY, name: "老城区", rules: {}, ...input };
  return at(await read(server, SAVE, { input: wish }, asker), "saveRules") as Tree;
}

/** Saves rules that have to be taken, and gives their id. */
export async function saved(
  server: Answering,
  name: string,
  band: readonly [number, number],
  jurisdiction = COUNTY,
  asker = PLANNER,
): Promise<string> {
  const [min, max] = band;
  const payload = await save(
    server,
    { jurisdiction, name, rules: { standardBand: { min, max } } },
    asker,
  );
  if (payload.ruleSet === null) throw new Error(JSON.stringify(payload));
  return at(payload, "ruleSet", "id") as string;
}

/** Tries to set the default of a jurisdiction, and gives the payload. */
export async function setDefault(
  server: Answering,
  jurisdiction: string,
  ruleSetId: string | null,
  asker = APPROVER,
): Promise<Tree> {
  const input = { jurisdiction, ruleSetId };
  const data = await read(server, SET_DEFAULT, { input }, asker);
  return at(data, "setDefaultRules") as Tree;
}

/** The first user error of a payload. */
export const refusal = (payload: unknown) => at(payload, "userErrors", 0) as Tree;

/** Asks for plans of communities of the street, and gives the payload. */
export async function propose(
  server: Answering,
  input: Readonly<Record<string, unknown>>,
): Promise<Tree> {
  const wish = { codePrefix: STREET, effort: 0.1, ...input };
  return at(await read(server, PROPOSE, { input: wish }), "proposePlans") as Tree;
}

/** Plans as they come of a wish, by community. */
export async function proposed(
  server: Answering,
  input: Readonly<Record<string, unknown>>,
): Promise<Tree[]> {
  return plansOfJob(server, await propose(server, input));
}

/** Plans as they come of a job that was begun, by community. */
export async function plansOfJob(server: Answering, payload: Tree): Promise<Tree[]> {
  if (payload.job === null) throw new Error(JSON.stringify(payload));
  const id = at(payload, "job", "id") as string;
  const jobs = await followJob(server, id);
  const { state } = jobs[jobs.length - 1];
  if (state !== "SUCCEEDED") throw new Error(JSON.stringify(jobs[jobs.length - 1]));
  const plans = at(await read(server, PLANS, { id }), "job", "plans") as Tree[];
  const name = (plan: Tree): string => at(plan, "community", "externalId") as string;
  return [...plans].sort((a, b) => (name(a) < name(b) ? -1 : 1));
}
