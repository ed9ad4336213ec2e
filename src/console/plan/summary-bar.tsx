/** The plan in one line above the map. */
import type { ComponentChildren } from "preact";
import { both, format, says } from "../core/language";
import { countsOf } from "../grid/severity";
import type { Plan } from "./shown";

const say = says({
  summary: { zh: "方案概要", en: "Summary of the plan" },
  grids: { zh: "网格", en: "Grids" },
  gridKinds: { zh: "普通 {standard} · 专属 {micro}", en: "Standard {standard} · micro {micro}" },
  inBand: { zh: "户数达标", en: "In band" },
  inBandHint: {
    zh: "户数在规定范围内的普通网格",
    en: "Standard grids whose households lie inside their band",
  },
  householdsInBand: { zh: "达标户数占比", en: "Households in band" },
  households: { zh: "{n} 户", en: "{n} household|{n} households" },
  OPTIMAL: { zh: "已证最优", en: "proved best" },
  BOUND: { zh: "上限 {share}", en: "at most {share} possible" },
  BEST_FOUND: { zh: "目前最好", en: "best found" },
  findings: { zh: "核查问题", en: "Findings" },
  noFindings: { zh: "各项规则均已满足", en: "every rule is met" },
  onBarriers: { zh: "边界沿分界线", en: "Borders on barriers" },
  onBarriersHint: {
    zh: "网格之间的边界沿道路、河流、铁路或围墙的比例",
    en: "Share of the borders between grids that lies on a road, river, railway or wall",
  },
  estatesWhole: { zh: "小区保持完整", en: "Estates kept whole" },
  partOf: { zh: "{part} / {whole}", en: "{part} / {whole}" },
  moved: { zh: "变动户数", en: "Households moved" },
  movedHint: {
    zh: "与起始网格（在用网格或部门网格）相比更换网格的户数",
    en: "Households whose grid changes against those it started from: in force, or of a department",
  },
});

export function SummaryBar({ plan }: { plan: Plan }) {
  const { metrics, findings } = plan;
  const { standardGrids, microGrids, gridsInBand, estates, estatesSplit } = metrics;
  const counts = countsOf(findings);
  return (
    <section class="bar" id="summary" aria-label={say("summary")}>
      <dl class="figures">
        <Figure
          name={say("grids")}
          value={format.number(metrics.grids)}
          below={say("gridKinds", { standard: standardGrids, micro: microGrids })}
        />
        <Figure
          name={say("inBand")}
          value={partOf(gridsInBand, standardGrids)}
          below={<Meter part={gridsInBand} whole={standardGrids} />}
          hint={say("inBandHint")}
        />
        <HouseholdsInBand plan={plan} />
        <Figure
          name={say("findings")}
          value={format.number(findings.length)}
          below={
            counts.length === 0 ? say("noFindings") : counts.map(({ text }) => text).join(" · ")
          }
        />
        <Figure
          name={say("onBarriers")}
          value={shareOf(metrics.barrierBorderM, metrics.innerBorderM)}
          below={format.length(metrics.innerBorderM)}
          hint={say("onBarriersHint")}
        />
        <Figure
          name={say("estatesWhole")}
          value={partOf(estates - estatesSplit, estates)}
          below={<Meter part={estates - estatesSplit} whole={estates} />}
        />
        {metrics.householdsMoved !== null && (
          <Figure
            name={say("moved")}
            value={format.number(metrics.householdsMoved)}
            below={shareOf(metrics.householdsMoved, metrics.households)}
            hint={say("movedHint")}
          />
        )}
      </dl>
    </section>
  );
}

/** With what is proved of it; the proof itself where one points at it. */
function HouseholdsInBand({ plan: { metrics, certificate } }: { plan: Plan }) {
  // A band applies to the households of standard grids.
  const all = certificate?.households ?? metrics.households;
  return (
    <Figure
      name={say("householdsInBand")}
      value={all === 0 ? "–" : format.tenths(metrics.householdsInBand / all)}
      below={certificate === null ? say("households", { n: all }) : known(certificate)}
      hint={certificate === null ? undefined : both(certificate.proof)}
    />
  );
}

function known({ kind, bound, households }: NonNullable<Plan["certificate"]>): string {
  const share = bound === null || households === 0 ? "" : format.tenths(bound / households);
  return say(kind, { share });
}

function Figure(props: {
  name: string;
  value: string;
  below: ComponentChildren;
  hint?: string | undefined;
}) {
  const { name, value, below, hint } = props;
  return (
    <div class="figure" title={hint}>
      <dt>{name}</dt>
      <dd class="figure-value">{value}</dd>
      <dd class="figure-below">{below}</dd>
    </div>
  );
}

function Meter({ part, whole }: { part: number; whole: number }) {
  if (whole === 0) return null;
  return <span class="meter" aria-hidden="true" style={{ "--share": String(part / whole) }} />;
}

/** Of nothing there is no part. */
function partOf(part: number, whole: number): string {
  return whole === 0 ? "–" : say("partOf", { part, whole });
}

/** Of nothing there is no share. */
function shareOf(part: number, whole: number): string {
  return whole === 0 ? "–" : format.percent(part / whole);
}
