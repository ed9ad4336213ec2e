/**
 * A list of thousands of lines of one height, of which only those in sight are in the page. One stop
 * for the Tab key; arrows, Page keys, Home and End move inside it.
 */
import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { shownRange, stepTo } from "./window-range";
import "./window-list.css";

export function WindowList<Item>(props: {
  /** Its id in the page. */
  id: string;
  /** What it lists, for those who do not see it. */
  label: string;
  items: readonly Item[];
  rowHeight: number;
  keyOf: (item: Item) => string;
  /** Key of the item that is chosen; it is brought into sight. */
  chosen: string | null;
  onChoose: (item: Item) => void;
  children: (item: Item) => ComponentChildren;
}) {
  const { id, label, items, rowHeight, keyOf, chosen, onChoose, children } = props;
  const list = useRef<HTMLDivElement>(null);
  const range = useSignal({ from: 0, to: 0 });
  const look = (): void => {
    const element = list.current;
    if (element === null) return;
    const { scrollTop, clientHeight } = element;
    const next = shownRange({ scrollTop, height: clientHeight, rowHeight, count: items.length });
    const before = range.peek();
    if (next.from !== before.from || next.to !== before.to) range.value = next;
  };
  // Another list begins at its top, and at what is chosen where that is in it.
  useLayoutEffect(() => {
    if (list.current !== null) list.current.scrollTop = 0;
    look();
  }, [items, rowHeight]);
  useEffect(() => {
    const element = list.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(look);
    observer.observe(element);
    return () => observer.disconnect();
  });
  const chosenIndex = chosen === null ? -1 : items.findIndex((item) => keyOf(item) === chosen);
  useEffect(() => {
    const element = list.current;
    if (element === null || chosenIndex < 0) return;
    const top = chosenIndex * rowHeight;
    const { scrollTop, clientHeight } = element;
    if (top < scrollTop) element.scrollTop = top;
    else if (top + rowHeight > scrollTop + clientHeight) {
      element.scrollTop = top + rowHeight - clientHeight;
    }
  }, [chosenIndex, items, rowHeight]);
  const { from, to } = range.value;
  const optionId = (index: number): string => `${id}-${index}`;
  return (
    <div
      ref={list}
      id={id}
      class="window-list"
      role="listbox"
      tabIndex={0}
      aria-label={label}
      aria-activedescendant={chosenIndex < 0 ? undefined : optionId(chosenIndex)}
      onScroll={look}
      onKeyDown={(event) => {
        const page = Math.max(1, Math.floor(event.currentTarget.clientHeight / rowHeight) - 1);
        const next = stepTo(event.key, chosenIndex, items.length, page);
        if (next === null) return;
        event.preventDefault();
        onChoose(items[next]);
      }}
    >
      <div role="presentation" style={{ height: `${items.length * rowHeight}px` }}>
        <div role="presentation" style={{ transform: `translateY(${from * rowHeight}px)` }}>
          {items.slice(from, to).map((item, place) => (
            <div
              key={keyOf(item)}
              id={optionId(from + place)}
              role="option"
              class="window-row"
              style={{ height: `${rowHeight}px` }}
              aria-selected={from + place === chosenIndex}
              aria-posinset={from + place + 1}
              aria-setsize={items.length}
              data-key={keyOf(item)}
              onClick={() => onChoose(item)}
            >
              {children(item)}
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}
