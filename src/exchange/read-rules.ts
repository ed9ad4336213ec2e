import { z } from "zod";
import { DEFAULT_RULES, type Rules } from "../engine";
import { BAND_LIMITS, FLOOR_AREA_LIMITS, RULE_LIMITS, type Limits } from "../rule-set/rule-limits";
import { reportInto, shown, type Fault } from "./fault";
import { parseJsonText } from "./json-text";

const inside = ([min, max]: Limits) => z.number().min(min).max(max);

const households = inside(BAND_LIMITS).int();

const band = z
  .tuple([households, households])
  .refine(([min, max]) => min <= max, "the minimum must not exceed the maximum");

const areaM2 = inside(FLOOR_AREA_LIMITS);

const schema = z.strictObject({
  standardBand: band.optional(),
  reducedBand: band.optional(),
  oldEstateCutoffYear: inside(RULE_LIMITS.oldEstateCutoffYear).int().optional(),
  specialPopulationShare: inside(RULE_LIMITS.specialPopulationShare).nullable().optional(),
  microMinFloorAreaM2: z
    .strictObject({
      OFFICE: areaM2.optional(),
      MARKET: areaM2.optional(),
      PUBLIC_VENUE: areaM2.optional(),
    })
    .optional(),
  microMergeDistanceM: inside(RULE_LIMITS.microMergeDistanceM).optional(),
  microMaxHouseholds: inside(RULE_LIMITS.microMaxHouseholds).int().optional(),
  codeKeepShare: inside(RULE_LIMITS.codeKeepShare).optional(),
});

export type RulesRead = { readonly rules: Partial<Rules> } | { readonly faults: readonly Fault[] };

/** Reads rules that differ from the defaults, such as `{"standardBand": [250, 450]}`. */
export function parseRules(text: string, file: string): RulesRead {
  const faults: Fault[] = [];
  const report = reportInto(faults, file);
  const value = parseJsonText(text, report);
  if (value === undefined) return { faults };
  const parsed = schema.safeParse(value);
  if (parsed.success) {
    const { microMinFloorAreaM2, ...rest } = parsed.data;
    if (microMinFloorAreaM2 === undefined) return { rules: rest };
    const areas = { ...DEFAULT_RULES.microMinFloorAreaM2, ...microMinFloorAreaM2 };
    return { rules: { ...rest, microMinFloorAreaM2: areas } };
  }
  for (const issue of parsed.error.issues) {
    const path = issue.path.map(String);
    if (issue.code !== "unrecognized_keys") {
      report("INVALID_RULE", path.join(".") || null, {
        zh: `值 ${shown(valueAt(value, path))} 无效：${issue.message}`,
        en: `the value ${shown(valueAt(value, path))} cannot be used: ${issue.message}`,
      });
      continue;
    }
    const known = path.length === 0 ? DEFAULT_RULES : DEFAULT_RULES.microMinFloorAreaM2;
    for (const key of issue.keys) {
      report("UNKNOWN_RULE", [...path, key].join("."), {
        zh: `没有这条规则；已知的有：${Object.keys(known).join("、")}`,
        en: `there is no such rule; known are: ${Object.keys(known).join(", ")}`,
      });
    }
  }
  return { faults };
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (at, key) =>
      typeof at === "object" && at !== null ? new Map(Object.entries(at)).get(key) : undefined,
    value,
  );
}
