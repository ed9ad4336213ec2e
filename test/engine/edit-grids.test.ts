/** What edits of whole grids and wishes do to a draft, and when they are refused. */
import { assessDraft, openDraft, type Edit } from "../../src/engine";
import { id, houses, opened, open, draft, division, edited, found, refused } from "./edit-town";
import { errorsOf, line } from "./ground";

describe("swapping, merging and splitting", () => {
  test("buildings of two grids change places", () => {
    const after = edited({ type: "SWAP", buildingIds: [id(2, 0)], forBuildingIds: [id(3, 5)] });
    expect(division(after).middle).toContain(id(2, 0));
    expect(division(after).west).toContain(id(3, 5));
    expect(
      refused({ type: "SWAP", buildingIds: [id(2, 0), id(3, 0)], forBuildingIds: [id(4, 5)] }),
    ).toEqual(["NOT_TWO_GRIDS"]);
    expect(refused({ type: "SWAP", buildingIds: [id(2, 0)], forBuildingIds: [] })).toEqual([
      "NOTHING_CHOSEN forBuildingIds",
    ]);
  });

  test("several grids become the first of them", () => {
    const after = edited({ type: "MERGE", keys: ["middle", "west", "east"] });
    expect(after.grids.map(({ key }) => key)).toEqual(["middle"]);
    expect(division(after).middle).toHaveLength(60);
    expect(refused({ type: "MERGE", keys: ["west", "west"] })).toEqual(["TOO_FEW_GRIDS keys"]);
    const locked = edited({ type: "LOCK", keys: ["east"] });
    expect(refused({ type: "MERGE", keys: ["west", "east"] }, locked)).toEqual([
      "GRID_LOCKED keys 1",
    ]);
  });

  test("a grid becomes two along a line, and what is right of it gets the new key", () => {
    const split = (...points: [number, number][]) =>
      division(edited({ type: "SPLIT", key: "middle", newKey: "new", line: line(...points) })).new;
    // Northward: the east is on the right. The line runs on straight beyond its ends.
    expect(split([200, 100], [200, 120])).toEqual(houses(5, 6).sort());
    expect(split([200, 120], [200, 100])).toEqual(houses(3, 4).sort());
    // Round a corner, from the west to the south: what is in it is on the right.
    expect(split([100, 80], [240, 80], [240, 0])).toEqual(houses(3, 5, [0, 1]).sort());
    const off = { type: "SPLIT", key: "middle", newKey: "new" } as const;
    expect(refused({ ...off, line: line([10, 0], [10, 240]) })).toEqual(["LINE_MISSES_GRID line"]);
    expect(refused({ ...off, line: line([200, 0], [200, 0]) })).toEqual(["LINE_INVALID line"]);
  });

  test("a grid becomes two where the engine finds best", () => {
    const wide = openDraft(open, [
      opened("west", houses(0, 0)),
      opened("wide", houses(1, 8)),
      opened("east", houses(9, 9)),
    ]);
    // Along the street: either half is inside its band.
    const halves = edited({ type: "SPLIT", key: "wide", newKey: "new" }, wide);
    const sides = [division(halves).new, division(halves).wide].map((ids) => ids.join());
    expect(sides.sort()).toEqual([houses(1, 4).sort().join(), houses(5, 8).sort().join()]);
    expect(errorsOf(assessDraft(open, halves).plan)).toEqual([]);
    const one = edited({
      type: "MOVE",
      buildingIds: [id(0, 0)],
      to: { newKey: "one", kind: "STANDARD" },
    });
    expect(refused({ type: "SPLIT", key: "one", newKey: "new" }, one)).toEqual([
      "CANNOT_SPLIT key",
    ]);
  });

  test("a grid in pieces is split into the largest and the rest", () => {
    const torn = edited({ type: "MOVE", buildingIds: houses(9, 9), to: { key: "west" } });
    const halves = edited({ type: "SPLIT", key: "west", newKey: "new" }, torn);
    expect(division(halves).new).toEqual(houses(9, 9));
    const wish = { type: "KEEP_TOGETHER", buildingIds: [id(0, 0), id(9, 0)] } as const;
    expect(refused({ type: "SPLIT", key: "west", newKey: "new" }, edited(wish, torn))).toEqual([
      "CANNOT_SPLIT key",
    ]);
  });
});

