import { basename, parse } from "node:path";
import { performance } from "node:perf_hooks";
import type { ProposeInput, Rules } from "../engine";
import { reportInto, type Fault } from "../exchange/fault";
import { gridsGeoJson, planTexts } from "../exchange/grids-geojson";
import { communityInputs, type CommunityInput } from "../exchange/propose-inputs";
import { readDatasetFolder, readTextFile } from "../exchange/read-dataset";
import { parseRegister, type Register } from "../exchange/read-register";
import { parseRules } from "../exchange/read-rules";
import { alternativesTable, choiceRows, type ChoiceRows } from "./alternatives-table";
import type { PlanArguments } from "./arguments";
import { EXIT, type ExitCode } from "./exit-code";
import { planCommunities, type Planned, type RefusedCommunity } from "./plan-communities";
import { openPlanSpool, type PlanSpool } from "./plan-spool";
import { planRow, planTable, type PlanRow } from "./plan-table";
import { printFaults, printNotes } from "./print-faults";
import { progressLine } from "./progress-line";
import { say, type Terminal } from "./terminal";
import { canWriteTo, writeWholeFile } from "./whole-file";

/** Plans every community of a folder and writes the grids into a file, alternatives into others. */
export async function runPlan(
  options: PlanArguments,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<ExitCode> {
  const start = performance.now();
  const input = await readInput(options);
  if ("faults" in input) {
    printFaults(terminal, input.faults);
    return EXIT.BAD_INPUT;
  }
  const { rules, register, notes } = input;
  if (!options.quiet) printNotes(terminal, notes);
  const communities = input.communities.filter(({ buildings }) => buildings.length > 0);
  const proposals = communities.map((one): ProposeInput => {
    const { seed, effort, focus } = options;
    const inForce = register?.inForce.get(one.community.id);
    const retiredCodes = register?.retiredCodes.get(one.community.id);
    return { ...one, rules, seed, effort, focus, inForce, retiredCodes };
  });
  const progress = progressLine(terminal, options.quiet, proposals.length);
  const spools: PlanSpool[] = [];
  try {
    for (const path of outPaths(options)) {
      spools.push(await openPlanSpool(`${path}.${process.pid}.plans`));
    }
    const keep = async (place: number, { alternatives, seconds }: Planned): Promise<Kept> => {
      const { community, buildings } = communities[place];
      for (const [k, alternative] of alternatives.plans.entries()) {
        await spools[k].put(place, planTexts({ ...community, ...alternative }));
      }
      const [{ plan }] = alternatives.plans;
      const row = planRow(community, { plan, seconds, buildings: buildings.length });
      return { row, choice: choiceRows(community, alternatives) };
    };
    const result = await planCommunities(proposals, keep, {
      count: options.alternatives,
      threads: options.threads,
      signal,
      onProgress: (...moved) => progress.show(...moved),
    }).finally(() => progress.clear());
    if ("refused" in result) {
      printFaults(terminal, result.refused.flatMap(faultsOf));
      return EXIT.BAD_INPUT;
    }
    const most = Math.max(1, ...result.kept.map(({ choice }) => choice.rows.length));
    for (const [k, path] of outPaths(options).slice(0, most).entries()) {
      await writeWholeFile(
        path,
        gridsGeoJson(() => spools[k].inOrder()),
      );
    }
    if (!options.quiet) {
      const seconds = (performance.now() - start) / 1000;
      const rows = result.kept.map(({ row }) => row);
      terminal.print(planTable(rows, seconds, terminal.language));
      if (options.alternatives > 1) {
        const choices = result.kept.map(({ choice }) => choice);
        terminal.print(`\n${alternativesTable(choices, options.alternatives, terminal.language)}`);
      }
      printLeftOut(terminal, input.communities);
    }
    return EXIT.DONE;
  } finally {
    for (const spool of spools) await spool.close();
  }
}

/** What is remembered of a community's plans once they are on the disk. */
interface Kept {
  readonly row: PlanRow;
  readonly choice: ChoiceRows;
}

/** One file for each alternative: grids.geojson, grids.2.geojson, ... */
function outPaths({ out, alternatives }: PlanArguments): string[] {
  const { ext } = parse(out);
  const stem = out.slice(0, out.length - ext.length);
  return Array.from({ length: alternatives }, (_, k) => (k === 0 ? out : `${stem}.${k + 1}${ext}`));
}

interface PlanInput {
  readonly communities: readonly CommunityInput[];
  readonly rules: Partial<Rules>;
  readonly register: Register | null;
  readonly notes: readonly Fault[];
}

/** All files that the command names; the faults of all of them together. */
async function readInput(
  options: PlanArguments,
): Promise<PlanInput | { readonly faults: readonly Fault[] }> {
  const faults: Fault[] = [];
  for (const path of outPaths(options)) {
    if (!(await canWriteTo(path, reportInto(faults, basename(path))))) break;
  }
  const rules = await readOptional(options.rules, faults, parseRules);
  if (rules !== null && "faults" in rules) faults.push(...rules.faults);
  const read = await readDatasetFolder(options.folder);
  if ("faults" in read) return { faults: [...faults, ...read.faults] };
  const register = await readOptional(options.register, faults, (text, file) =>
    parseRegister(text, file, read.dataset),
  );
  if (register !== null && "faults" in register) faults.push(...register.faults);
  if (faults.length > 0) return { faults };
  return {
    communities: communityInputs(read.dataset),
    rules: rules !== null && "rules" in rules ? rules.rules : {},
    register: register !== null && "inForce" in register ? register : null,
    notes: [...read.notes, ...(register !== null && "notes" in register ? register.notes : [])],
  };
}

async function readOptional<T>(
  path: string | null,
  faults: Fault[],
  parse: (text: string, file: string) => T,
): Promise<T | null> {
  if (path === null) return null;
  const text = await readTextFile(path, reportInto(faults, basename(path)));
  return text === null ? null : parse(text, basename(path));
}

function faultsOf({ id, error }: RefusedCommunity): Fault[] {
  const faults: Fault[] = [];
  const report = (feature: string, reason: string): void =>
    reportInto(faults, `${id}`, feature)("REFUSED_BY_ENGINE", null, { zh: reason, en: reason });
  for (const { feature, reason } of error.faults) report(feature, reason);
  if (error.faults.length === 0) report("community", error.message);
  return faults;
}

function printLeftOut(terminal: Terminal, communities: readonly CommunityInput[]): void {
  for (const { community, buildings } of communities) {
    if (buildings.length > 0) continue;
    const name = `${community.id} ${community.name}`;
    terminal.print(
      say(terminal, {
        zh: `未划分：${name}，其中没有楼栋`,
        en: `left out: ${name}, there are no buildings in it`,
      }),
    );
  }
}
