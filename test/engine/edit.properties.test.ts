/** What holds of every draft, however often and in whatever way it is edited. */
import { booleanPointInPolygon } from "@turf/turf";
import {
  applyEdit,
  assessDraft,
  assessOn,
  cellsOf,
  createRandom,
  draftEffect,
  EditError,
  openDraft,
  openEditable,
  propose,
  type Draft,
  type DraftPlan,
  type Edit,
  type EditableGround,
  type Finding,
  type Plan,
} from "../../src/engine";
import { communityInputs, type CommunityInput } from "../../src/exchange/propose-inputs";
import { generateCommunities, seedDataset } from "../../seeds";
import { benchData } from "../../bench/communities";
import { hostileInput } from "./hostile";
import { randomEdit } from "./random-edits";
import { doubleArea, edgesLeft, isSame, piecesOfGrids } from "./tiling-oracle";

jest.setTimeout(600_000);

const EDITS = 1_000;
const EVERY = 50;

const seeds = communityInputs(seedDataset())
  .filter(({ buildings }) => buildings.length > 0)
  .sort((a, b) => b.buildings.length - a.buildings.length);
const inParts = seeds.filter(({ community }) => community.polygon.type === "MultiPolygon");
const [generated] = communityInputs(generateCommunities({ count: 1, seed: 12, buildings: 80 }));

const communities: [string, CommunityInput, number][] = [
  ["the largest of the seeds", seeds[0], 0.3],
  ["a seed in the middle", seeds[seeds.length >> 1], 0.3],
  ["a seed in several parts", inParts[0] ?? seeds[1], 0.15],
  ["a generated community", generated, 0.25],
];

test.each(communities)("%s stays what a draft is through random edits", async (_, input, share) => {
  const wanted = Math.round(EDITS * share);
  const seen = await editAtRandom(input, wanted, 17);
  expect(seen.accepted).toBe(wanted);
  // The edits are worth their name: most are taken, islands and open ground do come about.
  expect(seen.refused).toBeLessThan(wanted);
  expect([...seen.types].sort()).toEqual(expect.arrayContaining(["MERGE", "MOVE", "SPLIT"]));
  expect(seen.codes).toEqual(
    expect.arrayContaining(["BUILDING_WITHOUT_GRID", "GRID_EMPTIED", "GRID_NOT_CONNECTED"]),
  );
});

test("a real community stays what a draft is, where there is one", async () => {
  const { communities: real } = await benchData();
  const [largest] = [...real].sort((a, b) => b.buildings.length - a.buildings.length);
  expect((await editAtRandom(largest, 80, 5)).accepted).toBe(80);
});

test("hostile communities stay what drafts are, too", async () => {
  let accepted = 0;
  for (let seed = 0; seed < 40; seed++) {
    const input = { barriers: [], ...hostileInput(seed) };
    if (input.buildings.length > 0) accepted += (await editAtRandom(input, 10, seed)).accepted;
  }
  expect(accepted).toBeGreaterThan(200);
});

interface Seen {
  readonly accepted: number;
  readonly refused: number;
  readonly types: ReadonlySet<Edit["type"]>;
  readonly codes: readonly string[];
}

async function editAtRandom(input: CommunityInput, wanted: number, seed: number): Promise<Seen> {
  const open = openEditable(input);
  const proposed = await propose({ ...input, effort: 0.1 });
  const first = deepFreeze(
    openDraft(
      open,
      proposed.grids.map(({ kind, buildingIds, polygon }, i) => ({
        key: `grid ${i}`,
        kind,
        buildingIds,
        polygon,
        reducedNote: null,
        locked: false,
      })),
    ),
  );
  const judge = createJudge(open, input, assessDraft(open, first).plan);
  const random = createRandom(seed);
  const types = new Set<Edit["type"]>();
  const codes = new Set<string>();
  let draft = first;
  let plan = assessDraft(open, draft);
  let [accepted, refused] = [0, 0];
  if (cellsOf(open).every((ids) => ids.length === 0))
    return { accepted, refused, types, codes: [] };
  while (accepted < wanted && refused < 20 * wanted) {
    const edit = randomEdit(open, draft, plan, random, accepted);
    const next = attempt(() => applyEdit(open, draft, edit));
    if (next === null) {
      refused++;
      continue;
    }
    const after = assessDraft(open, deepFreeze(next));
    judge(draft, next, plan, after, edit);
    if (accepted % EVERY === 0) judgeAnew(input, open, next, after);
    for (const { code } of after.plan.findings) codes.add(code);
    types.add(edit.type);
    accepted++;
    // Drafts are not shaken for ever.
    [draft, plan] = accepted % 100 === 0 ? [first, assessDraft(open, first)] : [next, after];
  }
  return { accepted, refused, types, codes: [...codes] };
}

