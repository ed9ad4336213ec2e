/** What is chosen, where it can go, and what that would do: counted at once, then checked. */
import { useMemo } from "preact/hooks";
import { format, says } from "../core/language";
import { Deviation } from "../grid/grid-facts";
import type { Ground } from "../ground/ground";
import type { Grid, Plan } from "../plan/shown";
import { BandBar } from "../ui/band-bar";
import { useTask } from "../ui/busy";
import { FaultNote } from "../ui/note";
import { choose, chooseAlso, chosen, clearChoice, hasChosen, held, places, target } from "./desk";
import {
  KeepBuildings,
  LetBuildingsGo,
  MoveBuildings,
  ReleaseBuildings,
  SwapBuildings,
} from "./editing.generated";
import { makeEdit, tryEdit } from "./edits";
import { EffectTold } from "./effect-told";
import { chosenInput, destinationOf, moveInput, seenOf, swapInput } from "./inputs";
import type { EditState } from "./members";
import { deviationFrom, householdsOf, totalsOf, type Counting, type Total } from "./totals";
import { TargetChoice } from "./target-choice";
import { useTrial } from "./use-trial";

const say = says({
  selection: { zh: "已选楼栋", en: "Chosen buildings" },
  none: {
    zh: "在地图上点选楼栋（按住 Shift 可多选，再点一次取消），用框选或套索圈选，或在下方清单中勾选。",
    en: "Click buildings on the map (Shift adds, again removes), draw a box or a lasso, or tick them in the list below.",
  },
  count: {
    zh: "{n} 栋，{households} 户",
    en: "{n} building, {households} households|{n} buildings, {households} households",
  },
  places: {
    zh: "另有 {n} 处空地",
    en: "and {n} place of bare ground|and {n} places of bare ground",
  },
  clear: { zh: "清空", en: "Clear" },
  estate: { zh: "选中整个小区", en: "Choose whole estates" },
  move: { zh: "移入", en: "Move" },
  release: { zh: "移出网格", en: "Take out of grids" },
  hold: { zh: "对调…", en: "Swap…" },
  holding: {
    zh: "已记下 {n} 栋。请在另一网格中选择与之对调的楼栋。",
    en: "{n} building is held. Now choose those of another grid that take its place.|{n} buildings are held. Now choose those of another grid that take their place.",
  },
  swap: { zh: "对调", en: "Swap" },
  stopSwap: { zh: "不对调了", en: "Stop swapping" },
  together: { zh: "要求同组", en: "Keep together" },
  apart: { zh: "要求分组", en: "Keep apart" },
  letGo: { zh: "取消要求", en: "Drop wishes" },
  newGrid: { zh: "新网格", en: "New grid" },
  before: { zh: "{before} → {after} 户", en: "{before} → {after} households" },
  checking: { zh: "正在核查…", en: "Checking…" },
  totals: { zh: "户数变化", en: "Households before and after" },
});

