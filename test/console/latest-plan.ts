import { at, read, type TestServer } from "../api/support/test-server";

/** What the API says of a plan, to be compared with what the page shows. */
export interface SeenPlan {
  readonly id: string;
  readonly proof: Readonly<Record<string, string>>;
  readonly grids: readonly SeenGrid[];
}

export interface SeenGrid {
  readonly label: string;
  readonly kind: string;
  readonly reduced: boolean;
  readonly point: readonly number[];
  readonly reason: Readonly<Record<string, string>>;
  readonly limits: Readonly<Record<string, string>>;
  readonly findings: readonly Readonly<Record<string, string>>[];
}

/** The newest plan of a community. */
export async function latestPlan(server: TestServer, code: string): Promise<SeenPlan> {
  const data = await read(
    server,
    `query ($code: String!) {
       community(code: $code) {
         latestPlan {
           id certificate { proof { zh en } }
           grids { label kind reduced pointOnSurface reason { zh en } limits { sentence { zh en } }
             findings { message { zh en } } }
         }
       }
     }`,
    { code },
  );
  const plan = at(data, "community", "latestPlan");
  const grids = at(plan, "grids") as object[];
  return {
    id: at(plan, "id") as string,
    proof: at(plan, "certificate", "proof") as Record<string, string>,
    grids: grids.map((grid) => ({
      label: at(grid, "label") as string,
      kind: at(grid, "kind") as string,
      reduced: at(grid, "reduced") as boolean,
      point: at(grid, "pointOnSurface", "coordinates") as number[],
      reason: at(grid, "reason") as Record<string, string>,
      limits: at(grid, "limits", "sentence") as Record<string, string>,
      findings: (at(grid, "findings") as object[]).map(
        (finding) => at(finding, "message") as Record<string, string>,
      ),
    })),
  };
}