/** Byte by byte what is made from nothing; and what a division that is given would be. */
function judgeAnew(
  input: CommunityInput,
  open: EditableGround,
  draft: Draft,
  { plan, keys }: DraftPlan,
): void {
  const anew = assessDraft(openEditable(input), draft);
  expect(JSON.stringify({ plan, keys })).toBe(JSON.stringify(anew));
  if (errors(plan).some(({ code }) => code !== "GRID_NOT_CONNECTED")) return;
  const division = plan.grids.map((grid) => ({
    ...grid,
    reducedByHand: draft.grids.some(
      ({ key, reducedNote }) => key === keys[plan.grids.indexOf(grid)] && reducedNote !== null,
    ),
  }));
  expect(JSON.stringify(plan)).toBe(JSON.stringify(assessOn(open.ground, division)));
}

type Judge = (was: Draft, is: Draft, before: DraftPlan, after: DraftPlan, edit: Edit) => void;

function createJudge(open: EditableGround, input: CommunityInput, first: Plan): Judge {
  const outer = edgesLeft(first.cells.map(({ polygon }) => polygon));
  const [origin] = ringsOf(first.cells[0].polygon);
  const area = doubleArea(
    first.cells.map(({ polygon }) => polygon),
    origin[0],
  );
  const households = input.buildings.reduce((sum, building) => sum + building.households, 0);
  const ids = input.buildings.map(({ id }) => id).sort();
  return (was, is, before, after, edit) => {
    const { plan } = after;
    const opened = plan.cells.filter(({ grid }) => grid < 0);
    const shapes = [...plan.grids, ...opened].map(({ polygon }) => polygon);
    expect(isSame(edgesLeft(shapes), outer)).toBe(true);
    expect(Math.abs(doubleArea(shapes, origin[0]) - area)).toBeLessThan(1e-12 * area);
    expectUnions(plan);

    const held = [...plan.grids, ...opened];
    expect(held.flatMap(({ buildingIds }) => buildingIds).sort()).toEqual(ids);
    expect(held.reduce((sum, one) => sum + one.households, 0)).toBe(households);
    expect(plan.metrics.households + sum(opened.map((one) => one.households))).toBe(households);

    expectIslands(plan, input);
    expectOpenFound(is, plan);
    expectLocksKept(was, is, edit);
    expectWishesKept(open, is);
    expectEffect(was, is, before, after);
  };
}

/** A grid's outline is what is left of those of its cells. */
function expectUnions({ grids, cells }: Plan): void {
  grids.forEach(({ polygon }, i) => {
    const own = cells.filter(({ grid }) => grid === i).map((cell) => cell.polygon);
    expect(isSame(edgesLeft([polygon]), edgesLeft(own))).toBe(true);
  });
}

/** One finding for each piece too many, in that piece, and no other errors of geometry. */
function expectIslands(plan: Plan, { community }: CommunityInput): void {
  const pieces = piecesOfGrids(plan);
  const found = errors(plan).filter(({ code }) => code === "GRID_NOT_CONNECTED");
  plan.grids.forEach(({ label }, grid) => {
    const islands = found.filter(({ gridLabel }) => gridLabel === label);
    // A grid may take in a part of the community that nobody lives in.
    if (community.polygon.type === "Polygon") expect(islands).toHaveLength(pieces[grid].length - 1);
    else expect(islands.length).toBeLessThan(pieces[grid].length);
    const at = islands.map(({ place }) => pieceAt(plan, pieces[grid], place));
    expect(new Set(at).size).toBe(islands.length);
    const people = pieces[grid].map((piece) => sum(piece.map((c) => plan.cells[c].households)));
    for (const island of at) {
      expect(island).toBeGreaterThanOrEqual(0);
      expect(people[island]).toBeLessThanOrEqual(Math.max(...people));
    }
  });
}

