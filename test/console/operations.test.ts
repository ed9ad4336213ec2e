/** The page's operations are checked against the schema, and its words against each other. */
import { createSchema } from "../../src/graphql/schema";
import { checkOperation } from "../../src/graphql/limits";
import * as operations from "../../src/console/operations";
import { english } from "../../src/console/words-en";
import { chinese } from "../../src/console/words-zh";

const schema = createSchema();
const variables = {
  filter: { nameContains: "社区" },
  first: 500,
  after: null,
  key: "640104001001",
  id: "x",
  communityId: "x",
};
const inputs = new Map<string, object>([
  ["proposePlanMutation", { communityId: "x", seed: 1, effort: 0.25 }],
  ["cancelJobMutation", { id: "x" }],
  ["signInAsDemoPersonMutation", { role: "VIEWER" }],
  ["returnPlanMutation", { planId: "x", expectedVersion: 1, comment: "x" }],
  ["rejectPlanMutation", { planId: "x", expectedVersion: 1, comment: "x" }],
  ["withdrawPlanMutation", { planId: "x", expectedVersion: 1, comment: "x" }],
  ["revalidatePlanMutation", { planId: "x", expectedVersion: 1 }],
  ["submitPlanMutation", { planId: "x", expectedVersion: 1, deviationReasons: [] }],
  ["endorsePlanMutation", { planId: "x", expectedVersion: 1 }],
  ["approvePlanMutation", { planId: "x", expectedVersion: 1 }],
  ["putPlanInForceMutation", { planId: "x", expectedVersion: 1 }],
]);

test.each(Object.entries(operations))("%s fits the schema and its limits", (name, query) => {
  const input = inputs.get(name);
  const checked = checkOperation(schema, { query, variables: { ...variables, input } });
  expect("errors" in checked ? checked.errors.map(String) : []).toEqual([]);
});

test("both languages fill in the same values", () => {
  const placesOf = (sentence: string): string[] =>
    [...new Set(sentence.match(/\{\w+\}/g) ?? [])].sort();
  const sentences = new Map(Object.entries(chinese));
  for (const [key, sentence] of Object.entries(english)) {
    expect([key, placesOf(sentences.get(key) ?? "")]).toEqual([key, placesOf(sentence)]);
  }
});
