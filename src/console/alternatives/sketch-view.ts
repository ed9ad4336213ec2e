/** What part of their ground the sketches show: all the same, so that they can be compared. */
import { signal, type ReadonlySignal } from "@preact/signals";

/** Magnification, and the middle in shares of the width and height. */
export interface SketchView {
  readonly zoom: number;
  readonly x: number;
  readonly y: number;
}

const MAX_ZOOM = 12;
const whole: SketchView = { zoom: 1, x: 0.5, y: 0.5 };
const shown = signal<SketchView>(whole);

export const sketchView: ReadonlySignal<SketchView> = shown;

export function showWholeSketch(): void {
  shown.value = whole;
}

/** Magnifies around a place of the sketch. */
export function zoomSketches(factor: number, at: { x: number; y: number } = shown.peek()): void {
  const { zoom, x, y } = shown.peek();
  const next = Math.min(MAX_ZOOM, Math.max(1, zoom * factor));
  const stay = zoom / next;
  look({ zoom: next, x: at.x + (x - at.x) * stay, y: at.y + (y - at.y) * stay });
}

/** Moves by shares of what is shown. */
export function moveSketches(dx: number, dy: number): void {
  const { zoom, x, y } = shown.peek();
  look({ zoom, x: x + dx / zoom, y: y + dy / zoom });
}

/** Never beyond the edges. */
function look({ zoom, x, y }: SketchView): void {
  const half = 0.5 / zoom;
  const within = (value: number): number => Math.max(half, Math.min(1 - half, value));
  shown.value = { zoom, x: within(x), y: within(y) };
}
