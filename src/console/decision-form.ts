/** The form of one decision: reasons for warnings, a comment, a day. */
import type { Actions } from "./actions";
import type { Finding, Plan } from "./api-types";
import type { DecisionKind, DecisionWords } from "./decisions";
import { el, fill } from "./dom";
import { faultText } from "./fault-text";
import type { Words } from "./i18n";

/** Keeps what was written while it is sent; it goes away when the plan changes. */
export function decisionForm(
  { name, needsComment }: DecisionKind,
  plan: Plan,
  words: Words,
  actions: Actions,
): HTMLElement {
  const warnings =
    name === "submit" ? plan.findings.filter(({ severity }) => severity === "WARNING") : [];
  const reasons = warnings.map((warning) => ({ warning, field: area(true) }));
  const comment = area(needsComment);
  const day = name === "putInForce" ? el("input", { type: "datetime-local" }) : null;
  const outcome = el("div", { class: "outcome", role: "alert" });
  const send = el("button", { type: "submit", class: "primary" }, words.say(`decision_${name}`));

  const said = (): DecisionWords => ({
    ...(comment.value.trim() !== "" && { comment: comment.value }),
    ...(reasons.length > 0 && {
      deviationReasons: reasons.map(({ warning, field }) => ({
        findings: [warning.key],
        reason: field.value,
      })),
    }),
    ...(day !== null && day.value !== "" && { effectiveFrom: new Date(day.value).toISOString() }),
  });
  const decide = async (event: Event): Promise<void> => {
    event.preventDefault();
    send.disabled = true;
    try {
      const refusals = await actions.decide(name, plan, said());
      fill(outcome, ...refusals.map(({ message }) => el("p", {}, words.both(message))));
    } catch (error) {
      fill(outcome, el("p", {}, faultText(error, words)));
    } finally {
      send.disabled = false;
    }
  };
  return el(
    "form",
    { class: "decision", "data-form": name, onsubmit: (event) => void decide(event) },
    reasons.length > 1
      ? sameForAll(
          reasons.map(({ field }) => field),
          words,
        )
      : null,
    ...reasons.map(({ warning, field }) => reasonField(warning, field, words)),
    el("label", {}, words.say(needsComment ? "commentNeeded" : "comment"), comment),
    day && el("label", {}, words.say("effectiveFromWhen"), day),
    outcome,
    send,
  );
}

function area(required: boolean): HTMLTextAreaElement {
  return el("textarea", { rows: 2, required });
}

function reasonField(warning: Finding, field: HTMLTextAreaElement, words: Words): HTMLElement {
  return el(
    "label",
    { class: "reason" },
    el("span", { class: "muted" }, words.both(warning.message)),
    words.say("deviationReason"),
    field,
  );
}

/** One reason often holds for all: what stands in the first field is written into the empty ones. */
function sameForAll(fields: readonly HTMLTextAreaElement[], words: Words): HTMLElement {
  return el(
    "button",
    {
      type: "button",
      class: "quiet",
      onclick: () => {
        const [first, ...others] = fields;
        for (const other of others) if (other.value.trim() === "") other.value = first.value;
      },
    },
    words.say("sameReason"),
  );
}
