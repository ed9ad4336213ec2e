/** The buildings whose grid or code changes, by estate; asked for when somebody wants to see them. */
import { useSignal } from "@preact/signals";
import { ask } from "../core/client";
import { format, says } from "../core/language";
import { allPages } from "../ground/ground";
import { showWhole } from "../map/camera";
import { theMap } from "../map/stage";
import { Await } from "../ui/note";
import { BuildingsThatChange, type BuildingsThatChangeQuery } from "./impact.generated";
import { useLoaded } from "./load";

export type BuildingChange = NonNullable<
  NonNullable<BuildingsThatChangeQuery["plan"]>["impact"]
>["buildingChanges"]["nodes"][number];

const say = says({
  title: { zh: "涉及的楼栋", en: "Buildings concerned" },
  none: { zh: "没有楼栋的网格或编码变更。", en: "No building changes its grid or code." },
  count: {
    zh: "{n} 栋、{households} 户",
    en: "{n} building, {households} households|{n} buildings, {households} households",
  },
  noGrid: { zh: "无网格", en: "no grid" },
  onlyCode: { zh: "仅编码变更", en: "code only" },
  households: { zh: "{n} 户", en: "{n} hh" },
  show: { zh: "在地图上显示", en: "Show on the map" },
  more: { zh: "再显示 {n} 栋", en: "{n} building more|{n} buildings more" },
});

const pageSize = 500;
const shownAtOnce = 60;
const glideMs = 400;

/** All of them; the same ones serve the list and the map. */
export async function fetchBuildingChanges(planId: string): Promise<readonly BuildingChange[]> {
  return allPages(async (after) => {
    const { plan } = await ask(BuildingsThatChange, { id: planId, first: pageSize, after });
    return plan?.impact?.buildingChanges;
  });
}

export function BuildingChanges({ planId }: { planId: string }) {
  const isOpen = useSignal(false);
  return (
    <details
      class="fold"
      id="building-changes"
      onToggle={(event) => {
        isOpen.value = event.currentTarget.open;
      }}
    >
      <summary>
        <h3>{say("title")}</h3>
      </summary>
      {isOpen.value && <List planId={planId} />}
    </details>
  );
}

function List({ planId }: { planId: string }) {
  const query = useLoaded(planId, () => fetchBuildingChanges(planId));
  const shown = useSignal(shownAtOnce);
  return (
    <Await query={query}>
      {(changes) => {
        if (changes.length === 0) return <p class="muted">{say("none")}</p>;
        const households = changes.reduce((sum, { building }) => sum + building.households, 0);
        const left = changes.length - shown.value;
        return (
          <>
            <p class="muted">
              {say("count", { n: changes.length, households: format.number(households) })}
            </p>
            <ul class="told">
              {changes.slice(0, shown.value).map((change) => (
                <Row key={change.building.id} change={change} />
              ))}
            </ul>
            {left > 0 && (
              <button
                type="button"
                class="quiet"
                onClick={() => {
                  shown.value += shownAtOnce;
                }}
              >
                {say("more", { n: Math.min(left, shownAtOnce) })}
              </button>
            )}
          </>
        );
      }}
    </Await>
  );
}

function Row({ change }: { change: BuildingChange }) {
  const { building, fromCode, toLabel, moves } = change;
  const name = building.name ?? building.externalId;
  return (
    <li data-building={building.externalId}>
      <button
        type="button"
        class="link"
        title={say("show")}
        onClick={() => {
          const map = theMap.value;
          if (map !== null) showWhole(map, building.polygon, glideMs);
        }}
      >
        {building.estate === null ? name : `${building.estate.name} ${name}`}
      </button>{" "}
      {fromCode?.slice(-3) ?? say("noGrid")} → {toLabel}{" "}
      <span class="muted">
        {say("households", { n: building.households })}
        {!moves && fromCode !== null && ` · ${say("onlyCode")}`}
      </span>
    </li>
  );
}
