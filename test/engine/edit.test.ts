/** What moving buildings and ground does to a draft, and when it is refused. */
import {
  applyEdit,
  assess,
  assessDraft,
  cellsOf,
  openDraft,
  openEditable,
  type Draft,
} from "../../src/engine";
import {
  town,
  id,
  houses,
  opened,
  THREE,
  open,
  draft,
  division,
  edited,
  effectOf,
  found,
  refused,
} from "./edit-town";
import { at, barrier, box, community, errorsOf, house } from "./ground";

describe("a draft", () => {
  test("is, as a plan, the division that was opened", async () => {
    const { plan, keys } = assessDraft(open, draft);
    expect(keys).toEqual(["west", "middle", "east"]);
    expect(plan).toEqual(await assess(town(), THREE));
  });

  test("keeps notes, locks and names of what was opened, and grids without ground", () => {
    const grids = [
      opened("west", houses(0, 2), { name: "West", locked: true, reducedNote: "steep" }),
      opened("gone", ["none"], { polygon: box(10, 10, 20, 20) }),
      opened("east", houses(3, 9), { reducedByHand: true }),
    ];
    const kept = openDraft(open, grids);
    expect(kept.grids[0]).toMatchObject({ name: "West", locked: true, reducedNote: "steep" });
    expect(kept.grids[1].lastPlace).not.toBeNull();
    expect(kept.grids[2].reducedNote).not.toBeNull();
    const { plan, keys } = assessDraft(open, kept);
    expect(keys).toEqual(["west", "east"]);
    expect(plan.grids.map(({ reducedReason }) => reducedReason)).toEqual(["MANUAL", "MANUAL"]);
    expect(found(plan, "GRID_EMPTIED")).toMatchObject([
      { severity: "ERROR", rule: "R7", place: { coordinates: kept.grids[1].lastPlace } },
    ]);
  });
});

describe("moving buildings", () => {
  test("changes two grids, and says whose households move", () => {
    const effect = effectOf({
      type: "MOVE",
      buildingIds: houses(3, 3, [0, 1]),
      to: { key: "west" },
    });
    expect(effect.grids.map(({ key }) => key)).toEqual(["west", "middle"]);
    expect(
      effect.grids.map(({ before, after }) => [before?.households, after?.households]),
    ).toEqual([
      [360, 400],
      [480, 440],
    ]);
    expect(effect).toMatchObject({ buildingIds: [id(3, 0), id(3, 1)], householdsMoved: 40 });
    expect([effect.findingsNew, effect.findingsGone]).toEqual([[], []]);
  });

  test("makes a new grid of them", () => {
    const after = edited({
      type: "MOVE",
      buildingIds: houses(8, 9),
      to: { newKey: "new", kind: "STANDARD" },
    });
    expect(division(after)).toMatchObject({ new: houses(8, 9).sort(), east: houses(7, 7) });
  });

  test("leaves islands where they are, each with its place", () => {
    const effect = effectOf({
      type: "MOVE",
      buildingIds: [id(9, 5), id(8, 0)],
      to: { key: "west" },
    });
    const islands = effect.findingsNew.filter(({ code }) => code === "GRID_NOT_CONNECTED");
    expect(islands.map(({ buildingIds }) => buildingIds)).toEqual([[id(8, 0)], [id(9, 5)]]);
    expect(islands.map(({ numbers }) => numbers)).toEqual([{ pieces: 3 }, { pieces: 3 }]);
    const { plan } = assessDraft(open, draft);
    for (const { place, buildingIds } of islands) {
      const cell = plan.cells.find((one) => one.buildingIds[0] === buildingIds[0]);
      expect(open.memo.terrain.cellAt(place?.coordinates ?? [])).toBe(
        cell && plan.cells.indexOf(cell),
      );
    }
  });

  test("out of a grid, all of them, empties it: an error at its last place, until some come back", () => {
    const emptied = edited({ type: "MOVE", buildingIds: houses(7, 9), to: { key: "middle" } });
    const { plan, keys } = assessDraft(open, emptied);
    expect(keys).toEqual(["west", "middle"]);
    const [finding] = found(plan, "GRID_EMPTIED");
    expect(finding.place?.coordinates).toEqual(
      assessDraft(open, draft).plan.grids[2].pointOnSurface.coordinates,
    );
    const back = edited({ type: "MOVE", buildingIds: houses(7, 9), to: { key: "east" } }, emptied);
    expect(back).toEqual(draft);
    const merged = edited({ type: "MERGE", keys: ["middle", "east"] }, emptied);
    expect(errorsOf(assessDraft(open, merged).plan)).toEqual([]);
    expect(merged.grids.map(({ key }) => key)).toEqual(["west", "middle"]);
  });

  test("takes along those that cannot be parted from them", () => {
    const input = town();
    const twin = house("twin", 12, 12, 5);
    const joined = openEditable({ ...input, buildings: [...input.buildings, twin] });
    const before = openDraft(joined, [
      { ...THREE[0], buildingIds: [...houses(0, 2), "twin"] },
      ...THREE.slice(1),
    ]);
    const after = applyEdit(joined, before, {
      type: "MOVE",
      buildingIds: ["twin"],
      to: { key: "middle" },
    });
    expect(division(after, joined).middle).toEqual(expect.arrayContaining(["twin", id(0, 0)]));
  });

  test("is refused for what is not there, is there already, or is locked", () => {
    const to = { key: "west" };
    expect(refused({ type: "MOVE", buildingIds: ["x", id(3, 0), "y"], to })).toEqual([
      "UNKNOWN_BUILDING buildingIds 0",
      "UNKNOWN_BUILDING buildingIds 2",
    ]);
    expect(refused({ type: "MOVE", buildingIds: [], to })).toEqual(["NOTHING_CHOSEN buildingIds"]);
    expect(refused({ type: "MOVE", buildingIds: [id(0, 0)], to })).toEqual([
      "NOTHING_CHANGES buildingIds",
    ]);
    expect(refused({ type: "MOVE", buildingIds: [id(3, 0)], to: { key: "x" } })).toEqual([
      "UNKNOWN_GRID to key",
    ]);
    const taken = { newKey: "west", kind: "MICRO" } as const;
    expect(refused({ type: "MOVE", buildingIds: [id(3, 0)], to: taken })).toEqual([
      "KEY_IN_USE to newKey",
    ]);
    const places = [at(-50, 0)];
    expect(refused({ type: "MOVE", buildingIds: [], places, to })).toEqual([
      "PLACE_OUTSIDE places 0",
    ]);
    const locked = edited({ type: "LOCK", keys: ["west", "east"] });
    const both = [id(3, 0), id(7, 0), id(7, 1)];
    expect(refused({ type: "MOVE", buildingIds: both, to }, locked)).toEqual([
      "GRID_LOCKED to key",
      "GRID_LOCKED buildingIds 1",
    ]);
  });
});

