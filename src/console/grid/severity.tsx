/** How much a finding weighs: in words, as a mark, and as an order. */
import { says } from "../core/language";

export type Severity = "ERROR" | "WARNING" | "INFO";

export const severities: readonly Severity[] = ["ERROR", "WARNING", "INFO"];

export const severityWords = says({
  ERROR: { zh: "错误", en: "Error" },
  WARNING: { zh: "警告", en: "Warning" },
  INFO: { zh: "提示", en: "Note" },
});

export const severityCounts = says({
  ERROR: { zh: "错误 {n}", en: "{n} error|{n} errors" },
  WARNING: { zh: "警告 {n}", en: "{n} warning|{n} warnings" },
  INFO: { zh: "提示 {n}", en: "{n} note|{n} notes" },
});

const marks: Readonly<Record<Severity, string>> = { ERROR: "✕", WARNING: "!", INFO: "i" };

export function SeverityMark({ severity }: { severity: Severity }) {
  const name = severityWords(severity);
  return (
    <span class={`mark mark-${severity}`} role="img" aria-label={name} title={name}>
      {marks[severity]}
    </span>
  );
}

/** Gravest first, then as the server ordered them. */
export function byGravity<Weighed extends { readonly severity: Severity }>(
  findings: readonly Weighed[],
): readonly Weighed[] {
  return findings.toSorted(
    (a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity),
  );
}

/** How many there are of each, in words; empty for none. */
export function countsOf(
  findings: readonly { readonly severity: Severity }[],
): readonly { readonly severity: Severity; readonly text: string }[] {
  return severities
    .map((severity) => ({
      severity,
      n: findings.filter((finding) => finding.severity === severity).length,
    }))
    .filter(({ n }) => n > 0)
    .map(({ severity, n }) => ({ severity, text: severityCounts(severity, { n }) }));
}
