/** Which lines of a long list are drawn, and where its keys lead. */
import { shownRange, stepTo } from "../../src/console/ui/window-range";

const count = 3_000;
const rowHeight = 44;
const height = 440;

test.each([0, 1, 43, 44, 5_000, 66_001, count * rowHeight - height])(
  "all that is in sight is drawn at %i pixels, and little more",
  (scrollTop) => {
    const { from, to } = shownRange({ scrollTop, height, rowHeight, count });
    expect(from * rowHeight).toBeLessThanOrEqual(scrollTop);
    expect(to * rowHeight).toBeGreaterThanOrEqual(Math.min(scrollTop + height, count * rowHeight));
    expect(to - from).toBeLessThan(40);
    expect(from).toBeGreaterThanOrEqual(0);
    expect(to).toBeLessThanOrEqual(count);
  },
);

test("a list that has become shorter than where it was scrolled to still shows its end", () => {
  const { from, to } = shownRange({ scrollTop: 60_000, height, rowHeight, count: 5 });
  expect({ from, to }).toEqual({ from: 0, to: 5 });
});

test.each([
  ["ArrowDown", -1, 0],
  ["ArrowDown", 9, 9],
  ["ArrowUp", 0, 0],
  ["ArrowUp", -1, 0],
  ["PageDown", 2, 7],
  ["PageUp", 2, 0],
  ["Home", 7, 0],
  ["End", 0, 9],
  ["a", 3, null],
] as const)("%s leads from %i to %p", (key, index, next) => {
  expect(stepTo(key, index, 10, 5)).toBe(next);
});

test("an empty list leads nowhere", () => {
  expect(stepTo("ArrowDown", -1, 0, 5)).toBeNull();
});