describe("ground without buildings", () => {
  /** A row of houses, and behind a wall, in the north, ground that nobody built on. */
  const green = openEditable({
    community: community(box(0, 0, 400, 120)),
    buildings: Array.from({ length: 10 }, (_, i) => house(id(i, 0), 10 + 40 * i, 10, 100)),
    barriers: [barrier("wall", "WALL", [-5, 60], [405, 60])],
  });
  const rows = openDraft(green, [
    opened("west", houses(0, 4, [0])),
    opened("east", houses(5, 9, [0])),
  ]);
  const grounds = cellsOf(green).flatMap((ids, cell) => (ids.length === 0 ? [cell] : []));
  const keysOf = (of: Draft) => grounds.map((cell) => of.grids[of.gridOf[cell]]?.key);

  test("goes along where a place on it is told", () => {
    const [lon, lat] = green.memo.sketcher.sketch([grounds[0]]).shape.pointOnSurface.coordinates;
    const to = { newKey: "park", kind: "MICRO" } as const;
    const after = applyEdit(green, rows, {
      type: "MOVE",
      buildingIds: [],
      places: [[lon, lat]],
      to,
    });
    expect(keysOf(after)[0]).toBe("park");
    const free = applyEdit(green, rows, { type: "RELEASE", buildingIds: [], places: [[lon, lat]] });
    const { plan } = assessDraft(green, free);
    expect(errorsOf(plan)).toEqual([expect.stringMatching(/^GROUND_WITHOUT_GRID/)]);
  });

  test("follows its last building out of a grid, or goes to the neighbour that it has most border with", () => {
    const after = applyEdit(green, rows, {
      type: "MOVE",
      buildingIds: houses(0, 4, [0]),
      to: { key: "east" },
    });
    expect(new Set(keysOf(after))).toEqual(new Set(["east"]));
    expect(after.gridOf).not.toContain(0);
    const free = applyEdit(green, rows, { type: "RELEASE", buildingIds: houses(0, 9, [0]) });
    expect(new Set(free.gridOf)).toEqual(new Set([-1]));
    const { plan } = assessDraft(green, free);
    expect(plan.grids).toEqual([]);
    expect(
      plan.findings.filter(({ severity }) => severity === "ERROR").map(({ code }) => code),
    ).toEqual(["BUILDING_WITHOUT_GRID", "GRID_EMPTIED", "GRID_EMPTIED"]);
  });
});

describe("releasing buildings", () => {
  test("leaves them in no grid: an error with its place and households, of which no figure tells", () => {
    const after = assessDraft(open, edited({ type: "RELEASE", buildingIds: [id(0, 0), id(9, 0)] }));
    const findings = found(after.plan, "BUILDING_WITHOUT_GRID");
    expect(findings.map(({ buildingIds }) => buildingIds)).toEqual([[id(0, 0)], [id(9, 0)]]);
    expect(findings[0]).toMatchObject({
      rule: "R6",
      severity: "ERROR",
      numbers: { buildings: 1, households: 20 },
      place: { type: "Point" },
    });
    expect(errorsOf(after.plan)).toHaveLength(2);
    expect(after.plan.metrics).toMatchObject({ households: 1160, householdsInBand: 1160 });
    expect(after.plan.certificate).toMatchObject({ households: 1200, householdsInBand: 1160 });
    expect(after.plan.cells.filter(({ grid }) => grid === -1)).toHaveLength(2);
  });

  test("and moving them back is as if nothing had been", () => {
    const free = edited({ type: "RELEASE", buildingIds: houses(7, 9) });
    const back = edited({ type: "MOVE", buildingIds: houses(7, 9), to: { key: "east" } }, free);
    expect(back).toEqual(draft);
    expect(refused({ type: "RELEASE", buildingIds: houses(7, 9) }, free)).toEqual([
      "NOTHING_CHANGES buildingIds",
    ]);
  });
});

test("findings that say the same of the same grid are neither new nor gone, whatever its label", () => {
  // A grid north of all others shifts the labels, and the one below its band stays below it.
  const small = edited({
    type: "MOVE",
    buildingIds: houses(9, 9),
    to: { newKey: "small", kind: "STANDARD" },
  });
  const effect = effectOf(
    { type: "CARVE", newKey: "new", name: null, buildingIds: [id(0, 5)] },
    small,
  );
  expect(effect.findingsGone.filter(({ code }) => code === "GRID_BELOW_BAND")).toEqual([]);
  expect(effect.findingsNew.map(({ code }) => code)).toEqual(["MICRO_UNFOUNDED"]);
});