export function SelectionBox(props: {
  plan: Plan;
  ground: Ground;
  state: EditState;
  counting: Counting;
}) {
  const { plan, ground, state, counting } = props;
  const task = useTask();
  const now = chosen.value;
  const to = target.value;
  const holding = held.value;
  const seen = seenOf(plan);
  const isSwap = holding !== null && now.size > 0;
  const input = JSON.stringify([
    plan.version,
    [...now],
    places.value,
    to,
    [...(holding?.buildings ?? [])],
  ]);
  const canTry = isSwap || (holding === null && hasChosen.value && to !== null);
  const trial = useTrial(canTry ? input : null, async () => {
    if (isSwap) return tryEdit(SwapBuildings, swapInput(seen));
    return to === null ? null : tryEdit(MoveBuildings, moveInput(seen, to));
  });
  const totals = useMemo(
    () => (holding === null ? totalsOf(counting, now, destinationOf(to)) : []),
    [counting, now, to, holding],
  );
  const run = (work: () => Promise<unknown>): void => {
    void task.run(work).then((done) => done && clearChoice());
  };
  if (!hasChosen.value && holding === null) {
    return <p class="muted edit-hint">{say("none")}</p>;
  }
  const wished = state.wishes.some(({ buildings }) => buildings.some(({ id }) => now.has(id)));
  return (
    <section class="selection" id="selection" aria-label={say("selection")}>
      <p class="selection-head">
        <strong role="status" id="chosen-count" data-chosen={now.size}>
          {say("count", { n: now.size, households: householdsOf(counting, now) })}
          {places.value.length > 0 && ` ${say("places", { n: places.value.length })}`}
        </strong>
        <button type="button" class="quiet small" id="clear-choice" onClick={clearChoice}>
          {say("clear")}
        </button>
      </p>
      {holding !== null && (
        <p class="fine">
          {say("holding", { n: holding.buildings.size })}{" "}
          <button
            type="button"
            class="quiet small"
            onClick={() => {
              choose(holding.buildings);
              held.value = null;
            }}
          >
            {say("stopSwap")}
          </button>
        </p>
      )}
      {holding === null && <TargetChoice grids={plan.grids} />}
      <Totals totals={totals} grids={plan.grids} />
      {trial.isLoading && <p class="fine muted">{say("checking")}</p>}
      {trial.fault !== null && <FaultNote fault={trial.fault} />}
      {trial.effect !== null && <EffectTold effect={trial.effect} />}
      {task.fault !== null && <FaultNote fault={task.fault} />}
      <p class="edit-buttons">
        {holding === null ? (
          <>
            <button
              type="button"
              class="primary small"
              id="move"
              disabled={to === null || !hasChosen.value || task.isBusy}
              onClick={() => to !== null && run(() => makeEdit(MoveBuildings, moveInput(seen, to)))}
            >
              {say("move")}
            </button>
            <button
              type="button"
              class="quiet small"
              id="release"
              disabled={task.isBusy}
              onClick={() => run(() => makeEdit(ReleaseBuildings, { ...seen, ...chosenInput() }))}
            >
              {say("release")}
            </button>
            <button
              type="button"
              class="quiet small"
              id="hold"
              disabled={now.size === 0}
              onClick={() => {
                held.value = { buildings: now };
                target.value = null;
                choose([]);
              }}
            >
              {say("hold")}
            </button>
          </>
        ) : (
          <button
            type="button"
            class="primary small"
            id="swap"
            disabled={!isSwap || task.isBusy}
            onClick={() => run(() => makeEdit(SwapBuildings, swapInput(seen)))}
          >
            {say("swap")}
          </button>
        )}
        <EstateButton ground={ground} />
      </p>
      {now.size > 1 && holding === null && (
        <p class="edit-buttons">
          {(["TOGETHER", "APART"] as const).map((wish) => (
            <button
              key={wish}
              type="button"
              class="quiet small"
              id={`keep-${wish.toLowerCase()}`}
              disabled={task.isBusy}
              onClick={() =>
                run(() => makeEdit(KeepBuildings, { ...seen, wish, buildingIds: [...now].sort() }))
              }
            >
              {say(wish === "TOGETHER" ? "together" : "apart")}
            </button>
          ))}
        </p>
      )}
      {wished && (
        <p class="edit-buttons">
          <button
            type="button"
            class="quiet small"
            id="let-go"
            disabled={task.isBusy}
            onClick={() =>
              run(() => makeEdit(LetBuildingsGo, { ...seen, buildingIds: [...now].sort() }))
            }
          >
            {say("letGo")}
          </button>
        </p>
      )}
    </section>
  );
}

/** Adds the other buildings of the estates that are chosen in part. */
function EstateButton({ ground }: { ground: Ground }) {
  const now = chosen.value;
  const rest = useMemo(() => {
    const estates = new Set<string>();
    for (const { id, estate } of ground.buildings) {
      if (estate !== null && now.has(id)) estates.add(estate.id);
    }
    return ground.buildings
      .filter(({ id, estate }) => estate !== null && estates.has(estate.id) && !now.has(id))
      .map(({ id }) => id);
  }, [ground, now]);
  if (rest.length === 0) return null;
  return (
    <button type="button" class="quiet small" id="choose-estate" onClick={() => chooseAlso(rest)}>
      {say("estate")}
    </button>
  );
}

function Totals({ totals, grids }: { totals: readonly Total[]; grids: readonly Grid[] }) {
  if (totals.length === 0) return null;
  return (
    <ul class="edit-totals" id="totals" aria-label={say("totals")}>
      {totals.map(({ grid, before, after }) => {
        const shown = grids.find(({ id }) => id === grid?.id);
        const deviation = deviationFrom(grid?.band ?? null, after);
        return (
          <li key={grid?.id ?? "new"} data-total={grid?.label ?? "new"}>
            <span class="edit-total-line">
              <strong class="code">{grid?.label ?? say("newGrid")}</strong>
              <span>
                {before === after ? format.number(after) : say("before", { before, after })}
                <Deviation deviation={deviation} />
              </span>
            </span>
            {shown !== undefined && shown.band !== null && (
              <BandBar grid={{ ...shown, deviation }} households={after} />
            )}
          </li>
        );
      })}
    </ul>
  );
}
