/** The ledger of a community: every building, the estates, and what they come to. */
import { useSignal, type Signal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { language, says } from "../core/language";
import type { Building, Ground } from "../ground/ground";
import { BUILDING_LAYER } from "../ground/ground-layers";
import { showAll } from "../map/camera";
import { useMapClick } from "../map/overlay";
import { theMap } from "../map/stage";
import { Note } from "../ui/note";
import { BuildingCard } from "./building-card";
import { BuildingList } from "./building-list";
import { categoryWords, categories } from "./category-words";
import { EstateList } from "./estate-list";
import { LedgerLayers } from "./ledger-layers";
import { estatesOf, linesOf, totalsOf, type LedgerWish } from "./ledger-lines";
import { Totals } from "./totals";
import "./ledger.css";

const say = says({
  empty: { zh: "台账中没有楼栋", en: "The ledger holds no buildings" },
  emptyHint: {
    zh: "请先导入楼栋数据集（buildings.geojson）。",
    en: "Load a data set with buildings first (buildings.geojson).",
  },
  search: { zh: "按楼栋、小区或编码查找", en: "Search by building, estate or id" },
  category: { zh: "用途", en: "Use" },
  allCategories: { zh: "所有用途", en: "All uses" },
  estate: { zh: "小区", en: "Estate" },
  allEstates: { zh: "所有小区", en: "All estates" },
  view: { zh: "列表", en: "Lists" },
  buildings: { zh: "楼栋", en: "Buildings" },
  estates: { zh: "小区", en: "Estates" },
  noMatch: { zh: "没有相符的楼栋。", en: "No building matches." },
  reset: { zh: "清除筛选", en: "Clear the filter" },
});

const glideMs = 400;

const everything: LedgerWish = {
  search: "",
  category: null,
  estateId: null,
  by: "name",
  isDescending: false,
};

/** In the panel; the card of the chosen building stands beside it, see `LedgerCard`. */
export function Ledger({ ground, chosen }: { ground: Ground; chosen: Signal<string | null> }) {
  const { buildings } = ground;
  const wish = useSignal<LedgerWish>(everything);
  const list = useSignal<"buildings" | "estates">("buildings");
  const estates = useMemo(() => estatesOf(buildings), [buildings]);
  const lines = useMemo(
    () => linesOf(buildings, wish.value, language.value),
    [buildings, wish.value, language.value],
  );
  const totals = useMemo(() => totalsOf(lines), [lines]);
  const building = buildings.find(({ id }) => id === chosen.value) ?? null;
  const marked = useMemo(
    () => markedBuildings(buildings, lines, wish.value, building),
    [buildings, lines, wish.value, building],
  );
  useMapClick([BUILDING_LAYER], (feature) => {
    const id: unknown = feature?.properties.id;
    chosen.value = typeof id === "string" ? id : null;
    if (typeof id !== "string") return;
    list.value = "buildings";
    if (!lines.some((line) => line.id === id)) wish.value = { ...everything, by: wish.value.by };
  });
  if (buildings.length === 0) {
    return (
      <Note title={say("empty")}>
        <p>{say("emptyHint")}</p>
      </Note>
    );
  }
  return (
    <>
      <div class="ledger" id="ledger">
        <Totals totals={totals} of={lines.length === buildings.length ? null : buildings.length} />
        <ListChoice list={list} estates={estates.length} buildings={lines.length} />
        {list.value === "buildings" ? (
          <>
            <Filters wish={wish} estates={estates} buildings={buildings} />
            {lines.length === 0 ? (
              <Note title={say("noMatch")}>
                <button type="button" class="quiet" onClick={() => (wish.value = everything)}>
                  {say("reset")}
                </button>
              </Note>
            ) : (
              <BuildingList lines={lines} wish={wish} chosen={chosen} />
            )}
          </>
        ) : (
          <EstateList
            estates={estates}
            chosen={wish.value.estateId}
            onChoose={(estateId) => {
              chosen.value = null;
              wish.value = { ...everything, estateId };
              list.value = "buildings";
              lookAtEstate(buildings, estateId);
            }}
          />
        )}
      </div>
      <LedgerLayers marked={marked} chosen={building} />
    </>
  );
}

/** The card of the chosen building, over the map. */
export function LedgerCard({ ground, chosen }: { ground: Ground; chosen: Signal<string | null> }) {
  const building = ground.buildings.find(({ id }) => id === chosen.value);
  if (building === undefined) return null;
  return <BuildingCard building={building} onClose={() => (chosen.value = null)} />;
}

function lookAtEstate(buildings: readonly Building[], estateId: string): void {
  const map = theMap.value;
  const its = buildings.filter(({ estate }) => estate?.id === estateId);
  if (map !== null) {
    showAll(
      map,
      its.map(({ polygon }) => polygon),
      glideMs,
    );
  }
}

/** What is looked for stands out on the map, unless that is everything. */
function markedBuildings(
  buildings: readonly Building[],
  lines: readonly Building[],
  { estateId, search, category }: LedgerWish,
  chosen: Building | null,
): readonly Building[] {
  const isAll = estateId === null && category === null && search.trim() === "";
  if (isAll || lines.length === buildings.length) return chosen === null ? [] : [chosen];
  return lines;
}

function ListChoice(props: {
  list: Signal<"buildings" | "estates">;
  buildings: number;
  estates: number;
}) {
  const { list } = props;
  return (
    <div class="list-choice" role="group" aria-label={say("view")}>
      {(["buildings", "estates"] as const).map((name) => (
        <button
          key={name}
          type="button"
          id={`list-${name}`}
          aria-pressed={list.value === name}
          onClick={() => (list.value = name)}
        >
          {say(name)} <span class="count">{props[name]}</span>
        </button>
      ))}
    </div>
  );
}

function Filters(props: {
  wish: Signal<LedgerWish>;
  estates: readonly { readonly id: string; readonly name: string }[];
  buildings: readonly Building[];
}) {
  const { wish, estates, buildings } = props;
  const set = (change: Partial<LedgerWish>): void => {
    wish.value = { ...wish.peek(), ...change };
  };
  const present = categories.filter((one) => buildings.some(({ category }) => category === one));
  return (
    <div class="ledger-filters">
      <input
        type="search"
        id="ledger-search"
        value={wish.value.search}
        placeholder={say("search")}
        aria-label={say("search")}
        onInput={(event) => set({ search: event.currentTarget.value })}
      />
      <select
        id="ledger-category"
        aria-label={say("category")}
        value={wish.value.category ?? ""}
        onChange={(event) => set({ category: event.currentTarget.value || null })}
      >
        <option value="">{say("allCategories")}</option>
        {present.map((category) => (
          <option key={category} value={category}>
            {categoryWords(category)}
          </option>
        ))}
      </select>
      <select
        id="ledger-estate"
        aria-label={say("estate")}
        value={wish.value.estateId ?? ""}
        onChange={(event) => set({ estateId: event.currentTarget.value || null })}
      >
        <option value="">{say("allEstates")}</option>
        {estates.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}
