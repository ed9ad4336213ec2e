/** One plan: its figures, its grids and findings, its history, and what can be done with it. */
import { useEffect, useRef } from "preact/hooks";
import { ComparePanel } from "../alternatives/compare-panel";
import { follow } from "../core/client";
import { says } from "../core/language";
import { useQuery } from "../core/query";
import { go, linkToView, route } from "../core/route";
import { DecidePanel } from "../deciding/decide-panel";
import { EditPanel } from "../editing/edit-panel";
import { GridActions } from "../editing/grid-actions";
import { useLiveEdits } from "../editing/live-edits";
import { Legend } from "../grid/legend";
import { GroundLayers } from "../ground/ground-layers";
import { useGround } from "../ground/ground";
import { useMapClick } from "../map/overlay";
import { FaultNote, Loading, Note } from "../ui/note";
import { openTab, Tabs, type Tab } from "../ui/tabs";
import { FindingList } from "./finding-list";
import { GridCard } from "./grid-card";
import { GridList } from "./grid-list";
import { HistoryTab } from "./history-tab";
import { PlanById, PlanStateChanged } from "./plan.generated";
import { PlanHead } from "./plan-head";
import { GRID_LAYER, PlanLayers } from "./plan-layers";
import { PlaceMark } from "./show-place";
import type { Grid, Plan } from "./shown";
import { SummaryBar } from "./summary-bar";
import "./plan.css";

const say = says({
  tabs: { zh: "方案内容", en: "Parts of the plan" },
  grids: { zh: "网格", en: "Grids" },
  findings: { zh: "问题", en: "Findings" },
  edit: { zh: "修改", en: "Edit" },
  compare: { zh: "比较", en: "Compare" },
  decide: { zh: "办理", en: "Decide" },
  history: { zh: "历史", en: "History" },
  gone: { zh: "找不到这个方案", en: "This plan cannot be found" },
  goneHint: {
    zh: "它可能已被删除，或不在您的管辖范围内。",
    en: "It may have been deleted, or lies outside of your jurisdiction.",
  },
  toCommunities: { zh: "查看全部社区", en: "See all communities" },
});

export function PlanView() {
  const { plan: id } = route.value;
  const query = useQuery(PlanById, id === null ? null : { id });
  const { data, fault, reload } = query;
  if (id === null || data?.plan === null) return <Gone />;
  if (data === null) {
    return (
      <section class="panel" id="panel">
        {fault === null ? <Loading /> : <FaultNote fault={fault} retry={reload} />}
      </section>
    );
  }
  return <PlanShown key={id} plan={data.plan} fault={fault} reload={reload} />;
}

function Gone() {
  return (
    <section class="panel" id="panel">
      <Note title={say("gone")}>
        <p>{say("goneHint")}</p>
        <p>
          <a href={linkToView("home")}>{say("toCommunities")}</a>
        </p>
      </Note>
    </section>
  );
}

function PlanShown(props: { plan: Plan; fault: unknown; reload: () => void }) {
  const { plan, fault, reload } = props;
  const { community } = plan;
  const tabs = tabsOf(plan);
  const tab = openTab(tabs);
  const ground = useGround(community.id);
  const selected = plan.grids.find(({ label }) => label === route.value.grid) ?? null;
  useSameGrid(plan, selected);
  useStateChanges(plan, reload);
  useLiveEdits(plan);
  return (
    <>
      <SummaryBar plan={plan} />
      <section class="panel" id="panel" data-plan={plan.id} data-version={plan.version}>
        <PlanHead plan={plan} />
        {fault !== null && <FaultNote fault={fault} retry={reload} />}
        {ground.fault !== null && <FaultNote fault={ground.fault} retry={ground.reload} />}
        <Tabs name={say("tabs")} tabs={tabs} />
        <div class="plan-tab" id={`panel-${tab}`}>
          {tab === "grids" && <GridList grids={plan.grids} selected={selected?.label ?? null} />}
          {tab === "findings" && <FindingList plan={plan} ground={ground.ground} />}
          {tab === "edit" && <EditPanel plan={plan} ground={ground.ground} selected={selected} />}
          {tab === "compare" && <ComparePanel planId={plan.id} />}
          {tab === "decide" && <DecidePanel planId={plan.id} />}
          {tab === "history" && <HistoryTab plan={plan} />}
        </div>
      </section>
      {selected !== null && tabsWithCard.includes(tab) && (
        <GridCard grid={selected}>
          {tab === "edit" && <GridActions plan={plan} grid={selected} />}
        </GridCard>
      )}
      <Legend />
      <GroundLayers
        community={community}
        ground={ground.ground}
        oldEstateCutoffYear={plan.rules.oldEstateCutoffYear}
      />
      <PlanLayers grids={plan.grids} selected={selected?.label ?? null} />
      {tabsWithClicks.includes(tab) && <GridClicks />}
      {tabsWithCard.includes(tab) && <PlaceMark />}
    </>
  );
}

/** In the other tabs clicks on the map mean something else. */
const tabsWithClicks = ["grids", "findings", "history"];
const tabsWithCard = [...tabsWithClicks, "edit"];

/** A click on the map chooses the grid there; beside all of them, none. */
function GridClicks() {
  useMapClick([GRID_LAYER], (feature) => {
    const label: unknown = feature?.properties.label;
    go({ grid: typeof label === "string" ? label : null }, { replace: true });
  });
  return null;
}

function tabsOf(plan: Plan): readonly Tab[] {
  return [
    { id: "grids", name: say("grids"), count: plan.grids.length },
    { id: "findings", name: say("findings"), count: plan.findings.length },
    ...(plan.viewerCanEdit ? [{ id: "edit", name: say("edit") }] : []),
    { id: "compare", name: say("compare") },
    { id: "decide", name: say("decide") },
    { id: "history", name: say("history") },
  ];
}

/** Labels follow the position of grids: what was chosen stays chosen when an edit gives it another. */
function useSameGrid(plan: Plan, selected: Grid | null): void {
  const before = useRef<{ readonly version: number; readonly grid: Grid | null } | null>(null);
  useEffect(() => {
    const last = before.current;
    before.current = { version: plan.version, grid: selected };
    if (last === null || last.grid === null || last.version === plan.version) return;
    if (route.peek().grid !== last.grid.label) return;
    const { id } = last.grid;
    const now = plan.grids.find((grid) => grid.id === id) ?? null;
    before.current = { version: plan.version, grid: now };
    if (now?.label !== last.grid.label) go({ grid: now?.label ?? null }, { replace: true });
  }, [plan, selected]);
}

/** What others decide about the plan shows at once. */
function useStateChanges({ id, community: { code } }: Plan, reload: () => void): void {
  useEffect(() => {
    if (code === null) return undefined;
    return follow(PlanStateChanged, { communityCode: code }, ({ planChanged }) => {
      if (planChanged.id === id) reload();
    });
  }, [code, id, reload]);
}
