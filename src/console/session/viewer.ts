/** Who uses the page. */
import { signal, type ReadonlySignal } from "@preact/signals";
import { act, ask, changed, whenTokenIsRefused } from "../core/client";
import { Fault } from "../core/fault";
import { keepToken } from "../core/session";
import { SignInAsDemoPerson, Viewer, type Role, type ViewerQuery } from "./session.generated";

export type { Role };
export type Person = NonNullable<ViewerQuery["viewer"]>;

const person = signal<Person | null>(null);
const fault = signal<unknown>(null);
const known = signal(false);

/** Whoever uses the page; null: nobody has signed in, or it is not known yet. */
export const viewer: ReadonlySignal<Person | null> = person;
/** Whether the server has said who it is. */
export const viewerIsKnown: ReadonlySignal<boolean> = known;
/** Why signing in did not work, or does not hold any more; null: nothing to tell. */
export const signInFault: ReadonlySignal<unknown> = fault;

/** Asks the server who uses the page. */
export async function meetViewer(): Promise<void> {
  try {
    person.value = (await ask(Viewer, {})).viewer;
    fault.value = null;
    known.value = true;
  } catch (reason) {
    fault.value = reason;
  }
}

/** Becomes the demo person of a role. */
export async function becomeDemoPerson(role: Role): Promise<void> {
  await trying(async () => {
    const { token } = await act(SignInAsDemoPerson, { role });
    if (token === null) throw new Fault("FORBIDDEN", "No demo");
    keepToken(token);
  });
}

/** Signs in with a token that was given by somebody else. */
export async function signIn(token: string): Promise<void> {
  await trying(() => {
    keepToken(token);
    return Promise.resolve();
  });
}

export async function signOut(): Promise<void> {
  keepToken(null);
  person.value = null;
  await meetViewer();
  changed();
}

async function trying(enter: () => Promise<void>): Promise<void> {
  try {
    await enter();
    await meetViewer();
    changed();
  } catch (reason) {
    fault.value = reason;
  }
}

whenTokenIsRefused((reason) => {
  person.value = null;
  fault.value = reason;
  void ask(Viewer, {}).then(({ viewer: next }) => {
    person.value = next;
    known.value = true;
  });
});
