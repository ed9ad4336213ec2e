/** A comparison in plain words, in both languages. */
import type { Text } from "../engine";
import { form, number, paragraphOf, percent, plural, sentenceOf } from "../impact/wording";
import type { DivisionComparison } from "./comparison";
import type { MeasuredPlan } from "./figures";

/** What is compared, by what people call it. */
export interface ComparedNames {
  /** null: nobody has given it a name. */
  readonly plan: string | null;
  /** What it is compared with: the grids in force, or a plan. */
  readonly against: "REGISTER" | { readonly name: string | null };
}

/** How the two differ: grids, households, and how many of the grids are in band. */
export function summaryOf(
  names: ComparedNames,
  comparison: DivisionComparison,
  figures: { readonly plan: MeasuredPlan; readonly against: MeasuredPlan | null },
): Text {
  const { households, grids } = comparison;
  const [plan, against] = [planName(names.plan, ONE), againstName(names.against)];
  if (figures.against === null) {
    const made = grids.filter((grid) => grid.plan !== null).length;
    return {
      zh: `目前没有在用网格：${plan.zh}将 ${number(households.added)} 户划入 ${made} 个网格，全部为新设。`,
      en:
        `Nothing is in force: ${plan.en} puts ${plural(households.added, "household")} ` +
        `into ${plural(made, "grid")}, all of them new.`,
    };
  }
  const head: Text = {
    zh: `与${against.zh}相比，${plan.zh}`,
    en: `Compared with ${against.en}, ${plan.en}`,
  };
  const band = bandOf([plan, figures.plan], [against, figures.against]);
  return paragraphOf([
    join(head, [...gridClauses(comparison)]),
    ...peopleOf(comparison, plan),
    band,
  ]);
}

const ONE: Text = { zh: "本方案", en: "the plan" };
const OTHER: Text = { zh: "另一方案", en: "the other plan" };
const REGISTER: Text = { zh: "在用网格", en: "the grids in force" };

function planName(name: string | null, unnamed: Text): Text {
  return name === null ? unnamed : { zh: `方案“${name}”`, en: `plan “${name}”` };
}

function againstName(against: ComparedNames["against"]): Text {
  return against === "REGISTER" ? REGISTER : planName(against.name, OTHER);
}

function gridClauses({ grids, buildings }: DivisionComparison): Text[] {
  const both = grids.filter(({ plan, against }) => plan !== null && against !== null);
  const same = both.filter(({ isSame }) => isSame).length;
  const [changed, fresh, gone] = [
    both.length - same,
    grids.filter(({ against }) => against === null).length,
    grids.filter(({ plan }) => plan === null).length,
  ];
  if (buildings.length === 0 && changed + fresh + gone === 0) {
    return [
      {
        zh: `划分相同，${same} 个网格全部一致`,
        en: `divides the community in the same way: all ${plural(same, "grid")} alike`,
      },
    ];
  }
  return [
    same === 0
      ? { zh: "没有相同的网格", en: "has no grid in common" }
      : { zh: `有 ${same} 个网格相同`, en: `has ${plural(same, "grid")} in common` },
    ...(changed > 0 ? [{ zh: `${changed} 个有变`, en: `${changed} changed` }] : []),
    ...(fresh > 0 ? [{ zh: `多出 ${fresh} 个`, en: `${fresh} more` }] : []),
    ...(gone > 0 ? [{ zh: `缺少 ${gone} 个`, en: `${gone} missing` }] : []),
  ];
}

function join(head: Text, clauses: readonly Text[]): Text {
  return {
    zh: `${head.zh}${clauses.map(({ zh }) => zh).join("，")}。`,
    en: `${head.en} ${clauses.map(({ en }) => en).join(", ")}.`,
  };
}

function peopleOf({ households, buildings }: DivisionComparison, plan: Text): Text[] {
  if (buildings.length === 0) return [];
  const { staying, moved, added, dropped } = households;
  const share = percent(moved / Math.max(1, staying + moved));
  const told = (count: number, zh: string, en: string): Text[] =>
    count === 0
      ? []
      : [{ zh: `${number(count)} 户${zh}`, en: `${plural(count, "household")} ${en}` }];
  const clauses: Text[] = [
    ...told(
      moved,
      `（${share}）在别的网格`,
      `(${share}) ${form(moved, "is", "are")} in another grid`,
    ),
    ...told(
      added,
      `仅在${plan.zh}中划入网格`,
      `${form(added, "has", "have")} a grid in ${plan.en} only`,
    ),
    ...told(
      dropped,
      `在${plan.zh}中未划入网格`,
      `${form(dropped, "has", "have")} no grid in ${plan.en}`,
    ),
    {
      zh: `涉及 ${number(buildings.length)} 栋楼`,
      en: `${plural(buildings.length, "building")} in all`,
    },
  ];
  return sentenceOf(clauses);
}

function bandOf(
  [plan, { metrics: own }]: readonly [name: Text, plan: MeasuredPlan],
  [against, { metrics: its }]: readonly [name: Text, plan: MeasuredPlan],
): Text {
  return {
    zh:
      `户数在区间内的标准网格：${plan.zh} ${own.gridsInBand}/${own.standardGrids}，` +
      `${against.zh} ${its.gridsInBand}/${its.standardGrids}。`,
    en:
      `Standard grids in band: ${own.gridsInBand} of ${own.standardGrids}, ` +
      `against ${its.gridsInBand} of ${its.standardGrids}.`,
  };
}
