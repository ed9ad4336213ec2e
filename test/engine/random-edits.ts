/** What planners do to a draft, at random: every kind of edit, most of them sensible ones. */
import {
  cellsOf,
  type Draft,
  type DraftPlan,
  type Edit,
  type EditableGround,
  type Movable,
  type Random,
} from "../../src/engine";

type EditType = Edit["type"];

/** How often each kind comes, out of 100. */
const SHARES: readonly (readonly [EditType, number])[] = [
  ["MOVE", 44],
  ["SWAP", 6],
  ["RELEASE", 6],
  ["MERGE", 5],
  ["SPLIT", 10],
  ["SET_KIND", 3],
  ["SET_REDUCED", 3],
  ["NAME", 2],
  ["LOCK", 2],
  ["UNLOCK", 4],
  ["KEEP_TOGETHER", 2],
  ["KEEP_APART", 2],
  ["LET_GO", 4],
  ["CARVE", 4],
  ["GIVE_BACK", 3],
];

/** Draws one edit of a draft; new grids are called by `no`. */
export function randomEdit(
  open: EditableGround,
  draft: Draft,
  plan: DraftPlan,
  random: Random,
  no: number,
): Edit {
  const type = drawType(random);
  const newKey = `new ${no}`;
  const key = () => pick(draft.grids, random).key;
  const { plan: drawn } = plan;
  const some = () => someBuildings(open, draft, drawn, random);
  switch (type) {
    case "MOVE": {
      const movable = random.next() < 0.1 ? somePlace(open, drawn, random) : null;
      const to = targetOf(open, draft, drawn, movable ?? some(), random);
      if (random.next() < 0.1) {
        return { type, ...(movable ?? some()), to: { newKey, kind: "STANDARD" } };
      }
      return { type, ...to };
    }
    case "RELEASE":
      return { type, ...(random.next() < 0.2 ? somePlace(open, drawn, random) : some()) };
    case "SWAP": {
      const { buildingIds } = some();
      const { to } = targetOf(open, draft, drawn, { buildingIds }, random);
      const there = drawn.grids[plan.keys.indexOf(to.key)];
      const back = there === undefined ? [] : there.buildingIds.slice(0, 1);
      return { type, buildingIds, forBuildingIds: back };
    }
    case "MERGE": {
      const { to, buildingIds } = targetOf(open, draft, drawn, some(), random);
      const cell = drawn.cells.find((one) => one.buildingIds.includes(buildingIds[0]));
      return { type, keys: [plan.keys[cell?.grid ?? -1] ?? key(), to.key] };
    }
    case "SPLIT": {
      const of = random.below(drawn.grids.length);
      const grid = drawn.grids[of];
      if (grid === undefined) return { type, key: key(), newKey };
      const [lon, lat] = grid.pointOnSurface.coordinates;
      const [dx, dy] = [random.next() - 0.5, random.next() - 0.5].map((d) => d / 1000);
      const coordinates = [
        [lon - dx, lat - dy],
        [lon + dx, lat + dy],
      ];
      const line = random.next() < 0.6 ? ({ type: "LineString", coordinates } as const) : null;
      return { type, key: plan.keys[of], newKey, line };
    }
    case "SET_KIND":
      return { type, key: key(), kind: random.next() < 0.5 ? "MICRO" : "STANDARD" };
    case "SET_REDUCED":
      return { type, key: key(), note: random.next() < 0.6 ? `reason ${no}` : null };
    case "NAME":
      return { type, key: key(), name: random.next() < 0.8 ? `name ${no}` : null };
    case "LOCK":
    case "UNLOCK": {
      const locked = draft.grids.filter((grid) => grid.locked === (type === "UNLOCK"));
      return { type, keys: [locked.length > 0 ? pick(locked, random).key : key()] };
    }
    case "KEEP_TOGETHER":
    case "KEEP_APART": {
      const { buildingIds } = some();
      return { type, buildingIds: [...buildingIds, ...some().buildingIds] };
    }
    case "LET_GO": {
      const wishes = [...draft.together, ...draft.apart];
      return {
        type,
        buildingIds: wishes.length > 0 ? pick(wishes, random).slice(0, 1) : some().buildingIds,
      };
    }
    case "CARVE":
      return { type, newKey, name: random.next() < 0.5 ? `tower ${no}` : null, ...some() };
    case "GIVE_BACK": {
      const micro = draft.grids.filter(({ kind }) => kind === "MICRO");
      return { type, key: micro.length > 0 ? pick(micro, random).key : key() };
    }
    default: {
      const never: never = type;
      return never;
    }
  }
}

function drawType(random: Random): EditType {
  let left = random.below(SHARES.reduce((sum, [, share]) => sum + share, 0));
  for (const [type, share] of SHARES) {
    left -= share;
    if (left < 0) return type;
  }
  return "MOVE";
}

type DrawnPlan = DraftPlan["plan"];

/** Mostly one building, or some of its estate; those that touch another grid more often than others. */
function someBuildings(
  open: EditableGround,
  draft: Draft,
  { cells }: DrawnPlan,
  random: Random,
): { buildingIds: string[] } {
  const { beside } = open.memo.terrain;
  const built = cellsOf(open).flatMap((ids, cell) => (ids.length > 0 ? [cell] : []));
  const edge = built.filter((cell) =>
    beside[cell].some((other) => draft.gridOf[other.cell] !== draft.gridOf[cell]),
  );
  const cell = edge.length > 0 && random.next() < 0.8 ? pick(edge, random) : pick(built, random);
  const ids = [...cells[cell].buildingIds];
  if (random.next() < 0.8) return { buildingIds: ids };
  const next = beside[cell].filter((other) => draft.gridOf[other.cell] === draft.gridOf[cell]);
  return { buildingIds: [...ids, ...next.flatMap((other) => cells[other.cell].buildingIds)] };
}

/** The middle of a cell, with buildings or without. */
function somePlace(open: EditableGround, { cells }: DrawnPlan, random: Random): Movable {
  const grounds = cells.flatMap((one, i) => (one.buildingIds.length === 0 ? [i] : []));
  const cell = grounds.length > 0 ? pick(grounds, random) : random.below(cells.length);
  const place = open.memo.sketcher.sketch([cell]).shape.pointOnSurface.coordinates;
  return { buildingIds: [], places: [place] };
}

/** A grid beside what is moved, or, now and then, any. */
function targetOf<M extends Movable>(
  open: EditableGround,
  draft: Draft,
  { cells }: DrawnPlan,
  movable: M,
  random: Random,
): M & { readonly to: { readonly key: string } } {
  const { beside, cellOf, cellAt } = open.memo.terrain;
  const first = cellOf.get(movable.buildingIds[0] ?? "") ?? cellAt(movable.places?.[0] ?? [0, 0]);
  const others = (cells[first] === undefined ? [] : beside[first])
    .map(({ cell }) => draft.gridOf[cell])
    .filter((grid) => grid >= 0 && grid !== draft.gridOf[first]);
  const grid =
    others.length > 0 && random.next() < 0.85
      ? pick(others, random)
      : random.below(draft.grids.length);
  return { ...movable, to: { key: draft.grids[grid].key } };
}

function pick<T>(items: readonly T[], random: Random): T {
  return items[random.below(items.length)];
}
