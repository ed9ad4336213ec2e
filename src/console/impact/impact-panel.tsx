/** What a plan changes, for whom: in a paragraph, in figures, on the map, and in lists. */
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { both, format, says } from "../core/language";
import { useQuery } from "../core/query";
import { theMap } from "../map/stage";
import { Await } from "../ui/note";
import { BuildingChanges } from "./building-changes";
import { CodesTold } from "./codes-told";
import { EstatesTold } from "./estates-told";
import { FigureTable } from "./figure-table";
import { ImpactOfPlan, type ImpactFragment } from "./impact.generated";
import { StaffTold } from "./staff-told";
import { Swipe } from "./swipe";
import "./impact.css";

export type Impact = ImpactFragment;

const say = says({
  title: { zh: "对谁有什么影响", en: "What changes, for whom" },
  ended: {
    zh: "本方案从未施行即已终止，不影响任何住户。",
    en: "This plan ended without ever being in force: it changes nothing for anybody.",
  },
  moved: { zh: "变更网格的住户", en: "households change grid" },
  recoded: { zh: "网格编码变更的住户", en: "households change code" },
  churn: { zh: "变动率", en: "churn" },
  codes: { zh: "保留 / 新发 / 注销的编码", en: "codes kept / new / retired" },
  swipe: { zh: "在地图上对比前后", en: "Before and after on the map" },
  swipeEnd: { zh: "结束对比", en: "End the comparison" },
});

/** `version` and `state` say when it has to be asked for anew. */
export function ImpactPanel(props: { planId: string; state: string; version: number }) {
  const { planId, state, version } = props;
  const query = useQuery(ImpactOfPlan, { id: planId });
  const { reload } = query;
  const seen = query.data?.plan?.version;
  useEffect(() => {
    if (seen !== undefined && seen !== version) reload();
  }, [seen, version, state, reload]);
  return (
    <section class="impact" id="impact" aria-labelledby="impact-title">
      <h3 id="impact-title">{say("title")}</h3>
      <Await query={query}>
        {({ plan }) =>
          plan === null || plan.impact === null ? (
            <p class="muted">{say("ended")}</p>
          ) : (
            <Told planId={plan.id} communityCode={plan.community.code} impact={plan.impact} />
          )
        }
      </Await>
    </section>
  );
}

function Told(props: { planId: string; communityCode: string | null; impact: Impact }) {
  const { planId, communityCode, impact } = props;
  return (
    <>
      <p id="impact-summary">{both(impact.summary)}</p>
      {!impact.isFirst && <Tiles impact={impact} />}
      {!impact.isFirst && communityCode !== null && (
        <SwipeSwitch planId={planId} communityCode={communityCode} at={impact.at} />
      )}
      <FigureTable before={impact.before} after={impact.after} />
      <CodesTold impact={impact} />
      {!impact.isFirst && <EstatesTold estates={impact.estates} />}
      {!impact.isFirst && <BuildingChanges planId={planId} />}
      {!impact.isFirst && <StaffTold staff={impact.staff} />}
    </>
  );
}

function Tiles({ impact }: { impact: Impact }) {
  const { codesKept, codesIssued, codesRetired } = impact;
  const tiles = [
    { key: "moved", value: format.number(impact.householdsMoved) },
    { key: "churn", value: format.tenths(impact.churn) },
    { key: "recoded", value: format.number(impact.householdsRecoded) },
    {
      key: "codes",
      value: [codesKept, codesIssued, codesRetired].map(({ length }) => length).join(" / "),
    },
  ] as const;
  return (
    <dl class="tiles">
      {tiles.map(({ key, value }) => (
        <div key={key} data-figure={key}>
          <dd>{value}</dd>
          <dt>{say(key)}</dt>
        </div>
      ))}
    </dl>
  );
}

function SwipeSwitch(props: { planId: string; communityCode: string; at: string | null }) {
  const isOpen = useSignal(false);
  const map = theMap.value;
  if (map === null) return null;
  return (
    <>
      <button
        type="button"
        id="swipe-switch"
        class="quiet wide"
        aria-pressed={isOpen.value}
        onClick={() => {
          isOpen.value = !isOpen.value;
        }}
      >
        {say(isOpen.value ? "swipeEnd" : "swipe")}
      </button>
      {isOpen.value && <Swipe map={map} {...props} />}
    </>
  );
}
