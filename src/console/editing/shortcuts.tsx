/** The keys of the editing view, and the dialog that tells them. */
import { signal, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { both, says, type Said } from "../core/language";
import { go, route } from "../core/route";
import type { Grid } from "../plan/shown";
import { Dialog } from "../ui/dialog";
import { clearChoice, target, type Tool } from "./desk";

/** Digits that are typed within this time belong to one number. */
const typingMs = 1_500;
const labelDigits = 3;
const offKey = "wangge.keys.off";

/** Keys without Ctrl can be switched off: they disturb those who dictate. */
const areKeysOn = signal(localStorage.getItem(offKey) === null);

const say = says({
  title: { zh: "快捷键", en: "Keyboard shortcuts" },
  on: { zh: "使用单键快捷键", en: "Use the keys without Ctrl" },
  where: {
    zh: "在输入框中键入时不起作用。",
    en: "They do nothing while you type into a field.",
  },
});

const keys: readonly { readonly keys: string; readonly does: Said }[] = [
  { keys: "Ctrl + Z", does: { zh: "撤销", en: "Undo" } },
  { keys: "Ctrl + Shift + Z", does: { zh: "重做", en: "Redo" } },
  {
    keys: "0 0 1 … 8 9 9",
    does: {
      zh: "键入三位编号：设为目标网格",
      en: "Three digits: the grid with that number is the target",
    },
  },
  { keys: "Enter", does: { zh: "将所选移入目标网格", en: "Move what is chosen to the target" } },
  { keys: "Esc", does: { zh: "清空所选", en: "Choose nothing" } },
  { keys: "Alt + ↑ ↓", does: { zh: "上一个、下一个网格", en: "The grid before, the next grid" } },
  {
    keys: "V B L G C",
    does: { zh: "点选、框选、套索、空地、切分线", en: "Click, box, lasso, ground, cut" },
  },
  {
    keys: "Shift",
    does: { zh: "按住可多选；在空处拖动即框选", en: "Held: adds to what is chosen; drags a box" },
  },
  { keys: "?", does: { zh: "打开此说明", en: "This list" } },
];

const toolKeys: Readonly<Record<string, Tool | undefined>> = {
  v: "click",
  b: "box",
  l: "lasso",
  g: "ground",
  c: "cut",
};

export interface Shortcuts {
  readonly grids: readonly Grid[];
  readonly undo: () => void;
  readonly redo: () => void;
  readonly takeUp: (tool: Tool) => void;
  readonly onEnter: () => void;
  readonly openHelp: () => void;
}

/** Listens to the keys; gives the digits that were typed so far. */
export function useShortcuts(shortcuts: Shortcuts): string {
  const typed = useSignal("");
  const latest = useRef(shortcuts);
  latest.current = shortcuts;
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const type = (digit: string): void => {
      clearTimeout(timer);
      const digits = typed.peek() + digit;
      typed.value = digits.length < labelDigits ? digits : "";
      timer = setTimeout(() => {
        typed.value = "";
      }, typingMs);
      const grid = latest.current.grids.find(({ label }) => label === digits);
      if (grid !== undefined) target.value = { kind: "GRID", gridId: grid.id };
    };
    const press = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || isTyping(event.target)) return;
      if (document.querySelector("dialog[open]") !== null) return;
      if (handle(event, latest.current, type)) event.preventDefault();
    };
    window.addEventListener("keydown", press);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("keydown", press);
    };
  }, [typed]);
  return typed.value;
}

/** Does what a key stands for; gives whether it stands for anything. */
function handle(event: KeyboardEvent, keyed: Shortcuts, type: (digit: string) => void): boolean {
  const { altKey, shiftKey } = event;
  const key = event.key.toLowerCase();
  if (event.ctrlKey || event.metaKey) {
    if (key === "z") (shiftKey ? keyed.redo : keyed.undo)();
    else if (key === "y") keyed.redo();
    else return false;
    return true;
  }
  if (altKey) {
    if (key !== "arrowup" && key !== "arrowdown") return false;
    walkGrids(keyed.grids, key === "arrowdown" ? 1 : -1);
    return true;
  }
  if (!areKeysOn.peek()) return false;
  const toolOf = toolKeys[key];
  if (toolOf !== undefined) keyed.takeUp(toolOf);
  else if (/^\d$/.test(key)) type(key);
  else if (key === "escape") clearChoice();
  else if (key === "?") keyed.openHelp();
  else if (key === "enter" && !isControl(event.target)) keyed.onEnter();
  else return false;
  return true;
}

/** Chooses the next grid by label, or the one before. */
function walkGrids(grids: readonly Grid[], step: number): void {
  if (grids.length === 0) return;
  const at = grids.findIndex(({ label }) => label === route.peek().grid);
  const next = at < 0 ? 0 : (at + step + grids.length) % grids.length;
  go({ grid: grids[next].label }, { replace: true });
}

function isTyping(element: EventTarget | null): boolean {
  if (element instanceof HTMLInputElement) return element.type !== "checkbox";
  return element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement;
}

/** Enter has a meaning of its own there. */
function isControl(element: EventTarget | null): boolean {
  return element instanceof Element && element.closest("button, a, summary, input") !== null;
}

export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title={say("title")} onClose={onClose}>
      <dl class="shortcuts">
        {keys.map(({ keys: names, does }) => (
          <div key={names}>
            <dt>
              <kbd>{names}</kbd>
            </dt>
            <dd>{both(does)}</dd>
          </div>
        ))}
      </dl>
      <p>
        <label>
          <input
            type="checkbox"
            id="keys-on"
            checked={areKeysOn.value}
            onChange={({ currentTarget: { checked } }) => {
              areKeysOn.value = checked;
              if (checked) localStorage.removeItem(offKey);
              else localStorage.setItem(offKey, "off");
            }}
          />{" "}
          {say("on")}
        </label>
      </p>
      <p class="muted fine">{say("where")}</p>
    </Dialog>
  );
}
