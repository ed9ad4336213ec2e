/**
 * What the engine's help is worth: drafts that a few random moves spoilt, repaired. The peers, in the
 * same run, are taking those moves back (which nobody can who does not know them) and dividing all anew.
 * Communities that cannot be planned without errors and warnings are left out: there is more to repair.
 * usage: npm run -s bench:repair [-- --moves N] [--times N]
 */
import { parseArgs } from "node:util";
import {
  assessDraft,
  createRandom,
  explain,
  improve,
  suggest,
  type Draft,
  type EditableGround,
  type Help,
  type Severity,
} from "../src/engine";
import { communityInputs, type CommunityInput } from "../src/exchange/propose-inputs";
import { seedDataset } from "../seeds";
import { householdsMoved, newKeys, opened, planOf, spoilt } from "../test/engine/help-drafts";
import { benchData } from "./communities";
import { median, percent, printLine, printTable } from "./print";

const { values } = parseArgs({
  options: {
    moves: { type: "string", default: "3" },
    times: { type: "string", default: "2" },
  },
});

main(Number(values.moves), Number(values.times)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});

/** Sums over drafts, and the milliseconds that each answer took. */
interface Sums {
  drafts: number;
  spoilt: number;
  repaired: number;
  anew: number;
  more: number;
  before: number;
  after: number;
  readonly ms: Readonly<Record<"repair" | "anew" | "suggest" | "explain", number[]>>;
}

async function main(moves: number, times: number): Promise<void> {
  const real = await benchData();
  const seeds = communityInputs(seedDataset()).filter(({ buildings }) => buildings.length > 0);
  const rows: string[][] = [];
  for (const [name, inputs] of [
    ["seeds", seeds] as const,
    [real.name, real.communities] as const,
  ]) {
    const sums = await measure(inputs, moves, times);
    rows.push([
      name,
      String(sums.drafts),
      String(sums.spoilt),
      `${sums.repaired} (${percent(sums.repaired, sums.spoilt)})`,
      String(sums.more),
      String(sums.anew),
      `${sums.before} > ${sums.after}`,
      ...Object.values(sums.ms).map((all) => String(Math.round(median(all)))),
    ]);
  }
  printLine(
    `${moves} random moves in each draft; households moved, errors and warnings, median ms`,
  );
  printTable(
    [
      "",
      "drafts",
      "by moves",
      "by repair",
      "more",
      "anew",
      "e+w",
      "repair",
      "anew",
      "suggest",
      "explain",
    ],
    rows,
  );
}

async function measure(
  inputs: readonly CommunityInput[],
  moves: number,
  times: number,
): Promise<Sums> {
  const ms = { repair: [], anew: [], suggest: [], explain: [] };
  const sums: Sums = {
    drafts: 0,
    spoilt: 0,
    repaired: 0,
    anew: 0,
    more: 0,
    before: 0,
    after: 0,
    ms,
  };
  for (const input of inputs) {
    const { open, draft } = await opened(input, 1);
    if (wrongIn(open, draft) > 0) continue;
    for (let seed = 1; seed <= times; seed++) {
      add(sums, open, draft, spoilt({ open, draft }, moves, createRandom(seed)));
    }
  }
  return sums;
}

function add(sums: Sums, open: EditableGround, draft: Draft, start: Draft): void {
  const how = (help: Help) => improve(open, start, help, { seed: 1, effort: 1, newKey: newKeys() });
  const repaired = timed(sums.ms.repair, () => how("REPAIR"));
  const anew = timed(sums.ms.anew, () => how("REOPTIMIZE"));
  timed(sums.ms.suggest, () => suggest(open, start, 3));
  const { plan, keys } = assessDraft(open, start);
  keys.forEach((key, i) => {
    if (plan.grids[i].deviation !== 0) timed(sums.ms.explain, () => explain(open, start, key));
  });
  const [byMoves, byRepair] = [[draft, start] as const, [start, repaired] as const].map(
    ([from, to]) => householdsMoved(open, from, to),
  );
  sums.drafts++;
  sums.spoilt += byMoves;
  sums.repaired += byRepair;
  sums.anew += householdsMoved(open, start, anew);
  if (byRepair > byMoves) sums.more++;
  sums.before += wrongIn(open, start);
  sums.after += wrongIn(open, repaired);
}

function timed<T>(into: number[], work: () => T): T {
  const start = performance.now();
  const result = work();
  into.push(performance.now() - start);
  return result;
}

function wrongIn(open: EditableGround, draft: Draft): number {
  const wrong: readonly Severity[] = ["ERROR", "WARNING"];
  return planOf(open, draft).findings.filter(({ severity }) => wrong.includes(severity)).length;
}
