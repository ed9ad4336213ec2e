/** The findings of a plan or of a grid, the gravest first. */
import type { Actions } from "./actions";
import type { Finding, Severity } from "./api-types";
import { el, fill } from "./dom";
import { wordsOf, type Words } from "./i18n";
import { shownPlan } from "./state";
import type { State, Wangge } from "./state";

const gravity: Readonly<Record<Severity, number>> = { ERROR: 0, WARNING: 1, INFO: 2 };
const marks: Readonly<Record<Severity, string>> = { ERROR: "✕", WARNING: "!", INFO: "i" };

export function showFindings(container: HTMLElement, store: Wangge, actions: Actions): void {
  const draw = (state: State): void => {
    const words = wordsOf(state.language);
    const plan = shownPlan(state);
    if (plan === null) return fill(container);
    fill(
      container,
      plan.findings.length === 0
        ? el("p", { class: "muted" }, words.say("noFindings"))
        : el(
            "ul",
            { class: "findings" },
            ...byGravity(plan.findings).map((finding) =>
              findingItem(finding, words, () => actions.selectGrid(finding.gridLabel)),
            ),
          ),
    );
  };
  store.watch((now, before) => {
    if (now.plan !== before.plan || now.language !== before.language) draw(now);
  });
  draw(store.get());
}

/** Gravest first, then as the server ordered them. */
export function byGravity(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted((a, b) => gravity[a.severity] - gravity[b.severity]);
}

/** Without `open` the finding is only told; a finding about the whole plan opens nothing. */
export function findingItem(
  finding: Finding,
  words: Words,
  open: (() => void) | null,
): HTMLElement {
  const severity = words.say(`severity_${finding.severity}`);
  const about =
    finding.gridLabel === null
      ? words.say("wholePlan")
      : words.say("gridTitle", { label: finding.gridLabel });
  const parts = [
    el(
      "span",
      {
        class: `mark mark-${finding.severity}`,
        role: "img",
        "aria-label": severity,
        title: severity,
      },
      marks[finding.severity],
    ),
    el(
      "span",
      { class: "finding-words" },
      open === null ? null : el("span", { class: "finding-about" }, about),
      el("span", {}, words.both(finding.message)),
      el("span", { class: "finding-rule code" }, `${finding.rule} · ${finding.code}`),
    ),
  ];
  if (open === null || finding.gridLabel === null) {
    return el("li", { class: "finding" }, ...parts);
  }
  return el(
    "li",
    {},
    el(
      "button",
      {
        type: "button",
        class: "row finding",
        "data-key": `finding-${finding.code}-${finding.gridLabel}`,
        title: words.say("showOnMap"),
        onclick: open,
      },
      ...parts,
    ),
  );
}
