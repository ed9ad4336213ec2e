/**
 * Before and after on one map, parted by a divider that is dragged or moved with the arrow keys: left
 * of it the grids that were in force, right of it what the map shows, the plan.
 */
import { useSignal } from "@preact/signals";
import { render } from "preact";
import type { Map as MapView } from "maplibre-gl";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { ask } from "../core/client";
import { format, language, says } from "../core/language";
import { allPages } from "../ground/ground";
import { collect, featureOf, featureSource, useFeatures, useOverlay } from "../map/overlay";
import { Await, FaultNote } from "../ui/note";
import { makeMapBefore, markLayers } from "./before-map";
import { fetchBuildingChanges, type BuildingChange } from "./building-changes";
import { GridsBefore, type GridsBeforeQuery } from "./impact.generated";
import { useLoaded } from "./load";

export type GridBefore = GridsBeforeQuery["register"]["nodes"][number];

const say = says({
  before: { zh: "现行网格", en: "In force now" },
  beforeThen: { zh: "施行前", en: "Before" },
  after: { zh: "本方案", en: "This plan" },
  divider: {
    zh: "前后对比的分界：左侧为施行前，右侧为本方案",
    en: "Divider: before on its left, this plan on its right",
  },
  share: { zh: "左侧占 {n}%", en: "{n} % before" },
  hint: {
    zh: "拖动地图上的分界线，或用方向键移动。粗线框出的是变更网格的楼栋。",
    en: "Drag the divider on the map, or move it with the arrow keys. Buildings that change grid have a bold outline.",
  },
});

const firstShare = 50;
const pageSize = 500;
const justBeforeMs = 1;

interface Told {
  readonly grids: readonly GridBefore[];
  readonly moving: readonly BuildingChange[];
}

export function Swipe(props: {
  map: MapView;
  planId: string;
  communityCode: string;
  at: string | null;
}) {
  const { map, planId, communityCode, at } = props;
  const query = useLoaded<Told>([planId, communityCode, at].join(), async () => {
    const [grids, changes] = await Promise.all([
      fetchGridsBefore(communityCode, at),
      fetchBuildingChanges(planId),
    ]);
    return { grids, moving: changes.filter(({ moves, fromCode }) => moves || fromCode === null) };
  });
  if (query.fault !== null) return <FaultNote fault={query.fault} retry={query.reload} />;
  return (
    <Await query={query}>
      {(told) => <Over map={map} told={told} beforeName={at === null ? "before" : "beforeThen"} />}
    </Await>
  );
}

/** As they are, or as they were until the plan was put in force. */
async function fetchGridsBefore(
  communityCode: string,
  at: string | null,
): Promise<readonly GridBefore[]> {
  const then = at === null ? null : new Date(new Date(at).getTime() - justBeforeMs).toISOString();
  return allPages(async (after) => {
    const page = { communityCode, at: then, first: pageSize, after };
    return (await ask(GridsBefore, page)).register;
  });
}

function Over(props: { map: MapView; told: Told; beforeName: "before" | "beforeThen" }) {
  const { map, told, beforeName } = props;
  const marks = useMemo(
    () => collect(told.moving.map(({ building }) => featureOf(building.polygon, {}))),
    [told],
  );
  useOverlay(() => ({
    sources: { "impact-moving": featureSource() },
    layers: markLayers("impact-moving").map((layer) => ({ slot: "marks", layer })),
  }));
  useFeatures("impact-moving", marks);
  const speaks = language.value;
  const host = useRef<HTMLDivElement | null>(null);
  useEffect(() => {
    const over = document.createElement("div");
    over.className = "swipe";
    // The map's own element is MapLibre's; what lies over it is ours.
    map.getContainer().parentElement?.append(over);
    host.current = over;
    return () => {
      render(null, over);
      over.remove();
    };
  }, [map]);
  useEffect(() => {
    if (host.current === null) return;
    const pane = <Pane map={map} grids={told.grids} marks={marks} beforeName={beforeName} />;
    render(pane, host.current);
  }, [map, told, marks, beforeName, speaks]);
  return <p class="muted">{say("hint")}</p>;
}

function Pane(props: {
  map: MapView;
  grids: readonly GridBefore[];
  marks: ReturnType<typeof collect>;
  beforeName: "before" | "beforeThen";
}) {
  const { map, grids, marks, beforeName } = props;
  const share = useSignal(firstShare);
  const container = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (container.current === null) return undefined;
    return makeMapBefore(container.current, map, { grids, marks });
  }, [map, grids, marks]);
  return (
    <div class="swipe-pane" style={{ "--share": share.value / 100 }}>
      <div class="swipe-before" ref={container} aria-hidden="true" />
      <span class="swipe-name swipe-name-before">{say(beforeName)}</span>
      <span class="swipe-name swipe-name-after">{say("after")}</span>
      <input
        type="range"
        id="swipe"
        min={0}
        max={100}
        step={1}
        value={share.value}
        aria-label={say("divider")}
        aria-valuetext={say("share", { n: format.number(share.value) })}
        onInput={(event) => {
          share.value = event.currentTarget.valueAsNumber;
        }}
      />
    </div>
  );
}
