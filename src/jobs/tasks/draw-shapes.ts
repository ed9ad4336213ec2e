import { drawStaleShapes, type Drawing } from "../../shapes/draw-shapes.service";

/**
 * Draws shapes, one run at a time in this process, so that other jobs keep their places: who comes while
 * one runs has it look once more, and waits for its end.
 */
export function createShapesTask(drawing: Drawing, stopping: AbortSignal): () => Promise<void> {
  let running: Promise<void> | null = null;
  let isWanted = false;
  const runAll = async (): Promise<void> => {
    try {
      while (isWanted) {
        isWanted = false;
        await drawStaleShapes(drawing, stopping);
      }
    } finally {
      running = null;
    }
  };
  return () => {
    isWanted = true;
    return (running ??= runAll());
  };
}
