/** The card of the chosen grid, over the map's right. */
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { says } from "../core/language";
import { go } from "../core/route";
import { hasChosen } from "../editing/desk";
import { GridFacts } from "../grid/grid-facts";
import { StatusBadge } from "../grid/status-words";
import { showWhole } from "../map/camera";
import { statusOf } from "../map/grid-status";
import { theMap } from "../map/stage";
import { GridBuildingList } from "./grid-building-list";
import type { Grid } from "./shown";

const say = says({
  title: { zh: "网格 {label}", en: "Grid {label}" },
  titleNamed: { zh: "网格 {label} {name}", en: "Grid {label}, {name}" },
  code: { zh: "编码（预览）", en: "Code (preview)" },
  noCode: { zh: "无编码：该社区没有 12 位代码", en: "No code: the community has no 12-digit code" },
  close: { zh: "关闭", en: "Close" },
});

/** What a grid is called. */
export function gridTitle({ label, name }: Pick<Grid, "label" | "name">): string {
  return name === null ? say("title", { label }) : say("titleNamed", { label, name });
}

export function GridCard({ grid, children }: { grid: Grid; children?: ComponentChildren }) {
  const card = useRef<HTMLElement>(null);
  const map = theMap.value;
  useEffect(() => {
    if (card.current !== null) card.current.scrollTop = 0;
    if (map !== null) showWhole(map, grid.polygon, 0);
  }, [map, grid.id]);
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      // What is in front goes first: a dialog, then what is chosen for an edit.
      const isBehind = hasChosen.peek() || document.querySelector("dialog[open]") !== null;
      if (event.key === "Escape" && !event.defaultPrevented && !isBehind) closeCard();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, []);
  return (
    <aside ref={card} class="card" id="card" data-grid={grid.label} aria-label={gridTitle(grid)}>
      <div class="card-head">
        <h3>{gridTitle(grid)}</h3>
        <StatusBadge status={statusOf(grid)} />
        <button
          type="button"
          class="close"
          aria-label={say("close")}
          title={say("close")}
          onClick={closeCard}
        >
          ×
        </button>
      </div>
      <p class="code" title={say("code")}>
        {grid.code ?? say("noCode")}
      </p>
      {children}
      <GridFacts grid={grid} />
      <GridBuildingList key={grid.id} gridId={grid.id} />
    </aside>
  );
}

/** Closes the card; whoever works with the keyboard goes on in the list. */
export function closeCard(): void {
  const label = document.querySelector<HTMLElement>("#card")?.dataset.grid;
  go({ grid: null }, { replace: true });
  document.querySelector<HTMLElement>(`#panel [data-grid="${label}"]`)?.focus();
}
