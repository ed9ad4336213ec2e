/** What can be done with the chosen grid of a draft. */
import { useSignal } from "@preact/signals";
import { says } from "../core/language";
import { go } from "../core/route";
import { gridTitle } from "../plan/grid-card";
import type { Grid, Plan } from "../plan/shown";
import { announce } from "../ui/announce";
import { useTask, type Task } from "../ui/busy";
import { FaultNote } from "../ui/note";
import { cutLine } from "./desk";
import {
  GiveBackMicroGrid,
  LockGrids,
  MergeGrids,
  NameGrid,
  SetGridKind,
  SetGridReduced,
  SplitGrid,
  UnlockGrids,
} from "./editing.generated";
import { makeEdit } from "./edits";
import { seenOf } from "./inputs";
import { OutOfBand } from "./out-of-band";

const say = says({
  actions: { zh: "修改此网格", en: "Edit this grid" },
  lock: { zh: "锁定", en: "Lock" },
  unlock: { zh: "解锁", en: "Unlock" },
  lockHint: {
    zh: "锁定后，手工修改和系统都不会改变此网格。",
    en: "A locked grid is changed neither by hand nor by the engine.",
  },
  split: { zh: "自动切分", en: "Split in two" },
  cut: { zh: "沿线切分", en: "Split along the line" },
  cutHint: {
    zh: "先用“切分线”工具在地图上画线",
    en: "Draw a line on the map with the tool “Cut” first",
  },
  toMicro: { zh: "改为专属网格", en: "Make it a micro-grid" },
  toStandard: { zh: "改为普通网格", en: "Make it a standard grid" },
  giveBack: { zh: "并回相邻网格", en: "Give back to a neighbour" },
  name: { zh: "名称", en: "Name" },
  save: { zh: "保存", en: "Save" },
  reduced: { zh: "按小规模网格管理的理由", en: "Why the reduced band shall apply" },
  reducedHint: { zh: "留空并保存即取消。", en: "Saved empty, it is taken back." },
  merge: { zh: "合并进来", en: "Merge into this" },
  mergeWith: { zh: "与哪个网格合并", en: "Merge with" },
  choose: { zh: "请选择网格", en: "Choose a grid" },
  more: { zh: "名称、小规模、合并", en: "Name, reduced band, merging" },
  drawn: { zh: "已沿所画的线切分。", en: "Split along the line." },
});

interface Acting {
  readonly plan: Plan;
  readonly grid: Grid;
  readonly task: Task;
}

export function GridActions({ plan, grid }: { plan: Plan; grid: Grid }) {
  const task = useTask();
  const acting = { plan, grid, task };
  return (
    <section class="grid-actions" id="grid-actions" aria-label={say("actions")}>
      <QuickActions {...acting} />
      <details class="edit-fold">
        <summary>{say("more")}</summary>
        <NameForm key={`name ${grid.id} ${grid.name}`} {...acting} />
        {grid.kind === "STANDARD" && (
          <ReducedForm key={`reduced ${grid.id} ${grid.reducedNote}`} {...acting} />
        )}
        <MergeForm key={`merge ${grid.id}`} {...acting} />
      </details>
      {task.fault !== null && <FaultNote fault={task.fault} />}
      {grid.deviation !== 0 && (
        <OutOfBand key={`${grid.id} ${plan.version}`} plan={plan} grid={grid} />
      )}
    </section>
  );
}

