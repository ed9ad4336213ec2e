/** How plans are told apart, in sentences. */
import { count, percent, plural } from "../rules/wording";
import type { PlanMetrics, Text } from "../plan-types";
import type { LeftOut } from "./choose";
import { figuresOf, strengthsOf, type FigureName } from "./figures";
import { FOCUS_NAMES } from "./focus-names";

/** How a plan differs from the first; `elsewhere` is the share of households in another grid. */
export function differenceOf(plan: PlanMetrics, first: PlanMetrics, elsewhere: number): Text {
  const [one, other] = [figuresOf(plan), figuresOf(first)];
  const phrases = (names: readonly FigureName[]) => names.map((name) => phrase(name, plan, first));
  const better = phrases(strengthsOf(one, other, plan.households));
  const worse = phrases(strengthsOf(other, one, plan.households));
  const list = (title: Text, items: readonly Text[]): Text =>
    items.length === 0
      ? { zh: "", en: "" }
      : {
          zh: `${title.zh}：${items.map(({ zh }) => zh).join("；")}。`,
          en: ` ${title.en}: ${items.map(({ en }) => en).join("; ")}.`,
        };
  const pros = list({ zh: "优于首选", en: "Better" }, better);
  const cons = list({ zh: "不及首选", en: "Worse" }, worse);
  return {
    zh: `与首选方案相比，${percent(elsewhere)} 的户在别的网格。${pros.zh}${cons.zh}`,
    en: `${percent(elsewhere)} of households are in another grid than in the first plan.${pros.en}${cons.en}`,
  };
}

/** One figure of a plan beside that of the first. */
function phrase(name: FigureName, plan: PlanMetrics, first: PlanMetrics): Text {
  switch (name) {
    case "householdsInBand": {
      const [own, other] = [count(plan.householdsInBand), count(first.householdsInBand)];
      return {
        zh: `达标 ${own} 户（首选 ${other} 户）`,
        en: `${own} households in band against ${other}`,
      };
    }
    case "householdsPermitted": {
      const [own, other] = [count(plan.householdsPermitted), count(first.householdsPermitted)];
      return {
        zh: `达标或规则允许 ${own} 户（首选 ${other} 户）`,
        en: `${own} households in band or permitted by rule R2 against ${other}`,
      };
    }
    case "grids": {
      const load = count(plan.householdsPerWorker);
      return {
        zh: `网格和网格员 ${plan.grids} 个（首选 ${first.grids} 个），人均 ${load} 户`,
        en: `${plural(plan.grids, "grid")}, each with a worker, against ${first.grids}: ${load} households a worker`,
      };
    }
    case "estatesSplit":
      return {
        zh: `拆分小区 ${plan.estatesSplit} 个（首选 ${first.estatesSplit} 个）`,
        en: `${plural(plan.estatesSplit, "estate")} split against ${first.estatesSplit}`,
      };
    case "barrierShare": {
      const [own, other] = [plan, first].map((one) => percent(figuresOf(one).barrierShare));
      return {
        zh: `网格间边界 ${own} 沿分界线（首选 ${other}）`,
        en: `${own} of borders on barriers against ${other}`,
      };
    }
    case "compactness": {
      const [own, other] = [plan, first].map((one) => one.meanCompactness.toFixed(2));
      return { zh: `紧凑度 ${own}（首选 ${other}）`, en: `compactness ${own} against ${other}` };
    }
    case "householdsMoved": {
      const [own, other] = [plan.householdsMoved ?? 0, first.householdsMoved ?? 0];
      return {
        zh: `变动 ${count(own)} 户（首选 ${count(other)} 户）`,
        en: `${plural(own, "household")} moved against ${count(other)}`,
      };
    }
    default: {
      const never: never = name;
      return never;
    }
  }
}

/** Why the plan of a focus is not in the list. */
export function reasonOf({ focus, code, by, plan }: LeftOut): Text {
  const [own, other] = [FOCUS_NAMES[focus], FOCUS_NAMES[by.focus]];
  switch (code) {
    case "SAME":
      return {
        zh: `按“${own.zh}”搜索所得与“${other.zh}”的方案相同或几乎相同`,
        en: `the search for "${own.en}" gave the same plan as "${other.en}", or nearly`,
      };
    case "DOMINATED":
      return {
        zh: `按“${own.zh}”搜索所得没有一项指标明显优于“${other.zh}”的方案`,
        en: `the search for "${own.en}" gave a plan that is in no figure notably better than that of "${other.en}"`,
      };
    case "FIRST_GOAL": {
      const lost = by.plan.metrics.householdsInBand - plan.metrics.householdsInBand;
      return {
        zh: `按“${own.zh}”搜索所得的达标户数比“${other.zh}”少 ${count(lost)} 户`,
        en: `the search for "${own.en}" left ${plural(lost, "household")} fewer in band than "${other.en}"`,
      };
    }
    case "SURPASSED":
      return {
        zh: `就“${own.zh}”而言，“${other.zh}”的方案更好`,
        en: `the plan of "${other.en}" is better in what "${own.en}" asks for`,
      };
    case "NOT_ASKED":
      return {
        zh: `“${own.zh}”的方案超出所要的数量`,
        en: `the plan of "${own.en}" is one more than was asked for`,
      };
    case "NO_GRIDS_IN_FORCE":
      return NO_GRIDS_IN_FORCE;
    default: {
      const never: never = code;
      return never;
    }
  }
}

export const NO_GRIDS_IN_FORCE: Text = {
  zh: "没有现行网格，无从比较变动",
  en: "there are no grids in force that churn could be measured against",
};
