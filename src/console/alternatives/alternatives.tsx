/** The plans that were proposed together, side by side: maps, figures and words, to choose one. */
import { useSignal, type Signal } from "@preact/signals";
import type { Geometry } from "geojson";
import { useMemo } from "preact/hooks";
import { both, format, says } from "../core/language";
import { useQuery, type Query } from "../core/query";
import { linkTo, linkToView, route } from "../core/route";
import type { Community, Ground } from "../ground/ground";
import { StatusSwatch, statusWords } from "../grid/status-words";
import { gridStatuses, statusSigns } from "../map/grid-status";
import { gridColours } from "../map/palette";
import { FaultNote, Loading, Note } from "../ui/note";
import {
  AlternativeChanges,
  Alternatives,
  PlansToChoose,
  type AlternativePlanFragment,
} from "./alternatives.generated";
import { differenceColour } from "./compare-layers";
import { figureText } from "./figure-text";
import { Figure } from "./figure-table";
import { bestOf, figureKinds, type FigureName } from "./figures";
import { groundPaths, PlanSketch, type GroundPaths } from "./plan-sketch";
import { focusWords, planTitle, shortTitle, stateWords } from "./plan-words";
import { pathOf, sketchOf, type Sketch } from "./sketch";
import { showWholeSketch, zoomSketches } from "./sketch-view";
import "./alternatives.css";

const say = says({
  title: { zh: "备选方案并排比较", en: "Alternatives side by side" },
  hint: {
    zh: "同一次计算提出的方案，各有所长。选中一个即可打开、修改和提交；其余的保留为草案。",
    en: "Plans that were proposed together, each best in something. Choose one to open, edit and submit it; the others stay as drafts.",
  },
  none: { zh: "没有备选方案", en: "No alternatives" },
  noneHint: {
    zh: "提出方案时，请在“选项”中把备选方案数设为 2 个或更多。",
    en: "Ask for two plans or more in the options when you propose a division.",
  },
  toPlans: { zh: "返回方案", en: "Back to plans" },
  shown: { zh: "显示的方案", en: "Plans shown" },
  changes: { zh: "标出与首选方案不同之处", en: "Mark what differs from the first" },
  changesHint: {
    zh: "紫色斜线：换了网格的地块",
    en: "Purple lines: ground in another grid",
  },
  leftOut: { zh: "为何没有更多方案", en: "Why there are no more" },
  leftOutOne: { zh: "{focus}：{reason}", en: "{focus}: {reason}" },
  first: { zh: "首选", en: "First choice" },
  bestFor: { zh: "最优于：{foci}", en: "Best in: {foci}" },
  moved: { zh: "{n} 户换网格", en: "{n} household in another grid|{n} households in another grid" },
  choose: { zh: "选用并打开", en: "Choose and open" },
  detail: { zh: "与首选逐项比较", en: "Compare with the first in detail" },
  figure: { zh: "指标", en: "Figure" },
  map: { zh: "地图", en: "Map" },
  words: { zh: "差异", en: "Difference" },
  mapLabel: {
    zh: "{title}的地图，{n} 个网格。方向键移动，滚轮缩放。",
    en: "Map of {title}: {n} grid. Arrow keys move it, the wheel magnifies.|Map of {title}: {n} grids. Arrow keys move it, the wheel magnifies.",
  },
  zoomIn: { zh: "全部放大", en: "Magnify all" },
  zoomOut: { zh: "全部缩小", en: "Zoom all out" },
  zoomFit: { zh: "显示整个社区", en: "Show the whole community" },
});

const figureTitles = says<FigureName>({
  householdsInBand: { zh: "达标户数占比", en: "Households in band" },
  gridsInBand: { zh: "达标网格", en: "Grids in band" },
  grids: { zh: "网格", en: "Grids" },
  microGrids: { zh: "其中专属网格", en: "– micro-grids" },
  meanDeviation: { zh: "户数平均偏差", en: "Mean deviation" },
  estatesSplit: { zh: "被拆分的小区", en: "Estates split" },
  onBarriers: { zh: "边界沿分界线", en: "Borders on barriers" },
  meanCompactness: { zh: "平均紧凑度", en: "Compactness" },
  householdsMoved: { zh: "变动户数", en: "Households moved" },
  workers: { zh: "所需网格员", en: "Grid workers" },
  householdsPerWorker: { zh: "人均服务户数", en: "Households per worker" },
});

type Plan = AlternativePlanFragment;

const narrowestPx = 250;
const zoomStep = 1.5;

/** What the panel and the sheet show; null in it: there are none. */
export interface AlternativesState {
  readonly query: Query<{ readonly plans: readonly Plan[] | null }>;
  readonly hidden: Signal<ReadonlySet<string>>;
  readonly marksChanges: Signal<boolean>;
}

