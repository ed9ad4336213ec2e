/** Drafts for the tests of the engine's help: proposals, opened, and then spoilt by chance. */
import {
  assessDraft,
  openDraft,
  openEditable,
  propose,
  type Draft,
  type EditableGround,
  type Plan,
  type ProposeInput,
  type Random,
  type Severity,
} from "../../src/engine";
import { communityInputs, type CommunityInput } from "../../src/exchange/propose-inputs";
import { generateCommunities, seedDataset } from "../../seeds";

export interface Opened {
  readonly open: EditableGround;
  readonly draft: Draft;
}

/** Communities of the seeds with buildings, and some that were generated. */
export function communities(): [string, CommunityInput][] {
  const seeds = communityInputs(seedDataset()).filter(({ buildings }) => buildings.length > 0);
  const generated = [21, 22].flatMap((seed) =>
    communityInputs(generateCommunities({ count: 1, seed, buildings: 100 })),
  );
  return [...seeds, ...generated].map((input, i) => [`${input.community.id} (${i + 1})`, input]);
}

const EFFORT = 0.1;

/** A proposal of the engine as a draft; its grids are called g0, g1, ... */
export async function opened(input: ProposeInput, effort = EFFORT): Promise<Opened> {
  const plan = await propose({ ...input, effort });
  const open = openEditable(input);
  return { open, draft: openDraft(open, asOpened(plan)) };
}

function asOpened({ grids }: Plan) {
  return grids.map(({ kind, buildingIds, polygon }, i) => ({
    key: `g${i}`,
    kind,
    buildingIds,
    polygon,
    reducedNote: null,
    locked: false,
  }));
}

/** So many random cells go to another grid, mostly one beside them; -1: to none. */
export function spoilt(
  { open, draft }: Opened,
  count: number,
  random: Random,
  to: "OTHER_GRIDS" | "NO_GRID" = "OTHER_GRIDS",
): Draft {
  const { cells } = open.ground;
  const gridOf = [...draft.gridOf];
  for (let i = 0; i < count; i++) {
    const cell = random.below(cells.n);
    const beside = Array.from(
      cells.neighbour.subarray(cells.offset[cell], cells.offset[cell + 1]),
      (other) => gridOf[other],
    ).find((grid) => grid !== gridOf[cell]);
    const other = random.below(draft.grids.length);
    const grid = beside === undefined || random.next() < 0.4 ? other : beside;
    if (gridOf[cell] >= 0 && draft.grids[gridOf[cell]].locked) continue;
    if (draft.grids[grid]?.locked === true) continue;
    gridOf[cell] = to === "NO_GRID" ? -1 : grid;
  }
  return { ...draft, gridOf };
}

/** Key of the grid of each cell, null for none. */
export function keysByCell({ grids, gridOf }: Draft): (string | null)[] {
  return gridOf.map((grid) => grids[grid]?.key ?? null);
}

/** Households of cells that are in another grid. */
export function householdsMoved({ ground }: EditableGround, from: Draft, to: Draft): number {
  const [before, after] = [keysByCell(from), keysByCell(to)];
  return ground.cells.households.reduce(
    (sum, households, cell) => sum + (before[cell] === after[cell] ? 0 : households),
    0,
  );
}

/** How many findings there are of some severities. */
export function countOf(plan: Plan, ...severities: Severity[]): number {
  return plan.findings.filter(({ severity }) => severities.includes(severity)).length;
}

export function planOf(open: EditableGround, draft: Draft): Plan {
  return assessDraft(open, draft).plan;
}

/** n1, n2, ... */
export function newKeys(): () => string {
  let count = 0;
  return () => `n${++count}`;
}
