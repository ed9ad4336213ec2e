/** What becomes of those who serve, and the policy's figures, for the paragraph. */
import type { Text } from "../engine";
import type { Indicators } from "../indicators/indicators";
import { DUTY_TEXT, type Staff, type StaffMoves } from "../staffing/staff";
import { form, listOf, number, plural, sentenceOf } from "./wording";

type Moves = StaffMoves<Pick<Staff, "id" | "code" | "duty" | "name">>;

/** Who stays, goes over, or is left without a grid. */
export function staffSentences({ stay, move, withoutGrid }: Moves): Text[] {
  const all = stay.length + move.length + withoutGrid.length;
  if (all === 0) {
    return sentenceOf([
      { zh: "现没有登记网格人员", en: "nobody is recorded as serving in the grids" },
    ]);
  }
  if (stay.length === all) {
    return sentenceOf([
      {
        zh: `网格人员 ${number(all)} 名${all === 1 ? "" : "都"}留任原网格`,
        en:
          all === 1
            ? "the one person who serves in the grids stays there"
            : `all ${number(all)} people who serve in the grids stay there`,
      },
    ]);
  }
  const clauses: Text[] = [
    {
      zh: `网格人员 ${number(all)} 名中，${stay.length === 0 ? "没有人" : `${number(stay.length)} 名`}留任原网格`,
      en: `of the ${plural(all, "person", "people")} who serve in the grids, ${stay.length === 0 ? "nobody stays" : `${number(stay.length)} ${form(stay.length, "stays", "stay")}`}`,
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

/** The figures to hold against the rules; `before` is null for a first division. */
export function figureSentences({
  before,
  after,
}: {
  readonly before: Indicators | null;
  readonly after: Indicators;
}): Text[] {
  const clauses: Text[] = [...bandClauses(before, after), workerClause(before, after)];
  if (after.staff.fullTimeWorkers + after.staff.gridsWithHead > 0) {
    const { gridsWithFullTimeWorker, gridsWithHead } = after.staff;
    clauses.push(
      ...missing(after.grids - gridsWithFullTimeWorker, "专职网格员", "full-time grid worker"),
      ...missing(after.grids - gridsWithHead, "网格长", "grid head"),
    );
  }
  clauses.push({
    zh: `社区服务用房按每户 0.3 平方米需 ${number(after.serviceRoomsM2)} 平方米`,
    en: `${number(after.serviceRoomsM2)} m² of community service rooms are needed at 0.3 m² a household`,
  });
  return [...sentenceOf(clauses), ...after.notes.flatMap((note) => sentenceOf([note]))];
}

function bandClauses(before: Indicators | null, after: Indicators): Text[] {
  if (after.standardGrids === 0) return [];
  const { standardGrids: all } = after;
  const good = inBand(after);
  const was = before && { all: before.standardGrids, good: inBand(before) };
  const isOther = was !== null && was.all > 0 && (was.all !== all || was.good !== good);
  const zhWas = isOther ? `（原 ${number(was.all)} 个中 ${number(was.good)} 个）` : "";
  const enWas = isOther ? ` (before: ${number(was.good)} of ${number(was.all)})` : "";
  const clauses = [
    {
      zh: `${zhBand(all, good)}户数标准${zhWas}`,
      en: `${enBand(all, good)} band${enWas}`,
    },
  ];
  const permitted = after.reducedGridsPermitted;
  if (permitted > 0) {
    clauses.push({
      zh: `另有 ${number(permitted)} 个小规模网格超过其目标，但未超过一般上限，规则允许`,
      en: `${plural(permitted, "reduced grid")} ${form(permitted, "has", "have")} more than the target but not more than the general limit, which the rules permit`,
    });
  }
  return clauses;
}

function inBand({ regularGridsInBand, reducedGridsInBand }: Indicators): number {
  return regularGridsInBand + reducedGridsInBand;
}

function zhBand(all: number, good: number): string {
  if (good === all) return `${number(all)} 个标准网格${all === 1 ? "" : "全部"}符合`;
  if (good === 0) return `${number(all)} 个标准网格${all === 1 ? "" : "都"}不符合`;
  return `${number(all)} 个标准网格中 ${number(good)} 个符合`;
}

function enBand(all: number, good: number): string {
  if (all === 1) return `the only standard grid is ${good === 1 ? "" : "not "}inside its`;
  return `${number(good)} of ${number(all)} standard grids ${form(good, "is inside its", "are inside their")}`;
}

function workerClause(before: Indicators | null, after: Indicators): Text {
  const workers = after.workersNeeded;
  const more = before === null ? 0 : workers - before.workersNeeded;
  const visits = after.visitsPerWorkerDay.toFixed(1);
  const than = number(Math.abs(more));
  return {
    zh:
      `按一格一员需专职网格员 ${number(workers)} 名` +
      `${more === 0 ? "" : `（比原来${more > 0 ? "多" : "少"} ${than} 名）`}，` +
      `平均每名每个工作日走访 ${visits} 户次`,
    en:
      `${plural(workers, "full-time grid worker")} ${form(workers, "is", "are")} needed` +
      `${more === 0 ? "" : ` (${than} ${more > 0 ? "more" : "fewer"} than before)`}, ` +
      `each with ${visits} household visits a working day on average`,
  };
}

function missing(grids: number, zh: string, en: string): Text[] {
  if (grids <= 0) return [];
  return [
    {
      zh: `尚有 ${number(grids)} 个网格没有${zh}`,
      en: `${plural(grids, "grid")} ${form(grids, "has", "have")} no ${en} yet`,
    },
  ];
}
