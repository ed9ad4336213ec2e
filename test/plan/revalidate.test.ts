import type { Finding } from "../../src/plan/plan";
import {
  carryReasons,
  succession,
  type DividedGrid,
  type MadeAnew,
} from "../../src/plan/revalidate";

const old = (label: string, households: number, ...buildingIds: string[]): DividedGrid => ({
  id: `id-${label}`,
  label,
  households,
  buildingIds,
});

/** A plan of grids by label, households and buildings. */
function made(...grids: readonly [string, number, readonly string[]][]): MadeAnew {
  return {
    grids: grids.map(([label, households]) => ({ label, households })),
    cells: grids.map(([, households, buildingIds], grid) => ({
      grid,
      households,
      buildingIds,
      polygon: { type: "Polygon", coordinates: [] },
    })),
  };
}

function warning(label: string): Finding {
  return {
    rule: "R1",
    code: "GRID_ABOVE_BAND",
    severity: "WARNING",
    message: { zh: "", en: "" },
    numbers: {},
    gridLabel: label,
    buildingIds: [],
    place: null,
  };
}

test("grids stay the same by their buildings, also where they exchange labels", () => {
  const { ids, labels, changes } = succession(
    [old("001", 300, "a", "b"), old("002", 400, "c")],
    made(["001", 400, ["c"]], ["002", 300, ["a", "b"]]),
  );
  expect(ids).toEqual(["id-002", "id-001"]);
  expect([...labels]).toEqual(
    expect.arrayContaining([
      ["001", "002"],
      ["002", "001"],
    ]),
  );
  expect(changes).toEqual([
    { before: { label: "002", households: 400 }, after: { label: "001", households: 400 } },
    { before: { label: "001", households: 300 }, after: { label: "002", households: 300 } },
  ]);
});

test("a grid without buildings is known by its label, and one that is gone has no successor", () => {
  const { ids, changes } = succession(
    [old("001", 300, "a"), old("002", 0), old("003", 10, "z")],
    made(["001", 300, ["a"]], ["002", 0, []], ["004", 20, ["new"]]),
  );
  expect(ids).toEqual(["id-001", "id-002", null]);
  expect(changes).toEqual([
    { before: null, after: { label: "004", households: 20 } },
    { before: { label: "003", households: 10 }, after: null },
  ]);
});

test("no grid is two: that of most buildings goes on", () => {
  const { ids, labels } = succession(
    [old("001", 300, "a"), old("002", 400, "b", "c")],
    made(["001", 700, ["a", "b", "c"]]),
  );
  expect(ids).toEqual(["id-002"]);
  expect([...labels]).toEqual([["002", "001"]]);
});

test("a reason follows its grid, and is gone with its grid or its warning", () => {
  const reasons = ["001", "002", "003"].map((label) => ({
    finding: `R1/GRID_ABOVE_BAND/${label}`,
    reason: `of ${label}`,
  }));
  const labels = new Map([
    ["001", "002"],
    ["002", "001"],
  ]);
  const carried = carryReasons(reasons, labels, [warning("002"), warning("003")]);
  expect(carried).toEqual([{ finding: "R1/GRID_ABOVE_BAND/002", reason: "of 001" }]);
});
