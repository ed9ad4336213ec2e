import { problemOf } from "../partition/partition";
import { FOCUSES } from "../partition/focus";
import { searchDivision } from "../partition/search";
import type { EditableGround } from "../edit/editable";
import type { Draft } from "../edit-types";
import { openField } from "./field";
import type { HelpOptions } from "./help-options";
import { makeMicroGrids } from "./open-draft";
import { redivide } from "./redivide";

/** Gives a grid to what is in none: all cells that have one stay there. */
export function finish(open: EditableGround, draft: Draft, options: HelpOptions): Draft {
  if (draft.gridOf.every((grid) => grid >= 0)) return draft;
  const { ground } = open;
  const { random, effort, newKey, signal, onProgress } = options;
  const { rules, focus } = ground.prepared;
  const weights = { ...FOCUSES[focus].weights, churn: 0, standing: 0 };
  const opened = makeMicroGrids(ground, draft, newKey);
  const field = openField(ground, opened, {
    isFixed: (grid) => opened.grids[grid].locked || opened.grids[grid].kind === "MICRO",
    isWhole: () => true,
  });
  const finished = redivide(
    field,
    opened,
    (part) => {
      const { graph, apart, home: inForce } = field;
      const problem = problemOf({ graph, apart, inForce, rules, weights }, part);
      return searchDivision(problem, effort, random, { signal, onProgress });
    },
    newKey,
  );
  return keepEmptied(open, draft, finished);
}

/**
 * Finishing takes no grid away: one that holds nothing is the new grid that lies where it was, and where
 * there is none such it stays as it is.
 */
function keepEmptied({ memo }: EditableGround, draft: Draft, finished: Draft): Draft {
  const known = new Set(draft.grids.map(({ key }) => key));
  const living = new Set(finished.grids.map(({ key }) => key));
  const grids = [...finished.grids];
  for (const emptied of draft.grids.filter(({ key }) => !living.has(key))) {
    const cell = emptied.lastPlace === null ? -1 : memo.terrain.cellAt(emptied.lastPlace);
    const place = cell < 0 ? -1 : finished.gridOf[cell];
    const isNewOne =
      place >= 0 && !known.has(grids[place].key) && grids[place].kind === emptied.kind;
    if (isNewOne) grids[place] = { ...emptied, lastPlace: null };
    else grids.push(emptied);
  }
  return { ...finished, grids };
}
