/** What a plan changes, as a paragraph that an official can read in a minute. */
import type { Text } from "../engine";
import type { Indicators } from "../indicators/indicators";
import type { Staff, StaffMoves } from "../staffing/staff";
import type { DivisionChange } from "./impact";
import { codeSentences, estateSentences } from "./summary-codes";
import { figureSentences, staffSentences } from "./summary-staff";
import { warningSentences, type OpenWarning } from "./summary-warnings";
import { form, gridCount, number, paragraphOf, percent, plural, sentenceOf } from "./wording";

/** All that is told. */
export interface Told {
  readonly community: { readonly name: string; readonly code: string | null };
  readonly change: DivisionChange;
  /** null: nothing was in force. */
  readonly before: Indicators | null;
  readonly after: Indicators;
  readonly staff: StaffMoves<Pick<Staff, "id" | "code" | "duty" | "name">>;
  readonly warnings: readonly OpenWarning[];
  /** Errors among the findings: they block submission. */
  readonly errors: number;
  /** Estates that one grid cannot hold. */
  readonly largeEstates: number;
}

/** The paragraph. */
export function summaryOf(told: Told): Text {
  const { change } = told;
  return paragraphOf([
    ...opening(told),
    ...(change.isFirst || isUnchanged(change) ? [] : moves(change)),
    ...(isUnchanged(change) ? [] : codeSentences(change)),
    ...estateSentences(change, told.largeEstates),
    ...(change.isFirst ? [] : staffSentences(told.staff)),
    ...figureSentences(told),
    ...warningSentences(told.warnings, told.errors),
  ]);
}

/** Whether every building keeps its grid and code. */
export function isUnchanged({ isFirst, changes, retired, issued }: DivisionChange): boolean {
  return !isFirst && changes.length + retired.length + issued.length === 0;
}

function opening({ community, change, before, after }: Told): Text[] {
  const name = {
    zh: community.code === null ? community.name : `${community.name}（${community.code}）`,
    en: community.code === null ? community.name : `${community.name} (${community.code})`,
  };
  const size = {
    zh: `${number(change.households)} 户、${number(change.buildings)} 栋楼`,
    en: `${plural(change.households, "household")} in ${plural(change.buildings, "building")}`,
  };
  const hasMicro = after.microGrids + (before?.microGrids ?? 0) > 0;
  const countOf = ({ grids, standardGrids, microGrids }: Indicators): Text =>
    gridCount(grids, { STANDARD: standardGrids, MICRO: microGrids }, hasMicro);
  const now = countOf(after);
  if (before === null) {
    return sentenceOf([
      {
        zh: `${name.zh}此前没有在用的网格，本方案为首次划分：全社区 ${size.zh}，划分为 ${now.zh}`,
        en: `${name.en} has had no grids in force: this plan is its first division, of ${size.en} into ${now.en}`,
      },
      {
        zh: "没有住户因此变更网格",
        en: "no household changes grid",
      },
    ]);
  }
  if (isUnchanged(change)) {
    return sentenceOf([
      {
        zh: `本方案与现行划分一致：${name.zh}共 ${size.zh}，仍为 ${now.zh}，所有住户的网格和编码都不变`,
        en: `this plan keeps the division in force: ${name.en}, ${size.en}, stays with ${now.en}, and every household keeps its grid and code`,
      },
    ]);
  }
  const was = countOf(before);
  const same = was.zh === now.zh;
  return sentenceOf([
    {
      zh: `本方案调整${name.zh}的网格：全社区 ${size.zh}，${same ? `仍为 ${now.zh}` : `由 ${was.zh}调整为 ${now.zh}`}`,
      en: `this plan changes the grids of ${name.en}: ${size.en}, ${same ? `still ${now.en}` : `${now.en} instead of ${was.en}`}`,
    },
  ]);
}

function moves({
  householdsRegistered,
  householdsMoved,
  householdsRecoded,
  churn,
  changes,
}: DivisionChange): Text[] {
  const moving = changes.filter((one) => one.moves);
  const recodedOnly = householdsRecoded - householdsMoved;
  const others = householdsRegistered - householdsRecoded;
  const added = changes.filter(({ from }) => from === null);
  const clauses: Text[] = [];
  if (moving.length > 0) {
    clauses.push({
      zh: `变更所属网格的有 ${number(householdsMoved)} 户、${number(moving.length)} 栋楼，占原有网格住户的 ${percent(churn)}`,
      en: `${plural(householdsMoved, "household")} in ${plural(moving.length, "building")} (${percent(churn)}) ${form(householdsMoved, "changes", "change")} grid`,
    });
  } else {
    clauses.push({ zh: "没有楼栋改划到别的网格", en: "no building changes grid" });
  }
  if (recodedOnly > 0) {
    clauses.push({
      zh: `${moving.length > 0 ? "另有" : "有"} ${number(recodedOnly)} 户仍在原来的网格，只是网格换了新编码`,
      en: `${number(recodedOnly)} ${moving.length > 0 ? "more " : ""}${form(recodedOnly, "household stays", "households stay")} together and only ${form(recodedOnly, "gets", "get")} a new grid code`,
    });
  }
  if (others > 0) {
    clauses.push({
      zh: `其余 ${number(others)} 户的网格和编码都不变`,
      en: `the other ${number(others)} ${form(others, "household notices", "households notice")} nothing`,
    });
  }
  if (added.length > 0) clauses.push(tellAdded(added));
  return sentenceOf(clauses);
}

function tellAdded(added: DivisionChange["changes"]): Text {
  const households = added.reduce((sum, { building }) => sum + building.households, 0);
  const one = added.length === 1;
  if (households === 0) {
    return {
      zh: `另将此前不在任何网格的 ${number(added.length)} 栋楼（无住户）纳入网格`,
      en: `${plural(added.length, "building")} without households ${one ? "was" : "were"} in no grid and ${one ? "is" : "are"} taken in`,
    };
  }
  return {
    zh: `另将此前不在任何网格的 ${number(households)} 户、${number(added.length)} 栋楼纳入网格`,
    en: `${plural(households, "household")} in ${plural(added.length, "building")} ${form(households, "was", "were")} in no grid and ${form(households, "is", "are")} taken in`,
  };
}