/** The alternatives of the plan in the address, or of the newest that has any. */
export function useAlternatives(communityId: string, isOpen: boolean): AlternativesState {
  const hidden = useSignal<ReadonlySet<string>>(new Set());
  const marksChanges = useSignal(true);
  const asked = route.value.plan;
  const choice = useQuery(PlansToChoose, isOpen && asked === null ? { communityId } : null);
  const newest = choice.data?.community?.plans.nodes.find(
    ({ alternatives }) => alternatives.length > 0,
  );
  const planId = asked ?? newest?.id ?? null;
  const found = useQuery(Alternatives, isOpen && planId !== null ? { planId } : null);
  const isNone = asked === null && choice.data !== null && newest === undefined;
  const data = useMemo(() => {
    if (isNone) return { plans: null };
    if (found.data === null) return null;
    const { plan } = found.data;
    if (plan === null) return { plans: null };
    const plans = [plan, ...plan.alternatives].sort((a, b) => a.alternative - b.alternative);
    return { plans: plans.length < 2 ? null : plans };
  }, [isNone, found.data]);
  return {
    query: { ...found, data, fault: found.fault ?? choice.fault },
    hidden,
    marksChanges,
  };
}

export function AlternativesPanel({ alternatives }: { alternatives: AlternativesState }) {
  const { query, hidden, marksChanges } = alternatives;
  const { data, fault, reload } = query;
  if (data === null)
    return fault === null ? <Loading /> : <FaultNote fault={fault} retry={reload} />;
  if (data.plans === null) {
    return (
      <Note title={say("none")}>
        <p>{say("noneHint")}</p>
        <p>
          <a href={linkTo({ tab: null, plan: null })}>{say("toPlans")}</a>
        </p>
      </Note>
    );
  }
  const leftOut = data.plans.flatMap((plan) => plan.leftOut);
  return (
    <div class="alternatives">
      <h3>{say("title")}</h3>
      <p class="muted">{say("hint")}</p>
      <fieldset>
        <legend>{say("shown")}</legend>
        {data.plans.map((plan) => (
          <label key={plan.id} class="check">
            <input
              type="checkbox"
              checked={!hidden.value.has(plan.id)}
              onChange={(event) => {
                const next = new Set(hidden.value);
                if (event.currentTarget.checked) next.delete(plan.id);
                else next.add(plan.id);
                hidden.value = next;
              }}
            />
            {shortTitle(plan)}
          </label>
        ))}
      </fieldset>
      <label class="check">
        <input
          type="checkbox"
          id="mark-changes"
          checked={marksChanges.value}
          onChange={(event) => (marksChanges.value = event.currentTarget.checked)}
        />
        {say("changes")}
      </label>
      {marksChanges.value && <p class="muted fine">{say("changesHint")}</p>}
      <ul class="statuses">
        {gridStatuses.map((status) => (
          <li key={status}>
            <StatusSwatch status={status} />
            {`${statusWords(status)} ${statusSigns[status]}`.trim()}
          </li>
        ))}
      </ul>
      {leftOut.length > 0 && (
        <details>
          <summary>{say("leftOut")}</summary>
          <ul class="left-out">
            {leftOut.map(({ focus, reason }) => (
              <li key={focus}>
                {say("leftOutOne", { focus: focusWords(focus), reason: both(reason) })}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

/** Lies over the map. */
export function AlternativesSheet(props: {
  community: Community;
  ground: Ground | null;
  alternatives: AlternativesState;
}) {
  const { community, ground, alternatives } = props;
  const plans = alternatives.query.data?.plans ?? null;
  const { polygon } = community;
  const sketch = useMemo(() => sketchOf(polygon), [community.id]);
  const boundary = useMemo(() => pathOf(sketch, [polygon]), [sketch]);
  const paths = useMemo(() => groundPaths(sketch, ground), [sketch, ground]);
  if (plans === null) return null;
  const shown = plans.filter(({ id }) => !alternatives.hidden.value.has(id));
  const [first] = plans;
  return (
    <section class="beside" id="alternatives" aria-label={say("title")}>
      <Hatching />
      <table style={{ minWidth: `calc(8.5em + ${shown.length * narrowestPx}px)` }}>
        <thead>
          <tr>
            <th scope="col">
              <span class="visually-hidden">{say("figure")}</span>
              <a class="fine" id="back-to-plans" href={linkTo({ tab: null, plan: null })}>
                ‹ {say("toPlans")}
              </a>
              <ZoomButtons />
            </th>
            {shown.map((plan) => (
              <PlanHead key={plan.id} plan={plan} first={first} />
            ))}
          </tr>
        </thead>
        <tbody>
          <tr class="beside-maps">
            <th scope="row">{say("map")}</th>
            {shown.map((plan) => (
              <td key={plan.id}>
                <Sketched
                  plan={plan}
                  first={first}
                  marksChanges={alternatives.marksChanges.value}
                  {...{ sketch, boundary, paths }}
                />
              </td>
            ))}
          </tr>
          <tr class="beside-words">
            <th scope="row">{say("words")}</th>
            {shown.map(({ id, difference }) => (
              <td key={id}>{difference === null ? "–" : both(difference)}</td>
            ))}
          </tr>
          <Figures plans={shown} />
        </tbody>
      </table>
    </section>
  );
}

function ZoomButtons() {
  const buttons = [
    { sign: "+", title: say("zoomIn"), zoom: () => zoomSketches(zoomStep) },
    { sign: "−", title: say("zoomOut"), zoom: () => zoomSketches(1 / zoomStep) },
    { sign: "⤢", title: say("zoomFit"), zoom: showWholeSketch },
  ];
  return (
    <span class="beside-zoom">
      {buttons.map(({ sign, title, zoom }) => (
        <button key={sign} type="button" aria-label={title} title={title} onClick={zoom}>
          {sign}
        </button>
      ))}
    </span>
  );
}

function PlanHead({ plan, first }: { plan: Plan; first: Plan }) {
  const foci = format.list(plan.bestFor.map((focus) => focusWords(focus)));
  const isFirst = plan.id === first.id;
  return (
    <th scope="col" data-alternative={plan.alternative}>
      <strong>{shortTitle(plan)}</strong>
      <span class="fine muted">
        {isFirst ? `${say("first")} · ` : ""}
        {say("bestFor", { foci })} · {stateWords(plan.state)}
      </span>
      <span class="beside-links">
        <a
          class="primary button"
          data-choose={plan.alternative}
          href={linkToView("plan", { plan: plan.id })}
        >
          {say("choose")}
        </a>
        {!isFirst && (
          <a href={linkToView("plan", { plan: plan.id, tab: "compare", compare: first.id })}>
            {say("detail")}
          </a>
        )}
      </span>
    </th>
  );
}

const noChanges: readonly Geometry[] = [];

function Sketched(props: {
  plan: Plan;
  first: Plan;
  marksChanges: boolean;
  sketch: Sketch;
  boundary: string;
  paths: GroundPaths;
}) {
  const { plan, first, marksChanges, sketch, boundary, paths } = props;
  const isFirst = plan.id === first.id;
  const { data } = useQuery(AlternativeChanges, isFirst ? null : { a: plan.id, b: first.id });
  const found = data?.comparePlans ?? null;
  const changes = useMemo(
    () => found?.groundChanges.map(({ geometry }) => geometry) ?? noChanges,
    [found],
  );
  return (
    <>
      <PlanSketch
        plan={plan}
        sketch={sketch}
        boundary={boundary}
        ground={paths}
        changes={marksChanges ? changes : noChanges}
        label={say("mapLabel", { title: planTitle(plan), n: plan.grids.length })}
      />
      <p class="fine muted sketch-moved">
        {found === null ? "" : say("moved", { n: found.households.moved })}
      </p>
    </>
  );
}

function Figures({ plans }: { plans: readonly Plan[] }) {
  return (
    <>
      {figureKinds.map(({ name, wish, valueOf }) => {
        const values = plans.map(({ metrics }) => valueOf(metrics));
        if (values.every((value) => value === null)) return null;
        const best = bestOf(values, wish);
        return (
          <tr key={name} data-figure={name}>
            <th scope="row">{figureTitles(name)}</th>
            {plans.map((plan, place) => (
              <td key={plan.id}>
                <Figure text={textOf(name, values[place], plan)} isBetter={best[place]} />
              </td>
            ))}
          </tr>
        );
      })}
    </>
  );
}

function textOf(name: FigureName, value: number | null, { metrics }: Plan): string {
  if (value === null) return "–";
  if (name === "householdsInBand" || name === "onBarriers") return format.percent(value);
  if (name === "gridsInBand") return `${metrics.gridsInBand}/${metrics.standardGrids}`;
  return figureText(name, value);
}

/** The same hatching as on the map, once for all sketches. */
function Hatching() {
  return (
    <svg class="sketch-patterns" aria-hidden="true">
      <defs>
        <pattern id="sketch-below" width="14" height="14" patternUnits="userSpaceOnUse">
          <circle cx="4" cy="4" r="2" fill={gridColours.below} />
          <circle cx="11" cy="11" r="2" fill={gridColours.below} />
        </pattern>
        <pattern id="sketch-above" width="14" height="14" patternUnits="userSpaceOnUse">
          <path
            d="M-2 16L16 -2M-2 2L2 -2M12 16L16 12"
            stroke={gridColours.above}
            stroke-width="2"
          />
        </pattern>
        <pattern id="sketch-micro" width="14" height="14" patternUnits="userSpaceOnUse">
          <path
            d="M-2 16L16 -2M-2 2L2 -2M12 16L16 12M-2 -2L16 16M12 -2L16 2M-2 12L2 16"
            stroke={gridColours.micro}
            stroke-width="1.2"
          />
        </pattern>
        <pattern id="sketch-changed" width="10" height="10" patternUnits="userSpaceOnUse">
          <path d="M0 5H10" stroke={differenceColour} stroke-width="3" />
        </pattern>
      </defs>
    </svg>
  );
}
