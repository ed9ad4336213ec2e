/** Reads the properties of a feature; a value that cannot be used is a fault and reads as null. */
import { shown, type Report } from "./fault";

export type Properties = Readonly<Record<string, unknown>>;

export interface NumberRange {
  readonly min: number;
  readonly max: number;
}

/** Text without blanks at its ends; null where there is none. Numbers, such as block "7", are text. */
export function readText(properties: Properties, field: string, report: Report): string | null {
  const value = properties[field];
  if (value === undefined || value === null) return null;
  if (typeof value === "number") return String(value);
  if (typeof value !== "string" || value.includes("\0")) {
    report("INVALID_TEXT", field, {
      zh: `须为文本，实为 ${shown(value)}`,
      en: `a text is needed, it is ${shown(value)}`,
    });
    return null;
  }
  return value.trim() === "" ? null : value.trim();
}

/** A whole number inside its range; null where there is none. */
export function readWhole(
  properties: Properties,
  field: string,
  range: NumberRange,
  report: Report,
): number | null {
  const value = readNumber(properties, field, range, report);
  if (value === null || Number.isInteger(value)) return value;
  report("INVALID_NUMBER", field, {
    zh: `${value} 不是整数`,
    en: `${value} is not a whole number`,
  });
  return null;
}

/** As `readWhole`, but absence is a fault too. */
export function readRequiredWhole(
  properties: Properties,
  field: string,
  range: NumberRange,
  report: Report,
): number | null {
  const value = properties[field];
  if (value !== undefined && value !== null) return readWhole(properties, field, range, report);
  report("MISSING_VALUE", field, {
    zh: `缺少数值：须为 ${range.min} 至 ${range.max} 的整数`,
    en: `there is no value: a whole number from ${range.min} to ${range.max} is needed`,
  });
  return null;
}

/** A number inside its range; null where there is none. */
export function readNumber(
  properties: Properties,
  field: string,
  { min, max }: NumberRange,
  report: Report,
): number | null {
  const value = properties[field];
  if (value === undefined || value === null) return null;
  if (typeof value !== "number") {
    report("INVALID_NUMBER", field, {
      zh: `须为数字，实为 ${shown(value)}`,
      en: `a number is needed, it is ${shown(value)}`,
    });
    return null;
  }
  if (value >= min && value <= max) return value;
  report("INVALID_NUMBER", field, {
    zh: `${value} 不在 ${min} 至 ${max} 之间`,
    en: `${value} is not between ${min} and ${max}`,
  });
  return null;
}

/** true or false; null where neither is said. */
export function readFlag(properties: Properties, field: string, report: Report): boolean | null {
  const value = properties[field];
  if (value === undefined || value === null) return null;
  if (typeof value === "boolean") return value;
  report("INVALID_FLAG", field, {
    zh: `须为 true、false 或 null，实为 ${shown(value)}`,
    en: `true, false or null is needed, it is ${shown(value)}`,
  });
  return null;
}
