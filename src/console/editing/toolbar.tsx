/** The tools of the map, undo and redo, and the way to all shortcuts. */
import { useSignal } from "@preact/signals";
import { both, says } from "../core/language";
import type { Plan } from "../plan/shown";
import { useTask } from "../ui/busy";
import { FaultNote } from "../ui/note";
import { cutLine, tool, tools, type Tool } from "./desk";
import { RedoEdit, UndoEdit } from "./editing.generated";
import { makeEdit } from "./edits";
import { seenOf } from "./inputs";
import type { EditState } from "./members";
import { ShortcutsDialog, useShortcuts } from "./shortcuts";

const say = says({
  tools: { zh: "选择方式", en: "Tools" },
  click: { zh: "点选", en: "Click" },
  box: { zh: "框选", en: "Box" },
  lasso: { zh: "套索", en: "Lasso" },
  ground: { zh: "空地", en: "Ground" },
  cut: { zh: "切分线", en: "Cut" },
  clickHint: {
    zh: "点楼栋选中；点网格空处设为目标；拖动已选楼栋到另一网格即移入。",
    en: "Click a building to choose it, the ground of a grid to aim at it; drag what is chosen onto another grid to move it.",
  },
  boxHint: { zh: "拖出一个框，选中其中的楼栋。", en: "Drag a box around buildings." },
  lassoHint: { zh: "围绕楼栋画一圈。", en: "Draw around buildings." },
  groundHint: {
    zh: "点选没有楼栋的地块（如公园），随所选一并移动。",
    en: "Click ground without buildings, such as a park, to move it along.",
  },
  cutHint: {
    zh: "先选中一个网格，再画一条穿过它的线，然后在网格卡片中按“沿线切分”。",
    en: "Choose a grid, draw a line across it, then press “Split along the line” on its card.",
  },
  undo: { zh: "撤销", en: "Undo" },
  redo: { zh: "重做", en: "Redo" },
  undoOf: { zh: "撤销（Ctrl+Z）：{message}", en: "Undo (Ctrl+Z): {message}" },
  redoOf: { zh: "重做（Ctrl+Shift+Z）：{message}", en: "Redo (Ctrl+Shift+Z): {message}" },
  shortcuts: { zh: "快捷键", en: "Keyboard shortcuts" },
});

const hints = {
  click: "clickHint",
  box: "boxHint",
  lasso: "lassoHint",
  ground: "groundHint",
  cut: "cutHint",
} as const;

/** Takes up a tool; a line of another one is gone. */
function takeUp(name: Tool): void {
  tool.value = name;
  cutLine.value = [];
}

export function Toolbar(props: { plan: Plan; state: EditState; onEnter: () => void }) {
  const { plan, state, onEnter } = props;
  const task = useTask();
  const isHelpOpen = useSignal(false);
  const { undoable, redoable } = state;
  const undo = (): void => {
    if (undoable !== null) void task.run(() => makeEdit(UndoEdit, seenOf(plan)));
  };
  const redo = (): void => {
    if (redoable !== null) void task.run(() => makeEdit(RedoEdit, seenOf(plan)));
  };
  const openHelp = (): void => {
    isHelpOpen.value = true;
  };
  const typed = useShortcuts({ grids: plan.grids, undo, redo, takeUp, onEnter, openHelp });
  return (
    <>
      <div class="toolbar" role="group" aria-label={say("tools")}>
        {tools.map((name) => (
          <button
            key={name}
            type="button"
            class="quiet small"
            id={`tool-${name}`}
            aria-pressed={tool.value === name}
            title={say(hints[name])}
            onClick={() => takeUp(name)}
          >
            {say(name)}
          </button>
        ))}
      </div>
      <div class="toolbar">
        <button
          type="button"
          class="quiet small"
          id="undo"
          disabled={undoable === null || task.isBusy}
          title={undoable === null ? undefined : say("undoOf", { message: both(undoable.message) })}
          onClick={undo}
        >
          ↶ {say("undo")}
        </button>
        <button
          type="button"
          class="quiet small"
          id="redo"
          disabled={redoable === null || task.isBusy}
          title={redoable === null ? undefined : say("redoOf", { message: both(redoable.message) })}
          onClick={redo}
        >
          ↷ {say("redo")}
        </button>
        <button type="button" class="quiet small" id="shortcuts" onClick={openHelp}>
          <kbd>?</kbd> {say("shortcuts")}
        </button>
        {typed !== "" && (
          <span class="code typed" role="status">
            {typed}
          </span>
        )}
      </div>
      <p class="fine muted edit-hint">{say(hints[tool.value])}</p>
      {task.fault !== null && <FaultNote fault={task.fault} />}
      {isHelpOpen.value && (
        <ShortcutsDialog
          onClose={() => {
            isHelpOpen.value = false;
          }}
        />
      )}
    </>
  );
}
