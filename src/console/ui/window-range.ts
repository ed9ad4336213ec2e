/** Which lines of a long list are in sight, and where the keys lead. */

/** Lines above and below what is in sight, so that slow scrolling shows no gaps. */
const SPARE = 8;
/** Ranges move by so many lines at once, so that scrolling seldom draws anew. */
const STRIDE = 4;

/** From the first line to draw, up to the one behind the last. */
export function shownRange(seen: {
  readonly scrollTop: number;
  readonly height: number;
  readonly rowHeight: number;
  readonly count: number;
}): { readonly from: number; readonly to: number } {
  const { scrollTop, height, rowHeight, count } = seen;
  const first = Math.floor(Math.max(0, scrollTop) / rowHeight / STRIDE) * STRIDE;
  const shown = Math.ceil(height / rowHeight) + STRIDE;
  const to = Math.min(count, first + shown + SPARE);
  return { from: Math.max(0, Math.min(first - SPARE, to - shown)), to };
}

/** The line that a key leads to from `index` (-1: none); null for other keys, and in an empty list. */
export function stepTo(key: string, index: number, count: number, page: number): number | null {
  if (count === 0) return null;
  const last = count - 1;
  const within = (next: number): number => Math.max(0, Math.min(last, next));
  switch (key) {
    case "ArrowDown":
      return within(index + 1);
    case "ArrowUp":
      return within(index - 1);
    case "PageDown":
      return within(index + page);
    case "PageUp":
      return within(index - page);
    case "Home":
      return 0;
    case "End":
      return last;
    default:
      return null;
  }
}
