import { createHash } from "node:crypto";
import type { DeviationReasonRow } from "../db/tables";
import type { Finding } from "./plan";

/** A finding with a name of its own inside its plan, and why its plan deviates, if that was written. */
export interface KeyedFinding extends Finding {
  /** Such as `R1/SIZE_OUT_OF_BAND/003`; what concerns the whole plan has `-` for the label. */
  readonly key: string;
  readonly deviationReason: string | null;
}

/**
 * Findings with their keys. A key stays the same as long as its rule finds the same about the same
 * grid; where it does so several times, about the same buildings. So what was written about one
 * finding is never taken for another.
 */
export function keyFindings(
  findings: readonly Finding[],
  reasons: readonly DeviationReasonRow[],
): KeyedFinding[] {
  const written = new Map(reasons.map(({ finding, reason }) => [finding, reason]));
  const times = count(findings.map(plainKey));
  const used = new Map<string, number>();
  return findings.map((finding) => {
    const plain = plainKey(finding);
    const isOne = times.get(plain) === 1;
    const named = isOne ? plain : `${plain}/${shortHash(finding.buildingIds)}`;
    const no = (used.get(named) ?? 0) + 1;
    used.set(named, no);
    const key = no === 1 ? named : `${named}/${no}`;
    return { ...finding, key, deviationReason: written.get(key) ?? null };
  });
}

function plainKey({ rule, code, gridLabel }: Finding): string {
  return `${rule}/${code}/${gridLabel ?? "-"}`;
}

function count(keys: readonly string[]): Map<string, number> {
  const times = new Map<string, number>();
  for (const key of keys) times.set(key, (times.get(key) ?? 0) + 1);
  return times;
}

/** Eight digits tell the few findings apart that are alike but for their buildings. */
function shortHash(buildingIds: readonly string[]): string {
  return createHash("sha256")
    .update([...buildingIds].sort().join(" "))
    .digest("hex")
    .slice(0, 8);
}
