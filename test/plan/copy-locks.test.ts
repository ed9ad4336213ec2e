/** Locks and wishes that go from one plan to another, on paper. */
import { takeLocks, type Locks, type Taker } from "../../src/comparison/copy-locks";
import { createRandom, type Draft, type DraftGrid, type GridKind } from "../../src/engine";

/** A draft of one building a cell, `b0` to `b9`; a grid is its cells. */
function taker(
  grids: readonly (readonly number[])[],
  {
    kinds = [],
    locked = [],
    ...wishes
  }: Partial<Draft> & {
    readonly kinds?: readonly GridKind[];
    readonly locked?: readonly number[];
  } = {},
): Taker {
  const draft: Draft = {
    grids: grids.map((_, i): DraftGrid => ({
      key: `k${i}`,
      kind: kinds[i] ?? "STANDARD",
      reducedNote: null,
      name: null,
      locked: locked.includes(i),
      lastPlace: null,
    })),
    gridOf: Array.from({ length: 10 }, (_, cell) =>
      grids.findIndex((cells) => cells.includes(cell)),
    ),
    together: [],
    apart: [],
    ...wishes,
  };
  const cells = Array.from({ length: 10 }, (_, cell) => [`b${cell}`]);
  return { draft, cells, names: new Map([["b0", "1号楼"]]) };
}

function locks(given: Partial<Locks>): Locks {
  return { grids: [], together: [], apart: [], ...given };
}

const lockOf = (label: string, numbers: readonly number[], kind: GridKind = "STANDARD") => ({
  label,
  kind,
  name: null,
  buildingIds: numbers.map((n) => `b${n}`),
});

const codes = (taken: ReturnType<typeof takeLocks>) => taken.notTaken.map(({ code }) => code);

test("a grid with the same buildings and kind is locked, whatever it is called", () => {
  const target = taker([
    [3, 4],
    [0, 1, 2],
  ]);
  const taken = takeLocks(locks({ grids: [lockOf("001", [2, 1, 0]), lockOf("007", [3])] }), target);
  expect(taken.keys).toEqual(["k1"]);
  expect(taken.draft.grids.map(({ locked }) => locked)).toEqual([false, true]);
  expect(codes(taken)).toEqual(["NO_SUCH_GRID"]);
  expect(taken.notTaken[0].message.en).toContain("Grid 007 was not locked");
  expect(taken.draft.gridOf).toBe(target.draft.gridOf);
});

test("another kind, a part, more buildings, or none at all is not the same grid", () => {
  const target = taker([[0, 1], [2, 3], []], { kinds: ["MICRO"] });
  const grids = [
    lockOf("001", [0, 1]),
    lockOf("002", [2]),
    lockOf("003", [2, 3, 4]),
    lockOf("004", []),
  ];
  const taken = takeLocks(locks({ grids }), target);
  expect(taken.keys).toEqual([]);
  expect(codes(taken)).toEqual(Array(4).fill("NO_SUCH_GRID"));
});

test("what is locked already is neither taken nor missed", () => {
  const taken = takeLocks(
    locks({ grids: [lockOf("001", [0, 1])], together: [["b0", "b1"]], apart: [["b0", "b2"]] }),
    taker([[0, 1], [2]], { locked: [0], together: [["b0", "b1", "b9"]], apart: [["b0", "b2"]] }),
  );
  expect(taken).toMatchObject({ keys: [], together: [], apart: [], notTaken: [] });
});

test("wishes are taken where the draft fulfils them", () => {
  const given = locks({
    together: [
      ["b0", "b1"],
      ["b1", "b2"],
      ["b8", "b9"],
      ["b0", "gone"],
    ],
    apart: [
      ["b0", "b2"],
      ["b0", "b1"],
      ["b2", "b8", "b9"],
      ["b2", "gone"],
    ],
  });
  const taken = takeLocks(given, taker([[0, 1], [2]]));
  // In no grid yet, b8 and b9 are together; then they cannot be apart as well.
  expect(taken.together).toEqual([
    ["b0", "b1"],
    ["b8", "b9"],
  ]);
  expect(taken.apart).toEqual([["b0", "b2"]]);
  expect(codes(taken)).toEqual([
    "WISH_UNMET",
    "WISH_UNMET",
    "WISH_UNMET",
    "WISHES_CONTRADICT",
    "WISH_UNMET",
  ]);
  expect(taken.notTaken[1].message.zh).toContain("1号楼、gone同在一个网格的要求未采用");
});

test("buildings of one cell are never apart", () => {
  const target = { ...taker([[0]]), cells: [["b0"], ["b1", "b2"]] };
  expect(codes(takeLocks(locks({ apart: [["b1", "b2"]] }), target))).toEqual(["WISH_UNMET"]);
});

test("copied back from a draft that has taken them, nothing is left to take", () => {
  const random = createRandom(3);
  for (let round = 0; round < 200; round++) {
    const grids: number[][] = [[], [], []];
    for (let cell = 0; cell < 10; cell++) grids[random.below(4)]?.push(cell);
    const given = locks({
      grids: grids.map((cells, i) =>
        lockOf(`00${i}`, random.below(2) === 0 ? cells : [cell0(cells)]),
      ),
      together: [[`b${random.below(10)}`, `b${random.below(10)}`].sort()],
      apart: [[`b${random.below(5)}`, `b${5 + random.below(5)}`]],
    });
    const target = taker(grids);
    const taken = takeLocks(given, target);
    const all = given.grids.length + given.together.length + given.apart.length;
    const { keys, together, apart, notTaken } = taken;
    expect(keys.length + together.length + apart.length + notTaken.length).toBe(all);
    const again = takeLocks(given, { ...target, draft: taken.draft });
    expect([...again.keys, ...again.together, ...again.apart]).toEqual([]);
    expect(again.notTaken).toEqual(notTaken);
    expect(again.draft).toEqual(taken.draft);
  }
});

const cell0 = (cells: readonly number[]) => cells.at(0) ?? 0;
