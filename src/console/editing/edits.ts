/**
 * Making edits: one door for all of them, so that each is announced, refused and refreshed in the
 * same way.
 */
import { signal, type ReadonlySignal } from "@preact/signals";
import { actQuietly, changed, type Operation } from "../core/client";
import { Fault } from "../core/fault";
import { both } from "../core/language";
import { announce } from "../ui/announce";
import type { EditedFragment, EffectToldFragment, MissedEditFragment } from "./editing.generated";
import { noteOwnEdit } from "./live-edits";

export type Effect = EffectToldFragment;
export type MissedEdit = MissedEditFragment;

/** Any of the mutations that edit; what it takes as its input is its own. */
export type EditOperation<Input> = Operation<
  Readonly<Record<string, EditedFragment>>,
  { readonly input: Input }
>;

/** What others did meanwhile, for which an edit was refused; empty: nothing to tell. */
const missed = signal<readonly MissedEdit[]>([]);
export const missedEdits: ReadonlySignal<readonly MissedEdit[]> = missed;

export function forgetMissedEdits(): void {
  missed.value = [];
}

/** Says that an edit was refused because of these, which have to be looked at first. */
export function tellMissedEdits(edits: readonly MissedEdit[]): void {
  missed.value = edits;
}

/** Makes an edit, says what it did, and has everything asked anew; throws a Fault where refused. */
export async function makeEdit<Input>(
  operation: EditOperation<Input>,
  input: Input,
): Promise<Effect | null> {
  const payload = await actQuietly(operation, input);
  const [refusal] = payload.userErrors;
  if (refusal !== undefined) {
    tellMissedEdits(payload.missedEdits);
    changed();
    throw new Fault(refusal.code, refusal.code, refusal.message);
  }
  if (payload.edit !== null) {
    if (payload.plan !== null) noteOwnEdit(payload.plan.id, payload.edit.planVersion);
    announce(both(payload.edit.message));
  }
  changed();
  return payload.effect;
}

/** Only tries an edit: what it would do; throws a Fault where it would be refused. */
export async function tryEdit<Input>(
  operation: EditOperation<Input & { readonly dryRun: true }>,
  input: Input,
): Promise<Effect | null> {
  const { userErrors, effect } = await actQuietly(operation, { ...input, dryRun: true as const });
  const [refusal] = userErrors;
  if (refusal !== undefined) throw new Fault(refusal.code, refusal.code, refusal.message);
  return effect;
}