function QuickActions({ plan, grid, task }: Acting) {
  const seen = seenOf(plan);
  const gridId = grid.id;
  const line = cutLine.value;
  const run = (work: () => Promise<unknown>): void => void task.run(work);
  const split = async (): Promise<void> => {
    const coordinates = line.map(([lon, lat]) => [lon, lat]);
    await makeEdit(SplitGrid, { ...seen, gridId, line: { type: "LineString", coordinates } });
    cutLine.value = [];
    announce(say("drawn"));
  };
  const other = grid.kind === "MICRO" ? "STANDARD" : "MICRO";
  const isStill = grid.locked || task.isBusy;
  return (
    <p class="edit-buttons">
      <button
        type="button"
        class="quiet small"
        id="lock"
        title={say("lockHint")}
        disabled={task.isBusy}
        onClick={() =>
          run(() => makeEdit(grid.locked ? UnlockGrids : LockGrids, { ...seen, gridIds: [gridId] }))
        }
      >
        {say(grid.locked ? "unlock" : "lock")}
      </button>
      <button
        type="button"
        class="quiet small"
        id="split"
        disabled={isStill}
        onClick={() => run(() => makeEdit(SplitGrid, { ...seen, gridId }))}
      >
        {say("split")}
      </button>
      <button
        type="button"
        class="quiet small"
        id="split-line"
        title={line.length < 2 ? say("cutHint") : undefined}
        disabled={isStill || line.length < 2}
        onClick={() => run(split)}
      >
        {say("cut")}
      </button>
      <button
        type="button"
        class="quiet small"
        id="set-kind"
        disabled={isStill}
        onClick={() => run(() => makeEdit(SetGridKind, { ...seen, gridId, kind: other }))}
      >
        {say(other === "MICRO" ? "toMicro" : "toStandard")}
      </button>
      {grid.kind === "MICRO" && (
        <button
          type="button"
          class="quiet small"
          id="give-back"
          disabled={isStill}
          onClick={() => run(() => makeEdit(GiveBackMicroGrid, { ...seen, gridId }))}
        >
          {say("giveBack")}
        </button>
      )}
    </p>
  );
}

function NameForm({ plan, grid, task }: Acting) {
  const name = useSignal(grid.name ?? "");
  return (
    <form
      class="ask-line"
      onSubmit={(event) => {
        event.preventDefault();
        const given = name.value.trim() === "" ? null : name.value.trim();
        void task.run(() => makeEdit(NameGrid, { ...seenOf(plan), gridId: grid.id, name: given }));
      }}
    >
      <label for="grid-name">{say("name")}</label>
      <input
        id="grid-name"
        value={name.value}
        maxLength={100}
        onInput={({ currentTarget: { value } }) => {
          name.value = value;
        }}
      />
      <button type="submit" class="quiet small" disabled={task.isBusy}>
        {say("save")}
      </button>
    </form>
  );
}

function ReducedForm({ plan, grid, task }: Acting) {
  const note = useSignal(grid.reducedNote ?? "");
  return (
    <form
      class="ask-line"
      onSubmit={(event) => {
        event.preventDefault();
        const given = note.value.trim() === "" ? null : note.value.trim();
        void task.run(() =>
          makeEdit(SetGridReduced, { ...seenOf(plan), gridId: grid.id, note: given }),
        );
      }}
    >
      <label for="reduced-note">{say("reduced")}</label>
      <input
        id="reduced-note"
        value={note.value}
        title={say("reducedHint")}
        maxLength={500}
        onInput={({ currentTarget: { value } }) => {
          note.value = value;
        }}
      />
      <button type="submit" class="quiet small" disabled={task.isBusy || grid.locked}>
        {say("save")}
      </button>
    </form>
  );
}

function MergeForm({ plan, grid, task }: Acting) {
  const other = useSignal("");
  const merge = async (): Promise<void> => {
    await makeEdit(MergeGrids, { ...seenOf(plan), gridIds: [grid.id, other.value] });
    other.value = "";
    // Labels follow the division: the grid that is left may have another one.
    go({ grid: null }, { replace: true });
  };
  return (
    <form
      class="ask-line"
      onSubmit={(event) => {
        event.preventDefault();
        if (other.value !== "") void task.run(merge);
      }}
    >
      <label for="merge-with">{say("mergeWith")}</label>
      <select
        id="merge-with"
        value={other.value}
        onChange={({ currentTarget: { value } }) => {
          other.value = value;
        }}
      >
        <option value="">{say("choose")}</option>
        {plan.grids
          .filter(({ id }) => id !== grid.id)
          .map((one) => (
            <option key={one.id} value={one.id} disabled={one.locked}>
              {gridTitle(one)}
            </option>
          ))}
      </select>
      <button
        type="submit"
        class="quiet small"
        id="merge"
        disabled={task.isBusy || grid.locked || other.value === ""}
      >
        {say("merge")}
      </button>
    </form>
  );
}
