import type { Language } from "../config";
import type { Certificate, Community, Plan, Severity, Text } from "../engine";
import { formatTable, type Column } from "./table";

/** What rows and their totals have in common; sums of these are meaningful, shares are not. */
interface Figures {
  readonly households: number;
  readonly buildings: number;
  readonly grids: number;
  readonly micro: number;
  readonly reduced: number;
  readonly standard: number;
  readonly inBand: number;
  /** Sum over grids, for the mean. */
  readonly compactness: number;
  readonly innerBorderM: number;
  readonly barrierBorderM: number;
  readonly estates: number;
  readonly estatesSplit: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  /** Of those in grids in force; plans without any have none of these. */
  readonly registered: number;
  readonly moved: number;
  readonly codes: number;
  readonly codesKept: number;
}

/** A community as the table shows it. */
export interface PlanRow {
  readonly id: string;
  readonly name: string;
  readonly figures: Figures;
  /** "opt", or the share of households that no division brings into band more of, or "-". */
  readonly proof: string;
  readonly seconds: number;
}

/** All that the table needs of a plan. */
export function planRow(
  { id, name }: Community,
  { plan, seconds, buildings }: { plan: Plan; seconds: number; buildings: number },
): PlanRow {
  return {
    id,
    name,
    figures: figuresOf(plan, buildings),
    proof: proofOf(plan.certificate),
    seconds,
  };
}

type TitledColumn = readonly [title: Text, align: Column["align"]];

const COLUMNS: readonly TitledColumn[] = [
  [{ zh: "社区", en: "community" }, "LEFT"],
  [{ zh: "户数", en: "households" }, "RIGHT"],
  [{ zh: "楼栋", en: "buildings" }, "RIGHT"],
  [{ zh: "网格", en: "grids" }, "RIGHT"],
  [{ zh: "专属", en: "micro" }, "RIGHT"],
  [{ zh: "缩减", en: "reduced" }, "RIGHT"],
  [{ zh: "达标", en: "in band" }, "RIGHT"],
  [{ zh: "证明", en: "proof" }, "RIGHT"],
  [{ zh: "紧凑度", en: "compact" }, "RIGHT"],
  [{ zh: "沿分界线", en: "on barriers" }, "RIGHT"],
  [{ zh: "拆分小区", en: "estates split" }, "RIGHT"],
  [{ zh: "错误/警告/提示", en: "err/warn/info" }, "RIGHT"],
  [{ zh: "秒", en: "s" }, "RIGHT"],
];

/** What grids in force add, before the seconds. */
const REGISTER_COLUMNS: readonly TitledColumn[] = [
  [{ zh: "变动户数", en: "moved" }, "RIGHT"],
  [{ zh: "保留编码", en: "codes kept" }, "RIGHT"],
];

const OPTIMAL = "opt";

/** A line for each community, and the totals with the seconds that all of it took. */
export function planTable(
  rows: readonly PlanRow[],
  elapsedSeconds: number,
  language: Language,
): string {
  const sums = sumOf(rows.map(({ figures }) => figures));
  const hasRegister = sums.codes > 0;
  const columns = [
    ...COLUMNS.slice(0, -1),
    ...(hasRegister ? REGISTER_COLUMNS : []),
    ...COLUMNS.slice(-1),
  ].map(([title, align]) => ({ title: title[language], align }));
  const register = (figures: Figures): string[] => (hasRegister ? registerCells(figures) : []);
  const lines = rows.map(({ id, name, seconds, figures, proof }) => [
    name === id ? id : `${id} ${name}`,
    ...cellsOf(figures, proof),
    ...register(figures),
    seconds.toFixed(1),
  ]);
  const title = { zh: `合计 ${rows.length} 个社区`, en: `total of ${rows.length} communities` };
  const totals = [
    title[language],
    ...cellsOf(sums, proved(rows)),
    ...register(sums),
    elapsedSeconds.toFixed(1),
  ];
  return formatTable(columns, lines, totals);
}

function figuresOf({ metrics, findings, regridding }: Plan, buildings: number): Figures {
  const count = (severity: Severity): number =>
    findings.filter((finding) => finding.severity === severity).length;
  return {
    households: metrics.households,
    buildings,
    grids: metrics.grids,
    micro: metrics.microGrids,
    reduced: metrics.reducedGrids,
    standard: metrics.standardGrids,
    inBand: metrics.gridsInBand,
    compactness: metrics.meanCompactness * metrics.grids,
    innerBorderM: metrics.innerBorderM,
    barrierBorderM: metrics.barrierBorderM,
    estates: metrics.estates,
    estatesSplit: metrics.estatesSplit,
    errors: count("ERROR"),
    warnings: count("WARNING"),
    infos: count("INFO"),
    registered: regridding?.households ?? 0,
    moved: regridding?.householdsMoved ?? 0,
    codes: regridding ? regridding.codesKept.length + regridding.codesRetired.length : 0,
    codesKept: regridding?.codesKept.length ?? 0,
  };
}

function sumOf(figures: readonly Figures[]): Figures {
  const sum = (key: keyof Figures): number => figures.reduce((total, one) => total + one[key], 0);
  return {
    households: sum("households"),
    buildings: sum("buildings"),
    grids: sum("grids"),
    micro: sum("micro"),
    reduced: sum("reduced"),
    standard: sum("standard"),
    inBand: sum("inBand"),
    compactness: sum("compactness"),
    innerBorderM: sum("innerBorderM"),
    barrierBorderM: sum("barrierBorderM"),
    estates: sum("estates"),
    estatesSplit: sum("estatesSplit"),
    errors: sum("errors"),
    warnings: sum("warnings"),
    infos: sum("infos"),
    registered: sum("registered"),
    moved: sum("moved"),
    codes: sum("codes"),
    codesKept: sum("codesKept"),
  };
}

function cellsOf(figures: Figures, proof: string): string[] {
  const { grids, standard, inBand, innerBorderM, barrierBorderM } = figures;
  return [
    String(figures.households),
    String(figures.buildings),
    String(grids),
    String(figures.micro),
    String(figures.reduced),
    `${inBand}/${standard} ${percent(inBand, standard)}`,
    proof,
    grids === 0 ? "-" : (figures.compactness / grids).toFixed(3),
    percent(barrierBorderM, innerBorderM),
    `${figures.estatesSplit}/${figures.estates}`,
    `${figures.errors}/${figures.warnings}/${figures.infos}`,
  ];
}

function registerCells({ registered, moved, codes, codesKept }: Figures): string[] {
  if (codes === 0) return ["-", "-"];
  return [`${moved} ${percent(moved, registered)}`, `${codesKept}/${codes}`];
}

function percent(part: number, whole: number): string {
  return whole === 0 ? "-" : `${Math.round((100 * part) / whole)} %`;
}

function proofOf({ kind, bound, households }: Certificate): string {
  if (kind === "OPTIMAL") return OPTIMAL;
  return bound === null ? "-" : `≤${((100 * bound) / households).toFixed(1)} %`;
}

/** How many plans are proved the best. */
function proved(rows: readonly PlanRow[]): string {
  const optimal = rows.filter(({ proof }) => proof === OPTIMAL).length;
  return `${optimal}/${rows.length} opt`;
}
