/** What a suggested move does and what it brings, in a sentence. */
import type { EditableGround } from "../edit/editable";
import type { Draft, DraftEffect, DraftPlan, Edit } from "../edit-types";
import type { PlanMetrics, Severity, Text } from "../plan-types";
import { count, households, listOf, nameOf, plural } from "../rules/wording";

/** The draft as it is, and its plan. */
export interface Told {
  readonly draft: Draft;
  readonly before: DraftPlan;
}

export function messageOf(open: EditableGround, told: Told, edit: Edit, effect: DraftEffect): Text {
  const what = whatIsDone(open, told, edit, effect);
  const gains = gainsOf(effect);
  return {
    zh: `${what.zh}：${gains.map(({ zh }) => zh).join("，")}。`,
    en: `${what.en}: ${gains.map(({ en }) => en).join(", ")}.`,
  };
}

function whatIsDone(
  open: EditableGround,
  told: Told,
  edit: Edit,
  { householdsMoved }: DraftEffect,
): Text {
  const call = (key: string) => callOf(told, key);
  const people = {
    zh: `（${count(householdsMoved)} 户）`,
    en: ` (${households(householdsMoved)})`,
  };
  switch (edit.type) {
    case "MOVE": {
      const things = thingsOf(open, edit.buildingIds, edit.places?.length ?? 0);
      if ("newKey" in edit.to) {
        return {
          zh: `将${things.zh}${people.zh}单独划为一个新网格`,
          en: `Make ${things.en}${people.en} a grid of their own`,
        };
      }
      const to = call(edit.to.key);
      return {
        zh: `将${things.zh}${people.zh}调入${to.zh}`,
        en: `Move ${things.en}${people.en} to ${to.en}`,
      };
    }
    case "SWAP": {
      const [there, back] = [edit.buildingIds, edit.forBuildingIds].map((ids) =>
        thingsOf(open, ids, 0),
      );
      return {
        zh: `将${there.zh}与${back.zh}互换网格${people.zh}`,
        en: `Let ${there.en} and ${back.en} change grids${people.en}`,
      };
    }
    case "MERGE": {
      const grids = edit.keys.map(call);
      return {
        zh: `合并${grids.map(({ zh }) => zh).join(" 与")}${people.zh}`,
        en: `Merge ${grids.map(({ en }) => en).join(" and ")}${people.en}`,
      };
    }
    case "SPLIT": {
      const grid = call(edit.key);
      return {
        zh: `将${grid.zh} 拆分为两个网格${people.zh}`,
        en: `Split ${grid.en} in two${people.en}`,
      };
    }
    default:
      throw new Error(`no words for a suggestion to ${edit.type}`);
  }
}

/** By name, else by the label that it has before the move. */
export function callOf({ draft, before }: Told, key: string): Text {
  const name = draft.grids.find((grid) => grid.key === key)?.name ?? null;
  if (name !== null) return { zh: `网格“${name}”`, en: `grid ${name}` };
  const label = before.plan.grids[before.keys.indexOf(key)]?.label;
  return label === undefined
    ? { zh: "已清空的网格", en: "the grid that was emptied" }
    : { zh: `网格 ${label}`, en: `grid ${label}` };
}

const MOST_NAMES = 3;

function thingsOf(
  { ground }: EditableGround,
  buildingIds: readonly string[],
  places: number,
): Text {
  const ids = new Set(buildingIds);
  const names = listOf(
    ground.prepared.buildings.filter(({ id }) => ids.has(id)).map(nameOf),
    MOST_NAMES,
  );
  const bare = {
    zh: `${count(places)} 处无楼栋地块`,
    en: plural(places, "piece of ground", "pieces of ground"),
  };
  if (buildingIds.length === 0) return bare;
  const one = buildingIds.length === 1;
  return {
    zh: `楼栋“${names.zh}”${places > 0 ? `及${bare.zh}` : ""}`,
    en: `${one ? "building" : "buildings"} ${names.en}${places > 0 ? ` and ${bare.en}` : ""}`,
  };
}

/** What gets better, most important first; of lesser goals only what is told by a figure. */
function gainsOf({ before, after, findingsNew, findingsGone }: DraftEffect): Text[] {
  const fewer = (severity: Severity) =>
    findingsGone.filter((f) => f.severity === severity).length -
    findingsNew.filter((f) => f.severity === severity).length;
  const gains: Text[] = [];
  const [errors, warnings] = [fewer("ERROR"), fewer("WARNING")];
  if (errors > 0) {
    gains.push({ zh: `错误减少 ${errors} 项`, en: `${plural(errors, "error")} fewer` });
  }
  if (warnings > 0) {
    gains.push({ zh: `警告减少 ${warnings} 项`, en: `${plural(warnings, "warning")} fewer` });
  }
  if (after.householdsInBand !== before.householdsInBand) {
    gains.push(change("达标户数", "households in band", before, after, "householdsInBand"));
  }
  if (after.estatesSplit < before.estatesSplit) {
    gains.push(change("被拆分的小区", "estates split", before, after, "estatesSplit"));
  }
  if (gains.length > 0) return gains;
  const lesser = lesserGains(before, after);
  return lesser.length > 0
    ? lesser
    : [{ zh: "户数或边界总体更合理", en: "households and borders better on the whole" }];
}

/** Where the figures that go first are as before. */
function lesserGains(before: PlanMetrics, after: PlanMetrics): Text[] {
  const gains: Text[] = [];
  const share = (value: number) => `${(value * 100).toFixed(1)}%`;
  if (after.meanDeviation < before.meanDeviation) {
    const [was, is] = [share(before.meanDeviation), share(after.meanDeviation)];
    gains.push({
      zh: `户数平均偏差 ${was}→${is}`,
      en: `mean deviation of households ${was} to ${is}`,
    });
  }
  const off = [before, after].map((m) => count(m.innerBorderM - m.barrierBorderM));
  if (after.innerBorderM - after.barrierBorderM < before.innerBorderM - before.barrierBorderM) {
    gains.push({
      zh: `不沿道路河流的边界 ${off[0]} 米→${off[1]} 米`,
      en: `borders off barriers ${off[0]} m to ${off[1]} m`,
    });
  }
  const round = (value: number) => value.toFixed(2);
  if (round(after.meanCompactness) > round(before.meanCompactness)) {
    const [was, is] = [round(before.meanCompactness), round(after.meanCompactness)];
    gains.push({ zh: `平均紧凑度 ${was}→${is}`, en: `mean compactness ${was} to ${is}` });
  }
  return gains;
}

function change<K extends "householdsInBand" | "estatesSplit">(
  zh: string,
  en: string,
  before: Readonly<Record<K, number>>,
  after: Readonly<Record<K, number>>,
  key: K,
): Text {
  const [was, is] = [count(before[key]), count(after[key])];
  return { zh: `${zh} ${was}→${is}`, en: `${en} ${was} to ${is}` };
}
