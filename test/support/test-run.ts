/** What the set-up of a run tells the workers that run its files. */
export type TestRun =
  | { readonly kind: "embedded"; readonly url: string }
  /** `prefix` starts the names of the run's databases. */
  | { readonly kind: "server"; readonly url: string; readonly prefix: string };

const VARIABLE = "WANGGE_TEST_RUN";

/** Workers inherit the environment of the process that starts them. */
export function describeRun(run: TestRun): void {
  process.env[VARIABLE] = JSON.stringify(run);
}

export function isDescribed(): boolean {
  return process.env[VARIABLE] !== undefined;
}

export function currentRun(): TestRun {
  const text = process.env[VARIABLE];
  if (text === undefined) throw new Error("No test run: test/support/global-setup did not run");
  return JSON.parse(text) as TestRun;
}
