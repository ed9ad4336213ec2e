/** The buildings of a grid with a box each: choosing without the map. */
import { useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { says } from "../core/language";
import type { Building, Ground } from "../ground/ground";
import { buildingName } from "../plan/grid-building-list";
import { gridTitle } from "../plan/grid-card";
import { walkRows } from "../plan/grid-list";
import type { Grid } from "../plan/shown";
import { chooseAlso, chosen, toggle } from "./desk";

const say = says({
  title: { zh: "楼栋清单", en: "Buildings" },
  of: { zh: "网格", en: "Of grid" },
  none: { zh: "不在任何网格", en: "In no grid" },
  all: { zh: "全选", en: "Choose all" },
  nobody: { zh: "没有楼栋。", en: "No buildings." },
  households: { zh: "{n} 户", en: "{n} household|{n} households" },
  list: { zh: "楼栋，上下方向键移动，空格勾选", en: "Buildings; arrow keys move, Space ticks" },
});

export function BuildingPicker(props: {
  grids: readonly Grid[];
  ground: Ground;
  gridOf: ReadonlyMap<string, string>;
  selected: Grid | null;
}) {
  const { grids, ground, gridOf, selected } = props;
  const asked = useSignal<string | null>(null);
  useEffect(() => {
    asked.value = null;
  }, [asked, selected?.id]);
  // The grid that is chosen on the map, until another one is asked for here.
  const shownId = asked.value ?? selected?.id ?? grids.at(0)?.id ?? "";
  const buildings = useMemo(
    () => ground.buildings.filter(({ id }) => (gridOf.get(id) ?? "") === shownId),
    [ground, gridOf, shownId],
  );
  return (
    <details class="edit-fold" id="building-picker">
      <summary>{say("title")}</summary>
      <p class="list-head">
        <label for="picker-grid">{say("of")}</label>
        <select
          id="picker-grid"
          value={shownId}
          onChange={({ currentTarget: { value } }) => {
            asked.value = value;
          }}
        >
          {grids.map((grid) => (
            <option key={grid.id} value={grid.id}>
              {gridTitle(grid)}
            </option>
          ))}
          <option value="">{say("none")}</option>
        </select>
        <button
          type="button"
          class="quiet small"
          disabled={buildings.length === 0}
          onClick={() => chooseAlso(buildings.map(({ id }) => id))}
        >
          {say("all")}
        </button>
      </p>
      {buildings.length === 0 ? (
        <p class="muted">{say("nobody")}</p>
      ) : (
        <ul class="picker" aria-label={say("list")} onKeyDown={walkRows}>
          {buildings.map((building) => (
            <PickerRow key={building.id} building={building} />
          ))}
        </ul>
      )}
    </details>
  );
}

function PickerRow({ building }: { building: Building }) {
  const { id, households } = building;
  return (
    <li>
      <label>
        <input
          type="checkbox"
          data-building={building.externalId}
          checked={chosen.value.has(id)}
          onChange={() => toggle([id])}
        />
        <span>{buildingName(building)}</span>
        <span class="figure-right">{say("households", { n: households })}</span>
      </label>
    </li>
  );
}
