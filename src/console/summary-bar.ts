/** The plan in one line above the map. */
import type { Certificate, Finding, Plan, Severity } from "./api-types";
import { el, fill, withStyle } from "./dom";
import { wordsOf, type Words } from "./i18n";
import { shownPlan } from "./state";
import type { State, Wangge } from "./state";

const severities: readonly Severity[] = ["ERROR", "WARNING", "INFO"];

export function showSummary(container: HTMLElement, store: Wangge): void {
  const draw = (state: State): void => {
    const plan = shownPlan(state);
    const words = wordsOf(state.language);
    container.hidden = plan === null;
    container.setAttribute("aria-label", words.say("summary"));
    fill(container, plan && figures(plan, words));
  };
  store.watch((now, before) => {
    if (now.plan !== before.plan || now.language !== before.language) draw(now);
  });
  draw(store.get());
}

function figures({ metrics, certificate, findings }: Plan, words: Words): HTMLElement {
  const { standardGrids, gridsInBand, innerBorderM, barrierBorderM, estates } = metrics;
  return el(
    "dl",
    { class: "figures" },
    figure(words.say("grids"), words.number(metrics.grids), gridKinds(metrics, words)),
    figure(
      words.say("inBand"),
      partOf(gridsInBand, standardGrids, words),
      meter(gridsInBand, standardGrids),
      words.say("inBandHint"),
    ),
    householdsInBand(metrics, certificate, words),
    figure(words.say("findings"), words.number(findings.length), findingKinds(findings, words)),
    figure(
      words.say("onBarriers"),
      shareOf(barrierBorderM, innerBorderM, words),
      words.length(innerBorderM),
      words.say("onBarriersHint"),
    ),
    figure(
      words.say("estatesWhole"),
      partOf(estates - metrics.estatesSplit, estates, words),
      meter(estates - metrics.estatesSplit, estates),
    ),
  );
}

/** With what is proved of it; the proof itself where one points at it. */
function householdsInBand(
  { households, householdsInBand: inBand }: Plan["metrics"],
  certificate: Plan["certificate"],
  words: Words,
): HTMLElement {
  // A band applies to the households of standard grids.
  const all = certificate?.households ?? households;
  return figure(
    words.say("householdsInBand"),
    all === 0 ? "–" : words.tenths(inBand / all),
    certificate === null ? words.say("householdsN", { n: all }) : known(certificate, words),
    certificate && words.both(certificate.proof),
  );
}

function known({ kind, bound, households }: Certificate, words: Words): string {
  const share = bound === null || households === 0 ? "" : words.tenths(bound / households);
  return words.say(`certificate_${kind}`, { share });
}

function figure(
  name: string,
  value: string,
  below: string | HTMLElement,
  hint: string | null = null,
): HTMLElement {
  return el(
    "div",
    { class: "figure", title: hint },
    el("dt", {}, name),
    el("dd", { class: "figure-value" }, value),
    el("dd", { class: "figure-below" }, below),
  );
}

function gridKinds({ standardGrids, microGrids }: Plan["metrics"], words: Words): string {
  return (
    `${words.say("standardGrids")} ${words.number(standardGrids)} · ` +
    `${words.say("microGrids")} ${words.number(microGrids)}`
  );
}

function findingKinds(findings: readonly Finding[], words: Words): string {
  return severities
    .map((severity) => ({
      severity,
      n: findings.filter((finding) => finding.severity === severity).length,
    }))
    .filter(({ n }) => n > 0)
    .map(({ severity, n }) => words.say(`severityN_${severity}`, { n }))
    .join(" · ");
}

/** Of nothing there is no part. */
function partOf(part: number, whole: number, words: Words): string {
  return whole === 0 ? "–" : `${words.number(part)} / ${words.number(whole)}`;
}

/** Of nothing there is no share. */
function shareOf(part: number, whole: number, words: Words): string {
  return whole === 0 ? "–" : words.percent(part / whole);
}

function meter(part: number, whole: number): HTMLElement | string {
  if (whole === 0) return "";
  const share = part / whole;
  return withStyle(el("span", { class: "meter", "aria-hidden": "true" }), "--share", String(share));
}
