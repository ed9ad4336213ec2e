/** What a plan changes, as a paragraph that an official can read in a minute. */
import type { Text } from "../engine";
import type { Indicators } from "../indicators/indicators";
import { DUTY_TEXT, type Staff, type StaffMoves } from "../staffing/staff";
import type { DivisionChange, EstateChange, RetiredCode } from "./impact";
import { warningSentences, type OpenWarning } from "./summary-warnings";
import {
  form,
  gridCount,
  KIND_TEXT,
  listOf,
  namesOf,
  number,
  paragraphOf,
  percent,
  plural,
  sentenceOf,
} from "./wording";

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
}

/** The paragraph. */
export function summaryOf(told: Told): Text {
  const { change } = told;
  return paragraphOf([
    ...opening(told),
    ...(change.isFirst || isUnchanged(change) ? [] : [...moves(told), ...codes(change)]),
    ...estates(change),
    ...staff(told),
    ...figures(told),
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
  const now = countOf(after);
  if (before === null) {
    return sentenceOf([
      {
        zh: `${name.zh}此前没有在用的网格，本方案为首次划分：全社区 ${size.zh}，划分为 ${now.zh}网格`,
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
        zh: `本方案与现行划分一致：${name.zh} ${size.zh}，仍为 ${now.zh}网格，所有住户的网格和编码都不变`,
        en: `this plan keeps the division in force: ${name.en}, ${size.en}, stays with ${now.en}, and every household keeps its grid and code`,
      },
    ]);
  }
  const was = countOf(before);
  const same = was.zh === now.zh;
  return sentenceOf([
    {
      zh: `本方案调整${name.zh}的网格：全社区 ${size.zh}，网格${same ? `仍为 ${now.zh}` : `由 ${was.zh}调整为 ${now.zh}`}`,
      en: `this plan changes the grids of ${name.en}: ${size.en}, ${same ? `still ${now.en}` : `${now.en} instead of ${was.en}`}`,
    },
  ]);
}

function countOf({ grids, standardGrids, microGrids }: Indicators): Text {
  return gridCount(grids, { STANDARD: standardGrids, MICRO: microGrids });
}

function moves({ change }: Told): Text[] {
  const { householdsRegistered, householdsMoved, householdsRecoded, churn, changes } = change;
  const moving = changes.filter((one) => one.moves);
  const recodedOnly = householdsRecoded - householdsMoved;
  const others = householdsRegistered - householdsRecoded;
  const added = changes.filter(({ from }) => from === null);
  const clauses: Text[] = [];
  if (moving.length > 0) {
    clauses.push({
      zh: `变更所属网格的有 ${number(householdsMoved)} 户、${number(moving.length)} 栋楼，占原在网格内户数的 ${percent(churn)}`,
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
  if (added.length > 0) {
    const households = added.reduce((sum, { building }) => sum + building.households, 0);
    clauses.push({
      zh: `此前不在任何网格、现纳入网格的有 ${number(households)} 户、${number(added.length)} 栋楼`,
      en: `${plural(households, "household")} in ${plural(added.length, "building")} ${form(households, "was", "were")} in no grid and ${form(households, "is", "are")} taken in`,
    });
  }
  return sentenceOf(clauses);
}

function codes({ kept, retired, issued }: DivisionChange): Text[] {
  const clauses: Text[] = [];
  if (kept.length > 0) {
    clauses.push({
      zh: `网格编码保留 ${number(kept.length)} 个`,
      en: `${plural(kept.length, "grid code")} ${form(kept.length, "is", "are")} kept`,
    });
  } else {
    clauses.push({ zh: "原网格编码都不保留", en: "no grid code is kept" });
  }
  if (retired.length > 0) {
    const told = retired.slice(0, MOST).map(tellRetired);
    const rest = retired.length - told.length;
    clauses.push({
      zh: `注销 ${number(retired.length)} 个：${told.map(({ zh }) => zh).join("，")}${rest > 0 ? `，另有 ${number(rest)} 个` : ""}`,
      en: `${number(retired.length)} ${form(retired.length, "retires", "retire")}: ${told.map(({ en }) => en).join(", ")}${rest > 0 ? `, and ${number(rest)} more` : ""}`,
    });
  }
  if (issued.length > 0) {
    const labels = namesOf(
      issued.map(({ label }) => label),
      "个",
    );
    clauses.push({
      zh: `新发 ${number(issued.length)} 个：${labels.zh}`,
      en: `${number(issued.length)} ${form(issued.length, "is", "are")} new: ${labels.en}`,
    });
  }
  return sentenceOf(clauses);
}

const MOST = 5;

function tellRetired({ label, kind, households, successors }: RetiredCode): Text {
  const [first] = successors;
  if (first === undefined) {
    return {
      zh: `网格 ${label}（其楼栋已不存在）`,
      en: `grid ${label} (its buildings are gone)`,
    };
  }
  if (successors.length === 1 && first.kind === "RETYPE") {
    const now = KIND_TEXT[kind === "MICRO" ? "STANDARD" : "MICRO"];
    return {
      zh: `${KIND_TEXT[kind].zh} ${label} 改为${now.zh} ${first.label ?? ""}（${number(first.households)} 户）`,
      en: `${KIND_TEXT[kind].en} ${label} becomes ${now.en} ${first.label ?? ""} (${plural(first.households, "household")})`,
    };
  }
  const isOne = successors.length === 1;
  const by = listOf(
    successors.map((successor) => ({
      zh: `${successor.label ?? ""}${isOne ? "" : `（${number(successor.households)} 户）`}`,
      en: `${successor.label ?? ""}${isOne ? "" : ` (${number(successor.households)})`}`,
    })),
    "个网格",
  );
  return {
    zh: `网格 ${label}（${number(households)} 户）由 ${by.zh}接替`,
    en: `grid ${label} (${plural(households, "household")}) goes to ${by.en}`,
  };
}

function estates({ isFirst, estates: changed, splitEstates }: DivisionChange): Text[] {
  if (isFirst) {
    if (splitEstates.length === 0) {
      return sentenceOf([
        { zh: "每个小区都完整地在一个网格内", en: "every estate is in one grid" },
      ]);
    }
    const split = listOf(splitEstates.map(tellSplit), "个");
    return sentenceOf([
      {
        zh: `分属多个网格的小区 ${number(splitEstates.length)} 个：${split.zh}`,
        en: `${plural(splitEstates.length, "estate")} ${form(splitEstates.length, "lies", "lie")} in several grids: ${split.en}`,
      },
    ]);
  }
  const split = changed.filter(({ wasSplit, isSplit }) => isSplit && !wasSplit);
  const whole = changed.filter(({ wasSplit, isSplit }) => wasSplit && !isSplit);
  const moved = changed.filter(
    (estate) => !estate.isSplit && !estate.wasSplit && estate.householdsMoved > 0,
  );
  const clauses: Text[] = [];
  if (split.length > 0) {
    const list = listOf(split.map(tellSplit), "个");
    clauses.push({
      zh: `新拆分的小区 ${number(split.length)} 个：${list.zh}`,
      en: `${plural(split.length, "estate")} ${form(split.length, "is", "are")} split: ${list.en}`,
    });
  }
  if (whole.length > 0) {
    const list = listOf(whole.map(tellWhole), "个");
    clauses.push({
      zh: `由分到合的小区 ${number(whole.length)} 个：${list.zh}`,
      en: `${plural(whole.length, "estate")} ${form(whole.length, "is", "are")} made whole: ${list.en}`,
    });
  }
  if (moved.length > 0) {
    const list = listOf(moved.map(tellMoved), "个");
    clauses.push({
      zh: `整体改划的小区 ${number(moved.length)} 个：${list.zh}`,
      en: `${plural(moved.length, "estate")} ${form(moved.length, "moves", "move")} as a whole: ${list.en}`,
    });
  }
  if (split.length === 0 && changed.length > 0) {
    clauses.push({ zh: "没有新拆分的小区", en: "no estate is newly split" });
  }
  return sentenceOf(clauses);
}

function gridsOf(shares: EstateChange["to"]): Text {
  return namesOf(
    shares.flatMap(({ label }) => label ?? []),
    "个",
  );
}

function tellSplit({ name, to }: EstateChange): Text {
  const grids = gridsOf(to);
  return { zh: `${name}（网格 ${grids.zh}）`, en: `${name} (grids ${grids.en})` };
}

function tellWhole({ name, from, to }: EstateChange): Text {
  const [was, is] = [gridsOf(from), gridsOf(to)];
  return {
    zh: `${name}（原网格 ${was.zh}，现网格 ${is.zh}）`,
    en: `${name} (was in grids ${was.en}, is in ${is.en})`,
  };
}

function tellMoved({ name, from, to }: EstateChange): Text {
  const [was, is] = [gridsOf(from), gridsOf(to)];
  return { zh: `${name}（网格 ${was.zh} 至 ${is.zh}）`, en: `${name} (${was.en} to ${is.en})` };
}

function staff({ change, staff: { stay, move, withoutGrid } }: Told): Text[] {
  const all = stay.length + move.length + withoutGrid.length;
  if (change.isFirst) return [];
  if (all === 0) {
    return sentenceOf([
      { zh: "现没有登记网格人员", en: "nobody is recorded as serving in the grids" },
    ]);
  }
  if (stay.length === all) {
    return sentenceOf([
      {
        zh: `网格人员 ${number(all)} 名都留任原网格`,
        en: `all ${number(all)} of those who serve stay where they are`,
      },
    ]);
  }
  const clauses: Text[] = [
    {
      zh: `网格人员 ${number(all)} 名中，${number(stay.length)} 名留任原网格`,
      en: `of the ${number(all)} who serve, ${number(stay.length)} ${form(stay.length, "stays", "stay")}`,
    },
  ];
  if (move.length > 0) {
    clauses.push({
      zh: `${number(move.length)} 名随住户转入接替的网格`,
      en: `${number(move.length)} ${form(move.length, "goes", "go")} over with the households`,
    });
  }
  if (withoutGrid.length > 0) {
    const list = listOf(
      withoutGrid.map(({ name, duty, code }) => ({
        zh: `${name}（${DUTY_TEXT[duty].zh}，原网格 ${code.slice(-3)}）`,
        en: `${name} (${DUTY_TEXT[duty].en} of ${code.slice(-3)})`,
      })),
      "名",
    );
    clauses.push({
      zh: `${number(withoutGrid.length)} 名暂无网格，须另行安排：${list.zh}`,
      en: `${number(withoutGrid.length)} ${form(withoutGrid.length, "is", "are")} left without a grid and ${form(withoutGrid.length, "needs", "need")} a new post: ${list.en}`,
    });
  }
  return sentenceOf(clauses);
}

function figures({ before, after }: Told): Text[] {
  const clauses: Text[] = [];
  const inBand = ({ regularGridsInBand, reducedGridsInBand }: Indicators) =>
    regularGridsInBand + reducedGridsInBand;
  if (after.standardGrids > 0) {
    const is = `${number(inBand(after))}/${number(after.standardGrids)}`;
    const was = before && `${number(inBand(before))}/${number(before.standardGrids)}`;
    const changed = was !== null && was !== is;
    clauses.push({
      zh: `符合户数标准的标准网格 ${is} 个${changed ? `（原 ${was} 个）` : ""}`,
      en: `${is} standard grids are inside their band${changed ? ` (were ${was})` : ""}`,
    });
  }
  const workers = after.workersNeeded;
  const more = before === null ? 0 : workers - before.workersNeeded;
  clauses.push({
    zh: `按一格一员需专职网格员 ${number(workers)} 名${more === 0 ? "" : `（比原来${more > 0 ? "多" : "少"} ${number(Math.abs(more))} 名）`}，平均每名每个工作日走访 ${after.visitsPerWorkerDay.toFixed(1)} 户次`,
    en: `${plural(workers, "full-time grid worker")} ${form(workers, "is", "are")} needed${more === 0 ? "" : ` (${number(Math.abs(more))} ${more > 0 ? "more" : "fewer"} than before)`}, each with ${after.visitsPerWorkerDay.toFixed(1)} household visits a working day on average`,
  });
  clauses.push({
    zh: `社区服务用房按每户 0.3 平方米需 ${number(after.serviceRoomsM2)} 平方米`,
    en: `${number(after.serviceRoomsM2)} m² of community service rooms are needed at 0.3 m² a household`,
  });
  return [...sentenceOf(clauses), ...after.notes.flatMap((note) => sentenceOf([note]))];
}
