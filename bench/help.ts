/**
 * How long the engine takes to help with a draft that people have shaken, and what its help brings.
 * usage: npm run -s bench:help [-- --edits N]
 */
import { parseArgs } from "node:util";
import {
  applyEdit,
  assessDraft,
  createRandom,
  EditError,
  explain,
  improve,
  openDraft,
  openEditable,
  propose,
  suggest,
  type Draft,
  type EditableGround,
} from "../src/engine";
import { communityInputs, type CommunityInput } from "../src/exchange/propose-inputs";
import { generateCommunities, seedDataset } from "../seeds";
import { randomEdit } from "../test/engine/random-edits";
import { benchData } from "./communities";
import { printLine, printTable } from "./print";

const { values } = parseArgs({ options: { edits: { type: "string", default: "12" } } });

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
  for (const [name, input] of chosen) rows.push(...(await measure(name, input, edits)));
  printLine(`after ${edits} random edits of a proposed plan`);
  printTable(["community", "buildings", "help", "ms", "errors", "warnings", "in band"], rows);
}

async function measure(name: string, input: CommunityInput, edits: number): Promise<string[][]> {
  const open = openEditable(input);
  const draft = await shaken(input, open, edits);
  const about = [name, String(input.buildings.length)];
  const row = (what: string, ms: string, at: Draft): string[] => [
    ...about,
    what,
    ms,
    ...standing(open, at),
  ];
  const rows = [row("(shaken)", "", draft)];
  for (const help of ["FINISH", "REPAIR", "REOPTIMIZE"] as const) {
    let keys = 0;
    const newKey = (): string => `made ${(keys += 1)}`;
    const [ms, better] = timed(() => improve(open, draft, help, { seed: 1, effort: 1, newKey }));
    rows.push(row(help, ms, better));
  }
  const [ms, moves] = timed(() => suggest(open, draft, 3));
  rows.push([...about, `suggest: ${moves.length}`, ms, "", "", ""]);
  const { plan, keys } = assessDraft(open, draft);
  plan.grids.forEach(({ deviation }, i) => {
    if (deviation === 0) return;
    const [took, { reason }] = timed(() => explain(open, draft, keys[i]));
    rows.push([...about, `explain: ${reason}`, took, "", "", ""]);
  });
  return rows;
}

/** A proposed plan after so many edits at random. */
async function shaken(input: CommunityInput, open: EditableGround, edits: number): Promise<Draft> {
  const proposed = await propose({ ...input, effort: 0.3 });
  let draft = openDraft(
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
  for (let no = 0; no < edits; no++) {
    const edit = randomEdit(open, draft, assessDraft(open, draft), random, no);
    if (edit.type === "LOCK" || edit.type === "KEEP_APART" || edit.type === "KEEP_TOGETHER")
      continue;
    try {
      draft = applyEdit(open, draft, edit);
    } catch (error) {
      if (!(error instanceof EditError)) throw error;
    }
  }
  return draft;
}

function standing(open: EditableGround, draft: Draft): string[] {
  const { metrics, findings } = assessDraft(open, draft).plan;
  const count = (severity: string): string =>
    String(findings.filter((finding) => finding.severity === severity).length);
  return [count("ERROR"), count("WARNING"), `${metrics.householdsInBand} of ${metrics.households}`];
}

function timed<Result>(work: () => Result): [string, Result] {
  const start = performance.now();
  const result = work();
  return [(performance.now() - start).toFixed(0), result];
}

function largest(communities: readonly CommunityInput[]): CommunityInput {
  return [...communities].sort((a, b) => b.buildings.length - a.buildings.length)[0];
}