describe("what a grid is", () => {
  test("its kind, and back; a micro-grid keeps no note", () => {
    const noted = edited({ type: "SET_REDUCED", key: "west", note: " steep " });
    expect(noted.grids[0].reducedNote).toBe("steep");
    expect(assessDraft(open, noted).plan.grids[0]).toMatchObject({
      reducedReason: "MANUAL",
      band: [100, 300],
    });
    const micro = edited({ type: "SET_KIND", key: "west", kind: "MICRO" }, noted);
    expect(micro.grids[0]).toMatchObject({ kind: "MICRO", reducedNote: null });
    expect(found(assessDraft(open, micro).plan, "MICRO_UNFOUNDED")).toHaveLength(1);
    expect(edited({ type: "SET_KIND", key: "west", kind: "STANDARD" }, micro)).toEqual(draft);
    expect(refused({ type: "SET_REDUCED", key: "west", note: "x" }, micro)).toEqual([
      "NO_BAND key",
    ]);
    expect(refused({ type: "SET_REDUCED", key: "west", note: " " })).toEqual(["NOTE_EMPTY note"]);
    expect(refused({ type: "SET_REDUCED", key: "west", note: null })).toEqual([
      "NOTHING_CHANGES note",
    ]);
  });

  test("its name, which a locked grid may change too", () => {
    const named = edited({ type: "NAME", key: "west", name: " Old Mill " });
    expect(named.grids[0].name).toBe("Old Mill");
    const locked = edited({ type: "LOCK", keys: ["west"] }, named);
    expect(edited({ type: "NAME", key: "west", name: null }, locked).grids[0].name).toBeNull();
    expect(refused({ type: "NAME", key: "east", name: "Old Mill" }, named)).toEqual([
      "NAME_IN_USE name",
    ]);
    expect(refused({ type: "NAME", key: "east", name: "" })).toEqual(["NAME_INVALID name"]);
    // The refusal calls the grid by its name.
    expect(() => edited({ type: "SET_KIND", key: "west", kind: "MICRO" }, locked)).toThrow(
      "Grid Old Mill is locked",
    );
  });

  test("whether it is locked: no edit changes it until it is unlocked", () => {
    const locked = edited({ type: "LOCK", keys: ["west"] });
    const edits: Edit[] = [
      { type: "MOVE", buildingIds: [id(0, 0)], to: { key: "east" } },
      { type: "MOVE", buildingIds: [id(3, 0)], to: { key: "west" } },
      { type: "MOVE", buildingIds: [id(0, 0)], to: { newKey: "new", kind: "STANDARD" } },
      { type: "RELEASE", buildingIds: [id(0, 0)] },
      { type: "SWAP", buildingIds: [id(0, 0)], forBuildingIds: [id(3, 0)] },
      { type: "MERGE", keys: ["middle", "west"] },
      { type: "SPLIT", key: "west", newKey: "new" },
      { type: "SET_KIND", key: "west", kind: "MICRO" },
      { type: "SET_REDUCED", key: "west", note: "steep" },
      { type: "CARVE", newKey: "new", name: null, buildingIds: [id(0, 0)] },
    ];
    const unlocked = edited({ type: "UNLOCK", keys: ["west"] }, locked);
    for (const edit of edits) {
      expect(refused(edit, locked)).toEqual([expect.stringMatching(/^GRID_LOCKED/)]);
      expect(refused(edit, unlocked)).toEqual([]);
    }
    expect(refused({ type: "LOCK", keys: ["west"] }, locked)).toEqual(["NOTHING_CHANGES keys"]);
  });
});

