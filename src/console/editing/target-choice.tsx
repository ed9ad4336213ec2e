/** The grid that buildings are to go to, by list; a click on the map and digits do the same. */
import { says } from "../core/language";
import { gridTitle } from "../plan/grid-card";
import type { Grid } from "../plan/shown";
import { target, type Target } from "./desk";

const say = says({
  to: { zh: "移入网格", en: "To grid" },
  choose: {
    zh: "请选择，或在地图上点网格、键入编号",
    en: "Choose, click on the map, or type its number",
  },
  newGrid: { zh: "新建网格", en: "A new grid" },
  newMicro: { zh: "新建专属网格", en: "A new micro-grid" },
  option: { zh: "{title} · {n} 户", en: "{title} · {n} household|{title} · {n} households" },
  lockedOption: { zh: "{title}（已锁定）", en: "{title} (locked)" },
});

const newGrids: Readonly<Record<string, Target>> = {
  "new-STANDARD": { kind: "NEW", gridKind: "STANDARD" },
  "new-MICRO": { kind: "NEW", gridKind: "MICRO" },
};

export function TargetChoice({ grids }: { grids: readonly Grid[] }) {
  const to = target.value;
  const value = to === null ? "" : to.kind === "GRID" ? to.gridId : `new-${to.gridKind}`;
  return (
    <p class="target-choice">
      <label for="target">{say("to")}</label>
      <select
        id="target"
        value={value}
        onChange={({ currentTarget: { value: next } }) => {
          if (next === "") target.value = null;
          else target.value = newGrids[next] ?? { kind: "GRID", gridId: next };
        }}
      >
        <option value="">{say("choose")}</option>
        {grids.map((grid) => (
          <option key={grid.id} value={grid.id} disabled={grid.locked}>
            {grid.locked
              ? say("lockedOption", { title: gridTitle(grid) })
              : say("option", { title: gridTitle(grid), n: grid.households })}
          </option>
        ))}
        <option value="new-STANDARD">{say("newGrid")}</option>
        <option value="new-MICRO">{say("newMicro")}</option>
      </select>
    </p>
  );
}