function pieceAt(plan: Plan, pieces: readonly number[][], place: Finding["place"]): number {
  return pieces.findIndex((piece) =>
    piece.some((cell) => place !== null && booleanPointInPolygon(place, plan.cells[cell].polygon)),
  );
}

/** What is in no grid, and what was emptied, is told; other errors are none but islands. */
function expectOpenFound(draft: Draft, plan: Plan): void {
  const found = (code: string) => plan.findings.filter((finding) => finding.code === code);
  const opened = plan.cells.filter(({ grid }) => grid < 0);
  const without = found("BUILDING_WITHOUT_GRID");
  expect(without.flatMap(({ buildingIds }) => buildingIds).sort()).toEqual(
    opened.flatMap(({ buildingIds }) => buildingIds).sort(),
  );
  const places = [...without, ...found("GROUND_WITHOUT_GRID")].map(({ place }) => place);
  for (const place of places) {
    expect(pieceAt(plan, [opened.map((cell) => plan.cells.indexOf(cell))], place)).toBe(0);
  }
  expect(places.length > 0).toBe(opened.length > 0);
  const emptied = draft.grids.filter((_, place) => !draft.gridOf.includes(place));
  expect(found("GRID_EMPTIED").map(({ place }) => place?.coordinates)).toEqual(
    emptied.map(({ lastPlace }) => lastPlace),
  );
  expect(emptied.every(({ lastPlace }) => lastPlace !== null)).toBe(true);
  const known = ["BUILDING_WITHOUT_GRID", "GROUND_WITHOUT_GRID", "GRID_EMPTIED"];
  const others = errors(plan).filter(({ code }) => !known.includes(code));
  expect(others.filter(({ code }) => code !== "GRID_NOT_CONNECTED")).toEqual([]);
}

/** A locked grid has the same cells, kind and note before and after. */
function expectLocksKept(was: Draft, is: Draft, edit: Edit): void {
  if (edit.type === "LOCK" || edit.type === "UNLOCK") return;
  was.grids.forEach((grid, place) => {
    if (!grid.locked) return;
    const now = is.grids.findIndex(({ key }) => key === grid.key);
    expect({ ...is.grids[now], name: grid.name }).toEqual(grid);
    expect(cellsIn(is, now)).toEqual(cellsIn(was, place));
  });
}

function expectWishesKept(open: EditableGround, { together, apart, gridOf }: Draft): void {
  const cellOf = new Map(cellsOf(open).flatMap((ids, cell) => ids.map((id) => [id, cell])));
  const gridsOf = (list: readonly string[]) => list.map((id) => gridOf[cellOf.get(id) ?? -1]);
  for (const list of together) expect(new Set(gridsOf(list)).size).toBe(1);
  for (const list of apart) {
    const grids = gridsOf(list).filter((grid) => grid >= 0);
    expect(new Set(grids).size).toBe(grids.length);
  }
}

function expectEffect(was: Draft, is: Draft, before: DraftPlan, after: DraftPlan): void {
  const effect = draftEffect(before, after);
  const keyOf = ({ grids, gridOf }: Draft, cell: number) => grids[gridOf[cell]]?.key;
  const moved = after.plan.cells.filter((_, cell) => keyOf(was, cell) !== keyOf(is, cell));
  expect(effect.householdsMoved).toBe(sum(moved.map(({ households }) => households)));
  expect(effect.buildingIds).toEqual(moved.flatMap(({ buildingIds }) => buildingIds).sort());
  const gained = effect.findingsNew.length - effect.findingsGone.length;
  expect(gained).toBe(after.plan.findings.length - before.plan.findings.length);
}

const cellsIn = ({ gridOf }: Draft, place: number) =>
  gridOf.flatMap((grid, cell) => (grid === place ? [cell] : []));

const errors = ({ findings }: Plan) => findings.filter(({ severity }) => severity === "ERROR");

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

function ringsOf(polygon: Plan["cells"][number]["polygon"]) {
  return polygon.type === "Polygon" ? polygon.coordinates : polygon.coordinates.flat();
}

function attempt(apply: () => Draft): Draft | null {
  try {
    return apply();
  } catch (error) {
    if (!(error instanceof EditError)) throw error;
    expect(error.refusals.length).toBeGreaterThan(0);
    for (const { message } of error.refusals) expect(message.zh && message.en).not.toBe("");
    return null;
  }
}

function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}
