import { problemOf } from "../partition/partition";
import { FOCUSES } from "../partition/focus";
import { searchDivision } from "../partition/search";
import type { Ground } from "../ground";
import type { Draft } from "../edit-types";
import { openField } from "./field";
import type { HelpOptions } from "./help-options";
import { makeMicroGrids } from "./open-draft";
import { redivide } from "./redivide";

/** Gives a grid to what is in none: all cells that have one stay there. */
export function finish(ground: Ground, draft: Draft, options: HelpOptions): Draft {
  if (draft.gridOf.every((grid) => grid >= 0)) return draft;
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
  return { ...finished, ...keepEmptied(draft, finished) };
}

/** Finishing takes no grid away, not even one that holds nothing. */
function keepEmptied(draft: Draft, finished: Draft): Pick<Draft, "grids" | "gridOf"> {
  const known = new Set(finished.grids.map(({ key }) => key));
  const emptied = draft.grids.filter(({ key }) => !known.has(key));
  return { grids: [...finished.grids, ...emptied], gridOf: finished.gridOf };
}
