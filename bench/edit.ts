/**
 * How long the engine takes for an edit: what it makes of the draft, the plan that it is then, and what
 * changed. The peer, in the same run, is a fresh assessment of the same division. Where other work
 * shares the machine, the processor time of all of it tells more than the clock.
 * usage: npm run -s bench:edit [-- --edits N]
 */
import { parseArgs } from "node:util";
import {
  applyEdit,
  assessDraft,
  assessOn,
  createRandom,
  draftEffect,
  EditError,
  openDraft,
  openEditable,
  propose,
  type Draft,
  type Plan,
} from "../src/engine";
import { communityInputs, type CommunityInput } from "../src/exchange/propose-inputs";
import { generateCommunities, seedDataset } from "../seeds";
import { randomEdit } from "../test/engine/random-edits";
import { benchData } from "./communities";
import { median, printLine, printTable } from "./print";

/** Edits that are not counted: a server is warm. */
const WARM_UP = 60;

const { values } = parseArgs({ options: { edits: { type: "string", default: "600" } } });

main(Number(values.edits)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});

async function main(edits: number): Promise<void> {
  const real = await benchData();
  const generated = communityInputs(generateCommunities({ count: 1, seed: 5, buildings: 300 }));
  const chosen: [string, CommunityInput][] = [
    ["largest of the seeds", largest(communityInputs(seedDataset()))],
    [`largest of ${real.name}`, largest(real.communities)],
    ["generated", largest(generated)],
  ];
  const rows: string[][] = [];
  for (const [name, input] of chosen) rows.push(await measure(name, input, edits));
  printLine(`${edits} random edits, in milliseconds (median, 99th percentile)`);
  printTable(
    [
      "community",
      "buildings",
      "open",
      "apply",
      "assess",
      "effect",
      "all",
      "99th",
      "cpu",
      "cpu 99th",
      "anew",
    ],
    rows,
  );
}

async function measure(name: string, input: CommunityInput, edits: number): Promise<string[]> {
  const proposed = await propose({ ...input, effort: 0.3 });
  const begun = performance.now();
  const open = openEditable(input);
  const opened = performance.now() - begun;
  const first = openDraft(
    open,
    proposed.grids.map(({ kind, buildingIds, polygon }, i) => ({
      key: `grid ${i}`,
      kind,
      buildingIds,
      polygon,
      reducedNote: null,
      locked: false,
    })),
  );
  const random = createRandom(1);
  let draft = first;
  let plan = assessDraft(open, draft);
  const times: { apply: number; assess: number; effect: number; cpu: number; anew: number }[] = [];
  for (let no = 0; times.length < WARM_UP + edits; no++) {
    // Every now and then from the start again: drafts are not shaken for ever.
    if (no % 60 === 0) {
      draft = first;
      plan = assessDraft(open, draft);
    }
    const edit = randomEdit(open, draft, plan, random, no);
    const used = process.cpuUsage();
    const start = performance.now();
    const next = attempt(() => applyEdit(open, draft, edit));
    if (next === null) continue;
    const applied = performance.now();
    const after = assessDraft(open, next);
    const assessed = performance.now();
    draftEffect(plan, after);
    const done = performance.now();
    const { user, system } = process.cpuUsage(used);
    times.push({
      cpu: (user + system) / 1000,
      apply: applied - start,
      assess: assessed - applied,
      effect: done - assessed,
      anew: times.length % 20 === 0 ? anew(open.ground, after.plan) : NaN,
    });
    [draft, plan] = [next, after];
  }
  times.splice(0, WARM_UP);
  const all = times.map(({ apply, assess, effect }) => apply + assess + effect);
  const middle = (of: "apply" | "assess" | "effect") => ms(median(times.map((time) => time[of])));
  const peer = times.map((time) => time.anew).filter((time) => !Number.isNaN(time));
  return [
    name,
    String(input.buildings.length),
    ms(opened),
    middle("apply"),
    middle("assess"),
    middle("effect"),
    ms(median(all)),
    ms(percentile(all, 0.99)),
    ms(median(times.map(({ cpu }) => cpu))),
    ms(
      percentile(
        times.map(({ cpu }) => cpu),
        0.99,
      ),
    ),
    ms(median(peer)),
  ];
}

function anew(ground: Parameters<typeof assessOn>[0], plan: Plan): number {
  const start = performance.now();
  assessOn(ground, plan.grids);
  return performance.now() - start;
}

function attempt(apply: () => Draft): Draft | null {
  try {
    return apply();
  } catch (error) {
    if (error instanceof EditError) return null;
    throw error;
  }
}

function largest(communities: readonly CommunityInput[]): CommunityInput {
  return [...communities].sort((a, b) => b.buildings.length - a.buildings.length)[0];
}

function percentile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
}

function ms(milliseconds: number): string {
  return milliseconds.toFixed(1);
}
