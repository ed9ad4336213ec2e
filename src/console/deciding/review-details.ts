/** What else an entry of the book has to tell, in sentences. */
import { both, format, says, type Said } from "../core/language";
import type { Review } from "./decisions";

const say = says({
  notice: { zh: "{from} 至 {to}", en: "{from} to {to}" },
  schedule: { zh: "{time} 起施行", en: "in force from {time}" },
  filed: { zh: "备案编号 {number}", en: "filed as {number}" },
  codes: {
    zh: "编码保留 {kept}、新发 {issued}、注销 {retired}",
    en: "{kept} codes kept, {issued} new, {retired} retired",
  },
  changes: {
    zh: "依据有 {n} 处变化",
    en: "{n} change of what it was made from|{n} changes of what it was made from",
  },
  grid: {
    zh: "网格 {label}：{before} → {after} 户",
    en: "grid {label}: {before} → {after} households",
  },
  newGrid: { zh: "网格 {label}：新增，{after} 户", en: "grid {label}: new, {after} households" },
  goneGrid: { zh: "网格 {label}：不再存在", en: "grid {label}: is no more" },
});

/** Details are JSON that the server keeps for ever: what is not as expected is not told. */
export function detailsOf({ kind, details }: Pick<Review, "kind" | "details">): readonly string[] {
  const { from, to, effectiveFrom, filingNumber } = fieldsOf(details);
  if (kind === "NOTICE" && isText(from) && isText(to)) {
    return [say("notice", { from: format.time(from), to: format.time(to) })];
  }
  if (kind === "SCHEDULE" && isText(effectiveFrom)) {
    return [say("schedule", { time: format.time(effectiveFrom) })];
  }
  if (kind === "FILE" && isText(filingNumber)) return [say("filed", { number: filingNumber })];
  if (kind === "PUT_IN_FORCE") return codes(details);
  return kind === "REVALIDATE" ? revalidated(details) : [];
}

function codes(details: unknown): readonly string[] {
  const { codesKept, codesIssued, codesRetired } = fieldsOf(details);
  if (!Array.isArray(codesKept)) return [];
  const count = (list: unknown): number => (Array.isArray(list) ? list.length : 0);
  const [issued, retired] = [count(codesIssued), count(codesRetired)];
  return [say("codes", { kept: codesKept.length, issued, retired })];
}

function revalidated(details: unknown): readonly string[] {
  const { basisChanges, basisChangesInAll, grids } = fieldsOf(details);
  const changes = listIn(basisChanges).flatMap((change) => {
    const { message } = fieldsOf(change);
    return isSaid(message) ? [both(message)] : [];
  });
  const counted =
    typeof basisChangesInAll === "number" ? [say("changes", { n: basisChangesInAll })] : [];
  return [...counted, ...changes, ...listIn(grids).flatMap(gridChange)];
}

function gridChange(change: unknown): readonly string[] {
  const { before, after } = fieldsOf(change);
  const was = fieldsOf(before);
  const is = fieldsOf(after);
  if (isText(is.label) && typeof is.households === "number") {
    return typeof was.households === "number"
      ? [say("grid", { label: is.label, before: was.households, after: is.households })]
      : [say("newGrid", { label: is.label, after: is.households })];
  }
  return isText(was.label) ? [say("goneGrid", { label: was.label })] : [];
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return isObject(value) ? value : {};
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function listIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isSaid(value: unknown): value is Said {
  const { zh, en } = fieldsOf(value);
  return isText(zh) && isText(en);
}
