/** Reasons for warnings, as they are written on the page and sent to the server. */
import {
  groupReasons,
  readReasons,
  reasonsOf,
  writeReasons,
} from "../../src/console/deciding/written-reasons";

const warnings = [{ key: "A" }, { key: "B" }, { key: "C" }];

test("a warning has its own reason, or the common one", () => {
  const written = { common: " for all ", own: { B: "mine", C: "  " } };
  expect(reasonsOf(warnings, written)).toEqual({ A: "for all", B: "mine", C: "for all" });
});

test("a reason for a warning that is no more is not sent", () => {
  expect(reasonsOf([{ key: "A" }], { common: "", own: { A: "a", Z: "z" } })).toEqual({ A: "a" });
});

test("the same reason is sent once, for all its warnings", () => {
  expect(groupReasons({ A: "x", B: "y", C: "x" })).toEqual([
    { findings: ["A", "C"], reason: "x" },
    { findings: ["B"], reason: "y" },
  ]);
});

test("what is kept in the tab comes back as it was", () => {
  const written = { common: "共同", own: { "R1:001": "“引号”\n第二行" } };
  expect(readReasons(writeReasons(written))).toEqual(written);
});

test.each(["", "no JSON", "null", "[]", '{"common":1,"own":{}}', '{"common":""}'])(
  "what is no reasons is taken for none: %j",
  (text) => {
    expect(readReasons(text)).toEqual({ common: "", own: {} });
  },
);
