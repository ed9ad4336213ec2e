import { planStaffMoves, type CodeFlow } from "../../src/staffing/staff";
import { serves, TOWN } from "./town";

function flow(from: string, to: string, households: number): CodeFlow {
  return { from: TOWN + from, to: TOWN + to, households, buildings: 1 };
}

function move(serving: Parameters<typeof planStaffMoves>[0], retired: string[], flows: CodeFlow[]) {
  const moves = planStaffMoves(serving, new Set(retired.map((label) => TOWN + label)), flows);
  return {
    stay: moves.stay.map(({ name }) => name),
    move: moves.move.map(({ person, to, isThere }) => [person.name, to.slice(-3), isThere]),
    withoutGrid: moves.withoutGrid.map(({ name }) => name),
  };
}

test("staff on codes that live on stay, others go where most of their households go", () => {
  const serving = [serves("甲", "001"), serves("乙", "002")];
  expect(move(serving, ["002"], [flow("002", "003", 200), flow("002", "004", 201)])).toEqual({
    stay: ["甲"],
    move: [["乙", "004", false]],
    withoutGrid: [],
  });
});

test("nobody goes to a grid that has somebody in that duty, nor on to the next best", () => {
  const serving = [serves("甲", "001"), serves("乙", "002"), serves("丙", "002", "GRID_HEAD")];
  expect(move(serving, ["002"], [flow("002", "001", 200), flow("002", "004", 100)])).toEqual({
    stay: ["甲"],
    move: [["丙", "001", false]],
    withoutGrid: ["乙"],
  });
});

test("of two grids that merge the one with more households fills the place", () => {
  const serving = [serves("甲", "001"), serves("乙", "002")];
  const flows = [flow("001", "003", 150), flow("002", "003", 250)];
  expect(move(serving, ["001", "002"], flows)).toEqual({
    stay: [],
    move: [["乙", "003", false]],
    withoutGrid: ["甲"],
  });
});

test("two workers of one grid go over together", () => {
  const serving = [serves("甲", "001"), serves("乙", "001")];
  expect(move(serving, ["001"], [flow("001", "002", 300)]).move).toHaveLength(2);
});

test("supporters all go, and one who served in both grids is there once", () => {
  const serving = [
    serves("警", "001", "SUPPORT"),
    serves("警", "002", "SUPPORT"),
    serves("医", "002", "SUPPORT"),
  ];
  const flows = [flow("001", "003", 100), flow("002", "003", 200)];
  expect(move(serving, ["001", "002"], flows)).toEqual({
    stay: [],
    move: [
      ["警", "003", false],
      ["警", "003", true],
      ["医", "003", false],
    ],
    withoutGrid: [],
  });
});

test("a worker of the name of the one who fills the place is that one", () => {
  const serving = [serves("甲", "001"), serves("甲", "002")];
  const flows = [flow("001", "003", 100), flow("002", "003", 200)];
  expect(move(serving, ["001", "002"], flows)).toEqual({
    stay: [],
    move: [
      ["甲", "003", false],
      ["甲", "003", true],
    ],
    withoutGrid: [],
  });
});

test("whose grid has no successor is without a grid", () => {
  expect(move([serves("甲", "001")], ["001"], [])).toEqual({
    stay: [],
    move: [],
    withoutGrid: ["甲"],
  });
});