describe("micro-grids", () => {
  test("are carved out of what they stand in, and given back to the longest border", () => {
    const carved = edited({
      type: "CARVE",
      newKey: "tower",
      name: "Tower",
      buildingIds: [id(9, 5)],
    });
    expect(carved.grids[3]).toMatchObject({ kind: "MICRO", name: "Tower" });
    expect(edited({ type: "GIVE_BACK", key: "tower" }, carved)).toEqual(draft);
    const into = edited({ type: "GIVE_BACK", key: "tower", into: "middle" }, carved);
    expect(division(into).middle).toContain(id(9, 5));
    expect(refused({ type: "GIVE_BACK", key: "west" })).toEqual(["NOT_A_MICRO_GRID key"]);
    const locked = edited({ type: "LOCK", keys: ["east"] }, carved);
    expect(refused({ type: "GIVE_BACK", key: "tower" }, locked)).toEqual(["NO_NEIGHBOUR key"]);
    expect(refused({ type: "GIVE_BACK", key: "tower", into: "east" }, locked)).toEqual([
      "GRID_LOCKED into",
    ]);
  });
});

describe("wishes", () => {
  const pair = [id(0, 0), id(1, 0)];

  test("buildings that are kept together move together or not at all", () => {
    const wished = edited({ type: "KEEP_TOGETHER", buildingIds: [...pair].reverse() });
    expect(wished.together).toEqual([pair]);
    const to = { key: "middle" };
    expect(refused({ type: "MOVE", buildingIds: [id(0, 0)], to }, wished)).toEqual(["WISH_BROKEN"]);
    expect(refused({ type: "RELEASE", buildingIds: [id(0, 0)] }, wished)).toEqual(["WISH_BROKEN"]);
    expect(refused({ type: "MOVE", buildingIds: pair, to }, wished)).toEqual([]);
    expect(
      refused({ type: "SPLIT", key: "west", newKey: "new", line: line([40, 0], [40, 9]) }, wished),
    ).toEqual(["WISH_BROKEN"]);
    expect(edited({ type: "LET_GO", buildingIds: [id(1, 0)] }, wished)).toEqual(draft);
    expect(refused({ type: "KEEP_TOGETHER", buildingIds: pair }, wished)).toEqual([
      "NOTHING_CHANGES buildingIds",
    ]);
    expect(refused({ type: "KEEP_APART", buildingIds: pair }, wished)).toEqual([
      "WISH_UNMET buildingIds",
    ]);
  });

  test("buildings that are kept apart never share a grid", () => {
    const apart = edited({ type: "KEEP_APART", buildingIds: [id(0, 0), id(3, 0)] });
    const to = { key: "west" };
    expect(refused({ type: "MOVE", buildingIds: [id(3, 0)], to }, apart)).toEqual(["WISH_BROKEN"]);
    expect(refused({ type: "MERGE", keys: ["west", "middle"] }, apart)).toEqual(["WISH_BROKEN"]);
    const free = edited({ type: "RELEASE", buildingIds: [id(0, 0), id(3, 0)] }, apart);
    expect(refused({ type: "KEEP_TOGETHER", buildingIds: [id(0, 0), id(3, 0)] }, free)).toEqual([
      "WISHES_CONTRADICT buildingIds",
    ]);
    // Nor by way of a third one.
    const third = edited({ type: "RELEASE", buildingIds: [id(1, 0)] }, free);
    const half = edited({ type: "KEEP_TOGETHER", buildingIds: [id(0, 0), id(1, 0)] }, third);
    expect(refused({ type: "KEEP_TOGETHER", buildingIds: [id(1, 0), id(3, 0)] }, half)).toEqual([
      "WISHES_CONTRADICT buildingIds",
    ]);
  });

  test("have to be fulfilled when they are told, and be possible", () => {
    expect(refused({ type: "KEEP_TOGETHER", buildingIds: [id(0, 0), id(3, 0)] })).toEqual([
      "WISH_UNMET buildingIds",
    ]);
    expect(refused({ type: "KEEP_APART", buildingIds: [id(0, 0)] })).toEqual([
      "TOO_FEW_BUILDINGS buildingIds",
    ]);
    expect(refused({ type: "LET_GO", buildingIds: [id(0, 0)] })).toEqual([
      "NOTHING_CHANGES buildingIds",
    ]);
  });
});
