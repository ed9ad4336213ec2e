/** The buildings of the ledger, line by line. */
import type { Signal } from "@preact/signals";
import { says } from "../core/language";
import type { Building } from "../ground/ground";
import { showWhole } from "../map/camera";
import { theMap } from "../map/stage";
import { WindowList } from "../ui/window-list";
import { categoryWords } from "./category-words";
import { buildingTitle, columns, type Column, type LedgerWish } from "./ledger-lines";

const rowHeightPx = 44;
const glideMs = 250;

const say = says({
  buildings: { zh: "楼栋", en: "Buildings" },
  sort: { zh: "排序", en: "Sort by" },
  name: { zh: "楼栋", en: "Building" },
  estate: { zh: "小区", en: "Estate" },
  households: { zh: "户数", en: "Households" },
  builtYear: { zh: "建成", en: "Built" },
  floors: { zh: "层数", en: "Floors" },
  ascending: { zh: "升序", en: "ascending" },
  descending: { zh: "降序", en: "descending" },
  noEstate: { zh: "不属于小区", en: "in no estate" },
  householdsN: { zh: "{n} 户", en: "{n} hh" },
  floorsN: { zh: "{n} 层", en: "{n} fl." },
});

export function BuildingList(props: {
  lines: readonly Building[];
  wish: Signal<LedgerWish>;
  chosen: Signal<string | null>;
}) {
  const { lines, wish, chosen } = props;
  const choose = (line: Building): void => {
    chosen.value = line.id;
    const map = theMap.value;
    if (map !== null) showWhole(map, line.polygon, glideMs);
  };
  return (
    <>
      <SortButtons wish={wish} />
      <WindowList
        id="ledger-list"
        label={say("buildings")}
        items={lines}
        rowHeight={rowHeightPx}
        keyOf={({ id }) => id}
        chosen={chosen.value}
        onChoose={choose}
      >
        {(line) => <Line line={line} />}
      </WindowList>
    </>
  );
}

function Line({ line }: { line: Building }) {
  const { estate, households, builtYear, floors, category } = line;
  return (
    <div class="ledger-line">
      <span class="ledger-name">{buildingTitle(line)}</span>
      <span class="ledger-households">{say("householdsN", { n: households })}</span>
      <span class="muted fine ledger-estate">
        {estate?.name ?? say("noEstate")}
        {category === "RESIDENTIAL" ? "" : ` · ${categoryWords(category)}`}
      </span>
      <span class="muted fine ledger-built">
        {floors === null ? "" : say("floorsN", { n: floors })} {builtYear}
      </span>
    </div>
  );
}

function SortButtons({ wish }: { wish: Signal<LedgerWish> }) {
  const { by, isDescending } = wish.value;
  // Numbers are asked for from the largest, names from the first.
  const sortBy = (column: Column): void => {
    const isNumber = column === "households" || column === "floors" || column === "builtYear";
    const next = column === by ? !isDescending : isNumber;
    wish.value = { ...wish.peek(), by: column, isDescending: next };
  };
  return (
    <div class="ledger-sort" role="group" aria-label={say("sort")}>
      {columns.map((column) => (
        <button
          key={column}
          type="button"
          id={`sort-${column}`}
          aria-pressed={column === by}
          title={column === by ? say(isDescending ? "descending" : "ascending") : undefined}
          onClick={() => sortBy(column)}
        >
          {say(column)}
          {column === by && <span aria-hidden="true">{isDescending ? " ↓" : " ↑"}</span>}
        </button>
      ))}
    </div>
  );
}
