/** The grids of the plan as a list with a bar each: the keyboard's way to what the map shows. */
import { useSignal } from "@preact/signals";
import { format, says } from "../core/language";
import { go } from "../core/route";
import { StatusSwatch, statusWords } from "../grid/status-words";
import { statusOf, statusSigns } from "../map/grid-status";
import { BandBar } from "../ui/band-bar";
import { Note } from "../ui/note";
import type { Grid } from "./shown";

type Order = "label" | "deviation" | "households";

const say = says({
  order: { zh: "排序", en: "Order" },
  label: { zh: "按编号", en: "By number" },
  deviation: { zh: "偏离最大在前", en: "Furthest out of band first" },
  households: { zh: "户数最多在前", en: "Most households first" },
  households_n: { zh: "{n} 户", en: "{n} household|{n} households" },
  locked: { zh: "已锁定", en: "locked" },
  none: { zh: "方案中没有网格", en: "The plan has no grids" },
  noneHint: {
    zh: "社区没有楼栋或边界时无从划分：请先导入台账。",
    en: "Without buildings there is nothing to divide: import the ledger first.",
  },
  list: { zh: "网格列表，上下方向键移动", en: "Grids; arrow keys move along the list" },
});

const orders: Readonly<Record<Order, (a: Grid, b: Grid) => number>> = {
  label: (a, b) => compareText(a.label, b.label),
  deviation: (a, b) =>
    Math.abs(b.deviation) - Math.abs(a.deviation) || compareText(a.label, b.label),
  households: (a, b) => b.households - a.households || compareText(a.label, b.label),
};
const orderNames: readonly Order[] = ["label", "deviation", "households"];

export function GridList({ grids, selected }: { grids: readonly Grid[]; selected: string | null }) {
  const order = useSignal<Order>("label");
  if (grids.length === 0) {
    return (
      <Note title={say("none")}>
        <p>{say("noneHint")}</p>
      </Note>
    );
  }
  return (
    <div id="grids">
      <p class="list-head">
        <label for="grid-order">{say("order")}</label>
        <select
          id="grid-order"
          value={order.value}
          onChange={(event) => {
            const wanted = event.currentTarget.value;
            order.value = orderNames.find((name) => name === wanted) ?? "label";
          }}
        >
          {orderNames.map((name) => (
            <option key={name} value={name}>
              {say(name)}
            </option>
          ))}
        </select>
      </p>
      <ul class="rows" aria-label={say("list")} onKeyDown={walkRows}>
        {grids.toSorted(orders[order.value]).map((grid) => (
          <li key={grid.id}>
            <GridRow
              grid={grid}
              isSelected={grid.label === selected}
              onSelect={() => {
                const grid_ = grid.label === selected ? null : grid.label;
                go({ grid: grid_ }, { replace: true });
              }}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** A grid in a line, with its households against its band. */
export function GridRow(props: { grid: Grid; isSelected: boolean; onSelect: () => void }) {
  const { grid, isSelected, onSelect } = props;
  const status = statusOf(grid);
  return (
    <button
      type="button"
      class="row plan-grid"
      aria-pressed={isSelected}
      data-grid={grid.label}
      onClick={onSelect}
    >
      <StatusSwatch status={status} />
      <span class="plan-grid-name">
        <span class="code">{grid.label}</span> {grid.name}
      </span>
      <span class="plan-grid-status">
        {grid.locked ? format.list([statusWords(status), say("locked")]) : statusWords(status)}
      </span>
      <span class="plan-grid-figure">
        {statusSigns[status] === "" ? null : `${statusSigns[status]} `}
        {say("households_n", { n: grid.households })}
      </span>
      {grid.band !== null && <BandBar grid={grid} households={grid.households} />}
    </button>
  );
}

/** Arrow keys walk along a list of buttons, Home and End to its ends. */
export function walkRows(event: KeyboardEvent): void {
  if (!(event.currentTarget instanceof Element)) return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>("button, input")];
  const at = rows.findIndex((row) => row === document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
  if (at < 0 || to === undefined) return;
  event.preventDefault();
  rows.at(Math.min(Math.max(to, 0), rows.length - 1))?.focus();
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
