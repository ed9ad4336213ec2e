/**
 * Lets others have their turn in the middle of long work on the main thread. Many short pieces of one
 * answer run in one go, since promises that are kept already never let anybody in between.
 */

/** So long one goes on without letting anybody in between. */
const BREATH_MS = 8;

/** When the turn that is going on began; null: nobody has asked in it yet. */
let turnBegan: number | null = null;
let nextTurn: Promise<void> | null = null;

/** Null as long as one may go on at once; else what to wait for first. */
export function breath(): Promise<void> | null {
  if (nextTurn !== null) return nextTurn;
  const now = performance.now();
  if (turnBegan === null) {
    turnBegan = now;
    setImmediate(() => {
      turnBegan = null;
    });
    return null;
  }
  if (now - turnBegan < BREATH_MS) return null;
  nextTurn = new Promise((resolve) => {
    setImmediate(() => {
      nextTurn = null;
      resolve();
    });
  });
  return nextTurn;
}
