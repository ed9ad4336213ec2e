/** How numbers, lists and places are written in the messages of findings and reasons. */

/** 20000 -> "20,000", in both languages. */
export function count(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** English only: "1 household", "312 households". */
export function households(value: number): string {
  return `${count(value)} ${value === 1 ? "household" : "households"}`;
}

/** A share as a percentage, rounded down so that 49.6 % never reads as half. */
export function percent(share: number): string {
  return `${Math.floor(share * 100 + 1e-9)}%`;
}
