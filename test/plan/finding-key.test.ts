import { keyFindings } from "../../src/plan/finding-key";
import type { Finding } from "../../src/plan/plan";

function finding(values: Partial<Finding> = {}): Finding {
  return {
    rule: "R1",
    code: "GRID_ABOVE_BAND",
    severity: "WARNING",
    message: { zh: "", en: "" },
    numbers: {},
    gridLabel: "002",
    buildingIds: [],
    place: null,
    ...values,
  };
}

const keys = (findings: readonly Finding[]): string[] =>
  keyFindings(findings, []).map(({ key }) => key);

test("a finding is named by its rule, its code and its grid", () => {
  expect(keys([finding(), finding({ gridLabel: null, rule: "R9", code: "ESTATE_SPLIT" })])).toEqual(
    ["R1/GRID_ABOVE_BAND/002", "R9/ESTATE_SPLIT/-"],
  );
});

test("the same finding about other buildings has another key, whatever stands before it", () => {
  const [one, two] = [["a", "b"], ["c"]].map((buildingIds) => finding({ buildingIds }));
  const [first, second] = keys([one, two]);
  expect(first).not.toBe(second);
  expect(keys([two, one])).toEqual([second, first]);
  const reordered = finding({ buildingIds: ["b", "a"] });
  expect(keys([reordered, two])).toEqual([first, second]);
});

test("findings that are alike in everything are counted", () => {
  const [first, second, third] = keys([finding(), finding(), finding()]);
  expect([second, third]).toEqual([`${first}/2`, `${first}/3`]);
});

test("what was written about one of several is never taken for another", () => {
  const [one, two] = [["a"], ["b"]].map((buildingIds) => finding({ buildingIds }));
  const [key] = keys([one, two]);
  const reasons = [{ finding: key, reason: "相邻" }];
  const told = (findings: readonly Finding[]): (string | null)[] =>
    keyFindings(findings, reasons).map(({ deviationReason }) => deviationReason);
  expect(told([one, two])).toEqual(["相邻", null]);
  expect(told([two])).toEqual([null]);
});
