import type { EditRefusal } from "../edit-types";
import type { Text } from "../plan-types";

/** An edit that is refused: the draft stays as it was. A rule that it breaks is a finding instead. */
export class EditError extends Error {
  override readonly name = "EditError";
  /** `refusals` has at least one entry. */
  constructor(readonly refusals: readonly EditRefusal[]) {
    super(refusals.map(({ code, message }) => `${code}: ${message.en}`).join(" "));
  }
}

/** Refuses an edit for one reason. */
export function refuse(code: string, message: Text, path: readonly string[] | null = null): never {
  throw new EditError([{ code, message, path }]);
}

/** Refuses an edit if there is any reason to. */
export function refuseAll(refusals: readonly EditRefusal[]): void {
  if (refusals.length > 0) throw new EditError(refusals);
}
