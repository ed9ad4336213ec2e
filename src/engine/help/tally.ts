import { assessDraft } from "../edit/assess-draft";
import type { EditableGround } from "../edit/editable";
import type { Draft } from "../edit-types";

/** How many findings a draft has. */
export interface Tally {
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
}

export function tallyOf(open: EditableGround, draft: Draft): Tally {
  const { findings } = assessDraft(open, draft).plan;
  const count = (severity: string) => findings.filter((f) => f.severity === severity).length;
  return { errors: count("ERROR"), warnings: count("WARNING"), infos: count("INFO") };
}

/** Fewer errors, or as many and fewer warnings; and never more findings in exchange. */
export function isMended(before: Tally, after: Tally): boolean {
  const [was, is] = [before, after].map(({ errors, warnings, infos }) => ({
    errors,
    atLeastWarnings: errors + warnings,
    all: errors + warnings + infos,
  }));
  return (
    is.errors <= was.errors &&
    is.atLeastWarnings <= was.atLeastWarnings &&
    is.all <= was.all &&
    (is.errors < was.errors || is.atLeastWarnings < was.atLeastWarnings)
  );
}
