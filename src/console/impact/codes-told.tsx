/** What becomes of the grid codes. */
import { format, says } from "../core/language";
import type { CodeShareToldFragment, ImpactFragment } from "./impact.generated";

const say = says({
  title: { zh: "网格编码", en: "Grid codes" },
  issued: { zh: "新发（{n}）", en: "New ({n})" },
  retired: { zh: "注销（{n}）", en: "Retired ({n})" },
  kept: { zh: "保留（{n}）", en: "Kept ({n})" },
  from: { zh: "来自 {shares}", en: "from {shares}" },
  to: { zh: "转入 {shares}", en: "goes to {shares}" },
  share: { zh: "{label}（{n} 户）", en: "{label} ({n} household)|{label} ({n} households)" },
  noGrid: { zh: "无网格", en: "no grid" },
  households: { zh: "{n} 户", en: "{n} household|{n} households" },
  changed: { zh: "{before} → {after} 户", en: "{before} → {after} households" },
  noCode: { zh: "（社区无编码）", en: "(the community has no code)" },
});

export function CodesTold({ impact }: { impact: ImpactFragment }) {
  const { codesIssued, codesRetired, codesKept } = impact;
  return (
    <details class="fold" id="codes">
      <summary>
        <h3>{say("title")}</h3>
        <span class="count">
          {[codesKept, codesIssued, codesRetired].map(({ length }) => length).join(" / ")}
        </span>
      </summary>
      {codesIssued.length > 0 && <h4>{say("issued", { n: codesIssued.length })}</h4>}
      <ul class="told">
        {codesIssued.map(({ label, code, households, from }) => (
          <li key={label} data-code={code ?? label}>
            <span class="code">{code ?? `${label} ${say("noCode")}`}</span>{" "}
            {say("households", { n: households })}
            {from.length > 0 && <span class="muted"> {say("from", { shares: told(from) })}</span>}
          </li>
        ))}
      </ul>
      {codesRetired.length > 0 && <h4>{say("retired", { n: codesRetired.length })}</h4>}
      <ul class="told">
        {codesRetired.map(({ code, households, successors }) => (
          <li key={code} data-code={code}>
            <span class="code">{code}</span> {say("households", { n: households })}
            {successors.length > 0 && (
              <span class="muted"> {say("to", { shares: told(successors) })}</span>
            )}
          </li>
        ))}
      </ul>
      {codesKept.length > 0 && <h4>{say("kept", { n: codesKept.length })}</h4>}
      <ul class="told">
        {codesKept.map(({ code, householdsBefore, householdsAfter }) => (
          <li key={code} data-code={code}>
            <span class="code">{code}</span>{" "}
            {householdsBefore === householdsAfter
              ? say("households", { n: householdsAfter })
              : say("changed", {
                  before: format.number(householdsBefore),
                  after: format.number(householdsAfter),
                })}
          </li>
        ))}
      </ul>
    </details>
  );
}

function told(shares: readonly CodeShareToldFragment[]): string {
  return format.list(
    shares.map(({ label, households }) =>
      say("share", { label: label ?? say("noGrid"), n: households }),
    ),
  );
}
