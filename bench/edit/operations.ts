/** What the benchmark of editing asks of the API. */

/** Asks for one edit of a draft; gives the version of then. None is refused. */
export type Client = (
  operation: string,
  expectedVersion: number,
  input: Readonly<Record<string, unknown>>,
) => Promise<number>;

const ANSWER = `{
  plan { id version state metrics { households gridsInBand } findings { key severity message { zh en } place } }
  edit { no message { zh en } }
  effect {
    changedGrids { gridId
      before { label households }
      after { label code kind households deviation reduced polygon pointOnSurface areaM2 compactness
        reason { zh en } limits { sentence { zh en } } findings { code severity message { zh en } } } }
    newFindings { code severity message { zh en } place }
    goneFindings { code severity message { zh en } }
    before { households householdsInBand gridsInBand } after { households householdsInBand gridsInBand }
    householdsMoved
  }
  userErrors { code message { zh en } path }
}`;

const operation = (name: string, input: string): string =>
  `mutation ($input: ${input}!) { done: ${name}(input: $input) ${ANSWER} }`;

/** Edits. */
export const EDIT = {
  moveBuildings: operation("moveBuildings", "MoveBuildingsInput"),
  nameGrid: operation("nameGrid", "NameGridInput"),
} as const;

/** Steps through the history. */
export const STEP = {
  undoEdit: operation("undoEdit", "UndoEditInput"),
  redoEdit: operation("redoEdit", "RedoEditInput"),
} as const;

/** A client of one draft. */
export function clientOf(url: string, planId: string): Client {
  return async (query, expectedVersion, input) => {
    const response = await fetch(`${url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query, variables: { input: { planId, expectedVersion, ...input } } }),
    });
    const answer = (await response.json()) as Answer;
    const done = answer.data?.done;
    if (done?.plan == null) throw new Error(JSON.stringify(answer.errors ?? answer));
    if (done.userErrors.length > 0) throw new Error(JSON.stringify(done.userErrors));
    return done.plan.version;
  };
}

interface Answer {
  readonly data?: {
    readonly done: {
      readonly plan: { readonly version: number } | null;
      readonly userErrors: readonly { readonly code: string }[];
    };
  } | null;
  readonly errors?: readonly unknown[];
}
