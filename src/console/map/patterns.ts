/** Hatching that repeats the colour's message for those who cannot see the colour. */
import type { Map } from "maplibre-gl";
import type { GridStatus } from "./grid-status";
import { gridColours } from "./palette";

const size = 16;
const pixelRatio = 2;

const strokes: Readonly<Record<GridStatus, (pen: CanvasRenderingContext2D) => void>> = {
  inBand: () => undefined,
  reduced: () => undefined,
  /** Dots. */
  below(pen) {
    for (const [x, y] of [
      [4, 4],
      [12, 12],
    ]) {
      pen.beginPath();
      pen.arc(x, y, 1.4, 0, 2 * Math.PI);
      pen.fill();
    }
  },
  /** Lines that rise to the right, continued across the edges of the tile. */
  above(pen) {
    for (const shift of [-size, 0, size]) diagonal(pen, shift, 1);
  },
  /** The same falling, thinner and in both directions: a lattice. */
  micro(pen) {
    for (const shift of [-size, 0, size]) {
      diagonal(pen, shift, 0.6);
      pen.save();
      pen.translate(size, 0);
      pen.scale(-1, 1);
      diagonal(pen, shift, 0.6);
      pen.restore();
    }
  },
};

/** Adds one image per status, named as the style expects it. */
export function addPatterns(map: Map): void {
  for (const [status, stroke] of Object.entries(strokes)) {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = size * pixelRatio;
    const pen = canvas.getContext("2d");
    if (!pen) return;
    pen.scale(pixelRatio, pixelRatio);
    pen.strokeStyle = pen.fillStyle = colourOf(status);
    stroke(pen);
    map.addImage(`hatch-${status}`, pen.getImageData(0, 0, canvas.width, canvas.height), {
      pixelRatio,
    });
  }
}

function colourOf(status: string): string {
  return Object.entries(gridColours).find(([name]) => name === status)?.[1] ?? "";
}

function diagonal(pen: CanvasRenderingContext2D, shift: number, width: number): void {
  pen.lineWidth = width;
  pen.beginPath();
  pen.moveTo(shift, size);
  pen.lineTo(shift + size, 0);
  pen.stroke();
}
