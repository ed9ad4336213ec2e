/** The figures of two plans side by side. */
import type { Finding, PlanMetrics, Text } from "../engine";

/** Which of the two is better in a figure. */
export type Better = "PLAN" | "AGAINST" | "EQUAL";

/** One figure of both. */
export interface FigurePair {
  /** Stable, such as gridsInBand. */
  readonly name: string;
  readonly title: Text;
  /** null: it was not counted when the plan was stored. */
  readonly plan: number | null;
  /** null: not counted, or there is nothing to compare with. */
  readonly against: number | null;
  /** null: neither more nor less of it is better by itself, or one of them is not known. */
  readonly better: Better | null;
}

/** A plan as far as figures go. */
export interface MeasuredPlan {
  readonly metrics: PlanMetrics;
  readonly findings: readonly Pick<Finding, "severity">[];
}

interface Figure {
  readonly name: string;
  readonly title: Text;
  readonly of: (plan: MeasuredPlan) => number | null | undefined;
  readonly better: "MORE" | "LESS" | null;
}

/** What planners compare, the weightiest first. */
const FIGURES: readonly Figure[] = [
  found("errors", "错误", "Errors", "ERROR"),
  found("warnings", "警告", "Warnings", "WARNING"),
  metric("householdsInBand", "在户数区间内的户数", "Households in grids in band", "MORE"),
  metric("householdsPermitted", "符合规定的户数", "Households in permitted grids", "MORE"),
  metric("gridsInBand", "在户数区间内的标准网格", "Standard grids in band", null),
  metric("meanDeviation", "户数平均偏差", "Mean deviation from the middle of the band", "LESS"),
  metric("estatesSplit", "被拆分的小区", "Estates split", "LESS"),
  {
    name: "barrierBorderShare",
    title: { zh: "沿分界线的内部边界占比", en: "Share of inner borders on barriers" },
    of: ({ metrics: { innerBorderM, barrierBorderM } }) =>
      innerBorderM === 0 ? null : barrierBorderM / innerBorderM,
    better: "MORE",
  },
  metric("meanCompactness", "平均紧凑度", "Mean compactness", "MORE"),
  metric("innerBorderM", "内部边界长度（米）", "Inner borders in metres", "LESS"),
  metric("grids", "网格", "Grids", null),
  metric("standardGrids", "标准网格", "Standard grids", null),
  metric("microGrids", "专属网格", "Micro-grids", null),
  metric("reducedGrids", "小规模网格", "Reduced grids", null),
  metric("households", "户数", "Households", null),
  metric("workers", "所需专职网格员", "Grid workers needed", null),
  metric("householdsPerWorker", "每名网格员服务户数", "Households per grid worker", null),
];

/** All figures of a plan beside those of another one; null: there is none. */
export function figurePairs(plan: MeasuredPlan, against: MeasuredPlan | null): FigurePair[] {
  return FIGURES.map(({ name, title, of, better }) => {
    const [own, other] = [of(plan) ?? null, against === null ? null : (of(against) ?? null)];
    return { name, title, plan: own, against: other, better: betterOf(own, other, better) };
  });
}

function betterOf(
  plan: number | null,
  against: number | null,
  better: Figure["better"],
): Better | null {
  if (better === null || plan === null || against === null) return null;
  if (plan === against) return "EQUAL";
  return plan > against === (better === "MORE") ? "PLAN" : "AGAINST";
}

function metric(name: keyof PlanMetrics, zh: string, en: string, better: Figure["better"]): Figure {
  return { name, title: { zh, en }, of: ({ metrics }) => metrics[name], better };
}

function found(name: string, zh: string, en: string, severity: Finding["severity"]): Figure {
  const of = ({ findings }: MeasuredPlan) =>
    findings.filter((finding) => finding.severity === severity).length;
  return { name, title: { zh, en }, of, better: "LESS" };
}
