/** Who uses the page: the choice of demo people, or the form for a token. */
import type { Actions } from "./actions";
import { roles, type Grant, type Viewer } from "./api-types";
import { el, fill } from "./dom";
import { faultText } from "./fault-text";
import { wordsOf, type Words } from "./i18n";
import type { State, Wangge } from "./state";

export function showSession(container: HTMLElement, store: Wangge, actions: Actions): void {
  const draw = ({ viewer, signInFault, language }: State): void => {
    const words = wordsOf(language);
    container.hidden = viewer.state !== "ready";
    if (viewer.state !== "ready") return;
    const who = viewer.value;
    container.dataset.viewer = who?.id ?? "";
    container.className = who?.demo === true ? "demo" : "";
    const fault =
      signInFault === null
        ? null
        : el("p", { role: "alert", class: "session-fault" }, faultText(signInFault, words));
    if (who === null) fill(container, ...tokenForm(words, actions), fault);
    else if (who.demo) fill(container, ...demoPeople(who, words, actions), fault);
    else fill(container, ...person(who, words, actions), fault);
  };
  store.watch((now, before) => {
    const changed =
      now.viewer !== before.viewer ||
      now.signInFault !== before.signInFault ||
      now.language !== before.language;
    if (changed) draw(now);
  });
  draw(store.get());
}

function demoPeople(viewer: Viewer, words: Words, actions: Actions): HTMLElement[] {
  const now = viewer.grants[0]?.role;
  return [
    el("p", {}, el("strong", {}, words.say("demoMode")), ` ${words.say("demoModeHint")}`),
    el(
      "div",
      { class: "demo-people", role: "group", "aria-label": words.say("demoPeople") },
      ...roles.map((role) =>
        el(
          "button",
          {
            type: "button",
            class: "quiet",
            "data-key": `demo-${role}`,
            "data-role": role,
            "aria-pressed": String(role === now),
            title: words.say(`roleHint_${role}`),
            onclick: () => actions.becomeDemoPerson(role),
          },
          words.say(`role_${role}`),
        ),
      ),
    ),
  ];
}

function person(viewer: Viewer, words: Words, actions: Actions): HTMLElement[] {
  const grants = viewer.grants.map((grant) => grantText(grant, words)).join(words.say("listComma"));
  return [
    el("p", {}, el("strong", {}, viewer.name), ` ${grants || words.say("noRole")}`),
    el(
      "button",
      {
        type: "button",
        class: "quiet",
        id: "sign-out",
        "data-key": "sign-out",
        onclick: () => actions.signOut(),
      },
      words.say("signOut"),
    ),
  ];
}

function grantText({ role, jurisdiction }: Grant, words: Words): string {
  const where = jurisdiction === "" ? words.say("everywhere") : jurisdiction;
  return words.say("roleWhere", { role: words.say(`role_${role}`), where });
}

function tokenForm(words: Words, actions: Actions): HTMLElement[] {
  const token = el("input", {
    type: "password",
    id: "token",
    "data-key": "token",
    autocomplete: "off",
    required: true,
    "aria-label": words.say("token"),
    placeholder: words.say("token"),
  });
  const form = el(
    "form",
    {
      class: "token-form",
      onsubmit: (event) => {
        event.preventDefault();
        actions.signIn(token.value.trim());
      },
    },
    token,
    el("button", { type: "submit", class: "quiet", id: "sign-in" }, words.say("signIn")),
  );
  return [el("p", {}, words.say("signInFirst")), form];
}
